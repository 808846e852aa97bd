package index

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// An index folder holds one finished state, gen-000001 or later. A writer locks the folder and
// works in the folder "work", which begins as a copy of the state (hard links: the files of
// words never change) and, when the writer is closed, becomes the next state; those before it
// are removed. So a reader neither blocks a writer nor waits for one, and never sees a state
// in the making. What a killed writer leaves in "work" is where the next one goes on.

const (
	tableName = "table.bin"
	asideName = "aside.json"
	workName  = "work"

	// rebuildName marks work that is of no use unless it is finished: all that it will hold
	// is in the states before it.
	rebuildName = "rebuild"
	lockName    = "lock" // held by the writer; its content is the pid
)

// busyError says that a writer holds the folder.
type busyError struct{ pid string }

func (e busyError) Error() string {
	return fmt.Sprintf("is being written by another process (pid %s): wait for it, or use another --index", e.pid)
}

// generations lists the finished states in dir, oldest first.
func generations(dir string) []string {
	entries, _ := os.ReadDir(dir) // none where there is no folder
	var out []string
	for _, e := range entries {
		if e.IsDir() && strings.HasPrefix(e.Name(), "gen-") {
			out = append(out, e.Name())
		}
	}
	slices.Sort(out)
	return out
}

// Check says whether dir is an index: nil if it is, whatever its state, an error that wraps
// [ErrNone] if it is not. It costs little for a folder that is none.
func Check(dir string) error {
	_, err := os.Stat(filepath.Join(dir, lockName))
	if err == nil && (len(generations(dir)) > 0 || exists(filepath.Join(dir, workName))) {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("index %s: %w", dir, err)
	}
	return fmt.Errorf("index %s: %w", dir, ErrNone)
}

// after returns the name of the generation that follows the newest one.
func after(gens []string) string {
	n := 0
	if len(gens) > 0 {
		n, _ = strconv.Atoi(strings.TrimPrefix(gens[len(gens)-1], "gen-"))
	}
	return fmt.Sprintf("gen-%06d", n+1)
}

// lockWait is how long to wait for a writer that is just closing.
const lockWait = 300 * time.Millisecond

// lockFolder makes the folder if there is none and keeps other writers out of it. One that
// is at work there may take up to wait to end. The lock goes with the process, however it ends.
func lockFolder(dir string, wait time.Duration) (*flock.Flock, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	name := filepath.Join(dir, lockName)
	l := flock.New(name, flock.SetPermissions(0o644))
	for deadline := time.Now().Add(wait); ; time.Sleep(lockWait / 20) {
		ok, err := l.TryLock()
		if err != nil {
			return nil, err
		}
		if ok {
			// The pid is only told to people; a full disk shows up soon enough.
			_ = os.WriteFile(name, []byte(strconv.Itoa(os.Getpid())), 0o644)
			return l, nil
		}
		if time.Now().After(deadline) {
			return nil, busy(dir)
		}
	}
}

// busy names the process that writes the folder.
func busy(dir string) error {
	pid := "unknown"
	if b, err := os.ReadFile(filepath.Join(dir, lockName)); err == nil && len(b) > 0 {
		pid = strings.TrimSpace(string(b))
	}
	return busyError{pid}
}

// written reports whether a writer is at work in the folder.
func written(dir string) bool {
	l := flock.New(filepath.Join(dir, lockName), flock.SetFlag(os.O_RDONLY))
	ok, err := l.TryRLock()
	if err == nil && ok {
		l.Close()
	}
	return err == nil && !ok
}

// prepareWork makes the folder that the writer works in: what a killed one left, else a copy
// of the newest state, else an empty one. The caller holds the lock.
func prepareWork(dir string, fresh bool) error {
	if leftover, err := filepath.Glob(filepath.Join(dir, "tmp-*")); err == nil {
		for _, name := range leftover {
			os.RemoveAll(name)
		}
	}
	work := filepath.Join(dir, workName)
	gens := generations(dir)
	if !fresh && !exists(filepath.Join(work, rebuildName)) && usable(work) {
		return nil
	}
	if err := os.RemoveAll(work); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp(dir, "tmp-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp) // nothing is left of it once it is renamed
	stage := filepath.Join(tmp, workName)
	if len(gens) == 0 || fresh {
		err = createEngine(stage)
	} else {
		err = clone(stage, filepath.Join(dir, gens[len(gens)-1]))
	}
	if err != nil {
		return err
	}
	return os.Rename(stage, work)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// usable reports whether there is a state that can be opened.
func usable(path string) bool {
	if !exists(path) {
		return false
	}
	e, err := openEngine(path, true)
	return err == nil && e.close() == nil
}

// publish makes the finished work the state that readers see, and removes those before it.
// A file that a reader holds open stays readable to it; where the system forbids the
// removal, the next writer tries again.
func publish(dir string) error {
	if err := os.Remove(filepath.Join(dir, workName, rebuildName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	gens := generations(dir)
	if err := openUp(filepath.Join(dir, workName), dir); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(dir, workName), filepath.Join(dir, after(gens))); err != nil {
		return err
	}
	for _, g := range gens {
		os.RemoveAll(filepath.Join(dir, g))
	}
	return nil
}

// openUp gives what lies below path the permissions of the folder dir: who may read the folder
// of an index may read the index. Bleve makes all for its owner alone.
func openUp(path, dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	return filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		mode := info.Mode() & (fs.ModePerm | fs.ModeSetgid)
		if !d.IsDir() {
			mode &= 0o666
		}
		return os.Chmod(name, mode)
	})
}

// clone copies a generation; the files of Bleve's segments, which are never written to
// again, by hard link where the file system has them.
func clone(to, from string) error {
	if err := os.MkdirAll(filepath.Join(to, "store"), 0o755); err != nil {
		return err
	}
	for _, pattern := range []string{"*", filepath.Join("store", "*")} {
		names, err := filepath.Glob(filepath.Join(from, pattern))
		if err != nil {
			return err
		}
		for _, name := range names {
			rel, err := filepath.Rel(from, name)
			if err != nil {
				return err
			}
			if err := linkFile(filepath.Join(to, rel), name); err != nil {
				return err
			}
		}
	}
	return nil
}

func linkFile(to, from string) error {
	if info, err := os.Stat(from); err != nil || info.IsDir() {
		return err
	}
	if filepath.Ext(from) == ".zap" && os.Link(from, to) == nil {
		return nil
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
