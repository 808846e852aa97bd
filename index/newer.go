package index

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

// settling is how long a writer may take from making its generation to locking it. Until
// then a generation looks finished, and who opened it would lock the writer out.
const settling = 2 * time.Second

// Generation names the state that the index shows, and changes with it: another state of the
// same folder, or of one made anew in its place, has another name. It is empty in memory.
func (x *Index) Generation() string { return x.stamp }

// stamp makes the name of a generation unique among all that ever had its place.
func stamp(path, gen string) string {
	info, err := os.Stat(filepath.Join(path, tableName))
	if err != nil {
		return gen
	}
	return gen + "-" + strconv.FormatInt(info.ModTime().UnixNano(), 36)
}

// Newer opens the newest finished state of the folder if it is later than the one that x
// shows. It returns nil if there is none, which costs little.
func (x *Index) Newer(o Options) (*Index, error) {
	if x.dir == "" {
		return nil, nil
	}
	gens := generations(x.dir)
	for _, g := range slices.Backward(gens) {
		if g <= x.gen {
			break
		}
		if settles(filepath.Join(x.dir, g)) {
			continue
		}
		y, err := openGeneration(x.dir, g, o)
		if errors.Is(err, errBusy) {
			continue
		}
		if err != nil && !slices.Equal(gens, generations(x.dir)) {
			return nil, nil // a later writer removes it: the next call finds what that one made
		}
		return y, err
	}
	return nil, nil
}

// settles reports whether a writer may be about to lock a generation.
func settles(path string) bool {
	info, err := os.Stat(filepath.Join(path, pidName))
	return err == nil && time.Since(info.ModTime()) < settling
}

// Version names what annotated the document of that id, as the writer that stored it was
// told; empty if there is no such document.
func (x *Index) Version(id string) string {
	row, ok := x.rowOf()[id]
	if !ok {
		return ""
	}
	return x.table.versions.words[x.table.version[row]]
}
