package main

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus/read"
	"github.com/sayso-nlp/sayso/extractors"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/pipeline"
)

// source is what a run of index reads: what lies below some paths, without the files whose
// documents are stored as they stand.
type source struct {
	app   *app
	w     *index.Writer
	in    *indexFlags
	opt   read.Options
	paths []string

	found index.Found
	plan  *index.Plan
	bytes int64 // to read; 0 if unknown
	aside int   // documents in files that are not opened which were set aside earlier
}

// unchangedFile is the reason of a file that was not opened.
const unchangedFile = "unchanged file"

// look lists the files below the paths, without opening one, and compares them with what is
// stored.
func (s *source) look(ctx context.Context) error {
	if err := s.choose(); err != nil {
		return err
	}
	s.found.Files = map[string]string{}
	opt := s.opt
	opt.Unchanged = func(path, print string) bool {
		s.found.Files[absolute(path)] = print
		return true
	}
	var files []string
	for _, p := range s.paths {
		if p != "-" {
			files = append(files, p)
			s.found.Roots = append(s.found.Roots, absolute(p))
		}
	}
	sizes := map[string]int64{}
	for it := range read.Walk(ctx, files, nil, opt) {
		switch {
		case it.Err != nil:
			s.found.Unreadable = append(s.found.Unreadable, absolute(it.Path))
		case it.Skipped == indexFolder:
			s.app.talk("%s is passed over: it is a sayso index", it.Path)
		case it.Skipped == read.Unchanged:
			sizes[absolute(it.Path)] = it.Size
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	s.plan = s.w.Plan(s.found, s.in.retry || s.in.strict, s.in.prune)
	s.w.Settle(s.plan, s.in.prune)
	for _, f := range s.plan.Unchanged {
		s.aside += f.Aside
	}
	for path, size := range sizes {
		if s.plan.Unchanged[path] == nil {
			s.bytes += size
		}
	}
	for path := range s.plan.Copies {
		if info, err := os.Stat(path); err == nil {
			s.bytes += info.Size()
		}
	}
	if len(files) < len(s.paths) { // how much will come from standard input nobody knows
		s.bytes = 0
	}
	s.tellVersion()
	return nil
}

// choose takes the paths of earlier runs where none are given. One of these that is not there may
// be on a disk that is not mounted, and nothing is forgotten of it; one that is given together
// with --prune is there no more.
func (s *source) choose() error {
	given := s.paths
	if len(given) == 0 {
		s.paths = s.w.Roots()
		for _, p := range s.paths {
			if checkPaths([]string{p}) != nil {
				s.app.talk("%s is not there: if it is gone for good, 'sayso index --prune %s' forgets it", p, p)
			}
		}
		return nil
	}
	s.paths = nil
	for _, p := range given {
		err := checkPaths([]string{p})
		switch {
		case err == nil:
			s.paths = append(s.paths, p)
		case errors.Is(err, fs.ErrNotExist) && s.w.Knows(absolute(p)):
			s.found.Roots = append(s.found.Roots, absolute(p))
		default:
			return err
		}
	}
	return nil
}

// tellVersion says before the work begins that it is that of a new version.
func (s *source) tellVersion() {
	if n := s.w.Outdated(); n > 0 {
		s.app.talk("%s annotated by other extractors or with other --actors or --issues (now version %s): those below the paths are annotated anew; searches go on with the old state until that is done",
			plural(n, "stored document"), extractors.Version)
	}
}

// known yields the stored documents that new ones may repeat.
func (s *source) known() iter.Seq[pipeline.Known] {
	return func(yield func(pipeline.Known) bool) {
		for k := range s.w.Known(s.plan) {
			if !yield(pipeline.Known{ID: k.ID, File: k.Path, Sketch: k.Sketch}) {
				return
			}
		}
	}
}

// records yields what is to be read, with marks where a file begins and ends, so that a file
// counts as read only when all that was in it has been delivered.
func (s *source) records(ctx context.Context) iter.Seq2[pipeline.Record, error] {
	end := pipeline.Record{Mark: func() error { s.w.End(s.in.prune); return nil }}
	return func(yield func(pipeline.Record, error) bool) {
		open := ""
		for it := range s.items(ctx) {
			file := it.Path
			if it.Fingerprint == "" || it.Skipped == read.Unchanged {
				file = ""
			}
			if file != open {
				if open != "" && !yield(end, nil) {
					return
				}
				if open = file; open != "" && !yield(s.begin(it), nil) {
					return
				}
			}
			rec := record(it)
			if it.Skipped == read.Unchanged {
				f := s.plan.Unchanged[absolute(it.Path)]
				rec.Skip, rec.Count, rec.Size = unchangedFile, f.Records, 0
			}
			if !yield(rec, nil) {
				return
			}
		}
		if open != "" && ctx.Err() == nil {
			yield(end, nil)
		}
	}
}

// items yields what lies below the paths, and then the files elsewhere whose documents were folded
// as copies of some that may change or go. Of their folders nothing else is read.
func (s *source) items(ctx context.Context) iter.Seq[read.Item] {
	opt := s.opt
	roots := map[string]bool{}
	for _, f := range s.plan.Copies {
		roots[f.Root] = true
	}
	return func(yield func(read.Item) bool) {
		opt.Unchanged = func(path, _ string) bool { return s.plan.Unchanged[absolute(path)] != nil }
		for it := range read.Walk(ctx, s.paths, s.app.in, opt) {
			if !yield(it) {
				return
			}
		}
		for _, root := range slices.Sorted(maps.Keys(roots)) {
			wanted := func(path string) bool { f := s.plan.Copies[absolute(path)]; return f != nil && f.Root == root }
			opt.Unchanged = func(path, _ string) bool { return !wanted(path) }
			for it := range read.Walk(ctx, []string{root}, nil, opt) {
				if wanted(it.Path) && !yield(it) {
					return
				}
			}
		}
	}
}

func (s *source) begin(it read.Item) pipeline.Record {
	path := absolute(it.Path)
	return pipeline.Record{Mark: func() error { s.w.Begin(path, s.rootOf(path), it.Fingerprint); return nil }}
}

// rootOf returns the path given for the run that a file lies below, or for the run that read it
// first where it lies elsewhere.
func (s *source) rootOf(path string) (root string) {
	if f := s.plan.Copies[path]; f != nil {
		return f.Root
	}
	for _, r := range s.found.Roots {
		if (path == r || strings.HasPrefix(path, strings.TrimSuffix(r, string(filepath.Separator))+string(filepath.Separator))) && len(r) > len(root) {
			root = r
		}
	}
	return root
}

// absolute names a file the same from any folder.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
