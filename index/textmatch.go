package index

import (
	"errors"
	"fmt"
	"slices"

	"github.com/sayso-nlp/sayso/index/internal/words"
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
		if err := f.inField(out, fieldText, fieldForms, v, &m, sc, 1); err != nil {
			return nil, err
		}
	}
	if n.Field == query.Title || n.Field == query.Words && sc == nil {
		if err := f.inField(out, fieldTitle, fieldHeads, v, &m, nil, titleBoost); err != nil {
			return nil, err
		}
	}
	if f.mute == 0 {
		f.out.marks = append(f.out.marks, m)
	}
	return out, nil
}

// inField adds the documents whose field holds the value, within the sections of sc.
func (f *finder) inField(out set, stems, forms string, v query.Value, m *mark, sc scope, boost float64) error {
	if m.forms == nil {
		return f.patternIn(out, stems, &m.pattern, sc, boost)
	}
	list, err := f.engine.expand(forms, v)
	if errors.Is(err, errWide) {
		return fmt.Errorf("“%s” %w", v.Text, err)
	}
	if err != nil {
		return err
	}
	for _, w := range list {
		m.forms[w] = true
		if sc == nil {
			err = f.patternIn(out, forms, &pattern{terms: []string{w}, pos: []int{0}}, nil, boost)
		} else { // places are known for stems only
			err = f.patternIn(out, stems, &pattern{terms: []string{words.Stem(w)}, pos: []int{0}}, sc, boost)
		}
		if err != nil {
			return err
		}
	}
	return nil
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
		s := 1.0
		if field != fieldForms && field != fieldHeads {
			s = bm25(float64(h.freq), h.length, average)
		}
		f.out.score[h.number] += float32(boost * weight * s)
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
	patterns := []pattern{patternOf(v)}
	m := mark{field: query.About, pattern: patterns[0]}
	if v.Form == query.Wild || v.Form == query.Fuzzy {
		list, err := f.engine.expand(fieldForms, v)
		if errors.Is(err, errWide) {
			return nil, fmt.Errorf("“%s” %w", v.Text, err)
		}
		if err != nil {
			return nil, err
		}
		patterns, m = nil, mark{field: query.About, forms: map[string]bool{}}
		for _, w := range list {
			m.forms[w] = true
			patterns = append(patterns, pattern{terms: []string{words.Stem(w)}, pos: []int{0}})
		}
	} else if len(m.pattern.terms) == 0 {
		f.note(fmt.Sprintf("“%s” is in every text or holds no word, and was ignored", v.Text))
		return fullSet(len(f.table.act)), nil
	}
	for i := range patterns {
		if err := f.aboutPattern(out, &patterns[i]); err != nil {
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
