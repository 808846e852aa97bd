package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/server"
)

// The load that `sayso serve` has to bear: 50 clients at once with mixed questions for a
// minute, without an error, 99 of 100 answers within a second on two cores, in memory that
// does not grow. By default the test asks a few hundred questions and demands only that none
// fails; the whole load is
//
//	SAYSO_LOAD=60s SAYSO_LOAD_INDEX=DIR go test ./cmd/sayso -run TestLoad -v
const (
	loadClients  = 50
	loadDefault  = 400 // questions
	loadP99      = time.Second
	loadGrowthMB = 64 // of the heap after a collection, from the first quarter to the end
)

func TestLoad(t *testing.T) {
	duration, _ := time.ParseDuration(os.Getenv("SAYSO_LOAD"))
	dir := os.Getenv("SAYSO_LOAD_INDEX")
	if dir == "" {
		dir = demoIndex(t)
	}
	base := servedFrom(t, dir, server.Options{})
	l := &load{base: base, targets: mixedQuestions(t, base)}
	l.client.Transport = &http.Transport{MaxIdleConnsPerHost: loadClients}
	defer l.client.CloseIdleConnections()
	limit := int64(loadDefault)
	if duration > 0 {
		limit = 1 << 62
	}
	begun := time.Now()
	heapQuarter := uint64(0)
	if duration > 0 {
		time.AfterFunc(duration/4, func() { atomic.StoreUint64(&heapQuarter, heap()) })
		time.AfterFunc(duration, func() { l.over.Store(true) })
	}
	var clients sync.WaitGroup
	for range loadClients {
		clients.Go(func() { l.run(limit) })
	}
	clients.Wait()
	took := time.Since(begun)
	for _, err := range l.errs[:min(len(l.errs), 10)] {
		t.Error(err)
	}
	slices.Sort(l.times)
	at := func(q float64) time.Duration {
		return l.times[int(q*float64(len(l.times)-1))].Round(time.Millisecond / 10)
	}
	t.Logf("%d answers in %v, %.0f/s, %d errors; p50 %v, p90 %v, p99 %v, longest %v",
		len(l.times), took.Round(time.Millisecond), float64(len(l.times))/took.Seconds(), len(l.errs), at(.5), at(.9), at(.99), at(1))
	l.slowest(t)
	if duration == 0 {
		return
	}
	quarter, end := atomic.LoadUint64(&heapQuarter)>>20, heap()>>20
	t.Logf("heap after a collection: %d MB at a quarter, %d MB at the end", quarter, end)
	if at(.99) > loadP99 {
		t.Errorf("p99 is %v, want at most %v", at(.99), loadP99)
	}
	if end > quarter+loadGrowthMB {
		t.Errorf("the heap grew from %d to %d MB", quarter, end)
	}
}

// heap returns the bytes that are in use.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

// load is what clients ask, and how they fared.
type load struct {
	base    string
	targets []string
	client  http.Client
	asked   atomic.Int64
	over    atomic.Bool

	mu    sync.Mutex
	times []time.Duration
	kinds map[string][]time.Duration
	errs  []error
}

// run asks one question after the other.
func (l *load) run(limit int64) {
	for !l.over.Load() {
		n := l.asked.Add(1)
		if n > limit {
			return
		}
		target := l.targets[int(n)%len(l.targets)]
		begun := time.Now()
		err := l.ask(target)
		took := time.Since(begun)
		kind, _, _ := strings.Cut(target, "?")
		l.mu.Lock()
		l.times = append(l.times, took)
		if l.kinds == nil {
			l.kinds = map[string][]time.Duration{}
		}
		l.kinds[kind] = append(l.kinds[kind], took)
		if err != nil {
			l.errs = append(l.errs, err)
		}
		l.mu.Unlock()
	}
}

func (l *load) ask(target string) error {
	r, err := l.client.Get(l.base + target)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	n, err := r.Body.Read(make([]byte, 1))
	for buf := make([]byte, 32<<10); err == nil; {
		_, err = r.Body.Read(buf)
	}
	if err.Error() != "EOF" {
		return fmt.Errorf("%s: %w", target, err)
	}
	if r.StatusCode != http.StatusOK || n == 0 {
		return fmt.Errorf("%s: %s, %d bytes", target, r.Status, n)
	}
	return nil
}

// slowest tells which kinds of questions take longest.
func (l *load) slowest(t *testing.T) {
	var lines []string
	for kind, times := range l.kinds {
		slices.Sort(times)
		if len(times) > len(l.times)/200 {
			lines = append(lines, fmt.Sprintf("%8s  median  %8s  p99  %s", times[len(times)/2].Round(time.Millisecond/10), times[len(times)*99/100].Round(time.Millisecond/10), kind))
		}
	}
	slices.Sort(lines)
	t.Logf("by route:\n%s", strings.Join(lines, "\n"))
}

// mixedQuestions makes questions of what the archive holds: searches, facets, ledgers,
// dossiers, documents, pages; each kind about as often as people ask it.
func mixedQuestions(t *testing.T, base string) (out []string) {
	t.Helper()
	values := func(target, field string) (names []string) {
		_, _, body, err := fetch(base + target)
		if err != nil {
			t.Fatal(err)
		}
		var page struct{ Items []map[string]any }
		if err := json.Unmarshal([]byte(body), &page); err != nil {
			t.Fatalf("%v in %.200s", err, body)
		}
		for _, item := range page.Items {
			names = append(names, url.QueryEscape(fmt.Sprint(item[field])))
		}
		if len(names) == 0 {
			t.Fatalf("%s is empty", target)
		}
		return names
	}
	actors := values("/api/v1/actors?limit=40", "actor")
	issues := values("/api/v1/issues?limit=40", "issue")
	ids := values("/api/v1/search?limit=40", "id")
	words := []string{"sanctions", "ceasefire", "%22peace+talks%22", "minister+talks", "negotiat*", "energy+OR+grain", "troops+-navy", "published:2025", "has:judgment+election"}
	for i := range 120 {
		actor, other, issue, word := actors[i%len(actors)], actors[(i+7)%len(actors)], issues[i%len(issues)], words[i%len(words)]
		out = append(out,
			"/api/v1/search?facet=actor&facet=month&q="+word, "/api/v1/search?limit=50&q=actor:%22"+actor+"%22",
			"/api/v1/positions?holder="+actor, "/api/v1/positions?format=csv&limit=100&about="+issue, "/api/v1/documents/"+strings.ReplaceAll(ids[i%len(ids)], "+", "%20"),
			"/search?q="+word, "/search?q=actor:%22"+actor+"%22", "/positions?q=holder:%22"+actor+"%22",
			"/api/v1/facets/holder?q="+word, "/api/v1/timeline?unit=year&holder="+actor)
		switch i % 6 {
		case 0:
			out = append(out, "/api/v1/actors/"+strings.ReplaceAll(actor, "+", "%20"), "/api/v1/issues?limit=10&holder="+actor)
		case 1:
			out = append(out, "/api/v1/compare?limit=5&actor="+actor+"&actor="+other, "/")
		case 2:
			out = append(out, "/api/v1/matrix?actor="+actor+"&actor="+other+"&issue="+issue, "/api/v1/status")
		case 3:
			out = append(out, "/api/v1/judgments?q="+word, "/api/v1/calendar?passed=true&q="+word)
		case 4:
			out = append(out, "/api/v1/actors?name="+actor[:min(3, len(actor))], "/judgments?q="+word)
		default:
			out = append(out, "/api/v1/export?of=positions&q=holder:%22"+actor+"%22+about:%22"+issue+"%22", "/calendar")
		}
	}
	return out
}
