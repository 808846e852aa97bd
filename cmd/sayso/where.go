package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
