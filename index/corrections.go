package index

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/internal/words"
)

// Verb says what a [Correction] does.
type Verb string

// What a person can correct.
const (
	Merge Verb = "merge" // all that counts as Name counts as Actor
	Alias Verb = "alias" // mentions with the wording Name mean Actor
	Split Verb = "split" // mentions with the wording Name that count as Actor are an actor Name of their own
	Hide  Verb = "hide"  // Name is no actor
	Undo  Verb = "undo"  // the correction Undoes is taken back
)

// Correction is what a person put right about who is meant. What extraction stored stays as it
// is: corrections say what it counts as, each on what those before it leave.
type Correction struct {
	Number int       `json:"number"` // from 1, in the order in which they were made
	At     time.Time `json:"at"`
	Verb   Verb      `json:"verb"`
	Name   string    `json:"name,omitempty"`
	Actor  string    `json:"actor,omitempty"`
	Undoes int       `json:"undoes,omitempty"`

	UndoneBy int `json:"-"` // 0 for one that is in force

	// How much it changes, where an index tells it: see [Index.Corrections].
	Mentions  int `json:"-"`
	Positions int `json:"-"` // that have another holder by it
}

// String says what a correction does: "merge: V. Petrenko counts as Vasyl Petrenko".
func (k Correction) String() string {
	switch k.Verb {
	case Merge:
		return fmt.Sprintf("merge: %s counts as %s", k.Name, k.Actor)
	case Alias:
		return fmt.Sprintf("alias: “%s” means %s", k.Name, k.Actor)
	case Split:
		return fmt.Sprintf("split: “%s” is an actor of its own, not %s", k.Name, k.Actor)
	case Hide:
		return fmt.Sprintf("hide: %s is no actor", k.Name)
	}
	return fmt.Sprintf("undo: %d is taken back", k.Undoes)
}

// The log lies in a folder of its own beside the states of the index, so that it stays when
// those are made afresh: a line of JSON for each correction, in order. Lines are only added.
const (
	correctionFolder = "actors"
	correctionName   = "corrections.jsonl"
)

func correctionLog(dir string) string { return filepath.Join(dir, correctionFolder, correctionName) }

// Corrections lists the corrections of the index in dir in the order in which they were made,
// those that were taken back among them.
func Corrections(dir string) ([]Correction, error) {
	path := correctionLog(dir)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []Correction
	n := 0
	for line := range bytes.Lines(b) {
		n++
		var k Correction
		err := json.Unmarshal(line, &k)
		if err == nil {
			err = k.follows(all)
		}
		if err != nil {
			return nil, fmt.Errorf("corrections %s:%d: %w: mend the line or remove it", path, n, err)
		}
		if k.Verb == Undo {
			all[placeOf(all, k.Undoes)].UndoneBy = k.Number
		}
		all = append(all, k)
	}
	return all, nil
}

// follows reports what keeps k from standing behind the corrections before it.
func (k *Correction) follows(all []Correction) error {
	last := lastNumber(all)
	var lacking bool
	switch k.Verb {
	case Merge, Alias, Split:
		lacking = k.Name == "" || k.Actor == ""
	case Hide:
		lacking = k.Name == ""
	case Undo:
		if err := undoable(all, k.Undoes); err != nil {
			return err
		}
	default:
		return fmt.Errorf("there is no correction %q", k.Verb)
	}
	switch {
	case k.Number <= last:
		return fmt.Errorf("number %d does not follow %d", k.Number, last)
	case lacking:
		return fmt.Errorf("%s lacks a name", k.Verb)
	}
	return nil
}

// lastNumber returns the number of the last correction, 0 if there is none.
func lastNumber(all []Correction) int {
	if len(all) == 0 {
		return 0
	}
	return all[len(all)-1].Number
}

// placeOf returns the place of the correction with a number, -1 if there is none.
func placeOf(all []Correction, n int) int {
	return slices.IndexFunc(all, func(k Correction) bool { return k.Number == n })
}

// undoable reports what keeps a correction from being taken back.
func undoable(all []Correction, n int) error {
	i := placeOf(all, n)
	switch {
	case i < 0:
		return fmt.Errorf("there is no correction %d", n)
	case all[i].Verb == Undo:
		return fmt.Errorf("correction %d takes back %d: make that one again", n, all[i].Undoes)
	case all[i].UndoneBy > 0:
		return fmt.Errorf("correction %d is taken back already, by %d", n, all[i].UndoneBy)
	}
	return nil
}

// corrections are those in force, ready to be applied.
type corrections struct {
	all    []Correction
	folded []string           // of each alias and split: its wording, see foldWording
	stamp  string             // differs with what is in force; empty if nothing is
	same   map[string]variant // names that are spellings of others, see spellings
}

func newCorrections(log []Correction) *corrections {
	c := new(corrections)
	sum := fnv.New64a()
	for _, k := range log {
		if k.Verb == Undo || k.UndoneBy > 0 {
			continue
		}
		f := ""
		if k.Verb == Alias || k.Verb == Split {
			f = foldWording(k.Name)
		}
		c.all, c.folded = append(c.all, k), append(c.folded, f)
		fmt.Fprintf(sum, "%d %s %q %q\n", k.Number, k.Verb, k.Name, k.Actor)
		c.stamp = strconv.FormatUint(sum.Sum64(), 36)
	}
	return c
}

// readCorrections returns those of the index in dir; none for one in memory.
func readCorrections(dir string) (*corrections, error) {
	if dir == "" {
		return newCorrections(nil), nil
	}
	log, err := Corrections(dir)
	return newCorrections(log), err
}

// Corrections returns those that the index shows, in the order in which they were made, and how much
// each changes in it.
func (x *Index) Corrections() []Correction { return slices.Clone(x.corrected.all) }

// CorrectionsOf returns those of [Index.Corrections] that say what counts as an actor, and what does
// not.
func (x *Index) CorrectionsOf(actor string) (out []Correction) {
	for _, k := range x.corrected.all {
		if x.corrected.spelled(k.Actor) == actor || x.corrected.spelled(k.Name) == actor {
			out = append(out, k)
		}
	}
	return out
}

// foldWording returns a wording in the form in which corrections compare it: "the Commission" is
// "Commission".
func foldWording(s string) string { return withoutThe(words.Fold(s)) }

// withoutThe is foldWording for what is folded already.
func withoutThe(folded string) string { return strings.TrimPrefix(folded, "the ") }

// splits reports whether a name was split off another that it seemed to be a spelling of.
func (c *corrections) splits(name string) bool {
	return slices.ContainsFunc(c.all, func(k Correction) bool { return k.Verb == Split && k.Name == name })
}

// spelled returns the commonest spelling of a name.
func (c *corrections) spelled(name string) string {
	if s, ok := c.same[name]; ok {
		return s.of
	}
	return name
}

// worded reports whether any correction goes by wordings.
func (c *corrections) worded() bool {
	return slices.ContainsFunc(c.folded, func(f string) bool { return f != "" })
}

// means returns what an actor under a wording counts as, and the corrections that did it. The
// wording is empty where none is known, which is then as no alias or split has it.
func (c *corrections) means(s sense) (actor string, by []int) {
	wording := ""
	if s.wording != "" && c.worded() {
		wording = foldWording(s.wording)
	}
	before := c.spelled(s.actor)
	actor = before
	for i, k := range c.all {
		now := actor
		switch fits := wording != "" && wording == c.folded[i]; {
		case k.Verb == Merge && actor == c.spelled(k.Name), k.Verb == Alias && fits:
			now = c.spelled(k.Actor)
		case k.Verb == Split && fits && actor == c.spelled(k.Actor):
			now = c.spelled(k.Name)
		case k.Verb == Hide && actor == c.spelled(k.Name):
			now = ""
		}
		if now != actor {
			actor, by = now, append(by, k.Number)
		}
	}
	if actor == before { // merged, and split again
		by = nil
	}
	return actor, by
}

// applied is corrections over a table, by its numbers.
type applied struct {
	*corrections
	t     *table
	name  []bool // actors that a merge or hide goes by
	label []bool // actors whose name is a wording that an alias or split goes by
	word  []bool // such wordings
	known map[sensed]meant
}

// meant is what a sense counts as, and the places of the corrections that did it.
type meant struct {
	actor uint32
	by    []int
}

// sensed is a sense by its numbers in a table.
type sensed struct{ actor, wording uint32 }

func (c *corrections) over(t *table) *applied {
	o := &applied{corrections: c, t: t, known: map[sensed]meant{}}
	o.name, o.label, o.word = make([]bool, len(t.actorNames.words)), make([]bool, len(t.actorNames.words)), make([]bool, len(t.wordings.words))
	names, wordings := map[string]bool{}, map[string]bool{}
	for name, spelled := range c.same {
		names[name], names[spelled.of] = true, true
	}
	for i, k := range c.all {
		if c.folded[i] == "" {
			names[c.spelled(k.Name)] = true
		} else {
			wordings[c.folded[i]] = true
		}
	}
	for id, w := range t.actorNames.words {
		o.name[id] = names[w]
	}
	if len(wordings) > 0 {
		for id, w := range t.actorNames.words {
			o.label[id] = wordings[foldWording(w)]
		}
		for id, w := range t.wordings.words {
			o.word[id] = wordings[foldWording(w)]
		}
	}
	return o
}

// mention returns what a mention counts as.
func (o *applied) mention(actor, wording uint32) meant {
	if !o.name[actor] && !o.word[wording] {
		return meant{actor: actor}
	}
	return o.look(actor, wording, sense{o.t.actorNames.words[actor], o.t.wordings.words[wording]})
}

// holder is mention for who is quoted: where no mention names it, its name is a wording, as of
// an unnamed group ("the commission").
func (o *applied) holder(actor, wording uint32) meant {
	if wording != 0 || !o.name[actor] && !o.label[actor] {
		return o.mention(actor, wording)
	}
	name := o.t.actorNames.words[actor]
	return o.look(actor, labelled, sense{name, name})
}

// labelled is the number of the wording that is the actor's own name.
const labelled = math.MaxUint32

func (o *applied) look(actor, wording uint32, s sense) meant {
	key := sensed{actor, wording}
	m, ok := o.known[key]
	if !ok {
		name, by := o.means(s)
		m.actor = o.t.actorNames.add(name)
		for _, n := range by {
			m.by = append(m.by, placeOf(o.all, n))
		}
		o.known[key] = m
	}
	return m
}

// apply corrects a document that was just read: the same that settle does to the table.
func (c *corrections) apply(a *corpus.Annotated) {
	if len(c.all) == 0 && len(c.same) == 0 {
		return
	}
	m := newMentioned(a)
	for i := range a.Positions {
		c.applyPosition(&a.Positions[i], m)
	}
	for i := range a.Entities {
		e := &a.Entities[i]
		c.put(&e.Actor, senseOf(a.Text, *e), &e.Found)
	}
}

func (c *corrections) applyPosition(p *corpus.Position, m mentioned) {
	called := func(actor string) sense {
		s := m.sense(p, actor)
		if s.wording == "" {
			s.wording = actor
		}
		return s
	}
	holder, via := p.Actor, p.Via
	c.put(&p.Actor, called(holder), &p.Found)
	c.put(&p.Via, called(via), &p.Found)
	if p.Via == p.Actor && via != holder {
		p.Via = ""
	}
	if p.State == holder {
		p.State = p.Actor
	} else {
		c.put(&p.State, sense{actor: p.State}, &p.Found)
	}
}

// put replaces an actor by what it counts as, and notes in f what did it.
func (c *corrections) put(actor *string, s sense, f *corpus.Found) {
	now, by := c.means(s)
	if now == *actor {
		return
	}
	numbers := make([]string, len(by))
	for i, n := range by {
		numbers[i] = strconv.Itoa(n)
	}
	note := correctedBy + strings.Join(numbers, ",")
	if len(by) == 0 {
		note = "spelled"
	}
	if *actor != "" {
		note += fmt.Sprintf(" was=%q", *actor)
	}
	f.Inputs = strings.TrimLeft(f.Inputs+" "+note, " ")
	*actor = now
}

// correctedBy stands in the inputs of a datum before the numbers of the corrections that changed
// an actor of it.
const correctedBy = "corrected="

// CorrectedBy returns the numbers of the corrections that changed an actor of the datum.
func CorrectedBy(f corpus.Found) (numbers []int) {
	for input := range strings.FieldsSeq(f.Inputs) {
		list, ok := strings.CutPrefix(input, correctedBy)
		if !ok {
			continue
		}
		for s := range strings.SplitSeq(list, ",") {
			if n, err := strconv.Atoi(s); err == nil {
				numbers = append(numbers, n)
			}
		}
	}
	return numbers
}

// CorrectedIn is CorrectedBy for all that was found in a document, a number as often as it was applied.
func CorrectedIn(a *corpus.Annotated) (numbers []int) {
	for _, e := range a.Entities {
		numbers = append(numbers, CorrectedBy(e.Found)...)
	}
	for _, p := range a.Positions {
		numbers = append(numbers, CorrectedBy(p.Found)...)
	}
	return numbers
}
