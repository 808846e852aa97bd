package index

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"

	"github.com/klauspost/compress/zstd"
)

// tableFormat names the layout of the file; another one is rebuilt, not read.
const tableFormat = "sayso table 9\n"

// errStale says that the file does not belong to the state of the index.
var errStale = errors.New("table is of another state")

// parts lists the columns in the order of the file.
func (t *table) parts() []any {
	return []any{
		&t.id, &t.print, &t.text, &t.signature, &t.version, &t.published, &t.source, &t.host, &t.types, &t.bands, &t.flags,
		&t.mentions, &t.dates, &t.sections, &t.roles,
		&t.positions, &t.holder, &t.holderBy, &t.via, &t.viaBy, &t.state, &t.issue, &t.section, &t.act, &t.stance, &t.modality, &t.speech, &t.posDoc, &t.said,
		&t.judgments, &t.judged, &t.band, &t.judgeDoc, &t.hedges,
		&t.actorNames, &t.issues, &t.hosts, &t.sources, &t.sectionOf, &t.wordings, &t.versions, &t.roleNames,
	}
}

// write stores t as of a state of the index, all or nothing. t must have no dead rows. The
// columns of 70,000 documents take 100 MB, so that they are never in memory twice.
func (t *table) write(path string, state uint64) error {
	return writeFile(path, func(f io.Writer) error {
		sum := crc32.NewIEEE()
		out := io.MultiWriter(f, sum)
		if _, err := out.Write(binary.LittleEndian.AppendUint64([]byte(tableFormat), state)); err != nil {
			return err
		}
		z, err := zstd.NewWriter(out, plainOptions...)
		if err != nil {
			return err
		}
		e := encoder{w: bufio.NewWriter(z)}
		for _, p := range t.parts() {
			e.part(p)
		}
		if err := errors.Join(e.w.Flush(), z.Close()); err != nil {
			return err
		}
		_, err = f.Write(binary.LittleEndian.AppendUint32(nil, sum.Sum32()))
		return err
	})
}

// replaceFile writes a file so that a reader sees the old content or the new one.
func replaceFile(path string, b []byte) error {
	return writeFile(path, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
}

// writeFile is replaceFile for what is not at hand in one piece.
func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), "tmp-*")
	if err != nil {
		return err
	}
	b := bufio.NewWriter(f)
	err = errors.Join(write(b), b.Flush(), f.Sync(), f.Close())
	if err == nil {
		err = openUp(f.Name(), filepath.Dir(path)) // CreateTemp makes it for its owner alone
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// encoder writes columns. An error of writing stays in w until the flush.
type encoder struct{ w *bufio.Writer }

func (e encoder) part(part any) {
	switch p := part.(type) {
	case *[]string:
		lengths := make([]uint32, len(*p))
		n := 0
		for i, s := range *p {
			lengths[i] = uint32(len(s))
			n += len(s)
		}
		e.part(&lengths)
		e.count(n)
		for _, s := range *p {
			e.w.WriteString(s)
		}
	case *[][16]byte:
		e.count(len(*p))
		for i := range *p {
			e.w.Write((*p)[i][:])
		}
	case *list:
		e.part(&p.start)
		e.part(&p.val)
	case *dict:
		e.part(&p.words)
	case *[]uint8:
		e.count(len(*p))
		e.w.Write(*p)
	case *[]uint16:
		numbers(e, *p)
	case *[]uint32:
		numbers(e, *p)
	case *[]int32:
		numbers(e, *p)
	}
}

func (e encoder) count(n int) {
	e.w.Write(binary.LittleEndian.AppendUint64(e.w.AvailableBuffer(), uint64(n)))
}

// chunk is how many numbers are turned into bytes, or out of them, at a time.
const chunk = 4096

func numbers[T uint16 | uint32 | int32](e encoder, v []T) {
	e.count(len(v))
	var b []byte
	for part := range slices.Chunk(v, chunk) {
		b, _ = binary.Append(b[:0], binary.LittleEndian, part) // cannot fail for numbers
		e.w.Write(b)
	}
}

// readTable reads the table as of a state of the index.
func readTable(path string, state uint64) (*table, error) {
	t, is, err := readAnyTable(path)
	if err == nil && is != state {
		return nil, errStale
	}
	return t, err
}

// readAnyTable reads the table, and of which state of the index it is.
func readAnyTable(path string) (t *table, state uint64, err error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, 0, err
	}
	head := len(tableFormat) + 8
	if len(b) < head+4 || string(b[:len(tableFormat)]) != tableFormat {
		return nil, 0, errStale
	}
	sum := len(b) - 4
	if crc32.ChecksumIEEE(b[:sum]) != binary.LittleEndian.Uint32(b[sum:]) {
		return nil, 0, fmt.Errorf("%s: checksum does not match", path)
	}
	z, err := zstd.NewReader(bytes.NewReader(b[head:sum]), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, 0, fmt.Errorf("%s: %w", path, err)
	}
	defer z.Close()
	t = new(table)
	d := decoder{r: z}
	for _, p := range t.parts() {
		d.part(p)
	}
	if d.err != nil {
		return nil, 0, fmt.Errorf("%s: %w", path, d.err)
	}
	t.dead = make([]bool, len(t.id))
	return t, binary.LittleEndian.Uint64(b[len(tableFormat):]), nil
}

// decoder reads what encoder writes. After an error it reads nothing more.
type decoder struct {
	r   io.Reader
	err error
}

// fill reads b in full.
func (d *decoder) fill(b []byte) {
	if d.err != nil {
		return
	}
	if _, d.err = io.ReadFull(d.r, b); errors.Is(d.err, io.EOF) || errors.Is(d.err, io.ErrUnexpectedEOF) {
		d.err = errors.New("ends in the middle")
	}
}

func (d *decoder) count() int {
	var b [8]byte
	d.fill(b[:])
	if n := binary.LittleEndian.Uint64(b[:]); d.err == nil && n <= math.MaxUint32 {
		return int(n)
	}
	d.err = cmp.Or(d.err, errors.New("a column is too long"))
	return 0
}

func (d *decoder) part(part any) {
	switch p := part.(type) {
	case *[]string:
		*p = d.strings()
	case *[][16]byte:
		*p = make([][16]byte, d.count())
		for i := range *p {
			d.fill((*p)[i][:])
		}
	case *list:
		d.part(&p.start)
		d.part(&p.val)
	case *dict:
		d.part(&p.words)
	case *[]uint8:
		*p = make([]byte, d.count())
		d.fill(*p)
	case *[]uint16:
		*p = decode[uint16](d, 2)
	case *[]uint32:
		*p = decode[uint32](d, 4)
	case *[]int32:
		*p = decode[int32](d, 4)
	}
}

func decode[T uint16 | uint32 | int32](d *decoder, size int) []T {
	n := d.count()
	if n == 0 {
		return nil
	}
	v := make([]T, n)
	b := make([]byte, min(n, chunk)*size)
	for part := range slices.Chunk(v, chunk) {
		b = b[:len(part)*size]
		if d.fill(b); d.err != nil {
			return nil
		}
		_, d.err = binary.Decode(b, binary.LittleEndian, part)
	}
	return v
}

func (d *decoder) strings() []string {
	lengths := decode[uint32](d, 4)
	b := make([]byte, d.count())
	d.fill(b)
	all := string(b)
	out := make([]string, len(lengths))
	for i, n := range lengths {
		if int(n) > len(all) {
			d.err = cmp.Or(d.err, errors.New("strings end in the middle"))
			return nil
		}
		out[i], all = all[:n], all[n:]
	}
	return out
}
