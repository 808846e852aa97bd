package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"net/http"
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
//
// The clients run on the same cores as the server. They read answers as they come, compressed,
// and do nothing with them: unpacking is the work of other machines.
const (
	loadClients  = 50
	loadDefault  = 400 // questions
	loadP99      = time.Second
	loadGrowthMB = 64 // of the heap after a collection, from the first quarter to the end
)

func TestLoad(t *testing.T) {
	duration, _ := time.ParseDuration(os.Getenv("SAYSO_LOAD"))
	base := servedFrom(t, loadIndex(t), server.Options{})
	l := &load{base: base, times: map[string][]time.Duration{}}
	l.client.Transport = &http.Transport{MaxIdleConnsPerHost: loadClients}
	defer l.client.CloseIdleConnections()
	q := newQuestions(t, base)
	limit := int64(loadDefault)
	if duration > 0 {
		limit = 1 << 62
	}
	begun, busy := time.Now(), cpuTime()
	heapQuarter := uint64(0)
	if duration > 0 {
		time.AfterFunc(duration/4, func() { atomic.StoreUint64(&heapQuarter, heap()) })
		time.AfterFunc(duration, func() { l.over.Store(true) })
	}
	var clients sync.WaitGroup
	for i := range loadClients {
		clients.Go(func() { l.run(q.seeded(uint64(i)), limit) })
	}
	clients.Wait()
	took, busy := time.Since(begun), cpuTime()-busy
	for _, err := range l.errs[:min(len(l.errs), 10)] {
		t.Error(err)
	}
	all := slices.Concat(slices.Collect(maps.Values(l.times))...)
	slices.Sort(all)
	t.Logf("%d answers in %v, %.0f/s, %d errors; p50 %v, p90 %v, p99 %v, longest %v; %v of processor time each",
		len(all), took.Round(time.Millisecond), float64(len(all))/took.Seconds(), len(l.errs),
		at(all, .5), at(all, .9), at(all, .99), at(all, 1), rounded(busy/time.Duration(len(all))))
	t.Logf("by kind of question:\n%s", l.table())
	if duration == 0 {
		return
	}
	quarter, end := atomic.LoadUint64(&heapQuarter)>>20, heap()>>20
	t.Logf("heap after a collection: %d MB at a quarter, %d MB at the end", quarter, end)
	if p99 := at(all, .99); p99 > loadP99 {
		t.Errorf("p99 is %v, want at most %v", p99, loadP99)
	}
	if end > quarter+loadGrowthMB {
		t.Errorf("the heap grew from %d to %d MB", quarter, end)
	}
}

// loadIndex is the index that SAYSO_LOAD_INDEX names, else one of the bundled briefs.
func loadIndex(t testing.TB) string {
	t.Helper()
	if dir := os.Getenv("SAYSO_LOAD_INDEX"); dir != "" {
		return dir
	}
	return demoIndex(t)
}

// heap returns the bytes that are in use.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

// at returns a quantile of sorted times.
func at(times []time.Duration, q float64) time.Duration {
	return rounded(times[int(q*float64(len(times)-1))])
}

func rounded(d time.Duration) time.Duration { return d.Round(time.Millisecond / 10) }

// load is what clients ask, and how they fared.
type load struct {
	base   string
	client http.Client
	asked  atomic.Int64
	over   atomic.Bool

	mu    sync.Mutex
	times map[string][]time.Duration // by kind
	errs  []error
}

// run asks one question after the other.
func (l *load) run(q *questions, limit int64) {
	for !l.over.Load() && l.asked.Add(1) <= limit {
		k, target := q.next()
		begun := time.Now()
		err := ask(&l.client, l.base+target)
		took := time.Since(begun)
		l.mu.Lock()
		l.times[k.name] = append(l.times[k.name], took)
		if err != nil {
			l.errs = append(l.errs, err)
		}
		l.mu.Unlock()
	}
}

// ask reads an answer to its end.
func ask(client *http.Client, target string) error {
	req, err := http.NewRequest(http.MethodGet, target, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Accept-Encoding", "gzip") // set by hand, it is not unpacked
	r, err := client.Do(req)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	n, err := io.Copy(io.Discard, r.Body)
	if err != nil {
		return fmt.Errorf("%s: %w", target, err)
	}
	if r.StatusCode != http.StatusOK || n == 0 {
		return fmt.Errorf("%s: %s, %d bytes", target, r.Status, n)
	}
	return nil
}

// table tells how long the kinds of questions take, the slowest first.
func (l *load) table() string {
	for _, times := range l.times {
		slices.Sort(times)
	}
	names := slices.SortedFunc(maps.Keys(l.times), func(a, b string) int {
		return cmp.Or(cmp.Compare(at(l.times[b], .99), at(l.times[a], .99)), cmp.Compare(a, b))
	})
	var table strings.Builder
	fmt.Fprintf(&table, "%9s %9s %6s\n", "p99", "p50", "asked")
	for _, name := range names {
		times := l.times[name]
		fmt.Fprintf(&table, "%9v %9v %6d %s\n", at(times, .99), at(times, .5), len(times), name)
	}
	return table.String()
}

// BenchmarkQuestions takes each kind of question by itself, one after the other: what it costs
// of the processors (the client's part is about a tenth of a millisecond) and of memory.
//
//	SAYSO_LOAD_INDEX=DIR go test ./cmd/sayso -run '^$' -bench Questions
func BenchmarkQuestions(b *testing.B) {
	base := servedFrom(b, loadIndex(b), server.Options{})
	all := newQuestions(b, base)
	for i := range kinds {
		b.Run(strings.ReplaceAll(kinds[i].name, "/", "."), func(b *testing.B) {
			q := all.seeded(1)
			b.ReportAllocs()
			busy := cpuTime()
			for b.Loop() {
				if err := ask(http.DefaultClient, base+kinds[i].ask(q)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((cpuTime()-busy).Microseconds())/1000/float64(b.N), "cpu-ms/op")
		})
	}
}
