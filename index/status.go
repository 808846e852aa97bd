package index

import (
	"cmp"
	"iter"
	"path/filepath"
	"slices"

	"github.com/sayso-nlp/sayso/corpus"
)

// Status is what an index holds.
type Status struct {
	Documents int
	Positions int
	Judgments int
	Dates     int // mentions with a place in the calendar
	Actors    int // distinct
	Undated   int // documents
	Noted     int // documents whose reading has something to say, see Noted
	Conflicts int // of these, documents with dates that contradict each other
	Files     int // that were read
	Missing   int // of these, files that were not there when last looked for
	Gone      int // stored documents that no file holds any more
	First     corpus.Date
	Last      corpus.Date // publication days; zero if no document has one

	Problems   []Problem // records that were set aside
	Duplicates []Duplicate
	Versions   []FacetValue // what annotated the documents, and how many
	Bytes      int64        // on disk, of the state that is shown
	Writing    bool         // a writer was at work when the index was opened
	Unfinished bool         // a writer was killed: the next one goes on where it ended
	Damaged    string       // why nothing is known of files, and the next step; empty if something is
}

// Status tells what the index holds. It is counted once; the lists are shared and must not be
// changed.
func (x *Index) Status() Status { return x.status() }

func (x *Index) countStatus() Status {
	t := x.table
	s := Status{
		Documents: len(t.id), Positions: len(t.act), Judgments: len(t.band), Dates: len(t.dates.val) / 2,
		Problems: x.aside.Problems, Duplicates: x.aside.Duplicates, Writing: x.writing, Unfinished: x.unfinished,
	}
	used := make([]bool, len(t.actorNames.words)+1)
	for _, id := range t.actors.val {
		used[id] = true
	}
	for _, id := range t.holder {
		used[id] = id > 0
	}
	for _, u := range used {
		if u {
			s.Actors++
		}
	}
	for _, f := range t.flags {
		s.Noted += int(f & hasNotes / hasNotes)
		s.Conflicts += int(f & hasConflict / hasConflict)
	}
	s.countFiles(filepath.Join(x.dir, x.gen), x)
	for _, d := range t.published {
		switch {
		case d == noDay:
			s.Undated++
			continue
		case s.First.IsZero() || dateOf(d).Compare(s.First) < 0:
			s.First = dateOf(d)
		}
		if dateOf(d).Compare(s.Last) > 0 {
			s.Last = dateOf(d)
		}
	}
	s.Versions = slices.SortedFunc(column(&t.versions, fullSet(len(t.id)), t.version), func(a, b FacetValue) int { return cmp.Compare(b.Count, a.Count) })
	if x.gen != "" {
		s.Bytes = size(filepath.Join(x.dir, x.gen))
	}
	return s
}

// countFiles reads what is known of files. Questions are answered without it, but no run can
// begin as long as it is damaged.
func (s *Status) countFiles(path string, x *Index) {
	if x.gen == "" {
		return
	}
	l, err := readLedger(path)
	if err != nil {
		s.Damaged = advised(err).Error()
		return
	}
	stored := x.rowOf()
	count := func(ids []string) {
		for _, id := range ids {
			if _, ok := stored[id]; ok {
				s.Gone++
			}
		}
	}
	s.Files = len(l.files)
	for _, f := range l.files {
		count(f.Gone)
		if f.Missing {
			s.Missing++
			count(f.IDs)
		}
	}
}

// Noted yields the documents on which the readers noted something: dates that contradict each
// other, guessed encodings, fields that could not be used.
func (x *Index) Noted() iter.Seq[*corpus.Annotated] {
	return func(yield func(*corpus.Annotated) bool) {
		for row, id := range x.table.id {
			if x.table.flags[row]&hasNotes == 0 {
				continue
			}
			if a, err := x.Document(id); err == nil && !yield(a) {
				return
			}
		}
	}
}
