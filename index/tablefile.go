package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
)

// tableFormat names the layout of the file; another one is rebuilt, not read.
const tableFormat = "sayso table 6\n"

// errStale says that the file does not belong to the state of the index.
var errStale = errors.New("table is of another state")

// parts lists the columns in the order of the file.
func (t *table) parts() []any {
	return []any{
		&t.id, &t.print, &t.text, &t.signature, &t.version, &t.published, &t.source, &t.host, &t.types, &t.bands, &t.flags,
		&t.actors, &t.mentions, &t.dates, &t.sections, &t.roles,
		&t.positions, &t.holder, &t.via, &t.state, &t.issue, &t.section, &t.act, &t.stance, &t.modality, &t.speech, &t.posDoc, &t.said,
		&t.judgments, &t.judged, &t.band, &t.judgeDoc, &t.hedges,
		&t.actorNames, &t.issues, &t.hosts, &t.sources, &t.sectionOf, &t.wordings, &t.versions, &t.roleNames,
	}
}

// write stores t as of a state of the index, all or nothing. t must have no dead rows.
func (t *table) write(path string, state uint64) error {
	var columns []byte
	for _, p := range t.parts() {
		columns = encode(columns, p)
	}
	b := []byte(tableFormat)
	b = binary.LittleEndian.AppendUint64(b, state)
	b = plainCodec().EncodeAll(columns, b)
	b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
	return replaceFile(path, b)
}

// replaceFile writes a file so that a reader sees the old content or the new one.
func replaceFile(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "tmp-*")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

func encode(b []byte, part any) []byte {
	switch p := part.(type) {
	case *[]string:
		lengths := make([]uint32, len(*p))
		n := 0
		for i, s := range *p {
			lengths[i] = uint32(len(s))
			n += len(s)
		}
		b = encode(b, &lengths)
		b = binary.LittleEndian.AppendUint64(b, uint64(n))
		for _, s := range *p {
			b = append(b, s...)
		}
	case *[][16]byte:
		b = binary.LittleEndian.AppendUint64(b, uint64(len(*p)))
		for _, v := range *p {
			b = append(b, v[:]...)
		}
	case *list:
		b = encode(encode(b, &p.start), &p.val)
	case *dict:
		b = encode(b, &p.words)
	case *[]uint8:
		b = append(binary.LittleEndian.AppendUint64(b, uint64(len(*p))), *p...)
	case *[]uint16:
		b = numbers(b, *p)
	case *[]uint32:
		b = numbers(b, *p)
	case *[]int32:
		b = numbers(b, *p)
	}
	return b
}

func numbers[T uint16 | uint32 | int32](b []byte, v []T) []byte {
	b = binary.LittleEndian.AppendUint64(b, uint64(len(v)))
	b, _ = binary.Append(b, binary.LittleEndian, v) // cannot fail for numbers
	return b
}

// readTable reads the table as of a state of the index.
func readTable(path string, state uint64) (*table, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	head := len(tableFormat) + 8
	if len(b) < head+4 || string(b[:len(tableFormat)]) != tableFormat || binary.LittleEndian.Uint64(b[len(tableFormat):]) != state {
		return nil, errStale
	}
	sum := len(b) - 4
	if crc32.ChecksumIEEE(b[:sum]) != binary.LittleEndian.Uint32(b[sum:]) {
		return nil, fmt.Errorf("%s: checksum does not match", path)
	}
	columns, err := plainCodec().DecodeAll(b[head:sum], nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	t := new(table)
	d := decoder{columns, nil}
	for _, p := range t.parts() {
		d.part(p)
	}
	if d.err != nil {
		return nil, fmt.Errorf("%s: %w", path, d.err)
	}
	t.dead = make([]bool, len(t.id))
	return t, nil
}

type decoder struct {
	b   []byte
	err error
}

// take returns the next value's count and its bytes.
func (d *decoder) take(size int) (n int, b []byte) {
	if len(d.b) < 8 {
		d.err = errors.New("ends in the middle")
		return 0, nil
	}
	count := binary.LittleEndian.Uint64(d.b)
	d.b = d.b[8:]
	if count > uint64(len(d.b)/size) {
		d.err = errors.New("ends in the middle")
		return 0, nil
	}
	n = int(count)
	b, d.b = d.b[:n*size], d.b[n*size:]
	return n, b
}

func (d *decoder) part(part any) {
	switch p := part.(type) {
	case *[]string:
		*p = d.strings()
	case *[][16]byte:
		n, b := d.take(16)
		*p = make([][16]byte, n)
		for i := range *p {
			copy((*p)[i][:], b[16*i:])
		}
	case *list:
		d.part(&p.start)
		d.part(&p.val)
	case *dict:
		d.part(&p.words)
	case *[]uint8:
		_, *p = d.take(1)
	case *[]uint16:
		*p = decode[uint16](d, 2)
	case *[]uint32:
		*p = decode[uint32](d, 4)
	case *[]int32:
		*p = decode[int32](d, 4)
	}
}

func decode[T uint16 | uint32 | int32](d *decoder, size int) []T {
	n, b := d.take(size)
	if n == 0 {
		return nil
	}
	v := make([]T, n)
	if _, err := binary.Decode(b, binary.LittleEndian, v); err != nil {
		d.err = err
	}
	return v
}

func (d *decoder) strings() []string {
	lengths := decode[uint32](d, 4)
	_, b := d.take(1)
	all := string(b)
	out := make([]string, len(lengths))
	for i, n := range lengths {
		if int(n) > len(all) {
			d.err = errors.New("strings end in the middle")
			return nil
		}
		out[i], all = all[:n], all[n:]
	}
	return out
}
