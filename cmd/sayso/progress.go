package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/sayso-nlp/sayso/pipeline"
)

// progress tells how far a run is: on a terminal one line that changes in place, elsewhere
// a line every ten seconds.
type progress struct {
	verb  string
	total int // records, as far as they are counted; 0 while unknown
	start time.Time
	now   pipeline.Report

	w    io.Writer
	next time.Time // of the next line, where w is no terminal

	container *mpb.Progress
	bar       *mpb.Bar
}

// lineEvery is often enough to see that a batch job lives, and seldom enough for its log.
const lineEvery = 10 * time.Second

func (a *app) startProgress(verb string, total int) *progress {
	p := &progress{verb: verb, total: total, start: time.Now(), w: a.err}
	p.next = p.start.Add(lineEvery)
	switch {
	case a.quiet:
		p.w = io.Discard
	case terminal(a.err):
		p.container = mpb.New(mpb.WithOutput(a.err), mpb.WithRefreshRate(100*time.Millisecond))
		p.bar = p.container.New(int64(max(total, 1)), mpb.NopStyle(), mpb.BarRemoveOnComplete(),
			mpb.PrependDecorators(decor.Any(func(decor.Statistics) string { return "  " + p.line() })))
	}
	return p
}

// update is called after each record, never concurrently.
func (p *progress) update(r pipeline.Report) {
	p.now = r
	if p.bar != nil {
		p.bar.SetCurrent(int64(min(r.Read, max(p.total-1, 0))))
		return
	}
	if now := time.Now(); now.After(p.next) {
		p.next = now.Add(lineEvery)
		fmt.Fprintln(p.w, p.line())
	}
}

// line is "indexing 3,120/73,799 · 410/s · 2 m 51 s left · 4 set aside".
func (p *progress) line() string {
	done, elapsed := p.now.Read, time.Since(p.start)
	parts := []string{p.verb + " " + humanize.Comma(int64(done))}
	if p.total > 0 {
		parts[0] += "/" + humanize.Comma(int64(p.total))
	}
	if rate := float64(done) / elapsed.Seconds(); done > 0 && elapsed > time.Second {
		parts = append(parts, fmt.Sprintf("%.0f/s", rate))
		if left := p.total - done; left > 0 {
			parts = append(parts, duration(time.Duration(float64(left)/rate*float64(time.Second)))+" left")
		}
	}
	if p.now.SetAside > 0 {
		parts = append(parts, humanize.Comma(int64(p.now.SetAside))+" set aside")
	}
	return strings.Join(parts, " · ")
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
