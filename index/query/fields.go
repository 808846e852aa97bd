package query

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
)

// Field is the name of a field, as written before the colon.
type Field string

// The fields. Words stands for no field: the title and the text.
const (
	Words     Field = ""
	Title     Field = "title"
	Text      Field = "text"
	In        Field = "in" // the section
	Source    Field = "source"
	ID        Field = "id"
	Actor     Field = "actor" // who or what is mentioned
	Type      Field = "type"  // the type of a mention
	Band      Field = "band"
	On        Field = "on"   // mentioned dates that lie within
	When      Field = "when" // mentioned dates that touch
	Published Field = "published"
	Is        Field = "is"
	Has       Field = "has"

	Holder   Field = "holder"
	State    Field = "state" // the holder itself, or what it belongs to
	Via      Field = "via"
	Act      Field = "act"
	Stance   Field = "stance"
	About    Field = "about"
	Issue    Field = "issue" // what groups wordings of it, as the facet names it
	Modality Field = "modality"
	Speech   Field = "speech"
)

// Fields lists the fields in the order in which help shows them.
var Fields = []Field{Title, Text, In, Source, ID, Actor, Type, Band, On, When, Published, Is, Has,
	Holder, State, Via, Act, Stance, About, Issue, Modality, Speech}

// The values of is: and has:.
var (
	isValues  = []string{"undated", "dated"}
	hasValues = []string{"position", "judgment", "date", "actor", "title", "section"}
)

// Positional reports whether f is a field of positions.
func (f Field) Positional() bool {
	switch f {
	case Holder, State, Via, Act, Stance, About, Issue, Modality, Speech:
		return true
	}
	return false
}

// values returns what the field may hold, nil for anything.
func (f Field) values() []string {
	switch f {
	case Type:
		return strings.Fields(strings.ToLower(list(append(corpus.EntityTypes[:len(corpus.EntityTypes):len(corpus.EntityTypes)], corpus.Misc))))
	case Band:
		return strings.Fields(list(corpus.Bands))
	case Act:
		return strings.Fields(list(corpus.Acts))
	case Stance:
		return strings.Fields(list(corpus.Stances))
	case Modality:
		return strings.Fields(list(corpus.Modalities))
	case Speech:
		return strings.Fields(list(corpus.Speeches))
	case Is:
		return isValues
	case Has:
		return hasValues
	}
	return nil
}

func list[T ~string](all []T) string {
	var b strings.Builder
	for _, v := range all {
		b.WriteString(string(v) + " ")
	}
	return b.String()
}

// period reports whether the field holds days.
func (f Field) period() bool { return f == On || f == When || f == Published }

// check completes v for the field, or says what is wrong with it.
func (f Field) check(v *Value) (problem string) {
	if f.period() {
		if v.Form != Plain && v.Form != Phrase {
			return fmt.Sprintf("%s: takes a day, a month, a year or a range, such as 2025-12-02, 2025-W49 or 2025-11..2025-12", f)
		}
		p, err := parsePeriod(v.Text)
		if err != nil {
			return err.Error()
		}
		v.Period = p
		return ""
	}
	all := f.values()
	if all == nil {
		return ""
	}
	if v.Form != Plain && v.Form != Phrase {
		return fmt.Sprintf("%s: takes one of %s, without * or ~", f, strings.Join(all, " "))
	}
	v.Text, v.Form = strings.ToLower(v.Text), Plain
	if slices.Contains(all, v.Text) {
		return ""
	}
	if near := Nearest(v.Text, all); near != "" {
		return fmt.Sprintf("%s: has no value %q, did you mean %s?", f, v.Text, near)
	}
	return fmt.Sprintf("%s: has no value %q, it is one of %s", f, v.Text, strings.Join(all, " "))
}

// unknown returns the message for a field that does not exist.
func unknown(name string) string {
	names := strings.Fields(list(Fields))
	if near := Nearest(strings.ToLower(name), names); near != "" {
		return fmt.Sprintf("there is no field %q, did you mean %s:?", name, near)
	}
	return fmt.Sprintf("there is no field %q: it is one of %s; to search for the colon itself, put the words in quotation marks",
		name, strings.Join(names, " "))
}

// MaxNear is how many edits away [Nearest] looks.
const MaxNear = 2

// Nearest returns the word of all that is at most MaxNear edits (one, for words under five
// letters) away from s, the first of the nearest; "" if there is none.
func Nearest(s string, all []string) string {
	best, dist := "", MaxNear+1
	if len(s) < 5 {
		dist = MaxNear
	}
	for _, w := range all {
		if d := edits(s, w, dist-1); d < dist {
			best, dist = w, d
		}
	}
	return best
}

// maxEdited bounds the runes of words whose distance is taken.
const maxEdited = 64

// edits returns the edit distance of a and b with transpositions (optimal string
// alignment), or limit+1 if it is greater than limit. It is asked of every word of a
// dictionary: it allocates nothing, and stops where no way leads back below the limit.
func edits(a, b string, limit int) int {
	n, m := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	if n-m > limit || m-n > limit || n > maxEdited || m > maxEdited {
		return limit + 1
	}
	var x, y [maxEdited]rune
	copyRunes(x[:], a)
	copyRunes(y[:], b)
	var rows [3][maxEdited + 1]int
	for j := range m + 1 {
		rows[0][j] = j
	}
	least := 0 // of the row above
	for i := 1; i <= n; i++ {
		above, row := &rows[(i-1)%3], &rows[i%3]
		row[0] = i
		low := i
		for j := 1; j <= m; j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], rows[(i+1)%3][j-2]+1)
			}
			low = min(low, row[j])
		}
		if low > limit && least > limit { // a transposition reaches over one row, not over two
			return limit + 1
		}
		least = low
	}
	return min(rows[n%3][m], limit+1)
}

func copyRunes(to []rune, s string) {
	i := 0
	for _, r := range s {
		to[i] = r
		i++
	}
}

// Close reports whether at most n letters differ between a and b.
func Close(a, b string, n int) bool { return edits(a, b, n) <= n }
