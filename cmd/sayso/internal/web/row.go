package web

import (
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/query"
)

// row is one position in a list.
type row struct {
	index.PositionHit
	Pieces []piece
	URL    string // the position in its document
}

func rowOf(q question, h index.PositionHit) row {
	return row{h, quotation(h), spanURL(q.document(h.ID), "p", h.Index)}
}

func rowsOf(hits []index.PositionHit) []row {
	var out []row
	for _, h := range hits {
		out = append(out, rowOf(question{}, h))
	}
	return out
}

// ledgerRow makes the row of a single position for a template.
func ledgerRow(h index.PositionHit) row { return rowOf(question{}, h) }

// judgmentView is one judgment in a list.
type judgmentView struct {
	index.JudgmentHit
	Pieces  []piece
	URL     string
	Percent [2]int // of its band; zero for a hedge
}

func judgmentOf(q question, h index.JudgmentHit) judgmentView {
	letter := "j"
	if h.Band == "" {
		letter = "h"
	}
	return judgmentView{h, statement(h.Judgment, h.Passage), spanURL(q.document(h.ID), letter, h.Index), percents[h.Band]}
}

// spanURL is the address of a datum of a document: its card is open, and the page is
// scrolled to it.
func spanURL(document, letter string, i int) string {
	span := letter + strconv.Itoa(i+1)
	sep := "?"
	if strings.Contains(document, "?") {
		sep = "&"
	}
	return document + sep + "span=" + span + "#" + span
}

// clauseID finds one document.
func clauseID(id string) string { return query.Quote(query.ID, id) }

// sides counts positions for and against.
type sides struct{ Favor, Against, Neither int }

func (s sides) Total() int { return s.Favor + s.Against + s.Neither }

func sidesOf(favor, against, count int) sides {
	return sides{favor, against, max(0, count-favor-against)}
}

// belongs names what an actor belongs to, if that is another.
func belongs(p corpus.Position) string {
	if p.State == p.Actor {
		return ""
	}
	return p.State
}
