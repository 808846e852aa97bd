package web

import (
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/sayso-nlp/sayso/index"
)

// runsBody says what went into the archive, and what did not and why.
type runsBody struct {
	Status     index.Status
	Runs       []runView
	Open       *runView // whose records that were set aside are listed
	Problems   []problemView
	Duplicates []index.Duplicate
	ProblemsAt pager
	CopiesAt   pager
}

// runView is the account of one run.
type runView struct {
	index.Run
	Day, Took string
	URL       string
	Current   bool
	Problems  []problemView
	More      int // that are not in the log
}

// problemView is a record that was set aside, without the folders of this machine.
type problemView struct {
	Where  string
	ID     string
	Reason string
}

func runs(r *request) (*page, error) {
	at, err := pageOf(r.URL.Query().Get("page"))
	if err != nil {
		return nil, err
	}
	copiesAt, err := pageOf(r.URL.Query().Get("copies"))
	if err != nil {
		return nil, err
	}
	st := r.x.Status()
	b := &runsBody{Status: st}
	if err := b.runs(r); err != nil {
		return nil, err
	}
	for _, p := range slice(st.Problems, at) {
		b.Problems = append(b.Problems, problemOf(p))
	}
	b.Duplicates = slice(st.Duplicates, copiesAt)
	b.ProblemsAt = leaf("/runs?page=", "#problems", at, len(st.Problems))
	b.CopiesAt = leaf("/runs?copies=", "#duplicates", copiesAt, len(st.Duplicates))
	return &page{Title: "Runs", Nav: "/runs", Body: b}, nil
}

// slice returns a page of a list.
func slice[T any](all []T, page int) []T {
	from := min(len(all), (page-1)*listPage)
	return all[from:min(len(all), from+listPage)]
}

// problemOf shows where a record came from by the name of its file alone: the folders belong
// to the machine, not to the archive.
func problemOf(p index.Problem) problemView {
	where := strings.ReplaceAll(p.Where(), `\`, "/")
	outer, member, packed := strings.Cut(where, "!/")
	v := problemView{Where: path.Base(outer), ID: p.ID}
	if packed {
		v.Where += "!/" + member
	}
	if p.File == "" {
		v.Where = ""
	}
	v.Reason = p.Reason
	if dir := path.Dir(strings.ReplaceAll(p.File, `\`, "/")); len(dir) > 1 {
		v.Reason = strings.ReplaceAll(v.Reason, dir+"/", "")
	}
	return v
}

// maxRunsShown keeps the page short.
const maxRunsShown = 60

// runs lists the runs, and what was set aside in the one that is asked for.
func (b *runsBody) runs(r *request) error {
	asked := r.URL.Query().Get("run")
	for i, run := range r.x.Runs() {
		if i == maxRunsShown {
			break
		}
		v := runOf(run)
		id := run.Started.Format("20060102T150405Z")
		v.URL = "/runs?run=" + id + "#aside"
		if v.Current = id == asked; v.Current {
			for _, p := range run.Problems[:min(len(run.Problems), listPage)] {
				v.Problems = append(v.Problems, problemOf(p))
			}
			v.More = run.SetAside - len(v.Problems)
			b.Open = &v
		}
		b.Runs = append(b.Runs, v)
	}
	if asked != "" && b.Open == nil {
		return badf("run=%s is none of the runs that are listed on /runs", asked)
	}
	return nil
}

func runOf(run index.Run) runView {
	v := runView{Run: run, Day: run.Started.Format("2 Jan 2006, 15:04 UTC"), Took: took(run.Millis)}
	if v.Ended != "" && v.Ended != "interrupted" {
		v.Ended = "failed" // the reason may name a folder
	}
	return v
}

// took is "480 ms", "41 s", "2 h 51 min".
func took(millis int64) string {
	d := time.Duration(millis) * time.Millisecond
	switch {
	case d < time.Second:
		return fmt.Sprintf("%d ms", millis)
	case d < 2*time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()+0.5))
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()+0.5))
	}
	return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
}
