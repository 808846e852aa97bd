package main

import (
	"runtime"
	"testing"
	"time"
)

// TestStopEndsTheWaitForSignals: the demo and these tests run many commands in one process.
func TestStopEndsTheWaitForSignals(t *testing.T) {
	const commands = 50
	before := runtime.NumGoroutine()
	for range commands {
		_, stop := interruptible()
		stop()
	}
	for range 100 { // up to a second for the last ones to end
		if runtime.NumGoroutine() < before+commands {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines wait after %d commands, before them %d", runtime.NumGoroutine(), commands, before)
}
