package main

import (
	"context"
	"iter"
	"time"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/pipeline"
)

// rebuild makes the index anew of the documents that are stored in it. Those that the present
// extractors annotated keep what was found.
func (a *app) rebuild(ctx context.Context, in *indexFlags) error {
	annotate, err := in.annotator("sayso")
	if err != nil {
		return err
	}
	dir, err := a.existingIndex()
	if err != nil {
		return err
	}
	opt, err := in.indexOptions()
	if err != nil {
		return err
	}
	w, salvage, err := index.OpenRebuild(dir, opt)
	if err != nil {
		return err
	}
	for _, line := range salvage.Broken {
		a.talk("%s: its documents are read one by one; some that had been removed may be among them", line)
	}
	for _, line := range salvage.Lost {
		a.talk("lost: %s", line)
	}
	started := time.Now()
	sink := newIndexSink(a, w, in)
	p := a.startProgress(ctx, "rebuilding", int64(salvage.Len()))
	runOpt := in.pipelineOptions()
	runOpt.Took, runOpt.Progress = sink.time, p.update
	report, err := pipeline.Run(ctx, stored(ctx, salvage, opt.Version), annotate, sink, runOpt)
	took := p.stop()
	if err != nil {
		// A part of the index is no index: the next run finds the state before.
		w.Abandon()
		return err
	}
	err = w.Log(runOf(started, took, report, sink.problems, nil))
	if closeErr := w.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	a.summary(dir, report, sink, took)
	if len(salvage.Lost) > 0 {
		a.talk("Some documents could not be read: 'sayso index PATH' reads those that are missing from their files")
	}
	return outcome(report, nil, in.strict)
}

// stored yields the documents of an index. The size of each counts as 1, for the progress.
func stored(ctx context.Context, salvage *index.Salvage, version string) iter.Seq2[pipeline.Record, error] {
	return func(yield func(pipeline.Record, error) bool) {
		for d, err := range salvage.All() {
			if err != nil {
				yield(pipeline.Record{}, err)
				return
			}
			rec := pipeline.Record{File: d.File, Size: 1, Kept: d.Version == version, Read: func() (*corpus.Annotated, error) { return d.Annotated, nil }}
			if ctx.Err() != nil || !yield(rec, nil) {
				return
			}
		}
	}
}
