package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/read"
	"github.com/sayso-nlp/sayso/extractors"
	"github.com/sayso-nlp/sayso/extractors/actors"
	"github.com/sayso-nlp/sayso/extractors/positions"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/pipeline"
)

// inputFlags are those of every command that reads documents.
type inputFlags struct {
	jobs      int
	timeout   time.Duration
	maxSize   int64
	published string
	lang      string
	actors    string
	issues    string
	strict    bool
}

func (in *inputFlags) add(flags *pflag.FlagSet) {
	in.maxSize = corpus.MaxRecord
	numberFlag(flags, &in.jobs, "jobs", 0, maxJobs, "documents in work at once (0: one per core)")
	in.timeout = pipeline.DefaultTimeout
	flags.Var((*timeValue)(&in.timeout), "timeout", "longest time, by the clock, to read and annotate one document, such as 30s or 20m")
	numberFlag(flags, &in.maxSize, "max-size", 1, maxBytes, "largest document, in bytes")
	flags.StringVar(&in.published, "published", "", "publication date of documents that have none, YYYY-MM-DD")
	flags.StringVar(&in.lang, "lang", "en", "language to read: en, or any")
	flags.StringVar(&in.issues, "issues", "", "your own names of issues, a CSV, TSV or YAML file (docs/positions.md)")
	flags.StringVar(&in.actors, "actors", "", "your own actors, a CSV or YAML file (docs/actors.md)")
	flags.BoolVar(&in.strict, "strict", false, "fail if a document is set aside")
}

func (in *inputFlags) readOptions() (read.Options, error) {
	opt := read.Options{MaxSize: in.maxSize, AnyLanguage: in.lang == "any", PassOver: passOver}
	if in.lang != "en" && in.lang != "any" {
		return opt, usagef("--lang: %q is neither en nor any", in.lang)
	}
	var err error
	opt.Published, err = (day{"--published", in.published}).parse()
	return opt, err
}

// indexFolder is the reason of a folder that is passed over: nobody means what lies in it as
// texts, though "sayso index ." finds it where it has a name of its own.
const indexFolder = "a sayso index"

func passOver(dir string) string {
	if index.Check(dir) == nil {
		return indexFolder
	}
	return ""
}

// annotator returns the engine that was asked for.
func (in *inputFlags) annotator(engine string) (pipeline.Annotate, error) {
	catalogue, err := in.catalogue()
	if err != nil {
		return nil, err
	}
	own, err := in.ownIssues()
	if err != nil {
		return nil, err
	}
	switch engine {
	case "sayso":
		return extractors.New(catalogue).WithIssues(own).Annotate, nil
	case "prose-tags":
		return extractors.ProseTags(catalogue).WithIssues(own).Annotate, nil
	case "prose":
		return extractors.Prose(catalogue).WithIssues(own).Annotate, nil
	}
	return nil, usagef("--engine: there is no engine %q, want sayso, prose-tags or prose", engine)
}

// catalogue returns the embedded actors with the user's own laid over them.
func (in *inputFlags) catalogue() (*actors.Catalogue, error) {
	if in.actors == "" {
		return actors.Default(), nil
	}
	own, err := parseOwn(in.actors, func(name string, r io.Reader, kind listKind) ([]actors.Entry, error) {
		if kind == yamlList {
			return actors.ParseYAML(name, r)
		}
		return actors.ParseCSV(name, r)
	})
	if err != nil {
		return nil, err
	}
	return actors.Default().With(own), nil
}

// ownIssues returns the user's own names of issues, nil if there are none.
func (in *inputFlags) ownIssues() (*positions.Issues, error) {
	if in.issues == "" {
		return nil, nil
	}
	return parseOwn(in.issues, func(name string, r io.Reader, kind listKind) (*positions.Issues, error) {
		switch kind {
		case yamlList:
			return positions.ParseIssuesYAML(name, r)
		case tsvList:
			return positions.ParseIssuesCSV(name, r, '\t')
		}
		return positions.ParseIssuesCSV(name, r, ',')
	})
}

// listKind is the form of a list of the user's own, by the ending of its name.
type listKind int

const (
	csvList listKind = iota
	tsvList
	yamlList
)

// parseOwn reads a list of the user's own.
func parseOwn[T any](path string, parse func(name string, r io.Reader, kind listKind) (T, error)) (none T, err error) {
	f, err := os.Open(path)
	if err != nil {
		return none, err
	}
	defer f.Close()
	kind := csvList
	switch strings.ToLower(filepath.Ext(path)) {
	case ".yaml", ".yml":
		kind = yamlList
	case ".tsv", ".tab":
		kind = tsvList
	}
	return parse(path, f, kind)
}

// pipelineOptions are those of every run.
func (in *inputFlags) pipelineOptions() pipeline.Options {
	return pipeline.Options{Workers: in.jobs, Timeout: in.timeout}
}

// checkPaths reports the first path that does not exist.
func checkPaths(paths []string) error {
	for _, p := range paths {
		if _, err := os.Stat(p); p != "-" && err != nil {
			return fmt.Errorf("%w (name files, folders or - for standard input)", err)
		}
	}
	return nil
}

// records yields what lies below paths, for the pipeline.
func (a *app) records(ctx context.Context, paths []string, in *inputFlags) (iter.Seq2[pipeline.Record, error], error) {
	opt, err := in.readOptions()
	if err != nil {
		return nil, err
	}
	if err := checkPaths(paths); err != nil {
		return nil, err
	}
	return func(yield func(pipeline.Record, error) bool) {
		for it := range read.Walk(ctx, paths, a.in, opt) {
			if !yield(record(it), nil) {
				return
			}
		}
	}, nil
}

func record(it read.Item) pipeline.Record {
	return pipeline.Record{File: it.Name, Size: it.Size, Skip: it.Skipped, Read: func() (*corpus.Annotated, error) {
		doc, err := it.Document()
		return &doc, err
	}}
}
