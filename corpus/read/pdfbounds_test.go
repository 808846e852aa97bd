package read

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus/read/readtest"
)

// letters is a map as programs write it; %s stands for one more block.
const letters = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def %% 123456789
/CMapName /F1234567 def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfrange <20> <7D> <0020> <7E> <7E> [<006600660069>] endbfrange
%s endcmap CMapName currentdict /CMap defineresource pop end end`

// TestHugePDF meets small PDF files that ask for all memory: reading them would end the program.
func TestHugePDF(t *testing.T) {
	stream := func(dict string) string {
		return "1 0 obj\n<</Type/XRef/Root 1 0 R/Length 3" + dict + ">>\nstream\nabc\nendstream\nendobj\n"
	}
	file := func(table string) string { return "%PDF-1.5\n" + table + "startxref\n9\n%%EOF\n" }
	page := func(drawing, more string) string {
		return string(readtest.PDFOf(drawing, fmt.Sprintf(letters, more)))
	}
	const (
		number = "damaged PDF: a number in its structure is larger than the file can hold"
		font   = `page 1: the letters of font "F1" are not to be told`
	)
	show := "BT /F1 12 Tf 1 0 0 1 50 800 Tm (" + sentence + ") Tj ET"
	for name, tt := range map[string]struct{ data, want string }{
		"size":            {file(stream("/Size 1000000000000/W[1 1 1]")), number},
		"escaped size":    {file(stream("/#53ize%\n +1000000000000/W[1 1 1]")), number},
		"past int64":      {file(stream("/Size 99999999999999999999/W[1 1 1]")), number},
		"width":           {file(stream("/Size 10/W[1 1\n1000000000000]")), number},
		"index":           {file(stream("/Size 10/Index[0 1 % 2\n1000000000000 1]/W[1 1 1]")), number},
		"columns":         {file(stream("/Size 10/W[1 1 1]/DecodeParms<</Predictor 12/Columns 40000000000000>>")), number},
		"table":           {file("xref\n1000000000000 1\n0000000010 00000 n \ntrailer\n<</Size 10/Root 1 0 R>>\n"), number},
		"second section":  {file("xref\n0 1\n0000000000 65535 f \n1000000000000 1\n0000000010 00000 n \ntrailer\n<</Size 10/Root 1 0 R>>\n"), number},
		"good map":        {page(show, ""), "ok"},
		"entries":         {page(show, "9999999999 beginbfchar endbfchar"), font},
		"named entries":   {page(show, "/n 9999999999 def n beginbfchar endbfchar"), font},
		"letters":         {page(show, "1 beginbfchar <61> <"+strings.Repeat("0061", 100)+"> endbfchar"), font},
		"literal letters": {page(show, "1 beginbfchar <61> ("+strings.Repeat(`\)a`, 100)+") endbfchar"), font},
		"large map":       {page(show, strings.Repeat("% nothing\n", 500_000)), font},
		"text":            {page(strings.Repeat(show+"\n", 5000), ""), "page 1: 500000 bytes of text, the limit is 262144"},
		"texts":           {page("BT /F1 12 Tf ["+strings.Repeat("(ab) 1 ", 150_000)+"] TJ ET", ""), "page 1: 300000 bytes of text, the limit is 262144"},
		"font changes":    {page(strings.Repeat("/F1 12 Tf ", 2000)+show, strings.Repeat("% nothing\n", 60_000)), "page 1: 2001 changes of the font are too many"},
		"drawing":         {page(strings.Repeat(" ", maxDrawing+1), ""), "page 1: more than 16777216 bytes of drawing"},
	} {
		doc, err := parsePDF([]byte(tt.data))
		got := "ok"
		if err != nil {
			got = err.Error()
		} else if doc.Text != sentence {
			got = doc.Text
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}
