package index

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/sayso-nlp/sayso/index/internal/words"
)

// correctionWait is how long to wait for another who makes a correction: for an index to be
// opened on a busy machine.
const correctionWait = 10 * time.Second

// MergeActors makes all that counts as one of the names count as the actor into, a correction for
// each, at a time that is noted. Names are those that the index shows. The error wraps
// [ErrNoActor] where nothing has such a name, and then no correction is made.
func MergeActors(dir string, at time.Time, into string, names ...string) ([]Correction, error) {
	return correct(dir, at, func(x *Index, _ []Correction) (made []Correction, err error) {
		to, err := x.canonical(into)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			from, err := x.canonical(name)
			if err != nil {
				return nil, err
			}
			if from == to {
				return nil, fmt.Errorf("%q is %s itself: name another actor", name, to)
			}
			k := Correction{Verb: Merge, Name: from, Actor: to}
			if !slices.Contains(made, k) {
				made = append(made, k)
			}
		}
		return made, nil
	})
}

// AliasActor makes all mentions of a wording, whatever they counted as, mean an actor. Case,
// diacritics and a leading "the" of the wording do not count. Errors are as in [MergeActors].
func AliasActor(dir string, at time.Time, wording, actor string) ([]Correction, error) {
	return correct(dir, at, func(x *Index, _ []Correction) ([]Correction, error) {
		to, err := x.canonical(actor)
		if err != nil {
			return nil, err
		}
		wording = strings.Join(strings.Fields(wording), " ")
		if !x.worded(wording) {
			return nil, x.unworded(wording)
		}
		for _, k := range slices.Backward(x.corrected.all) {
			if k.Verb != Alias && k.Verb != Split || foldWording(k.Name) != foldWording(wording) {
				continue
			}
			if k.Verb == Alias && k.Actor == to {
				return nil, fmt.Errorf("%q: that is what correction %d says already", wording, k.Number)
			}
			break
		}
		return []Correction{{Verb: Alias, Name: wording, Actor: to}}, nil
	})
}

// SplitActor takes an actor out of another. Where a correction merged the name into the actor,
// that one is taken back; else the mentions with that wording are made an actor of their own,
// whose name is the wording. Errors are as in [MergeActors].
func SplitActor(dir string, at time.Time, name, actor string) ([]Correction, error) {
	return correct(dir, at, func(x *Index, _ []Correction) ([]Correction, error) {
		from, err := x.canonical(actor)
		if err != nil {
			return nil, err
		}
		for _, k := range slices.Backward(x.corrected.all) {
			now, _ := x.corrected.means(sense{actor: k.Name})
			if k.Verb == Merge && now == from && words.Fold(k.Name) == words.Fold(name) {
				return []Correction{{Verb: Undo, Undoes: k.Number}}, nil
			}
		}
		if x.corrected.same[name].of == from && words.Fold(name) != words.Fold(from) {
			return []Correction{{Verb: Split, Name: name, Actor: from}}, nil
		}
		wording := x.wordingOf(from, name)
		switch wording {
		case "":
			return nil, fmt.Errorf("%q is no wording for %s: sayso actors show %q lists those there are", name, from, from)
		case from:
			return nil, fmt.Errorf("%q is the name of %s itself: it is another wording that can be split off", name, from)
		}
		return []Correction{{Verb: Split, Name: wording, Actor: from}}, nil
	})
}

// HideActor makes a name no actor: its mentions count as none, and what it is said to hold has no
// holder. Errors are as in [MergeActors].
func HideActor(dir string, at time.Time, name string) ([]Correction, error) {
	return correct(dir, at, func(x *Index, _ []Correction) ([]Correction, error) {
		actor, err := x.canonical(name)
		return []Correction{{Verb: Hide, Name: actor}}, err
	})
}

// UndoCorrection takes a correction back; those behind it stay. It is an error
// if there is none of that number in force.
func UndoCorrection(dir string, at time.Time, n int) ([]Correction, error) {
	return correct(dir, at, func(_ *Index, log []Correction) ([]Correction, error) {
		if err := undoable(log, n); err != nil {
			return nil, fmt.Errorf("%w: sayso actors log lists them", err)
		}
		return []Correction{{Verb: Undo, Undoes: n}}, nil
	})
}

// correct adds to the log what is proposed on the index as it is now. Nobody else adds to it
// meanwhile; whoever reads it sees the old or the new one.
func correct(dir string, at time.Time, propose func(*Index, []Correction) ([]Correction, error)) ([]Correction, error) {
	if err := Check(dir); err != nil {
		return nil, err
	}
	path := correctionLog(dir)
	lock, err := lockFolder(filepath.Dir(path), correctionWait)
	if err != nil {
		return nil, fmt.Errorf("corrections %s: %w", filepath.Dir(path), err)
	}
	defer lock.Close()
	log, err := Corrections(dir)
	if err != nil {
		return nil, err
	}
	x, err := Open(dir)
	if err != nil {
		return nil, err
	}
	made, err := propose(x, log)
	if err = errors.Join(err, x.Close()); err != nil {
		return nil, err
	}
	return made, addCorrections(path, at, log, made)
}

// addCorrections numbers corrections and writes them behind those of a log.
func addCorrections(path string, at time.Time, log, made []Correction) error {
	b, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if len(b) > 0 && !bytes.HasSuffix(b, []byte("\n")) { // an editor took it
		b = append(b, '\n')
	}
	next := lastNumber(log) + 1
	for i := range made {
		made[i].Number, made[i].At = next+i, at
		line, err := json.Marshal(made[i])
		if err != nil {
			return err
		}
		b = append(append(b, line...), '\n')
	}
	if err := replaceFile(path, b); err != nil {
		return fmt.Errorf("corrections %s: %w", path, err)
	}
	return nil
}

// canonical returns the actor that bears a name, as it is written or whatever its case and
// diacritics. What a search takes for a name, such as a wording or a part, will not do here:
// a correction must not hit somebody else.
func (x *Index) canonical(name string) (string, error) {
	name = x.corrected.spelled(name)
	wanted := words.Fold(name)
	var found []string
	for id, f := range x.folded(&x.table.actorNames) {
		if own := x.table.actorNames.words[id]; own == name && name != "" {
			return own, nil
		} else if f == wanted && f != "" {
			found = append(found, own)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", x.uncanonical(name)
	}
	slices.Sort(found)
	return "", fmt.Errorf("%q may be %s: write it as the one that is meant", name, strings.Join(found, " or "))
}

// uncanonical says why a name is that of no actor, and who may be meant.
func (x *Index) uncanonical(name string) error {
	for _, k := range slices.Backward(x.corrected.all) {
		if k.Verb != Merge && k.Verb != Hide || words.Fold(k.Name) != words.Fold(name) {
			continue
		}
		is := "is hidden"
		if now, _ := x.corrected.means(sense{actor: k.Name}); now != "" {
			is = "counts as " + now
		}
		return fmt.Errorf("%q %s by correction %d: sayso actors log --undo %d takes that back", name, is, k.Number, k.Number)
	}
	id, _, err := x.actor(name)
	if err != nil {
		return err
	}
	meant := x.table.actorNames.words[id]
	if len(x.aliases()[words.Fold(name)]) > 0 {
		return fmt.Errorf("%q is no actor of its own but a wording for %s: name that one, or correct the wording with alias or split", name, meant)
	}
	return fmt.Errorf("%q is not the name of an actor, did you mean %q?", name, meant)
}

// worded reports whether a mention has the wording, or a holder that no mention names.
func (x *Index) worded(wording string) bool {
	wanted := foldWording(wording)
	has := func(folded string) bool { return withoutThe(folded) == wanted }
	return wanted != "" && (slices.ContainsFunc(x.folded(&x.table.wordings), has) || slices.ContainsFunc(x.folded(&x.table.actorNames), has))
}

// unworded says that nothing has a wording, and what may be meant.
func (x *Index) unworded(wording string) error {
	hint := "sayso actors list PART finds wordings"
	if near := x.nearest(&x.table.wordings, wording); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return fmt.Errorf("no name in the texts is worded %q: %s", wording, hint)
}

// wordingOf returns the commonest spelling of a wording among the mentions of an actor, "" if it
// has none.
func (x *Index) wordingOf(actor, wording string) string {
	t, folded, wanted := x.table, x.folded(&x.table.wordings), foldWording(wording)
	counts := map[string]uint32{}
	for m := t.mentions.val; len(m) > 0; m = m[3:] {
		if t.actorNames.words[m[1]] == actor && withoutThe(folded[m[0]]) == wanted {
			counts[t.wordings.words[m[0]]] += m[2]
		}
	}
	best := ""
	for w, n := range counts {
		if best == "" || cmp.Or(cmp.Compare(n, counts[best]), strings.Compare(best, w)) > 0 {
			best = w
		}
	}
	return best
}
