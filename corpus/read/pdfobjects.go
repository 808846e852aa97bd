package read

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A PDF file may pack its objects and their table in streams. The library unpacks them without a
// limit, looks for an object stream within itself until the stack is full, which ends the
// program, and waits for ever for the end of a string that has none.

const (
	maxPacked = 8 << 20  // unpacked, of objects: programs put some hundred into a stream, less than a megabyte
	maxXRef   = 64 << 20 // unpacked, of the table: eight bytes for each of the most objects that the standard allows
	maxCipher = 64 << 10 // as it lies in the file, of objects that are encrypted: they cannot be looked at here
)

// between is what may stand between two tokens: white space and comments.
const between = `(?:[\x00\s]|%[^\r\n]*[\r\n])`

var (
	// object is where an object may begin: 12 0 obj.
	object = regexp.MustCompile(`\d` + between + `+[+-]?\d+` + between + `+obj`)
	// hiddenStream is the beginning of a stream, which no packed object can be.
	hiddenStream = regexp.MustCompile(`>>` + between + `*stream[\r\n]`)
)

var (
	errCipher  = fmt.Errorf("encrypted, with more than %d bytes of packed objects in one place: print it to a new PDF file", maxCipher)
	errObjects = errors.New("damaged PDF: its packed objects are of no use")
)

// boundedObjects reports what of the packed objects would take more than any file needs.
func boundedObjects(data []byte) error {
	s := structure{data: data, left: 8*len(data) + maxStructure, packed: map[int]bool{}, holders: map[int]bool{}}
	s.encrypted = bytes.Contains(escape.ReplaceAllFunc(data, unescape), []byte("/Encrypt"))
	for at := 0; ; {
		m := object.FindIndex(data[at:])
		if m == nil {
			break
		}
		at += m[1]
		if err := s.object(at); err != nil {
			return err
		}
	}
	for id := range s.holders {
		if s.packed[id] {
			return errObjects // within one another
		}
	}
	return nil
}

// structure is what the tables in streams say of objects.
type structure struct {
	data      []byte
	encrypted bool
	left      int          // bytes to read; an object may lie within another
	packed    map[int]bool // objects in a stream
	holders   map[int]bool // the streams that hold them
}

// object looks at an object from its first token on, if it is a stream of objects or a table.
func (s *structure) object(at int) error {
	t, end, err := streamTokens(s.data[at:])
	if s.left -= end; s.left < 0 {
		return errObjects // within one another, again and again
	}
	table := slices.Contains(t, "/XRef")
	if err != nil || !table && !slices.Contains(t, "/First") { // the library asks for both
		return err
	}
	body := s.data[at+end:]
	if !table && s.encrypted {
		if n := t.numbers("/Length"); len(n) != 1 || n[0] > maxCipher {
			return errCipher
		}
		return nil
	}
	limit := maxPacked
	if table {
		limit = maxXRef
	}
	if body, err = t.unpack(body, limit); err != nil {
		return err
	}
	if table {
		return s.table(t, body)
	}
	if endless(body) || hiddenStream.Match(body) || slices.Contains(t, "/Predictor") {
		return errObjects
	}
	return nil
}

// unpack returns what a stream holds. An error within the packed data is one for the library, too.
func (t tokens) unpack(body []byte, limit int) ([]byte, error) {
	i := slices.Index(t, "/Filter")
	if i < 0 {
		if n := t.numbers("/Length"); len(n) == 1 {
			body = body[:min(n[0], len(body))]
		}
		return body[:min(limit, len(body))], nil
	}
	if f := t[i+1:]; slices.Contains(f, "/Filter") || !f.begins("/FlateDecode") && !f.begins("[", "/FlateDecode", "]") {
		return nil, errObjects
	}
	z, err := zlib.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, nil
	}
	plain, _ := readAll(z, int64(limit))
	if len(plain) > limit {
		return nil, fmt.Errorf("damaged PDF: more than %d bytes of packed objects in one place", limit)
	}
	return plain, nil
}

// table reads a table: which objects are in which stream.
func (s *structure) table(t tokens, rows []byte) error {
	for _, name := range []string{"/W", "/Index", "/Predictor", "/Columns"} {
		if i := slices.Index(t, name); i >= 0 && slices.Contains(t[i+1:], name) {
			return errObjects // which of both counts?
		}
	}
	if slices.Contains(t, "/Predictor") {
		rows = unpredict(rows, t.numbers("/Columns"))
	}
	w := t.numbers("/W")
	width := 0
	for _, n := range w {
		width += n
	}
	if len(w) < 3 || width == 0 {
		return nil
	}
	index := t.numbers("/Index")
	if len(index)%2 != 0 || len(index) == 0 {
		index = []int{0, len(rows)}
	}
	for pair := range slices.Chunk(index, 2) {
		for id := pair[0]; id < pair[0]+pair[1] && len(rows) >= width; id++ {
			if w[0] > 0 && bigEndian(rows[:w[0]]) == 2 {
				s.packed[id] = true
				s.holders[bigEndian(rows[w[0]:w[0]+w[1]])] = true
			}
			rows = rows[width:]
		}
	}
	return nil
}

func bigEndian(b []byte) (n int) {
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return int(uint32(n))
}

// unpredict undoes the PNG predictor "up", the only one that the library knows.
func unpredict(b []byte, columns []int) []byte {
	if len(columns) != 1 || columns[0] == 0 {
		return nil
	}
	var out []byte
	above := make([]byte, columns[0])
	for ; len(b) > columns[0] && b[0] == 2; b = b[1+columns[0]:] {
		for i := range above {
			above[i] += b[1+i]
		}
		out = append(out, above...)
	}
	return out
}

// endless reports whether what the library reads as tokens ends within a string <41: it would
// wait for the end of that for ever.
func endless(b []byte) bool {
	return bytes.HasSuffix(bytes.TrimRight(b, "\x00\t\n\f\r 0123456789ABCDEFabcdef"), []byte("<"))
}

// tokens are those of an object: names as "/Type", unescaped, "(" for a string.
type tokens []string

func (t tokens) begins(want ...string) bool {
	return len(t) >= len(want) && slices.Equal(t[:len(want)], want)
}

// numbers returns the number or the array of numbers behind a name that comes once.
func (t tokens) numbers(name string) (out []int) {
	i := slices.Index(t, name) + 1
	if i == 0 || slices.Contains(t[i:], name) {
		return nil
	}
	if i < len(t) && t[i] == "[" {
		i++
	} else {
		t = t[:min(i+1, len(t))]
	}
	for _, s := range t[i:] {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 {
			break
		}
		out = append(out, n)
	}
	return out
}

// streamTokens reads the tokens of an object up to the keyword stream and the line end behind it,
// and returns where it stopped. For an object that is no stream it returns no tokens.
func streamTokens(b []byte) (t tokens, end int, err error) {
	const space, delimiters = "\x00\t\n\f\r ", "<>()[]{}/%"
	var open []byte
	broken := false
	closes := func(c byte) {
		broken = broken || len(open) == 0 || open[len(open)-1] != c
		open = open[:max(0, len(open)-1)]
	}
	for i := 0; i < len(b); {
		from, c := i, b[i]
		switch {
		case strings.IndexByte(space, c) >= 0:
			i++
			continue
		case c == '%':
			i += upTo(b[i:], "\r\n")
			continue
		case c == '/':
			i += 1 + upTo(b[i+1:], space+delimiters)
		case c == '(':
			i += literalEnd(b[i:]) + 1
		case bytes.HasPrefix(b[i:], []byte("<<")):
			open = append(open, c)
			i += 2
		case bytes.HasPrefix(b[i:], []byte(">>")):
			closes('<')
			i += 2
		case c == '<':
			i += upTo(b[i:], ">") + 1
		case strings.IndexByte(delimiters, c) >= 0:
			if c == '[' {
				open = append(open, c)
			} else if c == ']' {
				closes('[')
			}
			i++
		default:
			i += upTo(b[i:], space+delimiters)
		}
		i = min(i, len(b))
		token := string(escape.ReplaceAllFunc(b[from:min(i, from+maxToken)], unescape))
		switch {
		case token == "endobj" && len(open) == 0:
			return nil, i, nil
		case token == "stream" && len(open) == 0 || len(t) == maxTokens:
			if broken || len(t) == maxTokens {
				return nil, i, errObjects
			}
			if bytes.HasPrefix(b[i:], []byte("\r\n")) {
				i++
			}
			return t, min(i+1, len(b)), nil
		}
		t = append(t, token)
	}
	return nil, len(b), nil
}

// A stream of objects tells of itself in some ten short tokens, a table in some thousand.
const (
	maxToken  = 64
	maxTokens = 1 << 20
)
