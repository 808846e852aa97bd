package read

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// toUTF8 converts the bytes of a document and says so in a note. UTF-16 is known by its
// byte order mark; declared names an encoding that the format itself states ("" for none).
// What is neither UTF-8 nor declared is taken for windows-1252, the encoding of most
// Western text of before 2010, in which every byte but five is a character.
func toUTF8(data []byte, declared string) (text []byte, note string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return convert(data, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16")
	case bytes.HasPrefix(data, []byte("\ufeff")):
		data = data[3:]
	}
	if utf8.Valid(data) {
		return data, "", nil
	}
	if e, name := charset.Lookup(declared); e != nil && name != "utf-8" {
		return convert(data, e, name)
	}
	if stray(data) {
		return bytes.ToValidUTF8(data, []byte("\ufffd")), "a few bytes were no UTF-8 and were replaced by U+FFFD", nil
	}
	return convert(data, charmap.Windows1252, "windows-1252")
}

// stray tells UTF-8 with a few broken bytes, such as a text cut in the middle of a letter,
// from text in another encoding: most of its letters beyond ASCII are right.
func stray(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return good > 2*bad
}

func convert(data []byte, e encoding.Encoding, name string) ([]byte, string, error) {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return nil, "", fmt.Errorf("convert from %s: %w", name, err)
	}
	return out, "converted from " + name, nil
}
