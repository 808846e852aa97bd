// Package peerbench sets the index beside SQLite FTS5 and beside Bleve's own facets, in the
// same run over the same documents. It is a module of its own, so that the peers stay out of
// the program's go.mod. Run it with
//
//	go test -bench . -benchtime 50x
//
// SAYSO_SCALE sets the number of documents (5,000; the targets speak of 73,799).
package peerbench

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/index/scorch"
	_ "modernc.org/sqlite"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// document is one made-up brief: words and actors drawn with Zipf-like frequencies, so that
// common words stand in a third of the documents and rare ones in a few.
func document(i int) *corpus.Annotated {
	r := rand.New(rand.NewPCG(1, uint64(i)))
	words := rand.NewZipf(r, 1.1, 8, 20000)
	names := rand.NewZipf(r, 1.2, 3, 4000)
	var b strings.Builder
	a := &corpus.Annotated{}
	a.ID = fmt.Sprintf("doc-%06d", i)
	a.Published = corpus.Date{Year: 2020, Month: 1, Day: 1}.AddDays(i % 2000)
	for n := range 220 {
		if n%18 == 17 {
			name := fmt.Sprintf("Actor%d", names.Uint64())
			at := b.Len()
			b.WriteString(name + " ")
			a.Entities = append(a.Entities, corpus.Entity{Span: corpus.Span{Start: at, End: at + len(name)}, Type: corpus.GPE, Actor: name})
			continue
		}
		fmt.Fprintf(&b, "w%dq ", words.Uint64())
	}
	a.Text = b.String()
	return a
}

func actors(a *corpus.Annotated) (out []string) {
	seen := map[string]bool{}
	for _, e := range a.Entities {
		if !seen[e.Actor] {
			seen[e.Actor] = true
			out = append(out, e.Actor)
		}
	}
	return out
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// BenchmarkFacets asks for two words, a range of days and three facets (actor, month, year),
// and for all documents with these facets.
func BenchmarkFacets(b *testing.B) {
	n := 5000
	fmt.Sscan(os.Getenv("SAYSO_SCALE"), &n)
	own, db, peer := ownIndex(b, n), sqlite(b, n), bleveIndex(b, n)
	for _, q := range []struct{ name, words, from, to string }{
		{"and", "w3q w9q", "2021-01-01", "2023-12-31"},
		{"all", "", "", ""},
	} {
		b.Run(q.name+"/sayso", func(b *testing.B) {
			s := index.Search{Query: q.words, Facets: []index.FacetRequest{{Field: "actor"}, {Field: "month"}, {Field: "year"}}}
			s.From, _ = corpus.ParseDate(q.from)
			s.To, _ = corpus.ParseDate(q.to)
			for b.Loop() {
				r, err := own.Search(context.Background(), s)
				must(b, err)
				b.ReportMetric(float64(r.Total), "hits")
			}
		})
		b.Run(q.name+"/sqlite", func(b *testing.B) {
			for b.Loop() {
				b.ReportMetric(float64(askSQLite(b, db, q.words, q.from, q.to)), "hits")
			}
		})
		b.Run(q.name+"/bleve", func(b *testing.B) {
			for b.Loop() {
				b.ReportMetric(float64(askBleve(b, peer, q.words, q.from, q.to)), "hits")
			}
		})
	}
	b.Run("term/sayso", func(b *testing.B) {
		for b.Loop() {
			_, err := own.Search(context.Background(), index.Search{Query: "w400q"})
			must(b, err)
		}
	})
	b.Run("term/sqlite", func(b *testing.B) {
		for b.Loop() {
			rows(b, db, "select id from t where t match ? order by rank limit 10", "w400q")
			rows(b, db, "select count(*) from t where t match ?", "w400q")
		}
	})
}

func ownIndex(b *testing.B, n int) *index.Index {
	dir := b.TempDir()
	w, err := index.OpenWriter(dir, index.Options{})
	must(b, err)
	for i := range n {
		must(b, w.Done(document(i)))
	}
	must(b, w.Close())
	x, err := index.Open(dir, index.Options{})
	must(b, err)
	b.Cleanup(func() { x.Close() })
	return x
}

func sqlite(b *testing.B, n int) *sql.DB {
	db, err := sql.Open("sqlite", b.TempDir()+"/peer.db")
	must(b, err)
	b.Cleanup(func() { db.Close() })
	for _, s := range []string{
		"create virtual table t using fts5(id, text, tokenize='porter')",
		"create table d (rowid integer primary key, published text, month text, year text)",
		"create table a (doc integer, actor text)",
	} {
		_, err := db.Exec(s)
		must(b, err)
	}
	tx, err := db.Begin()
	must(b, err)
	for i := range n {
		a := document(i)
		day := a.Published.String()
		_, err := tx.Exec("insert into t(rowid, id, text) values (?, ?, ?)", i, a.ID, a.Text)
		must(b, err)
		_, err = tx.Exec("insert into d values (?, ?, ?, ?)", i, day, day[:7], day[:4])
		must(b, err)
		for _, name := range actors(a) {
			_, err = tx.Exec("insert into a values (?, ?)", i, name)
			must(b, err)
		}
	}
	must(b, tx.Commit())
	for _, s := range []string{"create index ai on a(doc, actor)", "create index di on d(published)", "analyze"} {
		_, err := db.Exec(s)
		must(b, err)
	}
	return db
}

// rows reads all rows of a statement and returns their number.
func rows(b *testing.B, db *sql.DB, statement string, args ...any) (n int) {
	r, err := db.Query(statement, args...)
	must(b, err)
	defer r.Close()
	for r.Next() {
		n++
	}
	must(b, r.Err())
	return n
}

// askSQLite finds the hits once, into a temporary table, and counts the facets over it.
func askSQLite(b *testing.B, db *sql.DB, words, from, to string) int {
	db.SetMaxOpenConns(1) // the temporary table belongs to a connection
	_, err := db.Exec("drop table if exists temp.h")
	must(b, err)
	if words == "" {
		_, err = db.Exec("create temp table h as select rowid as doc, 0.0 as rank from d")
	} else {
		_, err = db.Exec(`create temp table h as select t.rowid as doc, rank from t join d on d.rowid = t.rowid
			where t match ? and published between ? and ?`, words, from, to)
	}
	must(b, err)
	var total int
	must(b, db.QueryRow("select count(*) from h").Scan(&total))
	rows(b, db, "select id, text from t where rowid in (select doc from h order by rank limit 10)")
	rows(b, db, "select actor, count(*) c from h join a on a.doc = h.doc group by actor order by c desc limit 10")
	rows(b, db, "select month, count(*) c from h join d on d.rowid = h.doc group by month order by c desc limit 10")
	rows(b, db, "select year, count(*) c from h join d on d.rowid = h.doc group by year order by c desc limit 10")
	return total
}

func bleveIndex(b *testing.B, n int) bleve.Index {
	m := bleve.NewIndexMapping()
	doc := bleve.NewDocumentStaticMapping()
	text := bleve.NewTextFieldMapping()
	text.Analyzer = en.AnalyzerName
	doc.AddFieldMappingsAt("text", text)
	word := bleve.NewTextFieldMapping()
	word.Analyzer = keyword.Name
	for _, f := range []string{"published", "month", "year", "actor"} {
		doc.AddFieldMappingsAt(f, word)
	}
	m.DefaultMapping = doc
	x, err := bleve.NewUsing(b.TempDir()+"/peer", m, scorch.Name, scorch.Name, nil)
	must(b, err)
	b.Cleanup(func() { x.Close() })
	batch := x.NewBatch()
	for i := range n {
		a := document(i)
		day := a.Published.String()
		must(b, batch.Index(a.ID, map[string]any{"text": a.Text, "published": day, "month": day[:7], "year": day[:4], "actor": actors(a)}))
		if batch.Size() == 1000 || i == n-1 {
			must(b, x.Batch(batch))
			batch.Reset()
		}
	}
	return x
}

func askBleve(b *testing.B, x bleve.Index, words, from, to string) uint64 {
	all := bleve.NewConjunctionQuery()
	for w := range strings.FieldsSeq(words) {
		q := bleve.NewMatchQuery(w)
		q.SetField("text")
		all.AddQuery(q)
	}
	if from == "" {
		all.AddQuery(bleve.NewMatchAllQuery())
	} else {
		yes := true
		q := bleve.NewTermRangeInclusiveQuery(from, to, &yes, &yes)
		q.SetField("published")
		all.AddQuery(q)
	}
	r := bleve.NewSearchRequest(all)
	for _, f := range []string{"actor", "month", "year"} {
		r.AddFacet(f, bleve.NewFacetRequest(f, 10))
	}
	out, err := x.Search(r)
	must(b, err)
	return out.Total
}
