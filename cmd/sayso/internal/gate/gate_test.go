package gate

import (
	"context"
	"testing"
	"time"
)

func TestGate(t *testing.T) {
	g := New(1)
	leave, ok := g.Enter(t.Context(), time.Hour)
	if !ok {
		t.Fatal("no place where nobody is")
	}
	if _, ok := g.Enter(t.Context(), time.Nanosecond); ok {
		t.Error("two on one place")
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, ok := g.Enter(gone, time.Hour); ok {
		t.Error("a place for who is gone")
	}
	waiting := make(chan bool)
	go func() {
		_, ok := g.Enter(t.Context(), time.Hour)
		waiting <- ok
	}()
	leave()
	if !<-waiting {
		t.Error("no place for who waited")
	}
}
