package index

import (
	"errors"
	"fmt"
	"slices"

	"github.com/sayso-nlp/sayso/index/query"
)

// mark is what a clause looks for in words: highlighting looks for the same.
type mark struct {
	field   query.Field // Words, Title, Text or About
	pattern pattern
	forms   map[string]bool // unstemmed words, for wildcards and fuzzy words; then pattern is empty
}

// text returns the documents whose title or text holds a value.
func (f *finder) text(n *query.Node, sc scope) (set, error) {
	v := n.Value
	out := newSet(len(f.table.id))
	wild := v.Form == query.Wild || v.Form == query.Fuzzy
	p := patternOf(v)
	if !wild && len(p.terms) == 0 {
		f.note(fmt.Sprintf("“%s” is in every text or holds no word, and was ignored", v.Text))
		return fullSet(len(f.table.id)), nil
	}
	m := mark{field: n.Field, pattern: p}
	if wild {
		m = mark{field: n.Field, forms: map[string]bool{}}
	}
	if n.Field != query.Title {
		if err := f.inField(out, fieldText, v, &m, sc, 1); err != nil {
			return nil, err
		}
	}
	if n.Field == query.Title || n.Field == query.Words && sc == nil {
		if err := f.inField(out, fieldTitle, v, &m, nil, titleBoost); err != nil {
			return nil, err
		}
	}
	if f.mute == 0 {
		f.out.marks = append(f.out.marks, m)
	}
	return out, nil
}

// inField adds the documents whose field holds the value, within the sections of sc.
func (f *finder) inField(out set, field string, v query.Value, m *mark, sc scope, boost float64) error {
	if m.forms == nil {
		return f.patternIn(out, field, &m.pattern, sc, boost)
	}
	list, err := f.expand(field, v)
	if err != nil {
		return err
	}
	for _, w := range list {
		m.forms[w] = true
		if err := f.patternIn(out, field, exactly(w), sc, boost); err != nil {
			return err
		}
	}
	return nil
}

// expand lists the words of the field that a wildcard or a fuzzy word stands for.
func (f *finder) expand(field string, v query.Value) ([]string, error) {
	list, err := f.engine.expand(field, v)
	if errors.Is(err, errWide) {
		err = fmt.Errorf("“%s” %w", v.Text, err)
	}
	return list, err
}

// exactly is the pattern of one word as it stands.
func exactly(word string) *pattern {
	return &pattern{terms: []string{word}, pos: []int{0}, exact: true}
}

// patternIn adds the documents whose field holds the pattern, and scores them.
func (f *finder) patternIn(out set, field string, p *pattern, sc scope, boost float64) error {
	rowOf, err := f.engine.rows(f.rowOf)
	if err != nil {
		return err
	}
	var hits []found
	average := f.engine.average(field)
	weight, err := f.engine.findPattern(f.ctx, field, p, sc != nil, func(h found) {
		row := int(rowOf[h.number])
		if sc != nil && !f.inScope(row, h.runs, sc) {
			return
		}
		out.add(row)
		if f.out.score != nil && f.mute == 0 {
			hits = append(hits, found{number: uint64(row), freq: h.freq, length: h.length})
		}
	})
	for _, h := range hits {
		f.out.score[h.number] += float32(boost * weight * bm25(float64(h.freq), h.length, average))
	}
	return err
}

func (f *finder) inScope(row int, runs []run, sc scope) bool {
	sections := f.table.sections.of(row)
	return slices.ContainsFunc(runs, func(r run) bool { return sc[sections[r.from.element]] })
}

// about returns the positions whose content, target or issue holds a value.
func (f *finder) about(v query.Value) (set, error) {
	out := newSet(len(f.table.act))
	p := patternOf(v)
	patterns := []*pattern{&p}
	m := mark{field: query.About, pattern: p}
	if v.Form == query.Wild || v.Form == query.Fuzzy {
		list, err := f.expand(fieldAbout, v)
		if err != nil {
			return nil, err
		}
		patterns, m = nil, mark{field: query.About, forms: map[string]bool{}}
		for _, w := range list {
			m.forms[w] = true
			patterns = append(patterns, exactly(w))
		}
	} else if len(p.terms) == 0 {
		f.note(fmt.Sprintf("“%s” is in every text or holds no word, and was ignored", v.Text))
		return fullSet(len(f.table.act)), nil
	}
	for _, p := range patterns {
		if err := f.aboutPattern(out, p); err != nil {
			return nil, err
		}
	}
	if f.mute == 0 {
		f.out.marks = append(f.out.marks, m)
	}
	return out, nil
}

func (f *finder) aboutPattern(out set, p *pattern) error {
	rowOf, err := f.engine.rows(f.rowOf)
	if err != nil {
		return err
	}
	var docs []int
	weight, err := f.engine.findPattern(f.ctx, fieldAbout, p, true, func(h found) {
		doc := int(rowOf[h.number])
		from, _ := f.table.rows(doc)
		for _, r := range h.runs {
			out.add(from + r.from.element)
		}
		docs = append(docs, doc)
	})
	if f.out.score != nil && f.mute == 0 {
		for _, doc := range docs {
			f.out.score[doc] += float32(weight)
		}
	}
	return err
}
