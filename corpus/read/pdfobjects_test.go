package read

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// deflated packs as PDF does.
func deflated(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

// packedPDF is a file whose objects 1 to 4, the page, are packed in object 5, whose entry in the
// table is holder; head is what stands in its header besides the length.
func packedPDF(head, objects string, holder [2]uint16) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	write := func(id int, dict, data string) (at int) {
		at = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n", id, dict, len(data), data)
		return at
	}
	drawing := write(6, "", "BT /F1 12 Tf 1 0 0 1 50 800 Tm ("+sentence+") Tj ET")
	holder[1] += uint16(write(5, head, objects))
	rows := [][3]uint16{{0, 0, 0}, {2, 5, 0}, {2, 5, 1}, {2, 5, 2}, {2, 5, 3}, {holder[0], holder[1], 0}, {1, uint16(drawing), 0}}
	var table strings.Builder
	for _, r := range rows {
		table.Write(binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16([]byte{2, byte(r[0])}, r[1]), r[2]))
	}
	up := []byte(table.String())
	for i := len(up) - 1; i >= 6; i-- { // predicted from the row above
		if i%6 != 0 {
			up[i] -= up[i-6]
		}
	}
	at := write(7, "/Type/XRef/Size 7/W[1 2 2]/Root 1 0 R/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 5>>", deflated(string(up)))
	fmt.Fprintf(&b, "startxref\n%d\n%%%%EOF\n", at)
	return b.Bytes()
}

// TestPackedPDF meets small files whose packed objects would take all memory, all of the stack, or
// for ever.
func TestPackedPDF(t *testing.T) {
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>> ",
		"<</Type/Pages/Kids[3 0 R]/Count 1>> ",
		"<</Type/Page/Parent 2 0 R/Contents 6 0 R/Resources<</Font<</F1 4 0 R>>>>>> ",
		"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>> ",
	}
	var index, all strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&index, "%d %d ", i+1, all.Len())
		all.WriteString(o)
	}
	good := index.String() + all.String()
	head := fmt.Sprintf("/Type/ObjStm/N 4/First %d", index.Len())
	plain := [2]uint16{1, 0}
	const of = "damaged PDF: its packed objects are of no use"
	packed := func(more string) []byte { return packedPDF(head+"/Filter/FlateDecode", deflated(good+more), plain) }
	large := fmt.Sprintf("damaged PDF: more than %d bytes of packed objects in one place", maxPacked)
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"good":             {packed(""), "ok"},
		"not compressed":   {packedPDF(head, good, plain), "ok"},
		"array":            {packedPDF("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", deflated("1 0 [ "+strings.Repeat("0 ", 6<<20)), plain), large},
		"string":           {packedPDF("/Type/ObjStm/N 1/First 4/Filter[/FlateDecode]", deflated("1 0 ("+strings.Repeat("(", 12<<20)), plain), large},
		"escaped first":    {packedPDF("/Type/ObjStm/N 1/#46irst 4/Filter/FlateDecode", deflated("1 0 ("+strings.Repeat("(", 12<<20)), plain), large},
		"string before":    {packedPDF("/First 4/X(stream\n1 0 obj)/Type/ObjStm/N 1/Filter/FlateDecode", deflated("1 0 ("+strings.Repeat("(", 12<<20)), plain), large},
		"twice compressed": {packedPDF(head+"/Filter[/FlateDecode/FlateDecode]", deflated(deflated(good)), plain), of},
		"filter elsewhere": {packedPDF(head+"/Filter 8 0 R", deflated(good), plain), of},
		"brackets":         {packedPDF("/A[ >> >> <<>> stream\n] "+head, good, plain), of},
		"in itself":        {packedPDF(head, good, [2]uint16{2, 5}), of},
		"stream within":    {packed("<</First 3/Type/ObjStm>>%\nstream\n"), of},
		"no end":           {packed("<00 00"), of},
		"drawing":          {bytes.Replace(packed(""), []byte(") Tj ET"), []byte(") Tj <4"), 1), "page 1: its drawing ends within a string"},
		"encrypted":        {append(packedPDF(head, good+strings.Repeat(" ", maxCipher), plain), "<</Encrypt 9 0 R>>"...), errCipher.Error()},
		"table of itself":  {[]byte("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n" + strings.Repeat(" ", 60)), "read the PDF: "},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		doc, err := parsePDF(tt.data)
		runtime.ReadMemStats(&after)
		got := "ok"
		if err != nil {
			got = err.Error()
		} else if doc.Text != sentence {
			got = doc.Text
		}
		if got != tt.want && (tt.want == "ok" || !strings.HasPrefix(got, tt.want)) {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
		if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 60 && !underRace {
			t.Errorf("%s: took %d MB", name, mb)
		}
	}
}
