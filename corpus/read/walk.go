package read

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/sayso-nlp/sayso/corpus"
)

// walker is one run of Walk. It stops when the consumer does: every method returns early
// once done is set.
type walker struct {
	ctx   context.Context
	opt   Options
	yield func(Item) bool
	done  bool
	n     int    // items so far
	given string // the absolute path of the folder that is being walked, without symbolic links on the way to it

	bufs []*bufio.Reader // one for each depth of archives, used again for the next file
}

// buffer returns a buffer for the stream that is read at this depth. What is read from it
// is copied before the next stream of the depth begins.
func (w *walker) buffer(depth int, r io.Reader) *bufio.Reader {
	for len(w.bufs) <= depth {
		w.bufs = append(w.bufs, bufio.NewReaderSize(nil, 64<<10))
	}
	w.bufs[depth].Reset(r)
	return w.bufs[depth]
}

func (w *walker) emit(it Item) bool {
	w.n++
	if !w.done && (w.ctx.Err() != nil || !w.yield(it)) {
		w.done = true
	}
	return !w.done
}

// place is where something was found: the file on disk, and what to call it.
type place struct {
	path, fingerprint string
	name, id          string
	size              int64 // -1 if unknown
	depth             int   // of archives within archives
}

func (p place) item() Item {
	return Item{Path: p.path, Fingerprint: p.fingerprint, Name: p.name, Size: max(p.size, 0)}
}

func (w *walker) fail(p place, err error) bool {
	it := p.item()
	var rec *corpus.RecordError
	if errors.As(err, &rec) {
		it.Name = rec.File
		it.Err = rec
	} else {
		it.Err = &corpus.RecordError{File: p.name, ID: p.id, Err: err}
	}
	return w.emit(it)
}

func (w *walker) skip(p place, reason string) {
	it := p.item()
	it.Skipped = reason
	w.emit(it)
}

func (w *walker) stdin(r io.Reader) {
	w.stream(place{path: "-", name: "-", id: "stdin", size: -1}, r)
}

// root walks one of the paths that were given. A file may be given by any name, even a
// hidden one, and may be a pipe.
func (w *walker) root(name string) {
	p := place{path: name, name: name, id: cleanID(filepath.Base(name))}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		w.fail(p, plain(err))
	case info.IsDir():
		if w.given, err = realPath(name); err != nil {
			w.fail(p, plain(err))
			return
		}
		w.dir(name, rootID(name))
	default:
		w.file(p, info)
	}
}

// rootID is the identifier of a folder that was given: its own name, so that two folders
// with files of the same names can be read into one index.
func rootID(name string) string {
	if abs, err := filepath.Abs(name); err == nil {
		name = abs
	}
	return cleanID(filepath.Base(name))
}

// dir walks a folder.
func (w *walker) dir(name, id string) {
	if w.opt.PassOver != nil {
		if reason := w.opt.PassOver(name); reason != "" {
			w.skip(place{path: name, name: name, id: id}, reason)
			return
		}
	}
	entries, err := os.ReadDir(name)
	if err != nil {
		// What could be listed before the error is still read.
		if !w.fail(place{path: name, name: name, id: id}, plain(err)) {
			return
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	for _, e := range entries {
		w.entry(filepath.Join(name, e.Name()), path.Join(id, cleanID(e.Name())))
		if w.done {
			return
		}
	}
}

func (w *walker) entry(name, id string) {
	p := place{path: name, name: name, id: id}
	if reason := passedOver(filepath.Base(name)); reason != "" {
		w.skip(p, reason)
		return
	}
	info, err := os.Stat(name)
	linked := false
	if err == nil {
		linked, err = w.link(name)
	}
	switch {
	case err != nil:
		w.fail(p, plain(err))
	case info.IsDir() && linked:
		w.skip(p, "symbolic link to a folder")
	case info.IsDir():
		w.dir(name, id)
	case !info.Mode().IsRegular():
		w.skip(p, "no regular file")
	default:
		w.file(p, info)
	}
}

var errOutside = errors.New("symbolic link that leads out of the folder: give what it leads to as a path of its own")

// realPath returns the absolute path of what a name leads to: a link in a folder that was given by a
// relative path may hold an absolute one.
func realPath(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

// link reports whether an entry of a folder is a symbolic link. One that leads out of the folder
// that was given is an error: an archive from elsewhere may hold notes.txt -> /home/me/.ssh/id_rsa,
// and what is indexed is shown to others. One to a folder within leads to what is found without
// it, or round in circles; thirty folders with two links each to the next one would be a
// billion.
func (w *walker) link(name string) (bool, error) {
	info, err := os.Lstat(name)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return false, err
	}
	target, err := realPath(name)
	if err != nil {
		return true, err
	}
	if rel, err := filepath.Rel(w.given, target); err != nil || !filepath.IsLocal(rel) {
		return true, errOutside
	}
	return true, nil
}

func (w *walker) file(p place, info fs.FileInfo) {
	p.size = -1
	if info.Mode().IsRegular() {
		p.size = info.Size()
		p.fingerprint = fmt.Sprintf("%d-%d", info.Size(), info.ModTime().UnixNano())
		if w.opt.Unchanged != nil && w.opt.Unchanged(p.path, p.fingerprint) {
			w.skip(p, Unchanged)
			return
		}
	}
	f, err := os.Open(p.path)
	if err != nil {
		w.fail(p, plain(err))
		return
	}
	defer f.Close()
	w.stream(p, f)
}

// passedOver returns why a file found in a folder is not read, "" if it is. A file that is
// given by name always is.
func passedOver(base string) string {
	if hidden(base) {
		return "hidden file"
	}
	switch stem, _, _ := strings.Cut(base, "."); stem {
	case "README", "LICENSE", "LICENCE", "NOTICE", "COPYING", "CHANGELOG":
		return "describes the folder"
	}
	return ""
}

// hidden tells the files that no person put into an archive to be read: dot files, and what
// operating systems leave behind.
func hidden(base string) bool {
	switch base {
	case "__MACOSX", "Thumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$")
}

// cleanID turns a file name into an identifier: NFC, so that an archive copied from a Mac
// keeps its identifiers, and with the bytes that are no UTF-8 as %XX.
func cleanID(name string) string {
	if utf8.ValidString(name) {
		return norm.NFC.String(name)
	}
	var b strings.Builder
	for i := 0; i < len(name); {
		r, n := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, "%%%02X", name[i])
		} else {
			b.WriteString(name[i : i+n])
		}
		i += n
	}
	return norm.NFC.String(b.String())
}

// plain drops the path from an error of package os: the message begins with it already.
func plain(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return fmt.Errorf("%s: %w", pe.Op, pe.Err)
	}
	return err
}
