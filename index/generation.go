package index

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// An index folder holds generations, gen-000001 and so on. A writer works in a new one that
// begins as a copy of the newest (hard links: the files of words never change) and, when it
// is closed, removes those before it. Readers open the newest that no writer holds. So a
// reader neither blocks a writer nor waits for one, and what a killed writer had stored is
// where the next one begins.

const (
	tableName = "table.bin"
	asideName = "aside.json"
	pidName   = "writer.pid"
)

// errBusy says that a writer holds the generation.
var errBusy = errors.New("busy")

// generations lists the generations in dir, oldest first.
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

// busy names the process that holds the newest generation.
func busy(dir string, gens []string) error {
	pid := "unknown"
	if b, err := os.ReadFile(filepath.Join(dir, gens[len(gens)-1], pidName)); err == nil {
		pid = strings.TrimSpace(string(b))
	}
	return fmt.Errorf("is being written by another process (pid %s): wait for it, or use another --index", pid)
}

// newGeneration prepares the folder that a writer works in and returns its name: a copy of
// the newest generation, or an empty one.
func newGeneration(dir string, fresh bool) (string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	gens := generations(dir)
	n := 0
	from := ""
	if len(gens) > 0 {
		last := gens[len(gens)-1]
		n, _ = strconv.Atoi(strings.TrimPrefix(last, "gen-"))
		from = filepath.Join(dir, last)
		if err := free(from, fresh); err != nil {
			if errors.Is(err, errBusy) {
				err = busy(dir, gens)
			}
			return "", err
		}
	}
	tmp, err := os.MkdirTemp(dir, "tmp-*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(tmp) // nothing is left of it once it is renamed
	stage := filepath.Join(tmp, "gen")
	if from == "" || fresh {
		err = createEngine(stage)
	} else {
		err = clone(stage, from)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(stage, pidName), []byte(strconv.Itoa(os.Getpid())), 0o644)
	}
	name := fmt.Sprintf("gen-%06d", n+1)
	if err == nil {
		err = os.Rename(stage, filepath.Join(dir, name))
	}
	return name, err
}

// free reports an error if a writer holds the generation, or if it cannot be read. A fresh
// start does not mind damage.
func free(path string, fresh bool) error {
	e, err := openEngine(path, true)
	if err == nil {
		return e.close()
	}
	if fresh && !errors.Is(err, errBusy) {
		return nil
	}
	return err
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

// dropBefore removes the generations before the one named. A file that a reader holds open
// stays readable to it; where the system forbids the removal, the next writer tries again.
func dropBefore(dir, name string) {
	for _, g := range generations(dir) {
		if g < name {
			os.RemoveAll(filepath.Join(dir, g))
		}
	}
}
