package index

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

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

// Newer opens the newest finished state of the folder if it is another than the one that x
// shows: a later one, or that of an index made anew in its place, whose generations count from
// the beginning again. It returns nil if there is none, which costs little.
func (x *Index) Newer(o Options) (*Index, error) {
	if x.dir == "" {
		return nil, nil
	}
	gens := generations(x.dir)
	if len(gens) == 0 {
		return nil, nil
	}
	newest := gens[len(gens)-1]
	if stamp(filepath.Join(x.dir, newest), newest) == x.stamp {
		return nil, nil
	}
	y, err := openGeneration(x.dir, newest, o)
	if err != nil && !slices.Equal(gens, generations(x.dir)) {
		return nil, nil // a later writer removes it: the next call finds what that one made
	}
	return y, advised(err)
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
