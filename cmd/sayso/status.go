package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/extractors"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/pipeline"
)

func (a *app) statusCmd() *cobra.Command {
	var problems, duplicates, notes, check, asJSON bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "What the index holds, and what was set aside and why",
		Long: `What the index holds, and what was set aside and why.

--check reads all files of the index and compares their checksums, which takes as long as the disk
needs to read them. It lists each file, sound or damaged, and ends with 1 and the next step if
one is damaged. It writes nothing, and may run while another process writes: it looks at the state
before that run, as searches do. With --json it writes what it found as JSON.`,
		Example: `  sayso status
  sayso status --problems
  sayso status --notes
  sayso status --check
  sayso status --json`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if check {
				return a.check(cmd.Context(), asJSON)
			}
			return a.withIndex(func(x *index.Index) error {
				s := x.Status()
				switch {
				case asJSON:
					return writeJSON(a.data(), statusJSON(x))
				case problems:
					a.printProblems(s)
				case duplicates:
					a.printDuplicates(s)
				case notes:
					for d := range x.Noted() {
						for _, n := range d.Notes {
							fmt.Fprintf(a.out, "%s: %s\n", printable(cmp.Or(d.File, d.ID)), printable(n))
						}
					}
				default:
					a.printStatus(s, x.Runs())
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&problems, "problems", false, "list the documents that were set aside, with the reason")
	cmd.Flags().BoolVar(&duplicates, "duplicates", false, "list the documents that were folded, with the one they repeat (=) or nearly repeat (≈)")
	cmd.Flags().BoolVar(&notes, "notes", false, "list what was noted on documents, such as dates that contradict each other")
	cmd.Flags().BoolVar(&check, "check", false, "look through the files of the index for damage")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON, for monitors")
	return cmd
}

// check does not open the index: that may be damaged, and opening makes a damaged table anew.
func (a *app) check(ctx context.Context, asJSON bool) error {
	dir, err := a.existingIndex()
	if err != nil {
		return err
	}
	var p *progress
	v, err := index.Verify(ctx, dir, func(done, total int64) {
		if p == nil {
			p = a.startProgress(ctx, "checking MB", total)
		}
		p.update(pipeline.Report{Read: int(done / 1e6), Bytes: done})
	})
	if p != nil {
		p.stop()
	}
	if err != nil {
		return err
	}
	if asJSON {
		err = writeJSON(a.data(), jsonCheck{dir, v.Faults() == 0, v})
	} else {
		for _, f := range v.Files {
			fmt.Fprintln(a.out, printable(f.Name+" "+cmp.Or(f.Fault, "is sound")))
		}
	}
	if err == nil && v.Faults() > 0 {
		err = fmt.Errorf("index %s: %d of %s not sound: %s", dir, v.Faults(), plural(len(v.Files), "file"), v.Advice)
	}
	return err
}

// jsonCheck is what monitors read of the files.
type jsonCheck struct {
	Index string `json:"index"`
	Sound bool   `json:"sound"`
	index.Verification
}

func (a *app) printStatus(s index.Status, runs []index.Run) {
	dir, _ := a.existingIndex() // it was opened a moment ago
	width := a.painter().width
	row := func(name, value string) {
		fmt.Fprintln(a.out, hang(fmt.Sprintf("%-12s %s", name, printable(value)), strings.Repeat(" ", 13), width))
	}
	row("index", fmt.Sprintf("%s, %s", dir, humanize.Bytes(uint64(s.Bytes))))
	row("documents", count(s.Documents, "")+period(s))
	row("undated", count(s.Undated, "relative dates in them stay unresolved"))
	row("conflicts", count(s.Conflicts, "dates that contradict each other: sayso status --notes"))
	row("actors", count(s.Actors, ""))
	row("positions", count(s.Positions, ""))
	row("judgments", count(s.Judgments, ""))
	row("dates", count(s.Dates, ""))
	row("duplicates", count(len(s.Duplicates), "sayso status --duplicates"))
	row("set aside", count(len(s.Problems), "sayso status --problems; sayso index --retry reads them again"))
	files := count(s.Files, "")
	switch {
	case s.Damaged != "":
		files = s.Damaged
	case s.Missing > 0:
		files += fmt.Sprintf(", %s of them not there when last looked for", humanize.Comma(int64(s.Missing)))
	}
	row("files", files)
	if s.Gone > 0 {
		row("gone", count(s.Gone, "documents that no file holds any more: sayso index --prune removes them"))
	}
	for _, v := range s.Versions {
		note := ""
		if version, _, _ := strings.Cut(v.Value, "+"); version != extractors.Version {
			note = ", an older version: 'sayso index' annotates them anew, 'sayso index --rebuild' without their files"
		}
		row("extractors", fmt.Sprintf("version %s: %s%s", v.Value, plural(v.Count, "document"), note))
	}
	if len(runs) > 0 {
		row("last run", lastRun(runs[0]))
	}
	switch {
	case s.Writing:
		fmt.Fprintln(a.out, wrap("A run is writing now; this is the state before it.", "", width))
	case s.Unfinished:
		fmt.Fprintln(a.out, wrap("A run was cut off; this is the state before it. The same 'sayso index' again goes on where it ended.", "", width))
	}
}

// lastRun is "2026-11-24 03:10 UTC, 41 s: 412 read, 398 done, 9 duplicates, 5 set aside".
func lastRun(r index.Run) string {
	s := fmt.Sprintf("%s UTC, %s: %s read, %s done, %s duplicates, %s set aside, %s skipped", r.Started.UTC().Format("2006-01-02 15:04"),
		duration(time.Duration(r.Millis)*time.Millisecond), humanize.Comma(int64(r.Read)), humanize.Comma(int64(r.Done)),
		humanize.Comma(int64(r.Duplicates)), humanize.Comma(int64(r.SetAside)), humanize.Comma(int64(r.Skipped)))
	if r.Ended != "" {
		s += "; ended early: " + r.Ended
	}
	return s
}

func count(n int, more string) string {
	s := humanize.Comma(int64(n))
	if n > 0 && more != "" {
		s += " (" + more + ")"
	}
	return s
}

func period(s index.Status) string {
	if s.First.IsZero() {
		return ""
	}
	return fmt.Sprintf(", published %v to %v", s.First, s.Last)
}

func (a *app) printProblems(s index.Status) {
	for _, p := range s.Problems {
		fmt.Fprintf(a.out, "%s: %s\n", printable(p.Where()), strings.TrimSpace(printable(p.Reason)))
	}
	if len(s.Problems) == 0 {
		a.talk("nothing was set aside")
	}
}

// printDuplicates has the document that was folded first, behind the sign the one that is kept.
func (a *app) printDuplicates(s index.Status) {
	for _, d := range s.Duplicates {
		fmt.Fprintf(a.out, "%s %s %s\n", printable(d.ID), likeness(d.Near), printable(d.Of))
	}
	if len(s.Duplicates) == 0 {
		a.talk("nothing was folded as a duplicate")
	}
}

// jsonStatus is what monitors read: what the API answers, and what only those may know who can read
// the folder.
type jsonStatus struct {
	answers.Status
	Conflicts  int               `json:"date_conflicts"`
	Noted      int               `json:"noted"`
	Files      int               `json:"files"`
	Missing    int               `json:"missing_files"`
	Gone       int               `json:"gone"`
	Bytes      int64             `json:"bytes"`
	Writing    bool              `json:"writing"`
	Unfinished bool              `json:"unfinished"`
	Damaged    string            `json:"damaged,omitempty"`
	Versions   []answers.Value   `json:"extractor_versions"`
	Folded     []index.Duplicate `json:"folded"`
	Problems   []index.Problem   `json:"problems"`
	LastRun    *index.Run        `json:"last_run,omitempty"`
}

func statusJSON(x *index.Index) jsonStatus {
	s := x.Status()
	j := jsonStatus{
		Status:    answers.StatusOf(x, programVersion()),
		Conflicts: s.Conflicts, Noted: s.Noted, Files: s.Files, Missing: s.Missing, Gone: s.Gone,
		Bytes: s.Bytes, Writing: s.Writing, Unfinished: s.Unfinished, Damaged: s.Damaged,
		Versions: answers.Values(s.Versions), Folded: append([]index.Duplicate{}, s.Duplicates...), Problems: append([]index.Problem{}, s.Problems...),
	}
	if runs := x.Runs(); len(runs) > 0 {
		last := runs[0]
		last.Problems = nil // Problems has those that are left
		j.LastRun = &last
	}
	return j
}
