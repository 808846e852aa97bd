// Package archive holds the index that a server answers from, and takes up a newer state of
// it while requests are under way.
//
// A handler calls [Archive.Use] once and works with the index that it gets until it calls
// done: all of one answer is of one state. [Archive.Follow] looks for newer states; the old
// one is closed when its last user is done with it. The index is opened read-only, and a
// `sayso index` on the same folder goes on beside it.
package archive

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/sayso-nlp/sayso/index"
)

// Archive is an index that may be replaced by a newer state of itself. Its methods may be
// called at the same time.
type Archive struct {
	mu  sync.Mutex
	now *state
}

// state is an open index and how many use it; the archive itself counts as one.
type state struct {
	x     *index.Index
	users int
}

// Open opens the newest finished state of the index in dir.
func Open(dir string) (*Archive, error) {
	x, err := index.Open(dir)
	if err != nil {
		return nil, err
	}
	x.Warm()
	return &Archive{now: &state{x, 1}}, nil
}

// Use returns the index of now. It stays open and the same until done is called, which may
// be called more than once.
func (a *Archive) Use() (x *index.Index, done func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	s := a.now
	s.users++
	return s.x, sync.OnceFunc(func() { a.release(s) })
}

// release gives a state back and closes it after its last user. An index that was only read
// has nothing to lose by closing, so that an error means nothing.
func (a *Archive) release(s *state) error {
	a.mu.Lock()
	s.users--
	last := s.users == 0
	a.mu.Unlock()
	if last {
		return s.x.Close()
	}
	return nil
}

// Refresh takes up a newer state if there is one. After an error the archive goes on with the
// state that it has.
func (a *Archive) Refresh() (changed bool, err error) {
	x, done := a.Use()
	defer done()
	y, err := x.Newer()
	if err != nil || y == nil {
		return false, err
	}
	y.Warm()
	a.mu.Lock()
	old := a.now
	a.now = &state{y, 1}
	a.mu.Unlock()
	return true, a.release(old)
}

// Follow refreshes every now and then until ctx ends. It logs each change, and an error once
// however often it comes back.
func (a *Archive) Follow(ctx context.Context, every time.Duration, log *slog.Logger) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	last := ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		changed, err := a.Refresh()
		switch {
		case err != nil && err.Error() != last:
			last = err.Error()
			log.Warn("the newer state of the index cannot be opened, going on with the present one", "err", err)
		case changed:
			last = ""
			x, done := a.Use()
			log.Info("took up a newer state of the index", "generation", x.Generation())
			done()
		}
	}
}

// Close gives the index up; requests that still use it keep it open until they are done.
// [Archive.Use] must not be called afterwards.
func (a *Archive) Close() error {
	a.mu.Lock()
	s := a.now
	a.now = nil
	a.mu.Unlock()
	if s == nil {
		return errors.New("the archive is closed already")
	}
	return a.release(s)
}
