package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/sayso-nlp/sayso/pipeline"
)

// progress tells how far a run is: on a terminal one line that changes in place, elsewhere
// a line every ten seconds.
type progress struct {
	ctx   context.Context // of the run
	verb  string
	total int64 // bytes to read; 0 if unknown
	start time.Time
	now   atomic.Pointer[pipeline.Report] // written by the run, read by the goroutine that draws

	w    io.Writer
	next time.Time // of the next line, where w is no terminal

	container *mpb.Progress
	bar       *mpb.Bar
}

// lineEvery is often enough to see that a batch job lives, and seldom enough for its log.
const lineEvery = 10 * time.Second

func (a *app) startProgress(ctx context.Context, verb string, total int64) *progress {
	p := &progress{ctx: ctx, verb: verb, total: total, start: time.Now(), w: a.err}
	p.now.Store(new(pipeline.Report))
	p.next = p.start.Add(lineEvery)
	switch {
	case a.quiet:
		p.w = io.Discard
	case terminal(a.err):
		p.container = mpb.New(mpb.WithOutput(a.err), mpb.WithRefreshRate(100*time.Millisecond))
		p.bar = p.container.New(max(total, 2), mpb.NopStyle(), mpb.BarRemoveOnComplete(),
			mpb.PrependDecorators(decor.Any(func(decor.Statistics) string { return "  " + p.line() })))
	}
	return p
}

// update is called after each record, never concurrently.
func (p *progress) update(r pipeline.Report) {
	p.now.Store(&r)
	if p.bar != nil {
		p.bar.SetCurrent(min(r.Bytes, max(p.total-1, 0))) // at the total the bar would close
		return
	}
	if now := time.Now(); now.After(p.next) {
		p.next = now.Add(lineEvery)
		fmt.Fprintln(p.w, p.line())
	}
}

// line is "indexing 3,120 · 42 % · 410/s · 2 m 51 s left · 4 set aside". How much is left
// goes by bytes: how many documents an archive holds is known at its end.
func (p *progress) line() string {
	now, elapsed := p.now.Load(), time.Since(p.start)
	parts := []string{p.verb + " " + humanize.Comma(int64(now.Read))}
	if p.ctx.Err() != nil { // the rest is of no use any more, and would push this off the line
		return parts[0] + " · finishing what was begun; Ctrl-C again stops at once"
	}
	share := 0.0
	if p.total > 0 {
		share = min(1, float64(now.Bytes)/float64(p.total))
		parts = append(parts, fmt.Sprintf("%.0f %%", 100*share))
	}
	if now.Read > 0 && elapsed > time.Second {
		parts = append(parts, fmt.Sprintf("%.0f/s", float64(now.Read)/elapsed.Seconds()))
		if share > 0 && share < 1 {
			parts = append(parts, duration(time.Duration((1-share)/share*float64(elapsed)))+" left")
		}
	}
	if now.SetAside > 0 {
		parts = append(parts, humanize.Comma(int64(now.SetAside))+" set aside")
	}
	return strings.Join(parts, " · ")
}

// say shows on a terminal what goes on, until the function that it returns is called: the
// segments of a large index are merged for some seconds.
func (a *app) say(what string) (done func()) {
	if a.quiet || !terminal(a.err) {
		return func() {}
	}
	fmt.Fprintf(a.err, "  %s\r", what)
	return func() { fmt.Fprintf(a.err, "%*s\r", 2+len(what), "") }
}

// stop removes the line.
func (p *progress) stop() time.Duration {
	if p.bar != nil {
		p.bar.Abort(true)
		p.container.Wait()
	}
	return time.Since(p.start)
}

// duration writes d as a person says it: "41 s", "2 m 51 s", "3 h 5 m".
func duration(d time.Duration) string {
	s := int(d.Round(time.Second).Seconds())
	switch {
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	case s < 60:
		return fmt.Sprintf("%d s", s)
	case s < 3600:
		return fmt.Sprintf("%d m %d s", s/60, s%60)
	}
	return fmt.Sprintf("%d h %d m", s/3600, s%3600/60)
}
