package actors

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// TestSubject: "he", "she" and "they" mean the subject before those whom a sentence names last.
func TestSubject(t *testing.T) {
	for _, tt := range []struct{ rule, in, np, want string }{
		{"the subject of the sentence before", "{PERSON Ada Roe} met {PERSON Amos Reed}. She refused.", "She", "Ada Roe"},
		{"the subject of the sentence", "{PERSON Ada Roe} met {PERSON Amos Reed}, whom she thanked.", "she", "Ada Roe"},
		{"a subject before the last one", "{PERSON Ada Roe} met {PERSON Amos Reed}. She left. She refused.", "She", "Ada Roe"},
		{"a subject behind an adverbial", "On Sunday, {PERSON Ada Roe} met {PERSON Amos Reed}. She refused.", "She", "Ada Roe"},
		{"a subject by its title", "{PERSON Ada Roe}, the minister, met {PERSON Amos Reed}. The minister was late. She refused.", "She", "Ada Roe"},
		{"a subject that is no person", "The mill hired {PERSON Ada Roe}. She refused.", "She", "Ada Roe"},
		{"an adverbial before the pronoun", "{PERSON Ada Roe} was late. Speaking to {PERSON Amos Reed}, she refused.", "she", "Ada Roe"},
		{"whom a quotation names", "{PERSON Ada Roe} was late. “It was {PERSON Amos Reed},” she said.", "she", "Ada Roe"},
		{"in a quotation", "{PERSON Ada Roe} said of {PERSON Amos Reed}: “He was late.”", "He", "Amos Reed"},
		{"a subject behind its verb", "{PERSON Amos Reed} was late. “We will pay,” said {PERSON Ada Roe}; she was glad.", "she", "Ada Roe"},

		{"not the speaker of a transcript", "{PERSON Amos Reed} was late.\n\nMINISTER {PERSON ROE}: He refused.", "He", "Amos Reed"},
		{"not the speaker before", "{PERSON Amos Reed} was late.\n\n(({PERSON Ada Roe})) That was bad. He refused.", "He", "Amos Reed"},
		{"not who is spoken to", "{PERSON Amos Reed} was late.\n\nQUESTION: {PERSON Ada Roe}, that was what {PERSON Amos Reed} called it. He refused.", "He", "Amos Reed"},
		{"it, not a newspaper that asks", "{GPE Norway} was late.\n\n(({ORG MT})) It refused.", "It", "Norway"},
		{"several who are joined", "{PERSON Ada Roe} and {PERSON Amos Reed} met in {GPE Peru}. They refused.", "They", "Ada Roe + Amos Reed"},
		{"several of one sentence", "{PERSON Ada Roe} and {PERSON Amos Reed} said they refused.", "they", "Ada Roe + Amos Reed"},
		{"several states", "{GPE Norway} and {GPE Chad} have met in {GPE Peru}. They refused.", "They", "Norway + Chad"},
		{"a group", "The farmers had met in {GPE Peru}. They refused.", "They", "farmers"},
		{"a group, then its pronoun", "Once the farmers had met {GPE Norway}, they left. They were late. They refused.", "They", "farmers"},
		{"an organisation", "The {ORG Mud Club} was late in {GPE Peru}. They refused.", "They", "Mud Club"},
		{"things", "The results were late in {GPE Peru}. They refused.", "They", ""},
		{"a state", "{GPE Norway} was late. They refused.", "They", ""},
	} {
		tx, ents := mark(t, tt.in)
		tx = text.Fast(tx.Source)
		doc := &corpus.Document{Text: tx.Source}
		start := strings.LastIndex(tx.Source, tt.np)
		var got []string
		for _, h := range Default().Holders(tx, doc, Default().Resolve(tx, doc, ents), corpus.Span{Start: start, End: start + len(tt.np)}) {
			got = append(got, h.Actor)
		}
		if s := strings.Join(got, " + "); s != tt.want {
			t.Errorf("%s: %s: %q is %s, want %s", tt.rule, tx.Source, tt.np, s, tt.want)
		}
	}
}
