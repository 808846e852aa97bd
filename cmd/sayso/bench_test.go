package main

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkIndex takes the demo's briefs through the whole of sayso index. Its profile shows
// what the time goes to (docs/speed.md):
//
//	go test ./cmd/sayso -run '^$' -bench Index -cpuprofile cpu.out
func BenchmarkIndex(b *testing.B) {
	archive := filepath.Join(b.TempDir(), "archive.jsonl")
	f, err := os.Create(archive)
	if err != nil {
		b.Fatal(err)
	}
	if err := enlarged(f, sample(b), 300); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	dir := filepath.Join(b.TempDir(), "ix")
	for b.Loop() {
		if code, _, errOut := sayso(nil, "--index", dir, "index", "--fresh", "--jobs", "1", archive); code != exitDone {
			b.Fatal(errOut)
		}
	}
	b.ReportMetric(float64(300*b.N)/b.Elapsed().Seconds(), "documents/s")
}
