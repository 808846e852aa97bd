package actors

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// TestVoice: who says "I" and "we" in a text's own words.
func TestVoice(t *testing.T) {
	for _, tt := range []struct{ rule, title, in, np, want string }{
		{"I, in a transcript", "", "MINISTER {PERSON ROE}: I refuse.\n\n{PERSON Ada Roe} left.", "I", "Ada Roe"},
		{"a name that is no mention", "", "{PERSON Ada Roe} came.\n\nMINISTER ROE: I refuse.", "I", "Ada Roe"},
		{"a name of two words", "", "{PERSON Ada Vidal Roe} came.\n\nMR VIDAL ROE: I refuse.", "I", "Ada Vidal Roe"},
		{"somebody of that name", "", "{PERSON Ada Munroe} came.\n\nMR ROE: I refuse.", "I", "Roe"},
		{"a name that is no mention anywhere", "", "AMBASSADOR VIDAL-ROE: I refuse.", "I", "Vidal-Roe"},
		{"a name with small letters within", "", "AMBASSADOR MCROE II: I refuse.", "I", "McRoe II"},
		{"a name of another kind", "", "(({GPE Amara})) Yes.\n\nI refuse.", "I", "Amara"},
		{"an interviewer’s newspaper", "", "(({ORG MT})) I wonder.", "I", ""},
		{"a newspaper of the catalogue", "", "(({ORG Reuters})) I wonder.", "I", ""},
		{"an operator", "", "{PERSON Ada Roe} came.\n\nOPERATOR: I open the line.", "I", ""},
		{"we, of a minister in a transcript", "", "{PERSON Ada Roe}, minister of {GPE Norway}, came.\n\nMINISTER {PERSON ROE}: {GPE Peru} left. We refuse.", "We", "Norway"},
		{"we, of a spokeswoman in a transcript", "", "{PERSON Ada Roe}, a spokeswoman of {GPE Norway}, came.\n\nMS {PERSON ROE}: {GPE Peru} left. We refuse.", "We", "Norway via Ada Roe"},
		{"we, of a baker", "", "((Ada Roe)) In {GPE Peru} we refuse.", "we", "Ada Roe"},
		{"we, of who asks", "", "{PERSON Ada Roe}, minister of {GPE Norway}, came.\n\nQUESTION: We wonder.", "We", ""},

		{"I, of who signs", "", "{PERSON Ada Roe}, Minister of Trade\n\n{PERSON Amos Reed} came. I refuse.", "I", "Ada Roe"},
		{"we, of who signs", "", "{PERSON Sergey Lavrov}, Minister of Trade\n\n{PERSON Amos Reed} of {GPE Peru} came. We refuse.", "We", "Russia"},
		{"we, of a spokesman who signs", "", "{PERSON Dmitry Peskov}, Spokesman\n\n{PERSON Amos Reed} of {GPE Peru} came. We refuse.", "We", "Russia via Dmitry Peskov"},
		{"several who sign", "", "{PERSON Ada Roe}, Minister of Trade\n\n{PERSON Amos Reed}, Minister of Health\n\nI refuse.", "I", ""},
		{"a sentence that signs nothing", "", "{PERSON Ada Roe}, Minister of Trade.\n\nI refuse.", "I", ""},
		{"an analyst", "", "{PERSON Ada Roe}, Senior Analyst\n\nI refuse.", "I", ""},
		{"who lives somewhere", "", "{PERSON Ada Roe}, {GPE Lima}\n\nI refuse.", "I", ""},
		{"attributable to", "", "The following is attributable to Spokesman {PERSON Dmitry Peskov}:\n\n{GPE Peru} left. We refuse.", "We", "Russia via Dmitry Peskov"},

		{"a group with a name", "", "The text of the following statement was released by the {ORG G7} ministers of {GPE Canada} and {GPE Japan}.\n\nWe refuse.", "We", "G7"},
		{"a group with a name, as one mention", "", "The following statement was issued by the {ORG G7 Foreign Ministers} of {GPE Canada}:\n\nWe refuse.", "We", "G7"},
		{"a group without a name", "", "The following is a statement from the Governments of {GPE Norway} and {GPE Peru}:\n\nWe refuse.", "We", "governments of Norway and Peru"},
		{"another statement", "", "A statement from {GPE Peru} came.\n\nWe refuse.", "We", ""},
		{"a state’s statement", "", "{GPE Norway} is glad of the truce. {GPE Peru} left. We refuse.", "We", "Norway"},
		{"a state’s report", "", "{GPE Norway} left {GPE Peru}. We refuse.", "We", ""},
		{"on behalf of a state", "", "On behalf of {GPE Norway}, I thank the people of {GPE Peru}. We refuse.", "We", "Norway"},
		{"a press office", "", "Office of the Spokesperson\n\nMinister {PERSON Sergey Lavrov} will visit {GPE Peru}. We refuse.", "We", "Russia"},
		{"no press office", "", "Minister {PERSON Sergey Lavrov} will visit {GPE Peru}. Rain fell. We refuse.", "We", ""},

		{"remarks by", "Remarks by Minister Ada Roe at the Fish Market", "{PERSON Amos Reed} came. I refuse.", "I", "Ada Roe"},
		{"remarks by somebody without a title", "Remarks by Ada Roe, Lima", "{PERSON Amos Reed} came. I refuse.", "I", "Ada Roe"},
		{"remarks by somebody known", "Opening Remarks by Minister Lavrov on Peru", "{PERSON Sergey Lavrov} came. We refuse.", "We", "Russia"},
		{"somebody’s remarks", "Minister Ada Roe’s Opening Remarks", "{PERSON Amos Reed} came. I refuse.", "I", "Ada Roe"},
		{"remarks by several", "Remarks by Ada Roe and Amos Reed", "{PERSON Amos Reed} came. I refuse.", "I", ""},
		{"a state’s statement, by its title", "Statement by Norway on the Truce", "{GPE Peru} came. We refuse.", "We", "Norway"},
		{"a statement by nobody", "Statement by the River", "{GPE Peru} came. We refuse.", "We", ""},
		{"a title that names no speaker", "Statement on Ada Roe", "{PERSON Ada Roe} came. I refuse.", "I", ""},
		{"a label goes before a title", "Remarks by Ada Roe", "QUESTION: I wonder.", "I", ""},
	} {
		tx, ents := mark(t, tt.in)
		tx = text.Fast(tx.Source)
		doc := &corpus.Document{Title: tt.title, Text: tx.Source, Published: corpus.Date{Year: 2021, Month: 6, Day: 1}}
		start := strings.LastIndex(tx.Source, tt.np)
		h := Default().Holder(tx, doc, Default().Resolve(tx, doc, ents), corpus.Span{Start: start, End: start + len(tt.np)})
		got := h.Actor
		if h.Via != "" {
			got += " via " + h.Via
		}
		if got != tt.want {
			t.Errorf("%s: %s: %q is %s, want %s", tt.rule, tx.Source, tt.np, got, tt.want)
		}
	}
}
