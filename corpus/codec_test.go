package corpus

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// decode returns the documents and the errors of a JSONL text.
func decode(t *testing.T, s string, maxRecord int) (docs []Annotated, errs []string) {
	t.Helper()
	d := NewDecoder(strings.NewReader(s), "in.jsonl")
	d.MaxRecord = maxRecord
	for a, err := range d.All() {
		if err == nil {
			docs = append(docs, a)
			continue
		}
		var rec *RecordError
		if !errors.As(err, &rec) {
			t.Errorf("%v is no RecordError", err)
		}
		errs = append(errs, err.Error())
	}
	return docs, errs
}

func encode(t *testing.T, docs ...Annotated) string {
	t.Helper()
	var b bytes.Buffer
	e := NewEncoder(&b)
	for i := range docs {
		if err := e.Encode(&docs[i]); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// full has every field set. Its text holds runes of one to four bytes, so that bytes and
// code points differ from the first word on.
func full() Annotated {
	const text = "“Über 𝔸nkara”, said Özil. He may leave tomorrow."
	span := func(s string) Span {
		at := strings.Index(text, s)
		return Span{at, at + len(s)}
	}
	found := Found{Rule: "cues.tsv:said", Inputs: "frame=quote"}
	return Annotated{
		Document: Document{
			ID: "a/ü.txt", Title: "A <title> & more", Source: "https://harbour.example", File: "in.jsonl:1",
			Published: Date{2025, 12, 1}, Modified: Date{2025, 12, 2},
			PublishedFrom: "By December 1, 2025", ModifiedFrom: "December 2nd, 2025", Text: text,
			Sections: []Section{{"Description", Span{0, len(text)}}},
			Dropped:  []Dropped{{"Share", DropShare}},
			Notes:    []string{"converted from windows-1252"},
		},
		Annotations: Annotations{
			Entities: []Entity{{Span: span("𝔸nkara"), Type: GPE, Actor: "Türkiye", Role: "host", Found: found}},
			Dates:    []Timex{{Span: span("tomorrow"), Type: TimexDate, Value: "2025-12-02", Found: found}},
			Positions: []Position{{
				Source: []Span{span("Özil")}, Cue: []Span{span("said")}, Content: []Span{span("“Über 𝔸nkara”")}, Target: []Span{span("𝔸nkara")},
				Actor: "Özil", Via: "Anadolu", State: "Türkiye", Issue: "Ankara", Act: Assert, Stance: NoStance, Speech: Direct, Modality: Plain, Found: found,
			}},
			Judgments:   []Judgment{{Span: span("He may leave"), Term: span("may"), Band: Unlikely, Horizon: "2025-12", Found: found}},
			Hedges:      []Judgment{{Span: span("He may leave"), Term: span("may"), Found: found}},
			DatesIgnore: []Span{span("tomorrow")},
			DatesScope:  []string{"date-explicit"},
		},
	}
}

func TestRoundTrip(t *testing.T) {
	want := full()
	line := encode(t, want)
	docs, errs := decode(t, line, 0)
	if diff := cmp.Diff([]Annotated{want}, docs); diff != "" || errs != nil {
		t.Errorf("(-want +got):\n%s%v", diff, errs)
	}
	if again := encode(t, docs...); again != line {
		t.Errorf("encoded again:\n%s\nwant\n%s", again, line)
	}
}

// TestCodePoints counts 𝔸 as one, where it takes four bytes and two units of UTF-16.
func TestCodePoints(t *testing.T) {
	line := encode(t, full())
	for _, want := range []string{
		`"entities":[{"start":6,"end":12,`,
		`"cue":[[15,19]]`,
		`"dates_ignore":[[39,47]]`,
	} {
		if !strings.Contains(line, want) {
			t.Errorf("no %s in %s", want, line)
		}
	}
	if strings.Contains(line, `\u003c`) {
		t.Errorf("< is escaped in %s", line)
	}
}

// TestLayers keeps a layer that was not annotated apart from an empty one.
func TestLayers(t *testing.T) {
	docs, _ := decode(t, `{"text":"Quiet.","dates":[]}`, 0)
	if docs[0].Dates == nil || docs[0].Entities != nil {
		t.Errorf("dates %v, entities %v", docs[0].Dates, docs[0].Entities)
	}
	if got := encode(t, docs...); strings.Contains(got, "entities") || !strings.Contains(got, `"dates":[]`) {
		t.Errorf("got %s", got)
	}
}

func TestDecodeLines(t *testing.T) {
	const good = `{"id":"x","text":"Quiet."}`
	for _, tt := range []struct {
		name, in string
		ids      string
		errs     []string
		notes    []string
	}{
		{"byte order mark", "\ufeff" + good + "\n", "x", nil, nil},
		{"CRLF and blank lines", good + "\r\n\r\n \n" + good, "x x", nil, nil},
		{"no id", `{"text":"Quiet."}`, "", nil, nil},
		{"one id twice is kept", good + "\n" + good + "\n", "x x", nil, nil},
		{"unknown field", `{"text":"Quiet.","author":"M. Olt"}`, "", nil, []string{`field "author" is not in the format and was ignored`}},
		{"impossible day", `{"text":"Quiet.","published":"2025-02-30"}`, "", nil, []string{`published: "2025-02-30" is no date, want YYYY-MM-DD`}},
		{"day with a clock", `{"text":"Quiet.","published":"2025-02-28T23:00:00Z"}`, "", nil, nil},
		{"truncated", good + "\n" + `{"id":"y","text":"Qui`, "x", []string{"in.jsonl:2: JSON ends in the middle, at byte 21 of the line: the line may be broken in two, or the file truncated"}, nil},
		{"no JSON", "quiet\n" + good, "x", []string{"in.jsonl:1: no valid JSON at byte 1 of the line: invalid character 'q' looking for beginning of value"}, nil},
		{"two values", good + good, "", []string{"in.jsonl:1: more than one JSON value on the line"}, nil},
		{"a list", "[]", "", []string{"in.jsonl:1: is a JSON array, want an object"}, nil},
		{"wrong type", `{"text":"Quiet.","entities":5}`, "", []string{`in.jsonl:1: field "entities" is a number, want a list`}, nil},
		{"no text", `{"id":"y"}`, "", []string{`in.jsonl:1: field "text" is missing`}, nil},
		{"empty text", `{"id":"y","text":" \n"}`, "", []string{`in.jsonl:1: field "text" is empty`}, nil},
		{"invalid UTF-8", "{\"text\":\"Qu\xff\"}\n" + good, "x", []string{"in.jsonl:1: invalid UTF-8 at byte 12 of the line"}, nil},
		{"long line", `{"text":"` + strings.Repeat("x", 100_000) + "\"}\n" + good, "x", []string{"in.jsonl:1: line too long: 100012 bytes, the limit is 1000 (raise it with --max-size)"}, nil},
		{"span outside", `{"text":"Über","entities":[{"start":0,"end":5,"type":"GPE"}]}`, "", []string{"in.jsonl:1: entities[0]: span 0–5 does not fit a text of 4 code points"}, nil},
		{"empty span", `{"text":"Über","entities":[{"start":2,"end":2,"type":"GPE"}]}`, "", []string{"in.jsonl:1: entities[0]: span 2–2 does not fit a text of 4 code points"}, nil},
		{"unknown type", `{"text":"Über","entities":[{"start":0,"end":4,"type":"CITY"}]}`, "",
			[]string{`in.jsonl:1: entities[0].type is "CITY", want one of PERSON ORG GPE LOC NORP FAC EVENT LAW PRODUCT WORK_OF_ART MISC`}, nil},
		{"unknown reason", `{"text":"Über","dropped":[{"text":"x","reason":"fun"}]}`, "",
			[]string{`in.jsonl:1: dropped[0].reason is "fun", want one of nav title byline comments share related cookie rights tags`}, nil},
		{"two faults", `{"text":"Über","sections":[{"name":"x","start":0,"end":5}],"dropped":[{"text":"x","reason":"fun"}]}`, "",
			[]string{"in.jsonl:1: sections[0]: span 0–5 does not fit a text of 4 code points"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			docs, errs := decode(t, tt.in, 1000)
			var ids, notes []string
			for _, d := range docs {
				ids = append(ids, d.ID)
				notes = append(notes, d.Notes...)
			}
			if got := strings.Join(ids, " "); got != tt.ids {
				t.Errorf("ids %q, want %q", got, tt.ids)
			}
			if diff := cmp.Diff(tt.errs, errs); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.notes, notes); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
		})
	}
}

// TestReadError passes on an error of the reader, which ends the sequence.
func TestReadError(t *testing.T) {
	d := NewDecoder(&failing{strings.NewReader("{\"text\":\"Quiet.\"}\n{\"te")}, "in.jsonl")
	var got []string
	for a, err := range d.All() {
		if err != nil {
			got = append(got, err.Error())
		} else {
			got = append(got, a.File)
		}
	}
	if diff := cmp.Diff([]string{"in.jsonl:1", "in.jsonl:2: the disk is gone"}, got); diff != "" {
		t.Error(diff)
	}
}

type failing struct{ *strings.Reader }

func (f *failing) Read(b []byte) (int, error) {
	n, err := f.Reader.Read(b)
	if err != nil {
		err = errors.New("the disk is gone")
	}
	return n, err
}

func FuzzDecode(f *testing.F) {
	var b bytes.Buffer
	a := full()
	if err := NewEncoder(&b).Encode(&a); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"text":"Über","positions":[{"source":[],"cue":[[0,1]],"content":[[1,4]]}],"hedges":[]}`))
	f.Add([]byte("{\"text\":\"a\xff\"}\n\ufeff{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for a, err := range NewDecoder(bytes.NewReader(data), "fuzz").All() {
			if err != nil {
				continue
			}
			var out bytes.Buffer
			if err := NewEncoder(&out).Encode(&a); err != nil {
				t.Fatal(err)
			}
			for b, err := range NewDecoder(bytes.NewReader(out.Bytes()), "fuzz").All() {
				if err != nil {
					t.Fatalf("%v\n%s", err, out.Bytes())
				}
				b.File = a.File // names the line it was read from
				if diff := cmp.Diff(a, b); diff != "" {
					t.Fatalf("(-first +second):\n%s", diff)
				}
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	a := full()
	a.Text = strings.Repeat(a.Text+" ", 60)
	var line bytes.Buffer
	if err := NewEncoder(&line).Encode(&a); err != nil {
		b.Fatal(err)
	}
	data := bytes.Repeat(line.Bytes(), 100)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		for _, err := range NewDecoder(bytes.NewReader(data), "bench").All() {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
