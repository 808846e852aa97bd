package entities

import (
	_ "embed"
	"math/bits"
	"sync"

	"github.com/sayso-nlp/sayso/extractors/internal/linear"
)

// The registers are the kinds of text that the training files come from. Each has habits of
// its own, in wording and in what its annotators called a name, so the model has features
// for each beside those for all (Daumé 2007, "Frustratingly easy domain adaptation"), and a
// small classifier tells the register of a text by its words.
var registers = [...]string{"brief", "wire", "encyclopedia", "mixed", "politics", "web"}

const (
	brief = iota
	wire
	encyclopedia
	mixed
	politics
	web
)

//go:embed register.bin
var registerFile []byte

var registerModel = sync.OnceValue(func() *linear.Model {
	return must(linear.Load(registerFile, featureVersion))
})

// guessRegister returns the index of the register of p.
func guessRegister(p *page, m *linear.Model) uint32 {
	scores := make([]int32, len(registers))
	return uint32(m.Best(p.registerFeatures(), scores))
}

// registerSample is the number of words that tell the register: more make no difference.
const registerSample = 600

// registerFeatures are the different words at the start of the text, and how long it is. Texts
// of one paragraph have words of their own: what tells a dispatch from a short brief is not what
// tells an interview from a long one.
func (p *page) registerFeatures() []uint32 {
	words := p.words[:min(len(p.words), registerSample)]
	out := make([]uint32, 0, len(words)+4)
	short := uint32(0)
	if p.paragraphs <= 1 {
		short = 1
	}
	for i := range words {
		out = append(out, linear.Join(tRegister, words[i].lower, short))
	}
	length := uint32(bits.Len(uint(len(p.sentences))))
	return append(out,
		linear.Join(tRegister+1, length, 0),
		linear.Join(tRegister+2, min(uint32(p.paragraphs), 3), 0),
		linear.Join(tRegister+3, min(uint32(p.paragraphs), 3), length))
}
