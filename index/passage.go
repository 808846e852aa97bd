package index

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/internal/words"
	"github.com/sayso-nlp/sayso/index/query"
)

// Passage is a piece of a hit's text that shows why it is one: a sentence or two.
type Passage struct {
	corpus.Span               // of the passage, in the document's text
	Text        string        // its words
	Section     string        // "" if it stands in none
	Marks       []corpus.Span // the words that match, in the document's text, ascending
	Position    int           // index into the document's positions of the one shown, or -1
}

const (
	maxPassages = 3   // of one hit
	maxPassage  = 600 // bytes; a longer sentence is cut at a space
)

// hit makes the hit of a row.
func (x *Index) hit(m *matches, row int) (Hit, error) {
	read := x.Document
	if m.rows == nil {
		read = x.leaf
	}
	a, err := read(x.table.id[row])
	if err != nil {
		return Hit{}, err
	}
	h := Hit{ID: a.ID, Title: a.Title, Published: a.Published, Source: a.Source, Quotable: quotable(a.Text)}
	if m.score != nil {
		h.Score = float64(m.score[row])
	}
	h.TitleMarks = spansOf(a.Title, m.marks, query.Title)
	from, to := x.table.rows(row)
	if m.rows == nil {
		h.Positions = to - from
	} else {
		for i := range to - from {
			if !m.rows.has(from + i) {
				continue
			}
			h.Positions++
			if len(h.Passages) < maxPassages {
				h.Passages = append(h.Passages, positionPassage(a, i, m.marks))
			}
		}
	}
	if len(h.Passages) == 0 { // also of "holder:X OR sanctions", found by the word
		h.Passages = textPassages(a, spansOf(a.Text, m.marks, query.Text))
	}
	return h, nil
}

// Quotable is the text of a hit's document.
type Quotable struct {
	text   string
	points func() func(corpus.Span) (start, end int)
}

// quotable counts code points when it is first asked for them: pages never do.
func quotable(text string) Quotable {
	return Quotable{text, sync.OnceValue(func() func(corpus.Span) (int, int) { return corpus.Points(text) })}
}

// Words returns what stands at a span of the document.
func (q *Quotable) Words(s corpus.Span) string { return s.In(q.text) }

// Points converts a span of the document from bytes to Unicode code points, in which the
// annotation format counts (docs/format.md).
func (q *Quotable) Points(s corpus.Span) (start, end int) { return q.points()(s) }

// positionPassage shows a position in its sentence; what the query looks for in positions
// is marked in the content only.
func positionPassage(a *corpus.Annotated, i int, marks []mark) Passage {
	out := passageAround(a, coverOf(&a.Positions[i]))
	out.Position = i
	if len(marks) == 0 {
		return out
	}
	out.Marks = merge(append(aboutSpans(a, i, marks), spansWithin(a.Text, out.Span, marks, query.Text)...))
	return out
}

// coverOf returns the span of all words of a position.
func coverOf(p *corpus.Position) corpus.Span {
	return corpus.Cover(slices.Concat(p.Source, p.Cue, p.Content))
}

// SentenceOf returns the sentence or sentences that a position stands in, as its [Passage]
// shows them.
func SentenceOf(text string, p *corpus.Position) corpus.Span { return sentence(text, coverOf(p)) }

// aboutSpans finds in the content of a position what the marks look for in positions.
func aboutSpans(a *corpus.Annotated, i int, marks []mark) (spans []corpus.Span) {
	for _, c := range a.Positions[i].Content {
		spans = append(spans, spansWithin(a.Text, c, marks, query.About)...)
	}
	return spans
}

// spansWithin finds what the marks look for in a part of a text: of a long one only that is
// read.
func spansWithin(text string, part corpus.Span, marks []mark, field query.Field) []corpus.Span {
	spans := spansOf(part.In(text), marks, field)
	for i := range spans {
		spans[i].Start += part.Start
		spans[i].End += part.Start
	}
	return spans
}

// textPassages picks the sentences with the most matches, in text order; without any match
// the beginning of the text, behind headings.
func textPassages(a *corpus.Annotated, marks []corpus.Span) []Passage {
	if len(marks) == 0 {
		start := beginning(a.Text)
		if start == len(a.Text) {
			return nil
		}
		return []Passage{passageAround(a, corpus.Span{Start: start, End: start})}
	}
	return mostMarked(matching(a, marks, 50)) // a text of a thousand matches is shown by its beginning
}

// matching returns the sentences that hold marks, in text order, up to a limit.
func matching(a *corpus.Annotated, marks []corpus.Span, limit int) (all []Passage) {
	for _, s := range marks {
		if n := len(all); n > 0 && all[n-1].Contains(s) {
			all[n-1].Marks = append(all[n-1].Marks, s)
			continue
		}
		if len(all) == limit {
			break
		}
		p := passageAround(a, s)
		p.Marks = []corpus.Span{s}
		all = append(all, p)
	}
	return all
}

// mostMarked picks the passages of a hit, in text order.
func mostMarked(all []Passage) []Passage {
	slices.SortStableFunc(all, func(x, y Passage) int { return cmp.Compare(len(y.Marks), len(x.Marks)) })
	all = all[:min(len(all), maxPassages)]
	slices.SortFunc(all, func(x, y Passage) int { return x.Span.Compare(y.Span) })
	return all
}

// maxHeading bounds a line that is taken for a heading, in bytes.
const maxHeading = 80

// beginning returns where the first sentence of a text begins. "Summary" on a line of its own
// is none, unless nothing follows.
func beginning(text string) int {
	first := skipSpace(text, 0)
	for start := first; start < len(text); {
		line, _, _ := strings.Cut(text[start:], "\n")
		if len(line) > maxHeading || strings.ContainsRune(".!?…", lastRune(strings.TrimRight(line, " \"”’')]"))) {
			return start
		}
		start = skipSpace(text, start+len(line))
	}
	return first
}

// skipSpace returns where the first letter behind i stands, the length of the text if there is
// none.
func skipSpace(text string, i int) int {
	return len(text) - len(strings.TrimLeftFunc(text[i:], unicode.IsSpace))
}

// passageAround returns the sentence or sentences that hold a span.
func passageAround(a *corpus.Annotated, s corpus.Span) Passage {
	p := Passage{Span: sentence(a.Text, s), Position: -1}
	p.Text = p.In(a.Text)
	for _, sec := range a.Sections {
		if sec.Contains(corpus.Span{Start: s.Start, End: min(s.Start+1, len(a.Text))}) {
			p.Section = sec.Name
		}
	}
	return p
}

// sentence widens a span to the ends of its sentences, but not beyond a line or by much
// more than maxPassage bytes, cut at spaces.
func sentence(text string, s corpus.Span) corpus.Span {
	from, to := s.Start, s.End
	low := max(0, min(from, to-maxPassage/2)-maxPassage/2)
	high := min(len(text), max(to, from+maxPassage/2)+maxPassage/2)
	for from > low && !opens(text, from) {
		from--
	}
	for to < high && !closes(text, to) {
		to++
	}
	for from < s.Start && (!utf8.RuneStart(text[from]) || from > 0 && !opens(text, from) && text[from-1] != ' ') {
		from++
	}
	for to > s.End && to < len(text) && !closes(text, to) && text[to] != ' ' {
		to--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return corpus.Span{Start: from, End: to}
}

// opens reports whether a sentence may begin at i: after a line's end, or after a stop and a
// space, before a capital, a digit or a quotation mark.
func opens(text string, i int) bool {
	if i == 0 || text[i-1] == '\n' {
		return true
	}
	if text[i-1] != ' ' || i >= len(text) {
		return false
	}
	before := strings.TrimRight(text[max(0, i-8):i], " \"”’')]")
	if before == "" || !strings.ContainsRune(".!?…", lastRune(before)) || abbreviated(before) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return !unicode.IsLower(r)
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// abbreviated reports whether a stop belongs to an initial or to a short title: "J. Doe",
// "U.S. Army", "Mr. Doe".
func abbreviated(before string) bool {
	w := strings.TrimSuffix(before, ".")
	if i := strings.LastIndexAny(w, " .\n"); i >= 0 {
		w = w[i+1:]
	}
	switch w {
	case "Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Col", "Lt", "Sen", "Rep", "Gov", "Prof":
		return true
	}
	return len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z'
}

// closes reports whether a sentence ends at i.
func closes(text string, i int) bool {
	if i >= len(text) || text[i] == '\n' {
		return true
	}
	return text[i] == ' ' && opens(text, i+1)
}

// spansOf finds in s what the marks look for in a field, sorted and merged.
func spansOf(s string, marks []mark, field query.Field) []corpus.Span {
	var meant []*mark
	for i := range marks {
		if m := &marks[i]; m.field == field || m.field == query.Words && field != query.About {
			meant = append(meant, m)
		}
	}
	if len(meant) == 0 || s == "" {
		return nil
	}
	at := map[string][]place{}
	for _, m := range meant {
		for _, t := range m.pattern.terms {
			at[t] = nil
		}
	}
	spans := map[int]corpus.Span{} // of the words that are looked for, by their numbers
	var out []corpus.Span
	for w := range words.FormsFrom(s, startsOf(meant)) {
		span := corpus.Span{Start: w.Start, End: w.End}
		for _, m := range meant {
			if m.forms[w.Term] {
				out = append(out, span)
			}
		}
		stem := words.Stem(w.Term)
		if places, wanted := at[stem]; wanted {
			at[stem] = append(places, place{0, w.Pos})
			spans[w.Pos] = span
		}
	}
	for _, m := range meant {
		if m.forms == nil {
			out = append(out, m.in(at, spans)...)
		}
	}
	return merge(out)
}

// startsOf returns how the words begin that the marks look for; nil for any way.
func startsOf(marks []*mark) *words.Starts {
	var s words.Starts
	for _, m := range marks {
		for _, t := range m.pattern.terms {
			if !s.Add(t) {
				return nil
			}
		}
		for w := range m.forms {
			if !s.Add(w) {
				return nil
			}
		}
	}
	return &s
}

// in returns the spans of a pattern's matches.
func (m *mark) in(at map[string][]place, spans map[int]corpus.Span) (out []corpus.Span) {
	lists := make([][]place, len(m.pattern.terms))
	for i, t := range m.pattern.terms {
		lists[i] = at[t]
	}
	for _, r := range m.pattern.match(lists) {
		out = append(out, corpus.Span{Start: spans[r.from.pos].Start, End: spans[r.to.pos].End})
	}
	return out
}

// merge sorts spans and joins those that overlap.
func merge(spans []corpus.Span) []corpus.Span {
	slices.SortFunc(spans, corpus.Span.Compare)
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}
