package index

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
)

// ownName holds Options.Own of the last writer.
const ownName = "own.json"

// Own returns the Options.Own that the last writer of the index in dir was given. What cannot
// be read counts as none: it decides nothing but what a next writer is asked.
func Own(dir string) map[string]string {
	if work := filepath.Join(dir, workName); exists(work) && !exists(filepath.Join(work, rebuildName)) {
		return readOwn(work) // the next writer goes on there
	}
	gens := generations(dir)
	if len(gens) == 0 {
		return nil
	}
	return readOwn(filepath.Join(dir, gens[len(gens)-1]))
}

func readOwn(path string) (own map[string]string) {
	b, err := os.ReadFile(filepath.Join(path, ownName))
	if err != nil || json.Unmarshal(b, &own) != nil {
		return nil
	}
	return own
}

// writeOwn notes what this writer was given.
func writeOwn(path string, own map[string]string) error {
	if maps.Equal(own, readOwn(path)) {
		return nil
	}
	name := filepath.Join(path, ownName)
	if len(own) == 0 {
		if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	b, err := json.Marshal(own)
	if err != nil {
		return err
	}
	return replaceFile(name, b)
}
