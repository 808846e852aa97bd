package web

import (
	"path"
	"strings"

	"github.com/sayso-nlp/sayso/index"
)

// runsBody says what went into the archive, and what did not and why.
type runsBody struct {
	Status     index.Status
	Size       int64
	Problems   []problemView
	Duplicates []index.Duplicate
	ProblemsAt pager
	CopiesAt   pager
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
	st := r.m.status()
	b := &runsBody{Status: st}
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
