package text

import (
	"fmt"
	"math/rand/v2"

	"github.com/sayso-nlp/sayso/extractors/internal/linear"
	"github.com/sayso-nlp/sayso/extractors/train"
)

// heldOut: every so many-th document is left out of training and measured on.
const heldOut = 20

// Train returns the encoded model of [Fast]. The files give the text only: the tags to learn
// are those of [Prose] where nothing better is known.
func Train(files []train.File, o train.Options) ([]byte, error) {
	epochs := o.Epochs
	if epochs == 0 {
		epochs = 6
	}
	learner, err := linear.NewLearner(wordTagNames())
	if err != nil {
		return nil, err
	}
	learner.MinUpdates = 3
	k, err := newTeacher()
	if err != nil {
		return nil, err
	}
	header := linear.Header{Features: tagFeatures, Seed: o.Seed, Epochs: epochs}
	var lessons, exam []lesson
	for _, f := range files {
		header.Sources = append(header.Sources, linear.Source{Name: f.Name, SHA256: f.SHA256, Copies: 1})
		for i, d := range f.Docs {
			taught := teach(k, d.Text)
			if i%heldOut == heldOut-1 {
				exam = append(exam, taught...)
			} else {
				lessons = append(lessons, taught...)
			}
		}
		o.Logf("%s: tagged", f.Name)
	}
	rng := rand.New(rand.NewPCG(o.Seed, 0))
	for epoch := range epochs {
		rng.Shuffle(len(lessons), func(i, j int) { lessons[i], lessons[j] = lessons[j], lessons[i] })
		wrong, all := 0, 0
		for _, l := range lessons {
			w, n := l.learn(learner)
			wrong, all = wrong+w, all+n
		}
		o.Logf("epoch %d: %d of %d wrong", epoch+1, wrong, all)
	}
	model := learner.Model(header, 0.25)
	right, all := examine(model, exam)
	model.Dev = fmt.Sprintf("%.2f %% of %d held-out words as taught", 100*float64(right)/float64(max(all, 1)), all)
	o.Logf("%d features; %s", model.Len(), model.Dev)
	return model.Encode(), nil
}

func wordTagNames() []string {
	var names []string
	for t := CC; t <= WRB; t++ {
		names = append(names, t.String())
	}
	return names
}

// lesson is a sentence with the tags it should have.
type lesson struct {
	text *Text
	sent Sentence
}

// teach returns the sentences of s with prose's tags, put right where they are known to be
// wrong.
func teach(k *teacher, s string) []lesson {
	t := Split(s)
	out := make([]lesson, len(t.Sentences))
	for n, sent := range t.Sentences {
		k.tag(t, sent)
		for i := sent.First; i < sent.Last; i++ {
			t.Tokens[i].Tag = t.correct(sent, i)
		}
		out[n] = lesson{t, sent}
	}
	return out
}

// correct returns the tag of token i, save for known errors of prose: a word in lower case
// is no name, and what prose calls punctuation is none.
func (t *Text) correct(sent Sentence, i int) Tag {
	w, tag := t.Word(i), t.Tokens[i].Tag
	switch {
	case tag == NNP && 'a' <= w[0] && w[0] <= 'z' && len(w) > 2 && w[1] != '-' && w[2] != '-' && w[1]|0x20 == w[1]:
		return NN
	case tag == NNPS && 'a' <= w[0] && w[0] <= 'z':
		return NNS
	case tag == None || tag >= Stop:
		if t.ownTag(sent, i) == None {
			return NN
		}
	}
	return tag
}

// learn shows the learner one sentence, which it tags with its own guesses as history.
func (l lesson) learn(learner *linear.Learner) (wrong, all int) {
	g := tagger{text: l.text}
	g.prepare(l.sent)
	var prev, prev2 Tag
	for i := l.sent.First; i < l.sent.Last; i++ {
		at := i - l.sent.First + 2
		tag := g.forms[at].own
		if truth := l.text.Tokens[i].Tag; tag == None {
			tag = Tag(learner.Learn(g.features(at, prev, prev2), int(truth)-1, g.scores[:])) + 1
			if all++; tag != truth {
				wrong++
			}
		}
		prev, prev2 = tag, prev
	}
	return wrong, all
}

// examine counts the words that the model tags as taught.
func examine(model *linear.Model, exam []lesson) (right, all int) {
	for _, l := range exam {
		copied := &Text{Source: l.text.Source, Tokens: append([]Token(nil), l.text.Tokens...)}
		g := tagger{text: copied, model: model}
		g.tag(l.sent)
		for i := l.sent.First; i < l.sent.Last; i++ {
			if copied.ownTag(l.sent, i) != None {
				continue
			}
			if all++; copied.Tokens[i].Tag == l.text.Tokens[i].Tag {
				right++
			}
		}
	}
	return right, all
}
