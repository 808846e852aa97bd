package web

import (
	"sync"

	"github.com/sayso-nlp/sayso/index"
)

// memory is what is worked out once for each state of the archive.
type memory struct {
	x        *index.Index
	copies   func() map[string][]string // id → ids of the documents whose text is the same
	examples func() []example

	mu      sync.Mutex
	watches map[string]watchView // by what a watch asks, and what it was told
}

// memoryOf returns the memory of a state, a new one if the archive has moved on.
func (s *site) memoryOf(x *index.Index) *memory {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.memory == nil || s.memory.x != x {
		m := &memory{x: x, watches: map[string]watchView{}}
		m.copies = sync.OnceValue(func() map[string][]string {
			out := map[string][]string{}
			for _, d := range x.Status().Duplicates {
				out[d.Of] = append(out[d.Of], d.ID)
			}
			return out
		})
		m.examples = sync.OnceValue(func() []example { return examplesOf(x) })
		s.memory = m
	}
	return s.memory
}
