package export

import (
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/quote"
	"github.com/sayso-nlp/sayso/index"
)

// Level says who counts as the holder of a position.
type Level string

// The levels.
const (
	Said  Level = "said"  // the holder as named
	State Level = "state" // persons and bodies rolled up to the state that they belong to
)

// holderAt returns holder and relay at a level.
func holderAt(p corpus.Position, l Level) (holder, via string) {
	if l == State && p.State != "" && p.State != p.Actor {
		return p.State, p.Actor
	}
	return p.Actor, p.Via
}

// DocumentRow is a document without its text.
type DocumentRow struct {
	ID        string   `json:"id" parquet:"id"`
	Published string   `json:"published,omitempty" parquet:"published"`
	Modified  string   `json:"modified,omitempty" parquet:"modified"`
	Title     string   `json:"title,omitempty" parquet:"title"`
	Source    string   `json:"source,omitempty" parquet:"source"`
	Words     int      `json:"words" parquet:"words"`
	Actors    []string `json:"actors,omitempty" parquet:"actors,list"` // mentioned, in text order
	Positions int      `json:"positions" parquet:"positions"`
	Judgments int      `json:"judgments" parquet:"judgments"`
	Dates     int      `json:"dates" parquet:"dates"`
	Rights    string   `json:"rights,omitempty" parquet:"rights"` // the rights line of the page
}

// DocumentRowOf returns the row of a document.
func DocumentRowOf(a *corpus.Annotated) DocumentRow {
	r := DocumentRow{
		ID: a.ID, Published: a.Published.String(), Modified: a.Modified.String(), Title: a.Title, Source: a.Source,
		Words: len(strings.Fields(a.Text)), Positions: len(a.Positions), Judgments: len(a.Judgments), Dates: len(a.Dates),
	}
	seen := map[string]bool{"": true}
	for _, e := range a.Entities {
		if !seen[e.Actor] {
			seen[e.Actor] = true
			r.Actors = append(r.Actors, e.Actor)
		}
	}
	for _, d := range a.Dropped {
		if d.Reason == corpus.DropRights {
			r.Rights = strings.TrimSpace(r.Rights + " " + d.Text)
		}
	}
	return r
}

// HitRow is a document that a search finds.
type HitRow struct {
	ID        string  `json:"id" parquet:"id"`
	Published string  `json:"published,omitempty" parquet:"published"`
	Title     string  `json:"title,omitempty" parquet:"title"`
	Source    string  `json:"source,omitempty" parquet:"source"`
	Score     float64 `json:"score,omitempty" parquet:"score"`
	Positions int     `json:"positions" parquet:"positions"`
	Passage   string  `json:"passage" parquet:"passage"` // those that match, joined by " … "
}

// HitRowOf returns the row of a hit.
func HitRowOf(h index.Hit) HitRow {
	texts := make([]string, len(h.Passages))
	for i, p := range h.Passages {
		texts[i] = oneLine(p.Text)
	}
	return HitRow{
		ID: h.ID, Published: h.Published.String(), Title: h.Title, Source: h.Source, Score: h.Score,
		Positions: h.Positions, Passage: strings.Join(texts, " … "),
	}
}

// BatchRow is a hit of one of many queries.
type BatchRow struct {
	Line  int    `json:"line" parquet:"line"` // of the query, in its file
	Name  string `json:"name,omitempty" parquet:"name"`
	Query string `json:"query" parquet:"query"`
	HitRow
}

// PositionRow is a position: who holds what, on what, in whose words.
type PositionRow struct {
	ID         string         `json:"id" parquet:"id"`             // of the document
	Position   int            `json:"position" parquet:"position"` // its number in the document, from 1: ID#p1
	Published  string         `json:"published,omitempty" parquet:"published"`
	Title      string         `json:"title,omitempty" parquet:"title"`
	SourceName string         `json:"source_name,omitempty" parquet:"source_name"` // where the document comes from
	Holder     string         `json:"holder,omitempty" parquet:"holder"`
	Via        string         `json:"via,omitempty" parquet:"via"`
	State      string         `json:"state,omitempty" parquet:"state"`
	Act        string         `json:"act" parquet:"act"`
	Stance     string         `json:"stance" parquet:"stance"`
	Modality   string         `json:"modality,omitempty" parquet:"modality"`
	Speech     string         `json:"speech,omitempty" parquet:"speech"`
	Issue      string         `json:"issue,omitempty" parquet:"issue"`
	Source     string         `json:"source,omitempty" parquet:"source"` // the words for the holder
	Cue        string         `json:"cue" parquet:"cue"`
	Content    string         `json:"content" parquet:"content"`
	Target     string         `json:"target,omitempty" parquet:"target"`
	Section    string         `json:"section,omitempty" parquet:"section"`
	Sentence   string         `json:"sentence" parquet:"sentence"`
	Start      int            `json:"start" parquet:"start"` // of the quotation, in code points of the text
	End        int            `json:"end" parquet:"end"`
	Quote      quote.Selector `json:"quote" parquet:"quote"` // finds the content again in another copy of the page
	Rule       string         `json:"rule,omitempty" parquet:"rule"`
}

// PositionRowOf returns the row of a position.
func PositionRowOf(h index.PositionHit, level Level) PositionRow {
	holder, via := holderAt(h.Position, level)
	start, end := h.Points(h.Quoted())
	return PositionRow{
		ID: h.ID, Position: h.Index + 1, Published: h.Published.String(), Title: h.Title, SourceName: h.Source,
		Holder: holder, Via: via, State: h.State,
		Act: string(h.Act), Stance: string(h.Stance), Modality: string(h.Modality), Speech: string(h.Speech), Issue: h.Issue,
		Source: h.SourceWords, Cue: h.CueWords, Content: h.ContentWords, Target: h.TargetWords,
		Section: h.Section, Sentence: h.Passage.Text, Start: start, End: end, Quote: h.Quote, Rule: h.Found.Rule,
	}
}

// dnaRow has the variables of a statement in the Discourse Network Analyzer: agreement is 1
// in favour and 0 against.
type dnaRow struct {
	Date         string `json:"date"`
	Document     string `json:"document"`
	Person       string `json:"person"`
	Organization string `json:"organization"`
	Concept      string `json:"concept"`
	Agreement    string `json:"agreement"`
	Text         string `json:"text"`
}

func dnaRowOf(h index.PositionHit, level Level) dnaRow {
	r := dnaRow{Date: h.Published.String(), Document: h.ID, Person: h.Actor, Organization: h.State, Concept: h.Issue, Text: h.Passage.Text}
	if r.Person == r.Organization || level == State {
		r.Person = ""
	}
	if r.Organization == "" {
		r.Organization = h.Actor
	}
	switch h.Stance {
	case corpus.Favor:
		r.Agreement = "1"
	case corpus.Against:
		r.Agreement = "0"
	}
	if r.Concept == "" {
		r.Concept = h.TargetWords
	}
	return r
}

// JudgmentRow is an analyst's estimate.
type JudgmentRow struct {
	ID         string         `json:"id" parquet:"id"`
	Judgment   string         `json:"judgment" parquet:"judgment"` // j1, or h1 for a hedge: ID#j1
	Published  string         `json:"published,omitempty" parquet:"published"`
	Title      string         `json:"title,omitempty" parquet:"title"`
	SourceName string         `json:"source_name,omitempty" parquet:"source_name"`
	Band       string         `json:"band,omitempty" parquet:"band"`
	Term       string         `json:"term" parquet:"term"`
	Statement  string         `json:"statement" parquet:"statement"`
	Horizon    string         `json:"horizon,omitempty" parquet:"horizon"`
	Actors     []string       `json:"actors,omitempty" parquet:"actors,list"`
	Section    string         `json:"section,omitempty" parquet:"section"`
	Quote      quote.Selector `json:"quote" parquet:"quote"`
	Rule       string         `json:"rule,omitempty" parquet:"rule"`
}

// JudgmentRowOf returns the row of an estimate.
func JudgmentRowOf(h index.JudgmentHit) JudgmentRow {
	return JudgmentRow{
		ID: h.ID, Judgment: h.Number(), Published: h.Published.String(), Title: h.Title, SourceName: h.Source,
		Band: string(h.Band), Term: h.TermWords, Statement: oneLine(h.Statement), Horizon: h.Horizon, Actors: h.Actors,
		Section: h.Section, Quote: h.Quote, Rule: h.Found.Rule,
	}
}

// DateRow is a dated expectation.
type DateRow struct {
	First      string         `json:"first" parquet:"first"` // the days that it covers
	Last       string         `json:"last" parquet:"last"`
	Value      string         `json:"value" parquet:"value"` // TIMEX3
	Words      string         `json:"words" parquet:"words"` // as written
	Actors     []string       `json:"actors,omitempty" parquet:"actors,list"`
	Sentence   string         `json:"sentence" parquet:"sentence"`
	ID         string         `json:"id" parquet:"id"`
	Date       string         `json:"date" parquet:"date"` // d1: ID#d1
	Published  string         `json:"published,omitempty" parquet:"published"`
	Title      string         `json:"title,omitempty" parquet:"title"`
	SourceName string         `json:"source_name,omitempty" parquet:"source_name"`
	Section    string         `json:"section,omitempty" parquet:"section"`
	Quote      quote.Selector `json:"quote" parquet:"quote"`
}

// DateRowOf returns the row of an expectation.
func DateRowOf(h index.DateHit) DateRow {
	return DateRow{
		First: h.First.String(), Last: h.Last.String(), Value: h.Value, Words: h.Words, Actors: h.Actors,
		Sentence: h.Passage.Text, ID: h.ID, Date: h.Number(), Published: h.Published.String(), Title: h.Title,
		SourceName: h.Source, Section: h.Passage.Section, Quote: h.Quote,
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
