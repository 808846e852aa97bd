package index

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/quote"
	"github.com/sayso-nlp/sayso/index/query"
)

// JudgmentSearch asks for the analysts' own estimates in the documents that Search finds.
// A band: in the query restricts the judgments, not only the documents.
type JudgmentSearch struct {
	Search
	Bands  []corpus.Band // only these; nil: all
	Actor  string        // only judgments whose words mention this actor, as [Index.Dossier] takes it
	Hedges bool          // the estimates that name no probability, instead of the judgments
}

// JudgmentHit is an estimate in its sentence.
type JudgmentHit struct {
	ID, Title string // of the document
	Published corpus.Date
	Source    string
	Index     int  // in the document's judgments, or hedges, from 0
	Hedge     bool // Band is empty
	Section   string
	corpus.Judgment
	Statement string         // the judged words
	TermWords string         // the estimative words
	Actors    []string       // mentioned in the statement
	Passage   Passage        // the sentence, with the term marked
	Quote     quote.Selector // the statement, with what stands around it
}

// Number names the estimate in its document, as `sayso why ID#j1` takes it: j1, or h1 for a
// hedge.
func (h *JudgmentHit) Number() string {
	if h.Hedge {
		return "h" + strconv.Itoa(h.Index+1)
	}
	return "j" + strconv.Itoa(h.Index+1)
}

// JudgmentResult is the answer to [Index.Judgments].
type JudgmentResult struct {
	Total      int // judgments, or hedges
	Documents  int // in which they stand
	Found      int // documents that the query finds
	Positions  int // as in [Result]
	Hits       []JudgmentHit
	Next       string // cursor of the next page; empty on the last
	Page       int
	Facets     []Facet // as requested, of JudgmentFacetFields
	Bars       [][]Bar // for each requested histogram, of the documents that the query finds
	AsOf       corpus.Date
	Notes      []string
	DidYouMean []string
}

// JudgmentFacetFields lists the fields by which judgments are counted: band, actor (those
// that the statement mentions), month and year of publication, source. Hedges have neither
// band nor actor.
var JudgmentFacetFields = []string{"band", "actor", "month", "year", "source"}

// judged is what a JudgmentSearch finds: a number of estimates in each document.
type judged struct {
	*Index
	matches *matches
	hedges  bool
	rows    set // judgments; unused for hedges
	docs    set // with at least one
}

// Judgments lists estimates: by date, newest first unless s.Sort is Oldest, and in text
// order within a document.
func (x *Index) Judgments(ctx context.Context, s JudgmentSearch) (*JudgmentResult, error) {
	j, err := x.judged(ctx, s)
	if err != nil {
		return nil, err
	}
	r := &JudgmentResult{Total: j.total(), Documents: j.docs.count(), Page: max(s.Page, 1), AsOf: j.matches.asOf, Notes: j.matches.notes}
	r.Found, r.Positions = j.matches.docs.count(), x.counted(j.matches).count()
	limit := s.limit()
	skip := s.skip()
	if s.Cursor != "" {
		if skip, err = j.behind(s.Search); err != nil {
			return nil, err
		}
	}
	for h, err := range j.all(ctx, s.Sort, skip) {
		if err != nil {
			return nil, err
		}
		if len(r.Hits) == limit {
			last := r.Hits[limit-1]
			r.Next = cursor{Day: day(last.Published), ID: last.ID, Index: last.Index}.String()
			break
		}
		r.Hits = append(r.Hits, h)
	}
	for _, f := range s.Facets {
		facet, err := j.facet(f)
		if err != nil {
			return nil, err
		}
		r.Facets = append(r.Facets, facet)
	}
	r.Bars = x.histograms(j.matches.docs, s.Search)
	if r.Total == 0 {
		r.DidYouMean = x.didYouMean(ctx, j.matches.query, s.Search)
	}
	return r, nil
}

// AllJudgments yields every estimate that [Index.Judgments] would list. An error ends the
// sequence.
func (x *Index) AllJudgments(ctx context.Context, s JudgmentSearch) iter.Seq2[JudgmentHit, error] {
	return func(yield func(JudgmentHit, error) bool) {
		j, err := x.judged(ctx, s)
		if err != nil {
			yield(JudgmentHit{}, err)
			return
		}
		j.all(ctx, s.Sort, 0)(yield)
	}
}

func (x *Index) judged(ctx context.Context, s JudgmentSearch) (*judged, error) {
	m, err := x.find(ctx, s.Search, false)
	if err != nil {
		return nil, err
	}
	t := x.table
	j := &judged{Index: x, matches: m, hedges: s.Hedges, rows: newSet(len(t.band)), docs: newSet(len(t.id))}
	if s.Hedges {
		m.docs.each(func(doc int) {
			if t.hedges[doc] > 0 {
				j.docs.add(doc)
			}
		})
		return j, nil
	}
	bands := uint8(0)
	for _, b := range s.Bands {
		bands |= 1 << bandBit(b)
	}
	wanted := queryBands(m.query.Root)
	actor := uint32(0)
	if s.Actor != "" {
		if actor, _, err = x.actor(s.Actor); err != nil {
			return nil, err
		}
	}
	for row, band := range t.band {
		doc := int(t.judgeDoc[row])
		bit := uint8(1) << band
		in := (bands == 0 || bands&bit != 0) && (wanted == 0 || wanted&bit != 0)
		if in && m.docs.has(doc) && (actor == 0 || slices.Contains(t.judged.of(row), actor)) {
			j.rows.add(row)
			j.docs.add(doc)
		}
	}
	return j, nil
}

// judgmentsIn counts the judgments in the documents that a query finds, of the bands that it
// asks for.
func (x *Index) judgmentsIn(m *matches) (n int) {
	t := x.table
	wanted := queryBands(m.query.Root)
	m.docs.each(func(doc int) {
		for _, band := range t.band[t.judgments[doc]:t.judgments[doc+1]] {
			if wanted == 0 || wanted&(1<<band) != 0 {
				n++
			}
		}
	})
	return n
}

// queryBands returns the bands that a query asks for, a bit each; 0 if it asks for none.
func queryBands(n *query.Node) (bands uint8) {
	switch {
	case n == nil || n.Op == query.Not:
	case n.Op == query.Match && n.Field == query.Band:
		return 1 << bandBit(corpus.Band(n.Value.Text))
	default:
		for _, k := range n.Kids {
			bands |= queryBands(k)
		}
	}
	return bands
}

// counts returns how many of the estimates stand in each document.
func (j *judged) counts() []uint32 {
	if j.hedges {
		return j.table.hedges
	}
	counts := make([]uint32, len(j.table.id))
	j.rows.each(func(row int) { counts[j.table.judgeDoc[row]]++ })
	return counts
}

func (j *judged) total() (n int) {
	if !j.hedges {
		return j.rows.count()
	}
	j.docs.each(func(doc int) { n += int(j.table.hedges[doc]) })
	return n
}

// of lists the numbers of the estimates that are meant in a document.
func (j *judged) of(doc int) (out []int) {
	if j.hedges {
		for i := range int(j.table.hedges[doc]) {
			out = append(out, i)
		}
		return out
	}
	from, to := int(j.table.judgments[doc]), int(j.table.judgments[doc+1])
	for row := from; row < to; row++ {
		if j.rows.has(row) {
			out = append(out, row-from)
		}
	}
	return out
}

func (j *judged) ordered(by Sort) []uint32 {
	if by == Oldest {
		return j.oldest(j.docs, nil, len(j.table.id))
	}
	return j.newest(j.docs, nil, len(j.table.id))
}

func (j *judged) all(ctx context.Context, by Sort, skip int) iter.Seq2[JudgmentHit, error] {
	return func(yield func(JudgmentHit, error) bool) {
		for _, doc := range j.ordered(by) {
			mine := j.of(int(doc))
			if skip >= len(mine) {
				skip -= len(mine)
				continue
			}
			a, err := j.Document(j.table.id[doc])
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(JudgmentHit{}, err)
				return
			}
			for _, i := range mine[skip:] {
				if !yield(judgmentHit(a, i, j.hedges), nil) {
					return
				}
			}
			skip = 0
		}
	}
}

// behind counts the estimates up to and with the one that the cursor names.
func (j *judged) behind(s Search) (n int, err error) {
	c, err := parseCursor(s.Cursor)
	if err != nil {
		return 0, err
	}
	for _, doc := range j.ordered(s.Sort) {
		order := j.compareRow(doc, &c)
		if s.Sort == Oldest {
			order = j.compareOldest(doc, &c)
		}
		if order > 0 {
			break
		}
		for _, i := range j.of(int(doc)) {
			if order < 0 || i <= c.Index {
				n++
			}
		}
	}
	return n, nil
}

func judgmentHit(a *corpus.Annotated, i int, hedge bool) JudgmentHit {
	all := a.Judgments
	if hedge {
		all = a.Hedges
	}
	j := all[i]
	p := passageAround(a, j.Span)
	p.Marks = []corpus.Span{j.Term}
	return JudgmentHit{
		ID: a.ID, Title: a.Title, Published: a.Published, Source: a.Source, Index: i, Hedge: hedge, Section: p.Section, Judgment: j,
		Statement: j.In(a.Text), TermWords: j.Term.In(a.Text), Actors: actorsIn(a, j.Span), Passage: p, Quote: quote.Of(a.Text, j.Span),
	}
}

func (j *judged) facet(r FacetRequest) (Facet, error) {
	t := j.table
	f := Facet{Field: r.Field, Counts: Judgments}
	var values iter.Seq[FacetValue]
	switch {
	case r.Field == "band":
		counts := make([]FacetValue, len(corpus.Bands))
		for i, b := range corpus.Bands {
			counts[i].Value = string(b)
		}
		j.rows.each(func(row int) { counts[t.band[row]].Count++ })
		values = slices.Values(counts)
	case r.Field == "actor":
		values = named(&t.actorNames, func(counts []uint32) {
			j.rows.each(func(row int) {
				ids := t.judged.of(row)
				if len(ids) == 0 {
					counts[0]++
				}
				for _, id := range ids {
					counts[id]++
				}
			})
		})
	case slices.Contains(JudgmentFacetFields, r.Field):
		values = slices.Values(j.byDocument(r.Field))
	default:
		return f, fmt.Errorf("there is no facet %q of judgments: it is one of %s", r.Field, strings.Join(JudgmentFacetFields, " "))
	}
	f.fill(values, r)
	return f, nil
}

// byDocument counts estimates by a value of their documents.
func (j *judged) byDocument(field string) (out []FacetValue) {
	counts := map[string]int{}
	inDoc := j.counts()
	j.docs.each(func(doc int) {
		value := dateOf(j.table.published[doc]).String()
		switch field {
		case "month":
			value = value[:min(len(value), len("2025-12"))]
		case "year":
			value = value[:min(len(value), len("2025"))]
		default:
			value = j.table.hosts.words[j.table.host[doc]]
		}
		counts[value] += int(inDoc[doc])
	})
	for v, n := range counts {
		out = append(out, FacetValue{v, n})
	}
	return out
}
