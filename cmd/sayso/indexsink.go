package main

import (
	"encoding/json"
	"time"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/pipeline"
)

// indexSink stores documents, counts what is in them, and tells of those set aside.
type indexSink struct {
	*index.Writer
	app   *app
	lines *json.Encoder // nil without --jsonl
	took  time.Duration // by the document that comes next

	mentions, positions, judgments, dates int
	passed                                int // over on purpose
	earlier                               int // set aside in files that are not opened
	told                                  int // problems told so far
	problems                              []index.Problem
}

func newIndexSink(a *app, w *index.Writer, in *indexFlags) *indexSink {
	s := &indexSink{Writer: w, app: a}
	if in.jsonl {
		s.lines = json.NewEncoder(a.data())
	}
	return s
}

// time is told how long the next document took.
func (s *indexSink) time(d time.Duration) { s.took = d }

func (s *indexSink) Done(d *corpus.Annotated) error {
	if err := s.Writer.Done(d); err != nil {
		return err
	}
	s.mentions += len(d.Entities)
	s.positions += len(d.Positions)
	s.judgments += len(d.Judgments)
	for _, t := range d.Dates {
		if _, _, ok := t.Interval(); ok { // what status counts: no "for three days"
			s.dates++
		}
	}
	for _, note := range d.Notes {
		s.tell("%s: %s", d.File, note)
	}
	return s.line(d.ID, "done", "")
}

func (s *indexSink) Duplicate(d *corpus.Document, of string, near bool) error {
	if err := s.Writer.Duplicate(d, of, near); err != nil {
		return err
	}
	reason := "same text as "
	if near {
		reason = "nearly the text of "
	}
	return s.line(d.ID, "duplicate", reason+of)
}

// likeness is the sign between a document and the one that it repeats.
func likeness(near bool) string {
	if near {
		return "≈"
	}
	return "="
}

func (s *indexSink) Reject(e *corpus.RecordError) error {
	s.tell("set aside %v", e)
	if len(s.problems) < index.MaxRunProblems {
		p := index.Problem{File: e.File, Line: e.Line, ID: e.ID}
		if e.Err != nil {
			p.Reason = e.Err.Error()
		}
		s.problems = append(s.problems, p)
	}
	if err := s.Writer.Reject(e); err != nil {
		return err
	}
	return s.line(e.ID, "set aside", e.Error())
}

func (s *indexSink) Skip(id, reason string) error {
	switch reason {
	case pipeline.Unchanged:
		if err := s.Writer.Skip(id); err != nil {
			return err
		}
	case pipeline.Repeated:
		s.passed++
		s.Writer.Repeat(id)
	case unchangedFile:
	default:
		s.passed++
		s.Writer.Pass()
	}
	return s.line(id, "skipped", reason)
}

// maxTold is how many lines of trouble a run prints: the list in the index has all.
const maxTold = 20

func (s *indexSink) tell(format string, args ...any) {
	switch s.told++; {
	case s.app.verbose || s.told <= maxTold:
		s.app.talk(format, args...)
	case s.told == maxTold+1:
		s.app.talk("… and more: sayso status --problems")
	}
}

// outcomeLine is a line of index --jsonl.
type outcomeLine struct {
	ID     string `json:"id,omitempty"` // of a file that was not opened, its name
	Status string `json:"status"`
	Reason string `json:"reason,omitempty"`
	MS     int64  `json:"ms"` // that reading and annotating took
}

func (s *indexSink) line(id, status, reason string) error {
	if s.lines == nil {
		return nil
	}
	return s.lines.Encode(outcomeLine{id, status, reason, s.took.Milliseconds()})
}
