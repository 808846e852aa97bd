package export_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

// archive is a few briefs about states that do not exist, annotated by hand.
const archive = `
{"id":"b/1 ü.html","title":"Harbour & {toll}: 50% off","published":"2025-11-03","source":"https://www.example.org/briefs/1?a=b#top","text":"Ruritania’s envoy rejects the\nharbour toll_2. It is unlikely that talks resume by 1 December.","entities":[{"start":0,"end":9,"type":"GPE","actor":"Ruritania"}],"dates":[{"start":79,"end":89,"type":"DATE","value":"2025-12-01"}],"positions":[{"source":[[0,17]],"cue":[[18,25]],"content":[[26,44]],"target":[[26,44]],"actor":"Ruritania","act":"reject","stance":"against","issue":"harbour toll"}],"judgments":[{"start":46,"end":89,"term":[52,60],"band":"unlikely"}],"dropped":[{"text":"All rights reserved","reason":"rights"}]}
{"id":"b2","published":"2025-11-05","source":"Strelsau Gazette","text":"Graustark demands, in its own words, the toll; the fair is in March 2026.","entities":[{"start":0,"end":9,"type":"GPE","actor":"Graustark"}],"dates":[{"start":62,"end":72,"type":"DATE","value":"2026-03"}],"positions":[{"source":[[0,9]],"cue":[[10,17]],"content":[[37,45]],"target":[],"actor":"Graustark","act":"demand","stance":"favor"}],"judgments":[]}
{"id":"b3","text":"=SUM(A1) says Hentzau, Rupert.","entities":[{"start":14,"end":29,"type":"PERSON","actor":"=Hentzau"}],"dates":[],"positions":[{"source":[[14,29]],"cue":[[9,13]],"content":[[0,8]],"actor":"=Hentzau","act":"assert","stance":"none"}],"judgments":[]}
`

func stored(t *testing.T) (*index.Index, []*corpus.Annotated) {
	t.Helper()
	w, err := index.OpenWriter("", index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var docs []*corpus.Annotated
	for a, err := range corpus.NewDecoder(strings.NewReader(archive), "archive").All() {
		if err == nil {
			err = w.Done(&a)
		}
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, &a)
	}
	x, err := w.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close(); w.Close() })
	return x, docs
}

// write writes each kind of row in a form, all that there are.
func write(x *index.Index, kind string, f export.Format, w io.Writer) error {
	ctx := context.Background()
	switch kind {
	case "documents":
		return export.Documents(w, f, x.All(ctx, index.Search{}))
	case "positions":
		return export.Positions(w, f, export.Said, x.AllPositions(ctx, index.Search{}))
	case "judgments":
		return export.Judgments(w, f, x.AllJudgments(ctx, index.JudgmentSearch{}))
	}
	return export.Dates(w, f, x.AllDates(ctx, index.CalendarSearch{Passed: true}))
}

var kinds = map[string]struct {
	formats []export.Format
	rows    int
}{
	"documents": {export.Formats.Documents, 3}, "positions": {export.Formats.Positions, 3},
	"judgments": {export.Formats.Judgments, 1}, "dates": {export.Formats.Dates, 2},
}

// TestRows: every form of every kind is read back by a reader of its own and has as many
// rows as there are.
func TestRows(t *testing.T) {
	x, _ := stored(t)
	for kind, k := range kinds {
		for _, f := range k.formats {
			var b bytes.Buffer
			if err := write(x, kind, f, &b); err != nil {
				t.Errorf("%s as %s: %v", kind, f, err)
				continue
			}
			n, err := count(f, b.Bytes())
			if err != nil || n != k.rows {
				t.Errorf("%s as %s: %d rows, want %d; %v\n%s", kind, f, n, k.rows, err, b.Bytes())
			}
			var again bytes.Buffer
			if err := write(x, kind, f, &again); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
				t.Errorf("%s as %s: written twice, it differs (%v)", kind, f, err)
			}
			if f.MediaType() == "" || f.Extension() == "" {
				t.Errorf("%s has no media type", f)
			}
		}
	}
}

// TestRowsAreTotal: the export of a query has as many rows as the query says it finds, in
// every form and for every kind.
func TestRowsAreTotal(t *testing.T) {
	x, _ := stored(t)
	ctx := context.Background()
	for _, q := range []string{"", "toll", "holder:Graustark", "-toll", "published:2025-11-03", "nothinglikethis"} {
		s := index.Search{Query: q, Limit: 1}
		docs, err1 := x.Search(ctx, s)
		held, err2 := x.Positions(ctx, s)
		judged, err3 := x.Judgments(ctx, index.JudgmentSearch{Search: s})
		dates, err4 := x.Calendar(ctx, index.CalendarSearch{Search: s, Passed: true})
		if err := errors.Join(err1, err2, err3, err4); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			kind    string
			formats []export.Format
			total   int
			write   func(io.Writer, export.Format) error
		}{
			{"hits", export.Formats.Hits, docs.Total, func(w io.Writer, f export.Format) error { return export.Hits(w, f, x.AllHits(ctx, s)) }},
			{"documents", export.Formats.Documents, docs.Total, func(w io.Writer, f export.Format) error { return export.Documents(w, f, x.All(ctx, s)) }},
			{"positions", export.Formats.Positions, held.Total, func(w io.Writer, f export.Format) error {
				return export.Positions(w, f, export.State, x.AllPositions(ctx, s))
			}},
			{"judgments", export.Formats.Judgments, judged.Total, func(w io.Writer, f export.Format) error {
				return export.Judgments(w, f, x.AllJudgments(ctx, index.JudgmentSearch{Search: s}))
			}},
			{"dates", export.Formats.Dates, dates.Total, func(w io.Writer, f export.Format) error {
				return export.Dates(w, f, x.AllDates(ctx, index.CalendarSearch{Search: s, Passed: true}))
			}},
		} {
			for _, f := range c.formats {
				var b bytes.Buffer
				if err := c.write(&b, f); err != nil {
					t.Fatal(err)
				}
				if n, err := count(f, b.Bytes()); n != c.total || err != nil {
					t.Errorf("%q, %s as %s: %d rows, total %d; %v", q, c.kind, f, n, c.total, err)
				}
			}
		}
	}
}

func count(f export.Format, b []byte) (int, error) {
	switch f {
	case export.CSV, export.DNA:
		rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
		return len(rows) - 1, err
	case export.JSONL:
		n := 0
		for dec := json.NewDecoder(bytes.NewReader(b)); ; n++ {
			var v map[string]any
			if err := dec.Decode(&v); err != nil {
				return n, ignoreEnd(err)
			}
		}
	case export.Parquet:
		file, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return 0, err
		}
		return int(file.NumRows()), nil
	case export.RIS:
		entries, err := readRIS(string(b))
		return len(entries), err
	case export.BibTeX:
		entries, err := readBibTeX(string(b))
		return len(entries), err
	case export.CSLJSON:
		var items []map[string]any
		err := json.Unmarshal(b, &items)
		return len(items), err
	case export.ICS:
		cal, err := ics.ParseCalendar(bytes.NewReader(b))
		if err != nil {
			return 0, err
		}
		return len(cal.Events()), nil
	}
	return 0, fmt.Errorf("no reader for %s", f)
}

func ignoreEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// TestNoRows: what finds nothing is still a file of its form.
func TestNoRows(t *testing.T) {
	none := func(func(index.PositionHit, error) bool) {}
	for _, f := range export.Formats.Positions {
		var b bytes.Buffer
		if err := export.Positions(&b, f, export.Said, none); err != nil {
			t.Errorf("%s: %v", f, err)
		}
		if n, err := count(f, b.Bytes()); n != 0 || err != nil {
			t.Errorf("%s: %d rows, %v: %q", f, n, err, b.String())
		}
	}
	var b bytes.Buffer
	if err := export.Dates(&b, export.ICS, func(func(index.DateHit, error) bool) {}); err != nil {
		t.Error(err)
	}
	if n, err := count(export.ICS, b.Bytes()); n != 0 || err != nil {
		t.Errorf("calendar: %d, %v", n, err)
	}
}

// TestErrorFirst: a question that fails leaves nothing written, and one that fails later is
// told.
func TestErrorFirst(t *testing.T) {
	broken := errors.New("broken")
	for _, f := range export.Formats.Positions {
		var b bytes.Buffer
		failing := func(yield func(index.PositionHit, error) bool) { yield(index.PositionHit{}, broken) }
		if err := export.Positions(&b, f, export.Said, failing); !errors.Is(err, broken) || b.Len() > 0 {
			t.Errorf("%s: %v, wrote %q", f, err, b.String())
		}
	}
	x, _ := stored(t)
	late := func(yield func(index.PositionHit, error) bool) {
		for h := range x.AllPositions(context.Background(), index.Search{}) {
			if !yield(h, nil) {
				return
			}
		}
		yield(index.PositionHit{}, broken)
	}
	for _, f := range export.Formats.Positions {
		if err := export.Positions(io.Discard, f, export.Said, late); !errors.Is(err, broken) {
			t.Errorf("%s: %v", f, err)
		}
	}
	err := export.Positions(io.Discard, "xlsx", export.Said, late)
	if err == nil || !strings.Contains(err.Error(), "want one of csv, jsonl, parquet") {
		t.Errorf("a form that does not exist: %v", err)
	}
}

func TestCSV(t *testing.T) {
	x, _ := stored(t)
	var b bytes.Buffer
	if err := write(x, "positions", export.CSV, &b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(row int, column string) string { return rows[row][slices.Index(rows[0], column)] }
	for _, c := range []struct {
		row          int
		column, want string
	}{
		{2, "id", "b/1 ü.html"}, {2, "content", "the\nharbour toll_2"}, {2, "quote_exact", "the\nharbour toll_2"}, {2, "start", "26"}, {2, "end", "44"},
		{2, "quote_suffix", ". It is unlikely that talks resume"}, {1, "holder", "Graustark"}, {1, "stance", "favor"},
		{3, "holder", "'=Hentzau"}, {3, "content", "'=SUM(A1)"}, {3, "published", ""},
	} {
		if got := at(c.row, c.column); got != c.want {
			t.Errorf("row %d, %s: %q, want %q", c.row, c.column, got, c.want)
		}
	}
}

func TestParquet(t *testing.T) {
	x, _ := stored(t)
	var b bytes.Buffer
	if err := write(x, "positions", export.Parquet, &b); err != nil {
		t.Fatal(err)
	}
	got, err := parquet.Read[export.PositionRow](bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var columns []string
	for _, path := range file.Schema().Columns() {
		columns = append(columns, strings.Join(path, "_"))
	}
	var table bytes.Buffer
	if err := write(x, "positions", export.CSV, &table); err != nil {
		t.Fatal(err)
	}
	if header, _, _ := strings.Cut(table.String(), "\n"); strings.Join(columns, ",") != header {
		t.Errorf("columns %q, want those of CSV, %q", columns, header)
	}
	var want []export.PositionRow
	for h := range x.AllPositions(context.Background(), index.Search{}) {
		want = append(want, export.PositionRowOf(h, export.Said))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
}

func TestRIS(t *testing.T) {
	x, docs := stored(t)
	var b bytes.Buffer
	if err := write(x, "positions", export.RIS, &b); err != nil {
		t.Fatal(err)
	}
	entries, err := readRIS(b.String())
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{
		"TY": {"ELEC"}, "ID": {"b/1 ü.html#p1"}, "TI": {"Harbour & {toll}: 50% off"}, "PY": {"2025"}, "DA": {"2025/11/03/"},
		"PB": {"example.org"}, "UR": {"https://www.example.org/briefs/1?a=b#top"}, "AB": {"the harbour toll_2"}, "KW": {"Ruritania", "harbour toll"},
	}
	got := entries[1]
	notes := got["N1"]
	delete(got, "N1")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(notes) != 3 || notes[0] != "Ruritania reject (harbour toll): “the harbour toll_2”" ||
		notes[2] != "passage: https://www.example.org/briefs/1?a=b#:~:text=the%20harbour%20toll_2" {
		t.Fatalf("notes: %q", notes)
	}
	found(t, strings.TrimPrefix(notes[1], "anchor: "), "Menu\n"+docs[0].Text, "the\nharbour toll_2")
}

// found checks that an anchor leads to the words in another copy of the page.
func found(t *testing.T, anchor, page, want string) {
	t.Helper()
	var a struct {
		Type string `json:"type"`
		selector
	}
	if err := json.Unmarshal([]byte(anchor), &a); err != nil || a.Type != "TextQuoteSelector" {
		t.Fatalf("anchor %q: %v", anchor, err)
	}
	if s, ok := a.Find(page); !ok || s.In(page) != want {
		t.Errorf("the anchor leads to %q %v, want %q", s.In(page), ok, want)
	}
}

func TestBibTeX(t *testing.T) {
	x, _ := stored(t)
	var b bytes.Buffer
	if err := write(x, "positions", export.BibTeX, &b); err != nil {
		t.Fatal(err)
	}
	entries, err := readBibTeX(b.String())
	if err != nil {
		t.Fatal(err)
	}
	if e := entries[1]; e.kind != "online" || e.fields["title"] != "Harbour & {toll}: 50% off" || e.fields["quote"] != "the harbour toll_2" ||
		e.fields["date"] != "2025-11-03" || e.fields["url"] != "https://www.example.org/briefs/1?a=b#top" || strings.ContainsAny(e.key, " ü,") {
		t.Errorf("%+v", e)
	}
	if e := entries[0]; e.kind != "misc" || !strings.HasPrefix(e.key, "b2-p1-") || e.fields["publisher"] != "Strelsau Gazette" {
		t.Errorf("%+v", e)
	}
	keys := map[string]bool{}
	for _, e := range entries {
		if keys[e.key] {
			t.Errorf("key %s twice", e.key)
		}
		keys[e.key] = true
	}
}

func TestCSL(t *testing.T) {
	x, docs := stored(t)
	var b bytes.Buffer
	if err := write(x, "positions", export.CSLJSON, &b); err != nil {
		t.Fatal(err)
	}
	var items []struct {
		ID, Type, Title, URL string
		Issued               struct {
			DateParts [][]int `json:"date-parts"`
		}
		Custom struct{ Quote json.RawMessage }
	}
	if err := json.Unmarshal(b.Bytes(), &items); err != nil {
		t.Fatal(err)
	}
	if i := items[1]; i.Type != "webpage" || !slices.Equal(i.Issued.DateParts[0], []int{2025, 11, 3}) || i.Title != docs[0].Title || i.URL == "" {
		t.Errorf("%+v", i)
	}
	found(t, string(items[1].Custom.Quote), strings.ReplaceAll(docs[0].Text, " ", "  "), "the\nharbour  toll_2")
}

func TestCalendar(t *testing.T) {
	x, _ := stored(t)
	var b bytes.Buffer
	if err := write(x, "dates", export.ICS, &b); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.SplitAfter(b.String(), "\r\n") {
		if len(line) > 77 || strings.Contains(strings.TrimSuffix(line, "\r\n"), "\n") {
			t.Errorf("a line of %d bytes: %q", len(line), line)
		}
	}
	cal, err := ics.ParseCalendar(&b)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range cal.Events() {
		value := func(p ics.ComponentProperty) string { return e.GetProperty(p).Value }
		got = append(got, fmt.Sprintf("%s–%s %s | %s", value(ics.ComponentPropertyDtStart), value(ics.ComponentPropertyDtEnd), value(ics.ComponentPropertyDtstamp), value(ics.ComponentPropertySummary)))
	}
	if diff := cmp.Diff([]string{
		"20251201–20251202 20251103T000000Z | It is unlikely that talks resume by 1 December.",
		"20260301–20260401 20251105T000000Z | Graustark demands, in its own words, the toll; the fair is in March 2026.",
	}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestExportIsStreamed: what is written begins before the last row is asked for.
func TestExportIsStreamed(t *testing.T) {
	x, _ := stored(t)
	var first index.PositionHit
	for h := range x.AllPositions(context.Background(), index.Search{}) {
		first = h
		break
	}
	const rows = 12_000
	rng := rand.New(rand.NewPCG(1, 2))
	for _, f := range export.Formats.Positions {
		w := &counter{}
		early := 0
		many := func(yield func(index.PositionHit, error) bool) {
			for i := range rows {
				if early == 0 && w.n > 0 {
					early = i
				}
				// Rows that are all alike would be packed into nothing.
				first.Title = fmt.Sprint(rng.Uint64(), rng.Uint64(), rng.Uint64())
				if !yield(first, nil) {
					return
				}
			}
		}
		if err := export.Positions(w, f, export.Said, iter.Seq2[index.PositionHit, error](many)); err != nil || early == 0 || early > rows*3/4 {
			t.Errorf("%s: nothing written before row %d of %d (%v)", f, early, rows, err)
		}
	}
}

type counter struct{ n int }

func (c *counter) Write(b []byte) (int, error) { c.n += len(b); return len(b), nil }
