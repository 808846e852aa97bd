package index

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Watch is a query of which only what is new is told. The watches of an index lie beside its
// states, so that they stay when it is made afresh; they need no index to be listed.
type Watch struct {
	Name  string    `json:"name"`
	Query string    `json:"query"`
	Ran   time.Time `json:"ran,omitzero"` // when it was last told; zero: never
	New   int       `json:"new"`          // how much was new then
	Told  heard     `json:"told"`         // what was told, or was there when it was added
}

const (
	watchFolder = "watch" // of its own: a writer of the index removes what is half written beside its states
	watchName   = "list.json"

	// watchWait is how long to wait for another who changes the watches: for the writing of a
	// few MB on a busy disk, and no longer.
	watchWait = 10 * time.Second
)

// The mistakes with the name of a watch.
var (
	ErrNoWatch   = errors.New("there is no such watch: sayso watch list names those there are")
	ErrWatched   = errors.New("there is such a watch already: sayso watch rm removes it")
	ErrWatchName = errors.New("is no name for a watch: want letters, digits and - _ . only, up to 64, a letter or digit first")
)

var watchNames = regexp.MustCompile(`^[\pL\pN][\pL\pM\pN._-]{0,63}$`)

// Watches lists the watches of the index in dir in the order in which they were added.
func Watches(dir string) ([]Watch, error) {
	path := filepath.Join(dir, watchFolder, watchName)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []Watch
	if err := json.Unmarshal(b, &all); err != nil {
		return nil, fmt.Errorf("the list of watches %s is damaged (%w): put back a copy, or remove it and add the watches again", path, err)
	}
	return all, nil
}

// ChooseWatches returns those of all that have one of some names, in the order of all; without names,
// all. The error wraps [ErrNoWatch] where none has a name.
func ChooseWatches(all []Watch, names []string) (chosen []Watch, err error) {
	if len(names) == 0 {
		return all, nil
	}
	for _, name := range names {
		if numberOf(all, name) < 0 {
			return nil, fmt.Errorf("watch %.100q: %w", name, ErrNoWatch)
		}
	}
	for _, w := range all {
		if slices.Contains(names, w.Name) {
			chosen = append(chosen, w)
		}
	}
	return chosen, nil
}

// AddWatch adds a watch by its name and query. The error wraps [ErrWatchName] or [ErrWatched]
// where the name cannot be had. What known found counts as told; nil: nothing does.
func AddWatch(dir, name, query string, known *News) error {
	if !watchNames.MatchString(name) {
		return fmt.Errorf("%q %w", name, ErrWatchName)
	}
	w := Watch{Name: name, Query: query}
	if known != nil {
		w.Told = known.found
	}
	return changeWatches(dir, func(all []Watch) ([]Watch, error) {
		if numberOf(all, name) >= 0 {
			return nil, fmt.Errorf("watch %q: %w", name, ErrWatched)
		}
		return append(all, w), nil
	})
}

// RemoveWatch removes a watch with all that is known of it. The error wraps [ErrNoWatch] where
// there is none.
func RemoveWatch(dir, name string) error {
	return changeWatches(dir, func(all []Watch) ([]Watch, error) {
		i := numberOf(all, name)
		if i < 0 {
			return nil, fmt.Errorf("watch %q: %w", name, ErrNoWatch)
		}
		return slices.Delete(all, i, i+1), nil
	})
}

// Tell notes that news were told at a time: they are none from then on. It is for when they
// have arrived, as what is noted is never told again. What others noted since the news were
// made is kept; a watch that is gone by now is left gone.
func Tell(dir string, news []*News, at time.Time) error {
	return changeWatches(dir, func(all []Watch) ([]Watch, error) {
		for _, n := range news {
			i := numberOf(all, n.Watch.Name)
			if i < 0 || all[i].Query != n.Watch.Query {
				continue
			}
			w := &all[i]
			w.Ran, w.New = at, n.Total()
			if w.Told == nil {
				w.Told = heard{}
			}
			maps.Copy(w.Told, n.found)
		}
		return all, nil
	})
}

func numberOf(all []Watch, name string) int {
	return slices.IndexFunc(all, func(w Watch) bool { return w.Name == name })
}

// changeWatches replaces the list by what change makes of the newest one. Nobody else changes
// it meanwhile; whoever reads it sees the old or the new one.
func changeWatches(dir string, change func([]Watch) ([]Watch, error)) error {
	folder := filepath.Join(dir, watchFolder)
	lock, err := lockFolder(folder, watchWait)
	if err != nil {
		return fmt.Errorf("watches %s: %w", folder, err)
	}
	defer lock.Close()
	all, err := Watches(dir)
	if err == nil {
		all, err = change(all)
	}
	if err != nil {
		return err
	}
	b, err := json.Marshal(all)
	if err != nil {
		return err
	}
	if err := replaceFile(filepath.Join(folder, watchName), b); err != nil {
		return fmt.Errorf("watches %s: %w", folder, err)
	}
	return nil
}

// heard is a set of hashes. In JSON it is one string: 100,000 of them take a megabyte.
type heard map[uint64]bool

func (h heard) MarshalText() ([]byte, error) {
	b := make([]byte, 0, 8*len(h))
	for _, v := range slices.Sorted(maps.Keys(h)) {
		b = binary.BigEndian.AppendUint64(b, v)
	}
	return base64.StdEncoding.AppendEncode(nil, b), nil
}

func (h *heard) UnmarshalText(text []byte) error {
	b, err := base64.StdEncoding.AppendDecode(nil, text)
	if err != nil {
		return err
	}
	if len(b)%8 != 0 {
		return errors.New("a hash is cut off")
	}
	*h = make(heard, len(b)/8)
	for c := range slices.Chunk(b, 8) {
		(*h)[binary.BigEndian.Uint64(c)] = true
	}
	return nil
}

// hashOf stands for some words of a document, whatever white space is between them.
func hashOf(id, words string) uint64 {
	sum := sha256.Sum256([]byte(id + "\x00" + strings.Join(strings.Fields(words), " ")))
	return binary.BigEndian.Uint64(sum[:])
}
