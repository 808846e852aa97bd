package positions

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/extractors/internal/linear"
)

//go:generate sh train.sh

//go:embed model.bin
var modelFile []byte

// embedded decodes the model of the program once, when it is first needed.
var embedded = sync.OnceValue(func() *model {
	m, err := decodeModel(modelFile)
	if err != nil {
		panic(err) // the tests have read it
	}
	return m
})

// model is the trained part: linear models over the features of this package.
type model struct {
	cues, args, targets, acts, stances *linear.Model
}

// parts lists the models in the order of the file.
func (m *model) parts() []**linear.Model {
	return []**linear.Model{&m.cues, &m.args, &m.targets, &m.acts, &m.stances}
}

const modelMagic = "sayso-positions"

// encode returns the file: a line with the length of each part, then the parts, each with
// the header of its own.
func (m *model) encode() []byte {
	var lengths strings.Builder
	var body []byte
	for _, p := range m.parts() {
		b := (*p).Encode()
		fmt.Fprintf(&lengths, " %d", len(b))
		body = append(body, b...)
	}
	return append([]byte(modelMagic+lengths.String()+"\n"), body...)
}

func decodeModel(data []byte) (*model, error) {
	head, body, ok := bytes.Cut(data, []byte("\n"))
	fields := strings.Fields(string(head))
	m := &model{}
	if !ok || len(fields) != 1+len(m.parts()) || fields[0] != modelMagic {
		return nil, errors.New("positions model: no header: run go generate to train it again")
	}
	for i, p := range m.parts() {
		var n int
		if _, err := fmt.Sscan(fields[i+1], &n); err != nil || n < 0 || n > len(body) {
			return nil, errors.New("positions model: the file is truncated")
		}
		part, err := linear.Load(body[:n], featureVersion)
		if err != nil {
			return nil, fmt.Errorf("positions %w", err)
		}
		*p, body = part, body[n:]
	}
	return m, nil
}
