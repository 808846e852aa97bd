package index

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

// Generation names the state that the index shows, and changes with it: another state of the
// same folder, or of one made anew in its place, or other corrections, have another name. It is
// empty in memory.
func (x *Index) Generation() string { return x.stamp }

// Made returns when that state was finished; the zero time in memory.
func (x *Index) Made() time.Time { return x.made }

// Dir returns the folder of the index as it was given to [Open]; empty in memory.
func (x *Index) Dir() string { return x.dir }

// stamp makes the name of a generation unique among all that ever had its place, under the same
// corrections, by the time at which it was made.
func stamp(path, gen string, c *corrections) (name string, made time.Time) {
	name = gen
	if info, err := os.Stat(filepath.Join(path, tableName)); err == nil {
		made = info.ModTime()
		name += "-" + strconv.FormatInt(made.UnixNano(), 36)
	}
	if c.stamp != "" {
		name += "-" + c.stamp
	}
	return name, made
}

// Newer opens the newest finished state of the folder if it is another than the one that x
// shows: a later one, or that of an index made anew in its place, whose generations count from
// the beginning again, or the same under other corrections. It returns nil if there is none, which
// costs little.
func (x *Index) Newer() (*Index, error) {
	if x.dir == "" {
		return nil, nil
	}
	gens := generations(x.dir)
	if len(gens) == 0 {
		return nil, nil
	}
	c, err := readCorrections(x.dir)
	if err != nil {
		return nil, err
	}
	newest := gens[len(gens)-1]
	if name, _ := stamp(filepath.Join(x.dir, newest), newest, c); name == x.stamp {
		return nil, nil
	}
	y, err := openGeneration(x.dir, newest)
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
