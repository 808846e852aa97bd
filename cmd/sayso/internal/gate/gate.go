// Package gate bounds how much a server works on at once. More requests in work than cores
// are not answered sooner, and each takes memory; those that wait are served in the order of
// their coming.
package gate

import (
	"context"
	"time"
)

// Gate lets so many through at once as it has places. It may be used by many at a time.
type Gate chan struct{}

// New returns a gate with places.
func New(places int) Gate { return make(Gate, places) }

// Enter waits for a place, but not longer than wait or than ctx lasts; leave must be called
// if ok.
func (g Gate) Enter(ctx context.Context, wait time.Duration) (leave func(), ok bool) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case g <- struct{}{}:
		return func() { <-g }, true
	case <-timer.C:
	case <-ctx.Done():
	}
	return nil, false
}
