package text

import (
	"math"
	"slices"
	"strings"
)

// teacher is prose's tagger once more, for training: the same weights, but added as whole
// thousandths, with the first of equal tags in alphabetical order. prose itself adds
// floating-point numbers in the order of a map, so that no two trainings would see quite the
// same tags. It knows no aliasing of words either.
type teacher struct {
	fixed   map[string]string           // words with one and the same tag
	weights map[string]map[string]int32 // feature → tag → thousandths
	tags    []string                    // sorted
}

func newTeacher() (*teacher, error) {
	fixed, err := proseFixed()
	if err != nil {
		return nil, err
	}
	k := &teacher{fixed: fixed, weights: map[string]map[string]int32{}}
	var raw map[string]map[string]float64
	if err := decodeProse("weights.gob", &raw); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for feature, row := range raw {
		whole := make(map[string]int32, len(row))
		for tag, w := range row {
			whole[tag], seen[tag] = int32(math.Round(w*1000)), true
		}
		k.weights[feature] = whole
	}
	for tag := range seen {
		k.tags = append(k.tags, tag)
	}
	slices.Sort(k.tags)
	return k, nil
}

// tag sets the tags of a sentence as prose would.
func (k *teacher) tag(t *Text, sent Sentence) {
	context := []string{"-START-", "-START2-"}
	for i := sent.First; i < sent.Last; i++ {
		context = append(context, proseForm(feed(t.Word(i))))
	}
	context = append(context, "-END-", "-END2-")
	prev, prev2 := "-START-", "-START2-"
	for i := sent.First; i < sent.Last; i++ {
		word := feed(t.Word(i))
		tag, ok := k.fixed[word]
		if !ok {
			tag = k.best(proseFeatures(context[i-sent.First:], word, prev, prev2))
		}
		prev, prev2 = tag, prev
		t.Tokens[i].Tag = tagByName[tag]
		if own := t.ownTag(sent, i); own != None {
			t.Tokens[i].Tag = own
		}
	}
}

func (k *teacher) best(features [14]string) string {
	scores := map[string]int32{}
	for _, f := range features {
		for tag, w := range k.weights[f] {
			scores[tag] += w
		}
	}
	best := ""
	for _, tag := range k.tags {
		if s, ok := scores[tag]; ok && (best == "" || s > scores[best]) {
			best = tag
		}
	}
	return best
}

// proseFeatures spells the features of context[2] as the keys of prose's weights do.
func proseFeatures(context []string, word, prev, prev2 string) [14]string {
	w := context[2]
	return [14]string{
		"bias",
		"i suffix " + lastBytes(word),
		"i pref1 " + string(rune(word[0])),
		"i-1 tag " + prev,
		"i-2 tag " + prev2,
		"i tag+i-2 tag " + prev + " " + prev2,
		"i word " + w,
		"i-1 tag+i word " + prev + " " + w,
		"i-1 word " + context[1],
		"i-1 suffix " + lastBytes(context[1]),
		"i-2 word " + context[0],
		"i+1 word " + context[3],
		"i+1 suffix " + lastBytes(context[3]),
		"i+2 word " + context[4],
	}
}

func lastBytes(w string) string { return w[max(0, len(w)-3):] }

// proseForm returns a word as prose's context features see it.
func proseForm(w string) string {
	switch {
	case strings.Contains(w, "-") && w[0] != '-':
		return "!HYPHEN"
	case len(w) == 4 && strings.Trim(w, "0123456789") == "":
		return "!YEAR"
	case isDigit(w[0]):
		return "!DIGITS"
	}
	return strings.ToLower(w)
}
