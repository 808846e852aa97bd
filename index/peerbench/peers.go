package peerbench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/index/scorch"
	_ "modernc.org/sqlite" // the driver

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// question is what all peers are asked.
type question struct {
	words    string // all must match
	phrase   bool
	from, to string // publication; empty: all
	facets   bool   // actor, month, year
	byDate   bool   // newest first, instead of by relevance
	snippets bool   // show the words in their surroundings, as sayso always does
}

// peer answers a question with the number of hits, after reading the first ten.
type peer interface {
	ask(q question) (int, error)
}

// built makes path with a function unless an earlier run has made it.
func built(path string, make func(path string) error) error {
	done := path + ".done"
	if _, err := os.Stat(done); err == nil {
		return nil
	}
	if err := errors.Join(os.RemoveAll(path), os.MkdirAll(filepath.Dir(path), 0o755)); err != nil {
		return err
	}
	if err := make(path); err != nil {
		return err
	}
	return os.WriteFile(done, nil, 0o644)
}

// own is sayso's index.
type own struct{ *index.Index }

func openOwn(path string, d *documents) (own, error) {
	err := built(path, func(path string) error {
		w, err := index.OpenWriter(path, index.Options{})
		if err != nil {
			return err
		}
		for i := range d.n {
			if err := w.Done(d.at(i)); err != nil {
				return err
			}
		}
		return w.Close()
	})
	if err != nil {
		return own{}, err
	}
	x, err := index.Open(path)
	return own{x}, err
}

func (o own) ask(q question) (int, error) {
	s := index.Search{Query: q.words}
	if q.phrase {
		s.Query = `"` + q.words + `"`
	}
	if q.facets {
		s.Facets = []index.FacetRequest{{Field: "actor"}, {Field: "month"}, {Field: "year"}}
	}
	if q.byDate {
		s.Sort = index.Newest
	}
	s.From, _ = corpus.ParseDate(q.from)
	s.To, _ = corpus.ParseDate(q.to)
	r, err := o.Search(context.Background(), s)
	if err != nil {
		return 0, err
	}
	return r.Total, nil
}

// sqlite is FTS5 with the same columns, an index on each, and statistics.
type sqlite struct{ *sql.DB }

func openSQLite(path string, d *documents) (sqlite, error) {
	if err := built(path, func(path string) error { return buildSQLite(path, d) }); err != nil {
		return sqlite{}, err
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return sqlite{}, err
	}
	db.SetMaxOpenConns(1) // the temporary table belongs to a connection
	for _, s := range []string{"pragma mmap_size=4294967296", "pragma cache_size=-400000", "pragma temp_store=memory"} {
		if _, err := db.Exec(s); err != nil {
			return sqlite{}, err
		}
	}
	return sqlite{db}, nil
}

func buildSQLite(path string, d *documents) error {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer db.Close()
	run := func(statements ...string) {
		for _, s := range statements {
			if err == nil {
				_, err = db.Exec(s)
			}
		}
	}
	run("pragma synchronous=off",
		"create virtual table t using fts5(title, text, tokenize='porter')",
		"create table d (rowid integer primary key, id text, published text, month text, year text)",
		"create table a (doc integer, actor text)")
	if err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	insert := func(statement string, args ...any) {
		if err == nil {
			_, err = tx.Exec(statement, args...)
		}
	}
	for i := range d.n {
		a := d.at(i)
		day := a.Published.String()
		insert("insert into t(rowid, title, text) values (?, ?, ?)", i, a.Title, a.Text)
		insert("insert into d values (?, ?, ?, ?, ?)", i, a.ID, day, day[:min(7, len(day))], day[:min(4, len(day))])
		for _, name := range actors(a) {
			insert("insert into a values (?, ?)", i, name)
		}
	}
	if err = errors.Join(err, tx.Commit()); err != nil {
		return err
	}
	run("insert into t(t) values ('optimize')", "create index ai on a(doc, actor)", "create index di on d(published)", "analyze")
	return err
}

// rows reads all rows of a statement.
func (s sqlite) rows(statement string, args ...any) error {
	r, err := s.Query(statement, args...)
	if err != nil {
		return err
	}
	defer r.Close()
	for r.Next() {
	}
	return r.Err()
}

// match writes words as FTS5 wants them.
func (q question) match() string {
	if q.phrase {
		return `"` + q.words + `"`
	}
	return q.words
}

func (s sqlite) ask(q question) (total int, err error) {
	if q.facets {
		return s.faceted(q)
	}
	shown := "d.id, t.title"
	if q.snippets {
		shown += ", snippet(t, 1, '[', ']', '…', 40)"
	}
	order := "rank"
	if q.byDate {
		order = "d.published desc, d.id"
	}
	switch {
	case q.words == "":
		err = s.QueryRow("select count(*) from d").Scan(&total)
		return total, errors.Join(err, s.rows("select id, title from d join t on t.rowid = d.rowid order by "+order+" limit 10"))
	default:
		err = s.QueryRow("select count(*) from t where t match ?", q.match()).Scan(&total)
		return total, errors.Join(err, s.rows("select "+shown+" from t join d on d.rowid = t.rowid where t match ? order by "+order+" limit 10", q.match()))
	}
}

// faceted finds the hits once, into a temporary table, and counts the facets over it.
func (s sqlite) faceted(q question) (total int, err error) {
	run := func(statement string, args ...any) {
		if err == nil {
			_, err = s.Exec(statement, args...)
		}
	}
	run("drop table if exists temp.h")
	if q.words == "" {
		run("create temp table h as select rowid as doc, 0.0 as rank from d")
	} else {
		run(`create temp table h as select t.rowid as doc, rank from t join d on d.rowid = t.rowid
			where t match ? and published between ? and ?`, q.match(), q.from, q.to)
	}
	if err == nil {
		err = s.QueryRow("select count(*) from h").Scan(&total)
	}
	for _, statement := range []string{
		"select id, title from t join d on d.rowid = t.rowid where t.rowid in (select doc from h order by rank limit 10)",
		"select actor, count(*) c from h join a on a.doc = h.doc group by actor order by c desc limit 10",
		"select month, count(*) c from h join d on d.rowid = h.doc group by month order by c desc limit 10",
		"select year, count(*) c from h join d on d.rowid = h.doc group by year order by c desc limit 10",
	} {
		if err == nil {
			err = s.rows(statement)
		}
	}
	return total, err
}

// plainBleve is Bleve with its own facets.
type plainBleve struct{ bleve.Index }

func openBleve(path string, d *documents) (plainBleve, error) {
	if err := built(path, func(path string) error { return buildBleve(path, d) }); err != nil {
		return plainBleve{}, err
	}
	x, err := bleve.OpenUsing(path, map[string]any{"read_only": true, "bolt_timeout": "1s"})
	return plainBleve{x}, err
}

func buildBleve(path string, d *documents) error {
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
	x, err := bleve.NewUsing(path, m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return err
	}
	batch := x.NewBatch()
	for i := range d.n {
		a := d.at(i)
		day := a.Published.String()
		fields := map[string]any{"text": a.Title + "\n" + a.Text, "published": day, "month": day[:min(7, len(day))], "year": day[:min(4, len(day))], "actor": actors(a)}
		if err := batch.Index(a.ID, fields); err != nil {
			return err
		}
		if batch.Size() == 1000 || i == d.n-1 {
			if err := x.Batch(batch); err != nil {
				return err
			}
			batch.Reset()
		}
	}
	return x.Close()
}

func (x plainBleve) ask(q question) (int, error) {
	all := bleve.NewConjunctionQuery()
	if q.phrase {
		p := bleve.NewMatchPhraseQuery(q.words)
		p.SetField("text")
		all.AddQuery(p)
	} else {
		for w := range strings.FieldsSeq(q.words) {
			m := bleve.NewMatchQuery(w)
			m.SetField("text")
			all.AddQuery(m)
		}
	}
	if q.from != "" {
		yes := true
		r := bleve.NewTermRangeInclusiveQuery(q.from, q.to, &yes, &yes)
		r.SetField("published")
		all.AddQuery(r)
	}
	if q.words == "" && q.from == "" {
		all.AddQuery(bleve.NewMatchAllQuery())
	}
	r := bleve.NewSearchRequest(all)
	if q.byDate {
		r.SortBy([]string{"-published", "_id"})
	}
	if q.facets {
		for _, f := range []string{"actor", "month", "year"} {
			r.AddFacet(f, bleve.NewFacetRequest(f, 10))
		}
	}
	out, err := x.Search(r)
	if err != nil {
		return 0, fmt.Errorf("bleve: %w", err)
	}
	return int(out.Total), nil
}
