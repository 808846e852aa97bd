package web

import (
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/wording"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/query"
)

// card tells what was found at a span: what it is, what else there is of it, and what found
// it.
type card struct {
	Kind     string // "position 3"
	Heading  string
	URL      string // of the heading; may be empty
	Stance   corpus.Stance
	Act      corpus.Act
	Percent  [2]int // of a band
	Facts    []fact
	Found    corpus.Found
	Fix      string // the command that corrects who is meant; empty where nobody is
	Close    string // address of the page without the card
	Previous string
	Next     string
}

// fact is a line of a card.
type fact struct {
	Name  string
	Class string
	Text  string
	Links []link
}

func (c *card) add(name, text string, links ...link) {
	if text != "" || len(links) > 0 {
		c.Facts = append(c.Facts, fact{Name: name, Text: text, Links: links})
	}
}

// card makes the card of the datum that is open.
func (v *documentBody) card(r *request) (*card, error) {
	id := v.span.String()
	c := &card{Close: v.params(v.shown, "", v.part) + "#" + id}
	v.neighbours(c)
	var err error
	switch a := v.doc; v.span.letter {
	case 'p':
		v.positionCard(c, &a.Positions[v.span.i])
	case 'e':
		err = v.mentionCard(r, c, a.Entities[v.span.i])
	case 'd':
		v.dateCard(c, a.Dates[v.span.i])
	case 'j':
		v.judgmentCard(c, a.Judgments[v.span.i])
	case 'h':
		v.judgmentCard(c, a.Hedges[v.span.i])
	}
	return c, err
}

// neighbours link to the datum before and after of the same kind.
func (v *documentBody) neighbours(c *card) {
	letter := string(v.span.letter)
	if v.span.i > 0 {
		c.Previous = v.at(letter + strconv.Itoa(v.span.i))
	}
	next := letter + strconv.Itoa(v.span.i+2)
	if _, ok := refOf(next, v.doc); ok {
		c.Next = v.at(next)
	}
}

func (v *documentBody) positionCard(c *card, p *corpus.Position) {
	text := v.doc.Text
	c.Kind, c.Heading, c.Act, c.Stance, c.Found = "position "+strconv.Itoa(v.span.i+1), holderOf(*p), p.Act, p.Stance, p.Found
	if p.Actor != "" {
		c.URL = actorURL(p.Actor)
	}
	who := words(text, p.Source)
	if who == "" {
		who = "not named in the sentence"
	}
	c.Facts = []fact{
		{Name: "who", Class: "src", Text: who},
		{Name: "how", Class: "cue", Text: words(text, p.Cue)},
		{Name: "what", Class: "con " + string(p.Stance), Text: words(text, p.Content)},
	}
	if p.Via != "" {
		c.add("via", "", link{p.Via, actorURL(p.Via)})
	}
	if s := belongs(*p); s != "" {
		c.add("belongs to", "", link{s, actorURL(s)})
	}
	if issue := index.IssueOf(v.doc, p); issue != "" {
		c.add("on", "", link{issue, issueURL(issue)})
		if p.Actor != "" {
			q := narrow(clauseFor("holder", p.Actor), clauseFor("issue", issue))
			c.add("also", "", link{"all that " + p.Actor + " says on it", askURL("/positions", q)})
		}
	}
	firm := valueText("modality", string(p.Modality))
	if p.Speech != "" {
		firm += ", " + string(p.Speech) + " speech"
	}
	c.add("said", firm)
}

func (v *documentBody) mentionCard(r *request, c *card, e corpus.Entity) error {
	c.Kind, c.Found = valueText("type", string(e.Type)), e.Found
	c.Heading = line(e.In(v.doc.Text))
	c.Fix = fix(c.Heading, e)
	if e.Actor == "" {
		return nil
	}
	if e.Actor != c.Heading {
		c.add("written", "“"+c.Heading+"”")
	}
	c.Heading, c.URL = e.Actor, actorURL(e.Actor)
	c.add("role", e.Role)
	var here []link
	for i, other := range v.doc.Entities {
		if other.Actor == e.Actor && len(here) < 24 {
			id := "e" + strconv.Itoa(i+1)
			here = append(here, link{line(other.In(v.doc.Text)), v.at(id)})
		}
	}
	if len(here) > 1 {
		c.add("in this text", "", here...)
	}
	named, _, err := r.x.Count(r.Context(), index.Search{Query: query.Quote(query.Actor, e.Actor)})
	if err != nil {
		return err
	}
	_, held, err := r.x.Count(r.Context(), index.Search{Query: query.Quote(query.Holder, e.Actor)})
	if err != nil {
		return err
	}
	links := []link{{wording.Plural(named, "document"), askURL("/search", clauseFor("actor", e.Actor))}}
	if held > 0 {
		links = append(links, link{wording.Plural(held, "position"), askURL("/positions", clauseFor("holder", e.Actor))})
	}
	c.add("in the archive", "", links...)
	return nil
}

// fix is the command that takes the last correction of a mention back, else the one that most
// likely puts right whom the wording means. What stands in capitals is for the reader to fill in.
func fix(wording string, e corpus.Entity) string {
	switch by := index.CorrectedBy(e.Found); {
	case len(by) > 0:
		return "sayso actors log --undo " + strconv.Itoa(by[len(by)-1])
	case e.Actor == "":
		return "sayso actors alias " + shellWord(wording) + " ACTOR"
	case e.Actor == wording:
		return "sayso actors merge ACTOR " + shellWord(wording)
	}
	return "sayso actors split " + shellWord(wording) + " " + shellWord(e.Actor)
}

// shellWord quotes a word for a shell.
func shellWord(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

func (v *documentBody) dateCard(c *card, d corpus.Timex) {
	c.Kind, c.Found = valueText("type", string(d.Type)), d.Found
	c.Heading = d.Value
	if d.Value == "" {
		c.Heading = "unresolved"
	}
	c.add("written", "“"+line(d.In(v.doc.Text))+"”")
	first, last, ok := d.Interval()
	if !ok {
		c.add("days", "none in particular")
		return
	}
	c.Heading = wording.Between(first, last)
	c.add("value", d.Value)
	if !v.doc.Published.IsZero() {
		c.add("counted from", wording.Day(v.doc.Published)+", when this was published")
	}
	if parsable(first) && parsable(last) {
		period := first.String() + ".." + last.String()
		c.add("also", "",
			link{"who else names these days", askURL("/search", "on:"+period)},
			link{"what was published then", askURL("/search", "published:"+period)})
	}
}

func (v *documentBody) judgmentCard(c *card, j corpus.Judgment) {
	c.Kind, c.Heading, c.Found, c.Percent = "judgment of the analyst", bandName(j.Band), j.Found, percents[j.Band]
	if j.Band == "" {
		c.Kind, c.Heading = "hedge of the analyst", "names no probability"
	} else {
		c.add("also", "", link{"all that is judged " + bandName(j.Band), askURL("/judgments", clauseFor("band", string(j.Band)))})
	}
	c.Facts = append([]fact{
		{Name: "words", Class: "term", Text: line(j.Term.In(v.doc.Text))},
		{Name: "judged", Class: "jud", Text: line(j.In(v.doc.Text))},
	}, c.Facts...)
	if j.Horizon != "" {
		c.add("when", wording.Horizon(j.Horizon))
	}
}
