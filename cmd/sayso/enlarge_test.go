package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

// sampleArchive is the archive that the enlarged ones are made of.
const sampleArchive = "../../../shared/archive"

// sample reads the sample archive, or skips the test where it is absent.
func sample(tb testing.TB) (docs []corpus.Annotated) {
	tb.Helper()
	files, _ := filepath.Glob(filepath.Join(sampleArchive, "*.jsonl"))
	if len(files) == 0 {
		tb.Skip("no ../shared beside the project: there is no archive to enlarge")
	}
	for _, name := range files {
		docs = append(docs, documentsOf(tb, name)...)
	}
	return docs
}

// documentsOf reads a file of JSONL.
func documentsOf(tb testing.TB, name string) (docs []corpus.Annotated) {
	tb.Helper()
	f, err := os.Open(name)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	for d, err := range corpus.NewDecoder(f, name).All() {
		if err != nil {
			tb.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

// enlarged writes n documents as JSONL: each has the title and the length of one of the
// sample, on another day, and paragraphs from all over the sample, so that no two are
// near-duplicates; in every second paragraph an invented name, so that the vocabulary grows
// as that of an archive does. The same n documents are the first n of any larger archive.
func enlarged(w io.Writer, docs []corpus.Annotated, n int) error {
	var pool []string
	for _, d := range docs {
		pool = append(pool, paragraphs(d.Text)...)
	}
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	for i := range n {
		rnd := rand.New(rand.NewPCG(uint64(i), 7))
		base := docs[i%len(docs)]
		var text []string
		for _, p := range paragraphs(base.Text) {
			if rnd.IntN(4) > 0 {
				p = pool[rnd.IntN(len(pool))]
			}
			if rnd.IntN(2) == 0 {
				p += fmt.Sprintf(" %s %s of %s disagreed.", invented(rnd, 2), invented(rnd, 3), invented(rnd, 3))
			}
			text = append(text, p)
		}
		err := enc.Encode(map[string]string{
			"id": fmt.Sprintf("%s+%d", base.ID, i/len(docs)), "title": base.Title, "source": base.Source,
			"published": base.Published.AddDays(-i % 3650).String(), "text": strings.Join(text, "\n\n"),
		})
		if err != nil {
			return err
		}
	}
	return b.Flush()
}

func paragraphs(text string) (out []string) {
	for p := range strings.SplitSeq(text, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// invented returns a name of n syllables.
func invented(rnd *rand.Rand, n int) string {
	const onsets, nuclei, codas = "bdfgklmnprstvz", "aeiou", "lnrsk"
	var b strings.Builder
	for range n {
		b.WriteByte(onsets[rnd.IntN(len(onsets))])
		b.WriteByte(nuclei[rnd.IntN(len(nuclei))])
		if rnd.IntN(2) == 0 {
			b.WriteByte(codas[rnd.IntN(len(codas))])
		}
	}
	name := b.String()
	return strings.ToUpper(name[:1]) + name[1:]
}

// enlargedFile makes an archive of n documents in dir, once.
func enlargedFile(tb testing.TB, dir string, n int) string {
	tb.Helper()
	name := filepath.Join(dir, fmt.Sprintf("archive-%d.jsonl", n))
	if _, err := os.Stat(name); err == nil {
		return name
	}
	f, err := os.Create(name)
	if err != nil {
		tb.Fatal(err)
	}
	if err := errors.Join(enlarged(f, sample(tb), n), f.Close()); err != nil {
		tb.Fatal(err)
	}
	return name
}
