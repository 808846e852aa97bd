package extractors

import (
	"bufio"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/jdkato/prose/v2"

	"github.com/sayso-nlp/sayso/extractors/actors"
)

// The benchmarks of the peers do the texts of BenchmarkAnnotate on one core; compare their
// words/s in one run. Those of node want its packages:
//
//	(cd extractors/peerbench && npm install --no-package-lock)
//	go test -run '^$' -bench 'Annotate|Peer' -cpu 1 ./extractors
//
// Each peer does what it can of what Annotate does: prose tokens, tags and names; wink tokens,
// tags, dates and numbers, but no names; compromise tokens, tags and names, and with its
// plugin dates. None has actors, positions or judgments.

// BenchmarkPeerProse is prose's whole document with a shared model.
func BenchmarkPeerProse(b *testing.B) {
	docs, words := briefs(b)
	model := prose.ModelFromData("peer")
	b.ReportAllocs()
	for b.Loop() {
		for i := range docs {
			if _, err := prose.NewDocument(docs[i].Text, prose.UsingModel(model)); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkPeerWink(b *testing.B)            { benchmarkNode(b, "wink") }
func BenchmarkPeerCompromise(b *testing.B)      { benchmarkNode(b, "compromise") }
func BenchmarkPeerCompromiseDates(b *testing.B) { benchmarkNode(b, "compromise-dates") }

// benchmarkNode has a process of node annotate the texts once in each iteration.
func benchmarkNode(b *testing.B, peer string) {
	if found, _ := filepath.Glob("peerbench/node_modules/" + peer + "*"); len(found) == 0 {
		b.Skip("npm install --no-package-lock in extractors/peerbench fetches the peers of node")
	}
	_, words := briefs(b)
	cmd := exec.Command("node", "peerbench/peers.mjs", peer, briefsPath)
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Skip(err)
	}
	defer cmd.Wait()
	defer in.Close()
	answers := bufio.NewReader(out)
	ask := func(line string) (found int) {
		io.WriteString(in, line)
		if _, err := fmt.Fscanln(answers, &found); err != nil {
			b.Fatalf("%s: %v", peer, err)
		}
		return found
	}
	ask("\n")        // loads the model
	ask("warm up\n") // and lets the machine of JavaScript compile what is hot
	for b.Loop() {
		if ask("annotate\n") == 0 {
			b.Fatal("found nothing")
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkAnnotateCores annotates on all processors at once: with -cpu 1,2 it shows what a
// second one adds where nothing is written.
func BenchmarkAnnotateCores(b *testing.B) {
	docs, words := briefs(b)
	a := New(actors.Default())
	a.Annotate(&docs[0].Document) // loads the models
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			for i := range docs {
				a.Annotate(&docs[i].Document)
			}
		}
	})
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
