package wordclass

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TestAlike looks words up that are used alike, and words that are not, at the widest level.
func TestAlike(t *testing.T) {
	for _, words := range []string{
		"rejected refused", "dushanbe yerevan", "monday tuesday", "lavrov netanyahu", "gazprom lukoil rosneft", "emily sarah",
	} {
		first, rest, _ := strings.Cut(words, " ")
		for w := range strings.FieldsSeq(rest) {
			if a, b := Of(first), Of(w); a == (Class{}) || a[0] != b[0] {
				t.Errorf("%s %v and %s %v should be of one class", first, a, w, b)
			}
		}
	}
	for _, words := range [][2]string{{"rejected", "tbilisi"}, {"monday", "merkel"}, {"ruble", "surgeon"}} {
		if a, b := Of(words[0]), Of(words[1]); a[0] == b[0] {
			t.Errorf("%v should not be of one class: %v", words, a)
		}
	}
}

func TestOf(t *testing.T) {
	if c := Of("erdoğan"); c == (Class{}) || c != Of("erdogan") {
		t.Errorf("accents should make no difference: %v, %v", c, Of("erdogan"))
	}
	if n := utf8.RuneCountInString(accents); n != len(letters) || n != len(unaccented()) {
		t.Errorf("%d accented letters, %d different ones, %d plain ones", n, len(unaccented()), len(letters))
	}
	for _, w := range []string{"", "qqqqzzzzxx", "\x00", "\xff\xfe", "🙂", strings.Repeat("x", 1<<16)} {
		if c := Of(w); c != (Class{}) {
			t.Errorf("%.20q is of class %v, want none", w, c)
		}
	}
	if n := testing.AllocsPerRun(100, func() { Of("government") }); n != 0 {
		t.Errorf("a look-up allocates %v times", n)
	}
}

// TestPlain takes the accents off every letter that has any, by what Unicode says, and leaves all
// else alone.
func TestPlain(t *testing.T) {
	stroked := map[rune]string{'ł': "l", 'ø': "o", 'đ': "d", 'ð': "d", 'ħ': "h", 'ŧ': "t", 'ı': "i"}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		want := string(r)
		apart := norm.NFD.String(want)
		switch base, size := utf8.DecodeRuneInString(apart); {
		case stroked[r] != "":
			want = stroked[r]
		case unicode.Is(unicode.Mn, r):
			want = ""
		case 'a' <= base && base <= 'z' && size < len(apart):
			want = string(base)
		}
		if got := plain(string(r)); got != want {
			t.Errorf("%q (%U) becomes %q, want %q", r, r, got, want)
		}
	}
}

// TestTable walks the whole embedded table: every word is of a class at every level, and no
// level is degenerate.
func TestTable(t *testing.T) {
	x := table()
	if len(x.keys) < 200_000 {
		t.Errorf("%d words, want 200,000 at least", len(x.keys))
	}
	for level, size := range sizes {
		seen := map[uint16]int{}
		for i, class := range x.classes {
			c := x.wider[class][level]
			if c == 0 {
				t.Fatalf("word %d has no class at level %d", i, level)
			}
			seen[c]++
		}
		if len(seen) < size*9/10 {
			t.Errorf("level %d: %d classes are used, want about %d", level, len(seen), size)
		}
	}
	for i := range x.keys[1:] {
		if x.keys[i+1] <= x.keys[i] {
			t.Fatalf("keys %d and %d are not in order", i, i+1)
		}
	}
}

// TestBuild clusters vectors around four far points: words of one point share a class, the
// file says what it was made of, and a second run gives the same bytes.
func TestBuild(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	var words []string
	vectors := map[string][]float32{}
	for i := range 4 * 60 {
		w := strings.Repeat("k", i/26+1) + string(rune('a'+i%26))
		row := make([]float32, 10)
		for k := range 8 {
			row[k] = 0.1 * rng.Float32()
		}
		row[i%4] += 5
		words, vectors[w] = append(words, w), row
	}
	words, vectors["1984"] = append(words, "1984"), make([]float32, 10)
	input, err := json.Marshal(map[string]any{"size": len(words), "dimensions": 8, "words": words, "vectors": vectors})
	if err != nil {
		t.Fatal(err)
	}
	build := func() []byte {
		file, err := Build(bytes.NewReader(reorder(input)), "made.json", 3, t.Logf)
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	file := build()
	if !bytes.Equal(file, build()) {
		t.Error("two runs differ")
	}
	if !bytes.Contains(file, []byte("source: made.json\nseed: 3\nwords: 240\n")) {
		t.Errorf("header: %.100q", file)
	}
	x, err := decode(file)
	if err != nil {
		t.Fatal(err)
	}
	point := map[uint16]int{}
	for i, w := range words[:240] {
		c := x.of(w)
		if old, ok := point[c[0]]; c == (Class{}) || ok && old != i%4 {
			t.Fatalf("%s of point %d is of class %v, as words of point %d are", w, i%4, c, old)
		}
		point[c[0]] = i % 4
	}
	if c := x.of("1984"); c != (Class{}) {
		t.Errorf("a number has class %v", c)
	}
}

// reorder puts the dimensions and words before the vectors, as the package has them:
// json.Marshal sorts the keys, and "vectors" comes before "words".
func reorder(b []byte) []byte {
	i := bytes.Index(b, []byte(`,"vectors":`))
	j := bytes.Index(b, []byte(`,"words":`))
	return slices.Concat(b[:i], b[j:len(b)-1], b[i:j], []byte("}"))
}

func TestBadVectors(t *testing.T) {
	for input, want := range map[string]string{
		``:                "EOF",
		`[]`:              "want {",
		`{"words":["a"]}`: "no vectors",
		`{"dimensions":2,"words":["a"],"vectors":{}}`:          `"a" has no vector`,
		`{"dimensions":2,"words":["a"],"vectors":{"a":[1]}}`:   `"a": 1 numbers, want 2`,
		`{"dimensions":2,"words":["a"],"vectors":{"a":["x"]}}`: `"a": `,
		`{"dimensions":2,"words":["a"],"vectors":{"a":[1,2]`:   "EOF",
		`{"words":["a"],"vectors":{"a":[1,2]},"dimensions":2}`: "want 1 at least",
	} {
		_, err := readVectors(strings.NewReader(input), 10)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", input, err, want)
		}
	}
}

func TestBadFile(t *testing.T) {
	for name, file := range map[string][]byte{
		"empty":        nil,
		"other magic":  []byte("sayso-classes 0\n\n\x00\x00"),
		"no body":      []byte(magic + "\n"),
		"truncated":    classesFile[:len(classesFile)-1],
		"with a tail":  append(bytes.Clone(classesFile), 0),
		"many classes": fmt.Appendf(nil, "%s\n\xff\xff\x7f", magic),
	} {
		if _, err := decode(file); err == nil {
			t.Errorf("%s: decoded", name)
		}
	}
}

// FuzzDecode: no file makes decode panic, and one that it takes answers any word.
func FuzzDecode(f *testing.F) {
	x := &index{wider: []Class{{}, {1, 1, 1, 1}, {1, 1, 2, 2}}, keys: []uint32{3, 1 << 20}, classes: []uint16{1, 2}}
	f.Add(x.encode("made.json", 1), "word")
	f.Add([]byte(magic+"\n\x01"), "")
	f.Add([]byte(nil), "\xff")
	f.Fuzz(func(t *testing.T, file []byte, word string) {
		if x, err := decode(file); err == nil {
			x.of(word)
		}
	})
}

func BenchmarkOf(b *testing.B) {
	words := strings.Fields("the foreign minister of kazakhstan denied on friday that talks with qqqqzzzz were broken off")
	Of("the")
	for b.Loop() {
		for _, w := range words {
			Of(w)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(words)), "ns/word")
}

func BenchmarkDecode(b *testing.B) {
	for b.Loop() {
		if _, err := decode(classesFile); err != nil {
			b.Fatal(err)
		}
	}
}
