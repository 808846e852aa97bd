package browsertest

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// maxPicture keeps the pictures of the README small.
const maxPicture = 150_000

// TestReadmePictures makes the pictures of the README from the bundled briefs, in the folder
// that SAYSO_README_PICTURES names (docs/images).
func TestReadmePictures(t *testing.T) {
	dir := os.Getenv("SAYSO_README_PICTURES")
	if dir == "" {
		t.Skip("SAYSO_README_PICTURES names no folder")
	}
	ctx := tab(t, screen{width: 1120, height: 720})
	for name, path := range map[string]string{
		"document.png":  "/documents/demo-2-21?span=p5",
		"positions.png": "/positions?q=stance:against+actor:Russia",
	} {
		do(t, ctx, path, chromedp.Navigate(base+path))
		b, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if b = paletted(t, b); len(b) > maxPicture {
			t.Errorf("%s has %d bytes", name, len(b))
		}
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// paletted stores a picture with its 256 most frequent colours, which takes a third of the
// bytes: a page of text has few colours besides the edges of its letters.
func paletted(t *testing.T, b []byte) []byte {
	t.Helper()
	in, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[color.RGBA]int{}
	each := func(do func(x, y int, c color.RGBA)) {
		for y := range in.Bounds().Dy() {
			for x := range in.Bounds().Dx() {
				do(x, y, color.RGBAModel.Convert(in.At(x, y)).(color.RGBA))
			}
		}
	}
	each(func(_, _ int, c color.RGBA) { counts[c]++ })
	colours := slices.SortedFunc(maps.Keys(counts), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	var palette color.Palette
	for _, c := range colours[:min(256, len(colours))] {
		palette = append(palette, c)
	}
	nearest := map[color.RGBA]uint8{}
	out := image.NewPaletted(in.Bounds(), palette)
	each(func(x, y int, c color.RGBA) {
		i, ok := nearest[c]
		if !ok {
			i = uint8(palette.Index(c))
			nearest[c] = i
		}
		out.SetColorIndex(x, y, i)
	})
	var w bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&w, out); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}
