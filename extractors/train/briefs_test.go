package train

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

// TestBriefs holds the training briefs and running texts to the rules that need no judgment:
// a span that breaks one of them teaches the model its mistake.
func TestBriefs(t *testing.T) {
	files, err := filepath.Glob("briefs/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no training briefs in extractors/train/briefs: %v", err)
	}
	running, err := filepath.Glob("running/*.jsonl")
	if err != nil || len(running) == 0 {
		t.Fatalf("no running texts in extractors/train/running: %v", err)
	}
	files = append(files, running...)
	seen := map[string]string{}
	for _, name := range files {
		docs := readBriefs(t, name)
		for i := range docs {
			d := &docs[i]
			if first, ok := seen[d.ID]; ok {
				t.Errorf("%s: the id %s was used before, in %s", name, d.ID, first)
			}
			seen[d.ID] = name
			if !strings.HasPrefix(d.ID, strings.TrimSuffix(filepath.Base(name), ".jsonl")+"-") {
				t.Errorf("%s: id %q does not begin with the file's name", name, d.ID)
			}
			if d.Title == "" || d.Published.IsZero() || !strings.HasSuffix(d.Source, "CC0)") {
				t.Errorf("%s: title, date or licence is missing", d.ID)
			}
			if len(d.Positions) == 0 {
				t.Errorf("%s: no positions", d.ID)
			}
			for j := range d.Positions {
				for _, fault := range faults(d.Text, &d.Positions[j]) {
					t.Errorf("%s, position %d: %s", d.ID, j+1, fault)
				}
			}
		}
	}
}

// TestSentences holds the sentences to the same rules, as far as they know of them.
func TestSentences(t *testing.T) {
	files, err := filepath.Glob("sentences/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sentences in extractors/train/sentences: %v", err)
	}
	for _, name := range files {
		for _, d := range readBriefs(t, name) {
			if !strings.HasPrefix(d.ID, strings.TrimSuffix(filepath.Base(name), ".jsonl")+"-") || !strings.HasSuffix(d.Source, "CC0)") {
				t.Errorf("%s: id %q, source %q", name, d.ID, d.Source)
			}
			for j := range d.Positions {
				for _, fault := range spanFaults(d.Text, &d.Positions[j]) {
					t.Errorf("%s, position %d: %s", d.ID, j+1, fault)
				}
			}
		}
	}
}

// TestNames holds the texts with names to the same.
func TestNames(t *testing.T) {
	files, err := filepath.Glob("names/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts in extractors/train/names: %v", err)
	}
	for _, name := range files {
		for _, d := range readBriefs(t, name) {
			if !strings.HasPrefix(d.ID, strings.TrimSuffix(filepath.Base(name), ".jsonl")+"-") || !strings.HasSuffix(d.Source, "CC0)") {
				t.Errorf("%s: id %q, source %q", name, d.ID, d.Source)
			}
			end := 0
			for _, e := range d.Entities {
				s := e.Span
				if name := s.In(d.Text); strings.HasSuffix(name, "'s") || strings.HasSuffix(name, "’s") {
					s.End = s.Start + strings.LastIndexAny(name, "'’") // a shop that is called Luigi's
				}
				for _, fault := range edges(d.Text, s) {
					t.Errorf("%s: %s", d.ID, fault)
				}
				if e.Start < end {
					t.Errorf("%s: names overlap or are out of order: %s", d.ID, e.In(d.Text))
				}
				end = e.End
			}
		}
	}
}

func readBriefs(t *testing.T, name string) (docs []corpus.Annotated) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for d, err := range corpus.NewDecoder(f, name).All() {
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Notes) > 0 {
			t.Errorf("%s: %v", d.ID, d.Notes)
		}
		docs = append(docs, d)
	}
	return docs
}

// stances are those that the guidelines allow each act.
var stances = map[corpus.Act][]corpus.Stance{
	corpus.Assert:   corpus.Stances,
	corpus.Deny:     {corpus.NoStance},
	corpus.Support:  {corpus.Favor},
	corpus.Reject:   {corpus.Against},
	corpus.Demand:   {corpus.Favor, corpus.Against},
	corpus.Propose:  {corpus.Favor},
	corpus.Promise:  {corpus.Favor, corpus.Against},
	corpus.Threaten: {corpus.Against, corpus.NoStance},
	corpus.Accuse:   {corpus.Against},
	corpus.Concede:  {corpus.NoStance, corpus.Favor},
	corpus.Expect:   corpus.Stances,
	corpus.Question: {corpus.Against},
}

// faults lists what is wrong with p.
func faults(text string, p *corpus.Position) (out []string) {
	if p.Actor == "" {
		out = append(out, "no actor")
	}
	if p.Stance != corpus.NoStance && len(p.Target) == 0 {
		out = append(out, "stance "+string(p.Stance)+" without a target")
	}
	return append(out, spanFaults(text, p)...)
}

// spanFaults are those of a position that is no part of a brief.
func spanFaults(text string, p *corpus.Position) (out []string) {
	if len(p.Cue) == 0 || len(p.Content) == 0 {
		return append(out, "no cue or no content")
	}
	if !slices.Contains(stances[p.Act], p.Stance) {
		out = append(out, "stance "+string(p.Stance)+" does not go with act "+string(p.Act))
	}
	for _, s := range p.Target {
		out = append(out, edges(text, s)...)
		if !slices.ContainsFunc(p.Content, func(c corpus.Span) bool { return c.Contains(s) }) {
			out = append(out, "target outside the content: "+s.In(text))
		}
	}
	parts := map[string][]corpus.Span{"source": p.Source, "cue": p.Cue, "content": p.Content}
	for name, spans := range parts {
		for i, s := range spans {
			out = append(out, edges(text, s)...)
			if i > 0 && spans[i-1].End > s.Start {
				out = append(out, name+" is out of order: "+s.In(text))
			}
		}
	}
	for _, pair := range [][2]string{{"source", "cue"}, {"source", "content"}, {"cue", "content"}} {
		if s, ok := overlap(parts[pair[0]], parts[pair[1]]); ok {
			out = append(out, pair[0]+" and "+pair[1]+" overlap: "+s.In(text))
		}
	}
	if want := speech(text, p.Content); p.Speech != want {
		out = append(out, "speech is "+string(want)+", not "+string(p.Speech)+": "+p.Content[0].In(text))
	}
	return out
}

var (
	badEdge = regexp.MustCompile(`^[\s,;:.]|[\s,;:]$|['’]s$`)
	midWord = regexp.MustCompile(`\pL$`)
	letter  = regexp.MustCompile(`^\pL`)
)

// edges says whether s begins or ends where no span may.
func edges(text string, s corpus.Span) (out []string) {
	if badEdge.MatchString(s.In(text)) {
		out = append(out, "bad edge: "+s.In(text))
	}
	startsInWord := midWord.MatchString(text[:s.Start]) && letter.MatchString(text[s.Start:])
	endsInWord := midWord.MatchString(text[:s.End]) && letter.MatchString(text[s.End:])
	if startsInWord || endsInWord {
		out = append(out, "cuts a word: "+s.In(text))
	}
	return out
}

func overlap(a, b []corpus.Span) (corpus.Span, bool) {
	for _, s := range a {
		for _, t := range b {
			if s.Overlaps(t) {
				return s, true
			}
		}
	}
	return corpus.Span{}, false
}

// quoted finds what stands in quotation marks. A single mark opens only at the start of a
// word and closes only at its end: “the boys’ ‘lesson’”.
var quoted = regexp.MustCompile(`“[^“”]*”|"[^"]*"|(?:^|[^\pL\pN])‘[^‘“”]*?’(?:[^\pL\pN]|$)`)

// speech is direct if all words of the spans are in quotation marks, mixed if some are.
func speech(text string, spans []corpus.Span) corpus.Speech {
	var marked, plain bool
	quotes := quoted.FindAllStringIndex(text, -1)
	for _, s := range spans {
		for i, r := range s.In(text) {
			if !letter.MatchString(string(r)) {
				continue
			}
			at, in := s.Start+i, false
			for _, q := range quotes {
				in = in || q[0] <= at && at < q[1]
			}
			marked, plain = marked || in, plain || !in
		}
	}
	switch {
	case !marked:
		return corpus.Indirect
	case plain:
		return corpus.Mixed
	}
	return corpus.Direct
}
