package read

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"github.com/ledongthuc/pdf"
)

// The library believes the numbers in a file, and makes a struct of a hundred bytes of every
// letter shown: a file of 200 bytes with "/Size 1000000000000" would end the program for want of
// memory, which cannot be caught. So what it would believe is looked at before.

// maxStructure is the least limit for a number of the structure; beyond it, a file cannot have
// more objects than bytes.
const maxStructure = 1 << 20

var (
	// counted are names with their numbers: /Size 12, /W [1 2 1]. A letter may be written #53.
	counted = regexp.MustCompile(`/((?:[A-Za-z]|#[0-9A-Fa-f]{2}){1,8})(?:\s|%[^\r\n]*[\r\n])*((?:[\[\s+]|%[^\r\n]*[\r\n]|\d+)*)`)
	// tables are cross-reference tables up to their trailer: xref 0 6 0000000000 65535 f ….
	tables = regexp.MustCompile(`xref((?:[\snf+]|%[^\r\n]*[\r\n]|\d+)*)`)
	number = regexp.MustCompile(`%[^\r\n]*|\d+`)
	escape = regexp.MustCompile(`#[0-9A-Fa-f]{2}`)
)

// plausible reports whether the numbers by which the library allocates fit the file.
func plausible(data []byte) bool {
	limit := max(maxStructure, len(data))
	fit := func(numbers []byte) bool {
		for _, n := range number.FindAll(numbers, -1) {
			if v, err := strconv.Atoi(string(n)); n[0] != '%' && (err != nil || v > limit) {
				return false
			}
		}
		return true
	}
	for _, m := range tables.FindAllSubmatchIndex(data, -1) {
		if !fit(data[m[2]:m[3]]) {
			return false
		}
	}
	for _, m := range counted.FindAllSubmatchIndex(data, -1) {
		switch name := escape.ReplaceAllFunc(data[m[2]:m[3]], unescape); string(name) {
		case "Size", "Index", "W", "Columns":
			if !fit(data[m[4]:m[5]]) {
				return false
			}
		}
	}
	return true
}

// bridled is a file of which no more may be read than a number of bytes: a table of objects that
// names itself as the one before, or a page that is above itself, would be read for ever.
type bridled struct {
	data *bytes.Reader
	left int64
}

// maxReads is twice what the library reads of maxPages pages in a single list, as it goes through
// the list from the beginning for each.
const maxReads = 128 << 30

// tableReads is more than it reads of the tables, each once.
func tableReads(size int) int64 { return 16*int64(size) + 1<<20 }

func (b *bridled) ReadAt(p []byte, at int64) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, errors.New("its parts name one another in a circle")
	}
	return b.data.ReadAt(p, at)
}

func unescape(b []byte) []byte {
	v, _ := strconv.ParseUint(string(b[1:]), 16, 8)
	return []byte{byte(v)}
}

// The limits of a page.
const (
	maxDrawing = 16 << 20  // unpacked, of what draws the page: a detailed map takes some megabytes
	maxShown   = 256 << 10 // bytes shown as text: a full page of a newspaper has 30,000 letters
	maxFontMap = 4 << 20   // of a font's map from codes to letters: all of Unicode takes 2 MB
	maxLetters = 128       // digits or bytes of what one code stands for: most ligatures have four letters
	maxMapped  = 1 << 30   // bytes of maps, read anew at each change of the font: some thousand times some kilobytes
	maxEntries = 99_999    // that the map announces; the standard allows 100 at a time
)

// maxDifferences bounds the names by which a font differs from the usual ones, and the numbers
// between: there are 256 letters. For each letter shown the library goes through all of them.
const maxDifferences = 1024

// bounded reports what of a page would take more memory than any page needs.
func bounded(p pdf.Page) error {
	drawing := p.V.Key("Contents")
	if drawing.IsNull() {
		return nil
	}
	parts := []pdf.Value{drawing}
	if drawing.Kind() == pdf.Array {
		parts = parts[:0]
		for i := range drawing.Len() {
			parts = append(parts, drawing.Index(i))
		}
	}
	var all bytes.Buffer
	for _, part := range parts {
		io.Copy(&all, io.LimitReader(part.Reader(), int64(maxDrawing+1-all.Len()))) // an error comes again when it is read
		if all.Len() > maxDrawing {
			return fmt.Errorf("more than %d bytes of drawing", maxDrawing)
		}
	}
	if endless(all.Bytes()) {
		return errors.New("its drawing ends within a string")
	}
	n, switches := shown(drawing)
	if n > maxShown {
		return fmt.Errorf("%d bytes of text, the limit is %d", n, maxShown)
	}
	largest := 0 // of the maps; at each change of the font its map is read anew
	for _, name := range p.Fonts() {
		if n := p.Font(name).V.Key("Encoding").Key("Differences").Len(); n > maxDifferences {
			return fmt.Errorf("the letters of font %q are not to be told", name)
		}
		m := p.Font(name).V.Key("ToUnicode")
		if m.Kind() != pdf.Stream {
			continue
		}
		data, err := readAll(m.Reader(), maxFontMap)
		if err != nil || !boundedMap(data) || endless(data) {
			return fmt.Errorf("the letters of font %q are not to be told", name)
		}
		largest = max(largest, len(data))
	}
	if switches*largest > maxMapped {
		return fmt.Errorf("%d changes of the font are too many", switches)
	}
	return nil
}

// shown counts the bytes that a page shows as text, and how often it changes the font.
func shown(drawing pdf.Value) (n, switches int) {
	pdf.Interpret(drawing, func(stack *pdf.Stack, op string) {
		if op == "Tf" {
			switches++
		}
		text := op == "Tj" || op == "TJ" || op == "'" || op == "\""
		for stack.Len() > 0 {
			v := stack.Pop()
			if !text {
				continue
			}
			n += len(v.RawString())
			for i := range v.Len() {
				n += len(v.Index(i).RawString())
			}
		}
	})
	return n, switches
}

// boundedMap looks for what no map of codes to letters needs: a count of entries in the
// billions, as in "9999999999 beginbfchar", and a code that stands for a whole book.
func boundedMap(m []byte) bool {
	number := 0
	for i := 0; i < len(m); i++ {
		length := 0
		switch c := m[i]; {
		case '0' <= c && c <= '9':
			if number = 10*number + int(c-'0'); number > maxEntries {
				return false
			}
			continue
		case c == '%':
			i += upTo(m[i:], "\r\n")
		case c == '/': // a name, as /F123456
			i += upTo(m[i+1:], "\x00\t\n\f\r ()<>[]{}/%")
		case c == '<' && i+1 < len(m) && m[i+1] == '<':
			i++
		case c == '<':
			length = upTo(m[i:], ">")
		case c == '(':
			length = literalEnd(m[i:])
		}
		if length > maxLetters {
			return false
		}
		i += length
		number = 0
	}
	return true
}

// upTo is the number of bytes before the first of some marks, or of all.
func upTo(m []byte, marks string) int {
	if n := bytes.IndexAny(m, marks); n >= 0 {
		return n
	}
	return len(m)
}

// literalEnd is the number of bytes before the bracket that closes the one at the beginning.
func literalEnd(m []byte) int {
	depth := 0
	for i := 0; i < len(m); i++ {
		switch m[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(m)
}
