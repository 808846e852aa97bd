package pipeline

import "sync"

// Workers go on while the sink is busy, such as with writing a batch to disk, which takes as
// long as annotating a hundred briefs: so many results may wait for it. Large records are
// bounded by their size, so that memory is.
const (
	aheadRecords = 256
	aheadBytes   = 32 << 20
)

// window counts the bytes of the records that were started and are not delivered yet.
type window struct {
	mu    sync.Mutex
	less  sync.Cond // bytes have become less
	bytes int64
}

// enter waits until n more bytes fit in. A record that never would may be the only one.
func (w *window) enter(n int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.less.L = &w.mu
	for w.bytes > 0 && w.bytes+n > aheadBytes {
		w.less.Wait()
	}
	w.bytes += n
}

func (w *window) leave(n int64) {
	w.mu.Lock()
	w.bytes -= n
	w.mu.Unlock()
	w.less.Signal()
}
