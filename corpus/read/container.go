package read

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// Limits of archives. A member of an archive within an archive costs memory at each level;
// more than maxDepth levels are a bomb or a mistake. Text packs 3–10 times, a crawl of one
// site up to 50 times.
const (
	maxDepth   = 4
	maxRatio   = 200
	freeUnpack = 16 << 20  // unpacked bytes before the ratio is looked at
	maxNested  = 256 << 20 // a zip file that is no file on disk must be held in memory
)

var (
	errDepth = fmt.Errorf("more than %d archives within one another", maxDepth)
	errRatio = fmt.Errorf("unpacks to more than %d times its size: looks like a decompression bomb", maxRatio)
)

// meter counts what an archive unpacks to. It is shared by all members of one archive, so
// that many small bombs are one large one.
type meter struct {
	packed    int64 // size of the archive; -1: counted by in
	in        *counter
	out, most int64
}

// counter counts the bytes read from r.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// metered reads r on account of m.
type metered struct {
	r io.Reader
	m *meter
}

func (r metered) Read(b []byte) (int, error) {
	n, err := r.r.Read(b)
	m := r.m
	m.out += int64(n)
	packed := m.packed
	if m.in != nil {
		packed = m.in.n
	}
	switch {
	case m.out > m.most:
		return 0, fmt.Errorf("unpacks to more than %d bytes in all, the limit for an archive", m.most)
	case m.out > freeUnpack && m.out/maxRatio > packed:
		return 0, errRatio
	}
	return n, err
}

func (w *walker) compressed(p place, b *bufio.Reader, f form) {
	if p.depth >= maxDepth {
		w.fail(p, errDepth)
		return
	}
	in := &counter{r: b}
	r, closer, err := decompressor(in, f)
	if err != nil {
		w.fail(p, fmt.Errorf("unpack: %w", err))
		return
	}
	defer closer()
	q := p
	q.depth++
	q.size = -1
	w.stream(q, metered{r, &meter{in: in, most: w.opt.maxUnpacked()}})
}

func decompressor(r io.Reader, f form) (io.Reader, func(), error) {
	switch f {
	case formGzip:
		z, err := gzip.NewReader(r)
		return z, func() {}, err
	case formZstd:
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(128<<20))
		if err != nil {
			return nil, nil, err
		}
		return z, z.Close, nil
	}
	return bzip2.NewReader(r), func() {}, nil
}

// member returns the place of an archive's member. Its name is only a label, nothing is
// ever written to disk; a name that points out of the archive is cut to what lies below.
func (p place) member(name string, size int64) place {
	name = strings.ReplaceAll(name, `\`, "/")
	id := cleanID(strings.TrimPrefix(path.Clean("/"+name), "/"))
	p.name += "!/" + name
	p.id += "!/" + id
	p.size = size
	p.depth++
	return p
}

func hiddenMember(name string) bool {
	for part := range strings.SplitSeq(strings.ReplaceAll(name, `\`, "/"), "/") {
		if part != "." && part != ".." && hidden(part) {
			return true
		}
	}
	return false
}

func (w *walker) tar(p place, b *bufio.Reader) {
	if p.depth >= maxDepth {
		w.fail(p, errDepth)
		return
	}
	t := tar.NewReader(b)
	for !w.done {
		h, err := t.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			w.fail(p, fmt.Errorf("unpack: %w", truncated(err)))
			return
		}
		w.tarMember(p.member(h.Name, h.Size), h, t)
	}
}

func (w *walker) tarMember(q place, h *tar.Header, t io.Reader) {
	switch {
	case h.Typeflag == tar.TypeDir:
	case h.Typeflag != tar.TypeReg:
		w.skip(q, "no regular file")
	case hiddenMember(h.Name):
		w.skip(q, "hidden file")
	default:
		w.stream(q, t)
	}
}

// zip reads a zip archive, or a Word document, which is one.
func (w *walker) zip(p place, b *bufio.Reader, r io.Reader) {
	if p.depth >= maxDepth {
		w.fail(p, errDepth)
		return
	}
	at, size, err := randomAccess(p, b, r)
	if err != nil {
		w.fail(p, truncated(err))
		return
	}
	z, err := zip.NewReader(at, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		w.fail(p, fmt.Errorf("unpack: %w", truncated(err)))
		return
	}
	switch kind := officeKind(z); kind {
	case "":
	case "word":
		w.word(p, at, size)
		return
	default:
		w.fail(p, errors.New(kind))
		return
	}
	m := &meter{packed: size, most: w.opt.maxUnpacked()}
	for _, f := range z.File {
		w.zipMember(p.member(f.Name, int64(f.UncompressedSize64)), f, m)
		if w.done {
			return
		}
	}
}

func (w *walker) word(p place, at io.ReaderAt, size int64) {
	p.size = size
	w.one(p, bufio.NewReaderSize(io.NewSectionReader(at, 0, size), 64<<10), parseWord)
}

func (w *walker) zipMember(q place, f *zip.File, m *meter) {
	const encrypted = 1
	switch {
	case strings.HasSuffix(f.Name, "/"):
		return
	case hiddenMember(f.Name):
		w.skip(q, "hidden file")
		return
	case f.Flags&encrypted != 0:
		w.fail(q, errors.New("encrypted: unpack it with its password first"))
		return
	case !f.Mode().IsRegular():
		w.skip(q, "no regular file")
		return
	}
	r, err := f.Open()
	if err != nil {
		w.fail(q, fmt.Errorf("unpack: %w", err))
		return
	}
	defer r.Close()
	w.stream(q, metered{r, m})
}

// randomAccess gives a zip file the access that its directory, at its end, asks for.
func randomAccess(p place, b *bufio.Reader, r io.Reader) (io.ReaderAt, int64, error) {
	if f, ok := r.(*os.File); ok && p.size >= 0 {
		return f, p.size, nil
	}
	data, err := readAll(b, maxNested)
	if err != nil {
		return nil, 0, err
	}
	return bytes.NewReader(data), int64(len(data)), nil
}

// truncated says in plain words what an error of reading is likely to mean.
func truncated(err error) error {
	err = plain(err)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, zip.ErrFormat) {
		return fmt.Errorf("%w (the file may be truncated)", err)
	}
	return err
}
