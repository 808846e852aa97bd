package index

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// Verification is what [Verify] found.
type Verification struct {
	Files  []VerifiedFile `json:"files"`
	Advice string         `json:"advice,omitempty"` // the next step; empty if all files are sound
}

// VerifiedFile is a file of an index that was looked through.
type VerifiedFile struct {
	Name  string `json:"file"` // below the folder of the index, with slashes
	Bytes int64  `json:"bytes"`
	Fault string `json:"fault,omitempty"` // "is damaged (…)", with what was found and wanted; empty if the file is sound
}

// Faults returns how many files are not sound.
func (v Verification) Faults() (n int) {
	for _, f := range v.Files {
		if f.Fault != "" {
			n++
		}
	}
	return n
}

// Verify reads all files of the newest finished state of the index in dir and compares those
// with a checksum to it: the segments of Bleve, which opening an index does not read through, the
// table, and what is known of files. Lists in JSON and the corrections, which have none, are parsed,
// and the state is opened. A byte that is another within a word of a list is not found.
//
// It writes nothing, and a writer may be at work: when that replaces the state, the new one is
// looked through from the beginning. progress is told, from the calling goroutine, how many bytes
// were read of how many. The error wraps [ErrNone] if there is no index; damage is no error.
func Verify(ctx context.Context, dir string, progress func(done, total int64)) (Verification, error) {
	for {
		gens := generations(dir)
		if len(gens) == 0 {
			return Verification{}, fmt.Errorf("index %s: %w", dir, unready(dir))
		}
		newest := gens[len(gens)-1]
		total := size(filepath.Join(dir, newest))
		v := verifier{ctx: ctx, dir: dir, progress: func(done int64) { progress(done, total) }}
		err := errors.Join(v.generation(filepath.Join(dir, newest)), v.corrections())
		if ctx.Err() == nil && (err != nil || v.found.Faults() > 0) && !slices.Equal(gens, generations(dir)) {
			continue // a writer has just replaced it
		}
		v.found.Advice = v.advice()
		return v.found, err
	}
}

// verifier looks through one generation.
type verifier struct {
	ctx      context.Context
	dir      string
	progress func(done int64)
	done     int64 // bytes

	found    Verification
	table    bool // a fault is that of the table
	log      bool // one is in the corrections
	store    bool // one is in what Bleve opens
	readable bool // there are stored texts that can be read
	lost     bool // there are some that cannot
}

func (v *verifier) generation(path string) error {
	err := filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch filepath.Base(name) {
		case tableName:
			err = v.sum(name, binary.LittleEndian)
			v.table = err != nil
		case ledgerName:
			err = unpacks(name)
		case asideName:
			err = parses(name, new(asideFile))
		case runsName:
			err = parses(name, new([]Run))
		case ownName:
			err = parses(name, new(map[string]string))
		case "index_meta.json":
			err = meta(name)
			v.store = v.store || err != nil
		default:
			if filepath.Ext(name) != ".zap" {
				return nil // root.bolt, see below, and the journal, in which a line may be cut off
			}
			err = v.segment(name)
			v.store = v.store || err != nil
		}
		return v.add(name, err)
	})
	// What is known to be damaged is not opened: Bleve may panic over it in goroutines of its own.
	if err != nil || v.store {
		return err
	}
	err = guarded(func() error {
		e, err := openEngine(path, true)
		if err != nil {
			return err
		}
		return e.close()
	})
	return v.add(filepath.Join(path, "store", "root.bolt"), err)
}

// corrections looks through the log of corrections, if there is one.
func (v *verifier) corrections() error {
	name := correctionLog(v.dir)
	if !exists(name) {
		return nil
	}
	_, err := Corrections(v.dir)
	v.log = err != nil
	return v.add(name, err)
}

// add notes what came of a file. It returns the error where that is none of the file.
func (v *verifier) add(name string, err error) error {
	if v.ctx.Err() != nil {
		return v.ctx.Err()
	}
	if errors.Is(err, fs.ErrPermission) {
		return err
	}
	rel, relErr := filepath.Rel(v.dir, name)
	if relErr != nil {
		return relErr
	}
	f := VerifiedFile{Name: filepath.ToSlash(rel)}
	if info, err := os.Stat(name); err == nil {
		f.Bytes = info.Size()
	}
	if err != nil {
		unusable, ok := errors.AsType[unusableError](err)
		if !ok {
			unusable = unusableError{name, fmt.Errorf("is damaged (%w)", err)}
		}
		f.Fault = unusable.err.Error()
	}
	v.found.Files = append(v.found.Files, f)
	return nil
}

// segment checks a file of Bleve, whose footer ends in the CRC-32 of all before. Where that is
// another, the stored texts tell whether they can be read: each is compressed with a sum of its own.
func (v *verifier) segment(name string) error {
	err := v.sum(name, binary.BigEndian)
	if err == nil || v.ctx.Err() != nil || errors.Is(err, fs.ErrPermission) {
		v.readable = v.readable || err == nil
		return err
	}
	texts := 0
	lost := eachStored(name, func(int64, storedDocument) { texts++ })
	v.readable = v.readable || texts > 0
	if lost == nil {
		return fmt.Errorf("%w; all %d texts stored in it can be read", err, texts)
	}
	v.lost = true
	return fmt.Errorf("%w; %d texts stored in it can be read, others not: %w", err, texts, lost)
}

// piece is how much is read between two looks at the context.
const piece = 1 << 20

func (v *verifier) sum(name string, order binary.ByteOrder) error {
	return checkSum(v.ctx, name, order, func(n int64) {
		v.done += n
		v.progress(v.done)
	})
}

// checkSum compares the last four bytes of a file to the CRC-32 (IEEE) of all before. progress,
// if not nil, is told how many bytes more were read.
func checkSum(ctx context.Context, name string, order binary.ByteOrder, progress func(n int64)) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	sum := crc32.NewIEEE()
	for left := info.Size() - crc32.Size; left > 0; {
		n, err := io.CopyN(sum, f, min(left, piece))
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		left -= n
		if progress != nil {
			progress(n)
		}
	}
	var end [crc32.Size]byte
	if _, err := io.ReadFull(f, end[:]); err != nil {
		return fmt.Errorf("%d bytes are too few for a checksum", info.Size())
	}
	if got, want := sum.Sum32(), order.Uint32(end[:]); got != want {
		return fmt.Errorf("its CRC-32 is %08x, want %08x", got, want)
	}
	return nil
}

// unpacks reads what zstd compressed, which ends in a sum.
func unpacks(name string) error {
	b, err := os.ReadFile(name)
	if err == nil {
		_, err = plainCodec().DecodeAll(b, nil)
	}
	return err
}

func parses(name string, into any) error {
	b, err := os.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	return err
}

// meta checks the few words by which Bleve knows its kind of index.
func meta(name string) error {
	var m struct {
		Storage   string `json:"storage"`
		IndexType string `json:"index_type"`
	}
	if err := parses(name, &m); err != nil {
		return err
	}
	if m.Storage != scorch.Name || m.IndexType != scorch.Name {
		return fmt.Errorf("it is of kind %q in %q, want %q", m.IndexType, m.Storage, scorch.Name)
	}
	return nil
}

// advice is the next step.
func (v *verifier) advice() string {
	faults := v.found.Faults()
	switch {
	case faults == 0:
		return ""
	case v.table && faults == 1:
		return "the next command that opens the index, such as sayso status, makes the table anew"
	case v.log && faults == 1:
		return "nothing is answered until the line of the corrections is mended or removed"
	case !v.readable:
		return "none of the stored texts can be read; sayso index --fresh PATH makes it anew of the files"
	case v.lost:
		return rebuildAdvice + " that can be read, and sayso index PATH then reads the others from their files"
	}
	return rebuildAdvice
}
