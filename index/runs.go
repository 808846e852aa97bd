package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

const runsName = "runs.json"

// The limits of the account that is kept: enough to see what a nightly run did for half a
// year, and what went wrong in it.
const (
	maxRuns        = 200
	MaxRunProblems = 1000 // Problems of one Run
)

// Run is the account of one writing of the archive.
type Run struct {
	Started    time.Time `json:"started"`
	Millis     int64     `json:"millis"`
	Version    string    `json:"version"` // what annotated
	Read       int       `json:"read"`    // = Done + Duplicates + SetAside + Skipped
	Done       int       `json:"done"`
	Duplicates int       `json:"duplicates"`
	SetAside   int       `json:"set_aside"`
	Skipped    int       `json:"skipped"`
	Ended      string    `json:"ended,omitempty"`    // why it ended early; empty if it did not
	Problems   []Problem `json:"problems,omitempty"` // of the records that were set aside, up to MaxRunProblems
}

// Log adds the account of this run to those of the archive; the oldest go when they are many.
func (w *Writer) Log(r Run) error {
	if w.dir == "" {
		return nil
	}
	runs, err := readRuns(w.path())
	if err != nil {
		runs = nil // a damaged log must not keep anybody from writing
	}
	runs = append(runs, r)
	if err := writeRuns(w.path(), runs[max(0, len(runs)-maxRuns):]); err != nil {
		return fmt.Errorf("index %s: %w", w.dir, err)
	}
	w.logged = true
	return nil
}

func writeRuns(path string, runs []Run) error {
	b, err := json.Marshal(runs)
	if err != nil {
		return err
	}
	return replaceFile(filepath.Join(path, runsName), b)
}

// Runs lists the runs that made the archive what it is, the newest first.
func (x *Index) Runs() []Run { return slices.Clone(x.runs) }

// readRuns returns the log of a generation, the oldest run first.
func readRuns(path string) (runs []Run, err error) {
	b, err := os.ReadFile(filepath.Join(path, runsName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &runs)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", runsName, err)
	}
	return runs, nil
}

// newestRuns is the log for readers, who can do without it.
func newestRuns(path string) []Run {
	runs, err := readRuns(path)
	if err != nil {
		return nil
	}
	slices.Reverse(runs)
	return runs
}
