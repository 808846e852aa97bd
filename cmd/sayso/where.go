package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// indexName is the folder that an index lives in, looked for here and in the folders above,
// as git looks for .git.
const indexName = ".sayso"

// existingIndex returns the folder of the index to read.
func (a *app) existingIndex() (string, error) {
	dir := a.findIndex()
	switch info, err := os.Stat(dir); {
	case errors.Is(err, os.ErrNotExist):
		return "", fmt.Errorf("there is no index at %s: make one with 'sayso index PATH', or name one with --index", dir)
	case err != nil:
		return "", err
	case !info.IsDir():
		return "", fmt.Errorf("%s is not a folder: name an index with --index", dir)
	}
	return dir, nil
}

// newIndex returns the folder of the index to write: an existing one that applies, else
// .sayso here.
func (a *app) newIndex() string {
	dir := a.findIndex()
	if a.indexDir != "" || os.Getenv("SAYSO_INDEX") != "" || isDir(dir) {
		return dir
	}
	return indexName
}

func (a *app) findIndex() string {
	if a.indexDir != "" {
		return a.indexDir
	}
	if dir := os.Getenv("SAYSO_INDEX"); dir != "" {
		return dir
	}
	if dir := upward(); dir != "" {
		return dir
	}
	if dir := dataHome(); isDir(dir) {
		return dir
	}
	return indexName
}

// fileFrom is where a document was read as it is told in what others are handed: from the folder
// or file that was given on, as in ids, and never by the folders of this machine. roots are the
// paths that were given, absolute; "/home/ann/briefs/2025/a.zip!/b.html" is
// "briefs/2025/a.zip!/b.html" where /home/ann/briefs was.
func fileFrom(roots []string, file string) string {
	outer, member, packed := strings.Cut(file, "!/")
	if packed {
		return fileFrom(roots, outer) + "!/" + member
	}
	if filepath.IsAbs(file) {
		file = filepath.Clean(file) // as roots are
	}
	longest := ""
	for _, root := range roots {
		rest, below := strings.CutPrefix(file, root)
		if below && len(root) > len(longest) && (rest == "" || strings.ContainsRune(`/\:#`, rune(rest[0]))) {
			longest = root
		}
	}
	switch {
	case longest != "":
		file = filepath.Base(longest) + file[len(longest):]
	case filepath.IsAbs(file):
		file = filepath.Base(file)
	}
	file = filepath.ToSlash(file)
	for strings.HasPrefix(file, "../") {
		file = file[len("../"):]
	}
	return file
}

func upward() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for {
		if candidate := filepath.Join(dir, indexName); isDir(candidate) {
			return candidate
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// dataHome follows the XDG Base Directory Specification.
func dataHome() string {
	base := os.Getenv("XDG_DATA_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		base = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(base, "sayso", "index")
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
