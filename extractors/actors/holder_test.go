package actors

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

func TestHolder(t *testing.T) {
	for _, tt := range []struct{ rule, in, np, want string }{
		{"a state", "{GPE Norway} refused.", "Norway", "Norway"},
		{"a people", "The {NORP Norwegians} refused.", "The Norwegians", "Norway"},
		{"an organisation", "The {ORG African Union} refused.", "The African Union", "African Union"},
		{"a person", "The minister {PERSON Ada Roe} refused.", "The minister Ada Roe", "Ada Roe"},
		{"a named spokesperson", "{PERSON Ada Roe}, a spokeswoman of the {ORG African Union}, refused.",
			"Ada Roe, a spokeswoman of the African Union", "African Union via Ada Roe"},
		{"named before the name", "{NORP Norwegian} spokesman {PERSON Amos Reed} refused.", "Norwegian spokesman Amos Reed", "Norway via Amos Reed"},
		{"the role was said before", "{PERSON Ada Roe}, a spokeswoman of {ORG Hamas}, came. Later {PERSON Roe} refused.", "Roe#2", "Hamas via Ada Roe"},
		{"the speaker of a transcript", "{PERSON ADA ROE}: Good day.\n\nAs {PERSON Amos Reed} said, I refuse.", "I", "ADA ROE"},
		{"the speaker of an interview", "(({PERSON Ada Roe})) {PERSON Amos}, I refuse.", "I", "Ada Roe"},
		{"a speaker without a name", "{PERSON ADA ROE}: Good day.\n\nQUESTION: {PERSON Ada}, I refuse.", "I", ""},
		{"the author", "{PERSON Ada Roe} came. I refuse.", "I", ""},
		{"a space before the word", "{PERSON Ada Roe} came.\n\nI refuse.", "\nI", ""},
		{"a quoted speaker", "{PERSON Ada Roe} said: “I refuse.”", "I", "Ada Roe"},
		{"a pronoun for a spokesperson", "{PERSON Ada Roe}, a spokeswoman of {ORG Hamas}, came. Later she refused.", "she", "Hamas via Ada Roe"},
		{"speaking for", "{PERSON Ada Roe}, speaking for {GPE Norway}, refused.", "Ada Roe, speaking for Norway", "Norway via Ada Roe"},
		{"a spokesman of the catalogue", "{PERSON Dmitry Peskov} refused.", "Dmitry Peskov", "Russia via Dmitry Peskov"},
		{"an unnamed spokesman", "The {ORG Kremlin} spokesman refused.", "The Kremlin spokesman", "Russia"},
		{"a ministry in small letters", "The {NORP Indian} foreign ministry refused.", "The Indian foreign ministry", "India"},
		{"an army's spokesman", "The {NORP Thai} army spokesman refused.", "The Thai army spokesman", "Royal Thai Army"},
		{"an army's named spokesman", "{GPE Thailand}’s army spokesman {PERSON Ada Roe} refused.", "Thailand’s army spokesman Ada Roe", "Royal Thai Army via Ada Roe"},
		{"an army's spokesman, of nobody knows whom", "In {GPE Norway} an army spokesman refused.", "an army spokesman", "army spokesman"},
		{"a ministry's spokesman", "The {NORP Thai} foreign ministry spokesman refused.", "The Thai foreign ministry spokesman", "Thailand"},
		{"no spokesman of a house", "The {ORG White House} spokesman refused.", "The White House spokesman", "United States"},
		{"the spokesman of no state", "The {ORG Mud Club} cabinet spokesman refused.", "The Mud Club cabinet spokesman", "Mud Club"},
		{"a known acronym that is no mention", "MBS refused.", "MBS", "Mohammed bin Salman"},
		{"its embassy", "{GPE Norway} waits. Its embassy in {GPE Lima} refused.", "Its embassy in Lima", "Norway"},
		{"a statement by its ministry", "{GPE Norway} waits. A statement by its foreign ministry came.", "A statement by its foreign ministry", "Norway"},
		{"its read-out", "{GPE Norway} waits. Its read-out came.", "Its read-out", "Norway"},
		{"an embassy, where it stands", "The {FAC Chilean Embassy} in {GPE Lima}, {GPE Peru}, refused.", "The Chilean Embassy in Lima", "Chile"},
		{"ministers of several states", "{PERSON Ada Roe}, a minister of {GPE Norway}, came. The ministers refused.", "The ministers", "ministers"},
		{"any minister", "{PERSON Ada Roe}, a minister of {GPE Norway}, came. A {NORP Norwegian} minister refused.", "A Norwegian minister", "Norway"},
		{"a person’s campaign", "The {PERSON Roe} campaign refused.", "The Roe campaign", "Roe campaign"},
		{"a director for a person’s campaign", "The director for the {PERSON Roe} campaign, {PERSON Amos Reed}, refused.", "The director for the Roe campaign, Amos Reed", "Amos Reed"},
		{"a counterpart", "{PERSON Ada Roe}, a minister of {GPE Norway}, came. Her {NORP Dutch} counterpart refused.", "Her Dutch counterpart", "Netherlands"},
		{"anonymous officials", "Two {NORP Iranian} officials refused.", "Two Iranian officials", "Iran"},
		{"officials in a capital", "Officials in {GPE Warsaw} refused.", "Officials in Warsaw", "Poland"},
		{"a minister whom the text names", "The {NORP Indian} foreign minister, {PERSON Asha Rao}, came. Then the foreign minister refused.",
			"the foreign minister", "Asha Rao"},
		{"a minister whom nobody names", "The {NORP Indian} foreign minister refused.", "The Indian foreign minister", "India"},
		{"a president whom the catalogue knows", "{PERSON Emmanuel Macron} came. The {NORP French} president refused.", "The French president", "Emmanuel Macron"},
		{"not the deputy", "Deputy minister {PERSON Amos Reed} of {GPE Norway} came. The minister refused.", "The minister", "Norway"},
		{"a minister of something", "{PERSON Ada Roe}, minister of transport of {GPE Norway}, came. The transport minister refused.", "The transport minister", "Ada Roe"},
		{"not the minister of something else", "The {NORP Indian} health minister, {PERSON Asha Rao}, came. The transport minister refused.", "The transport minister", "India"},
		{"she", "{PERSON Ada Roe} met {PERSON Amos Reed}. She refused.", "She", "Ada Roe"},
		{"it", "{GPE Norway} met {GPE Peru}. It refused.", "It", "Norway"},
		{"a pronoun for nobody", "He refused.", "He", ""},
		{"we, quoted of a person", "{PERSON Ada Roe}, minister of {GPE Norway}, came. “We refuse.”", "We", "Norway"},
		{"we, quoted of a baker", "In {GPE Norway} the baker {PERSON Ada Roe} said: “We refuse.”", "We", "Ada Roe"},
		{"we, of the person just named", "{PERSON Ada Roe}, minister of {GPE Norway}, came. We refuse.", "We", "Norway"},
		{"we, not of the person named last", "{PERSON Ada Roe}, minister of {GPE Norway}, came. Rain fell. We refuse.", "We", ""},
		{"we, in quotation marks", "{GPE Norway} met {GPE Peru}. {GPE Norway} left. “We refuse.”", "We", "Norway"},
		{"we, who wrote the text", "{GPE Norway} met {GPE Peru}. “Never.” We refuse.", "We", ""},
		{"whoever reads", "You may refuse.", "You", ""},
		{"the government", "In {GPE Norway} the government refused.", "the government", "Norway"},
		{"governments of several states", "The governments of {GPE Norway} and {GPE Peru} refused.", "The governments of Norway", "Norway"},
		{"presidents of several states", "The presidents of {GPE Norway} and {GPE Peru} refused.", "The presidents of Norway", "Norway"},
		{"governments in several capitals", "The governments in {GPE Vienna} and {GPE Budapest} refused.", "The governments in Vienna", "Austria"},
		{"a capital of several", "The governments in {GPE Vienna} and {GPE Budapest} refused.", "Budapest", "Hungary"},
		{"leaders of business", "Business leaders of {GPE Norway} refused.", "Business leaders of Norway", "business leaders of Norway"},
		{"embassies in a capital", "Embassies in {GPE Vienna} refused.", "Embassies in Vienna", "embassies in Vienna"},
		{"leaders of no state", "The leaders of the {ORG Mud Club} refused.", "The leaders of the Mud Club", "leaders of the Mud Club"},
		{"governments of nobody", "{GPE Norway} came. Several governments refused.", "Several governments", "several governments"},
		{"an administration by its president", "{PERSON Biden} left {GPE America}. The {PERSON Biden} administration refused.", "The Biden administration", "United States"},
		{"an army in small letters", "The {NORP Thai} army refused.", "The Thai army", "Royal Thai Army"},
		{"a parliament in small letters", "The {NORP Iranian} parliament refused.", "The Iranian parliament", "Islamic Consultative Assembly"},
		{"an institution nobody lists", "The {NORP Bhutanese} supreme court refused.", "The Bhutanese supreme court", "Supreme court of Bhutan"},
		{"an apposed party", "The main opposition party, the {ORG Mud Club}, refused.", "The main opposition party, the Mud Club", "Mud Club"},
		{"the company", "{ORG Harbour Lines} came. The company refused.", "The company", "Harbour Lines"},
		{"the noun in a name", "The {ORG Tidal Agency} met {ORG NATO}. The agency refused.", "The agency", "Tidal Agency"},
		{"a group", "Analysts refused.", "Analysts", "analysts"},
		{"a name that is no mention", "Graustark refused.", "Graustark", "Graustark"},
		{"a people that is no mention", "Ruritanian officials refused.", "Ruritanian officials", "Ruritanian officials"},
		{"no name", "Parliament refused.", "Parliament", "parliament"},
		{"a group with an accent", "Émigrés refused.", "Émigrés", "émigrés"},
		{"a group with its article", "The fishermen refused.", "The fishermen", "fishermen"},
		{"a group that begins with a name", "{NORP Kurdish} elders refused.", "Kurdish elders", "Kurdish elders"},
		{"an ambassador speaks for himself", "{PERSON Ada Roe}, the ambassador of {GPE Peru}, refused.", "Ada Roe, the ambassador of Peru", "Ada Roe"},
	} {
		tx, ents := mark(t, tt.in)
		tx = text.Fast(tx.Source)
		doc := &corpus.Document{Text: tx.Source}
		np, second := strings.CutSuffix(tt.np, "#2")
		start := strings.Index(tx.Source, np)
		if second {
			start = strings.LastIndex(tx.Source, np)
		}
		h := Default().Holder(tx, doc, Default().Resolve(tx, doc, ents), corpus.Span{Start: start, End: start + len(np)})
		got := h.Actor
		if h.Via != "" {
			got += " via " + h.Via
		}
		if got != tt.want {
			t.Errorf("%s: %s: %q is %s, want %s", tt.rule, tx.Source, np, got, tt.want)
		}
	}
}

// TestPronounInLongParagraph: a search of all that stands before each "I", in a text that is one
// paragraph, would take time quadratic in its length.
func TestPronounInLongParagraph(t *testing.T) {
	in := "(({PERSON Ada Roe})) {PERSON Amos Reed} “came. " + strings.Repeat("Rain fell. ", quoteReach/len("Rain fell. ")) + "I refuse."
	tx, ents := mark(t, in)
	doc := &corpus.Document{Text: tx.Source}
	start := strings.LastIndex(tx.Source, "I")
	h := Default().Holder(tx, doc, Default().Resolve(tx, doc, ents), corpus.Span{Start: start, End: start + 1})
	if h.Actor != "Ada Roe" {
		t.Errorf("who speaks is %q, want Ada Roe: a mark more than %d bytes before quotes nothing", h.Actor, quoteReach)
	}
}

// TestHolderNobody: what has no noun names nobody, nor does a thing.
func TestHolderNobody(t *testing.T) {
	for _, tt := range []struct{ in, np, want string }{
		{"The envoys met. Both agreed on a plan.", "Both", ""},
		{"The envoys met. That means a new treaty.", "That", ""},
		{"They praised the humanitarian support for the north.", "humanitarian", ""},
		{"The humanitarian concerns of the north grew.", "The humanitarian", ""},
		{"The guild read two letters. The first accused the mayor.", "The first", ""},
		{"Please support the fund.", "Please", ""},
		{"These acts show contempt for the guild.", "These acts", ""},
		{"The law rejects the levy.", "The law", ""},
		{"The mayors’ policies welcome the levy.", "The mayors’ policies", ""},
		{"Merchants supporting the law refused the levy.", "Merchants supporting the law", "merchants supporting the law"},
		{"The report rejects the levy.", "The report", "report"},
		{"The poor refused the levy.", "The poor", "poor"},
		{"Some refused the levy.", "Some", "some"},
		{"Farmers refused the levy.", "Farmers", "farmers"},
		{"Graustark refused the levy.", "Graustark", "Graustark"},
	} {
		tx := text.Fast(tt.in)
		start := strings.Index(tt.in, tt.np)
		if got := Default().Holder(tx, &corpus.Document{Text: tt.in}, nil, corpus.Span{Start: start, End: start + len(tt.np)}); got.Actor != tt.want {
			t.Errorf("%s: %q is %s, want %s", tt.in, tt.np, got.Actor, tt.want)
		}
	}
}

func TestHolderState(t *testing.T) {
	for _, tt := range []struct{ in, np, want string }{
		{"{PERSON Sergey Lavrov} refused.", "Sergey Lavrov", "Russia"},
		{"{NORP Norwegian} minister {PERSON Ada Roe} refused.", "Norwegian minister Ada Roe", "Norway"},
		{"{PERSON Ada Roe}, a spokeswoman of the {ORG African Union}, refused.", "Ada Roe, a spokeswoman of the African Union", "African Union"},
		{"{PERSON Ada Roe}, an opposition deputy of {GPE Norway}, refused.", "Ada Roe, an opposition deputy of Norway", ""},
		{"Analysts refused.", "Analysts", ""},
	} {
		tx, ents := mark(t, tt.in)
		doc := &corpus.Document{Text: tx.Source}
		start := strings.Index(tx.Source, tt.np)
		h := Default().Holder(tx, doc, Default().Resolve(tx, doc, ents), corpus.Span{Start: start, End: start + len(tt.np)})
		if h.State != tt.want {
			t.Errorf("%s: state %q, want %q", tx.Source, h.State, tt.want)
		}
	}
}
