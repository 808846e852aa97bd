package main

import (
	"context"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/sayso-nlp/sayso/pipeline"
)

// TestProgressIsDrawnWhileItChanges draws the line beside the run that updates it, as a
// terminal does. The race detector watches.
func TestProgressIsDrawnWhileItChanges(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	p := (&app{err: io.Discard}).startProgress(ctx, "indexing", 1000)
	var drawing sync.WaitGroup
	drawing.Go(func() {
		for range 100 {
			p.line()
		}
	})
	for i := range 100 {
		p.update(pipeline.Report{Read: i + 1, Bytes: int64(5 * (i + 1)), SetAside: 2})
	}
	drawing.Wait()
	if got := p.line(); !strings.HasPrefix(got, "indexing 100 · 50 %") || !strings.HasSuffix(got, " · 2 set aside") {
		t.Errorf("the line is %q", got)
	}
	interrupt()
	if got, want := p.line(), "indexing 100 · finishing what was begun; Ctrl-C again stops at once"; got != want {
		t.Errorf("after an interrupt the line is %q, want %q", got, want)
	}
}
