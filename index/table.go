package index

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/alike"
)

// table is the archive in columns: what filters, facets, histograms and dossiers need of
// every document, in memory, dictionary-coded. Bleve finds words; everything that is counted
// is counted here, exactly and without touching a stored document.
//
// It is derived from the stored documents and can be rebuilt from them at any time. Rows are
// only ever appended; a replaced document's old row is marked dead until compact.
//
// As it is written and stored, each actor stands with the wording by which the text names it,
// since the person's corrections go by both. An Index settles the table first: see settle.
type table struct {
	// One row a document.
	id        []string
	print     [][16]byte
	text      [][16]byte // alike.Sketch
	signature []byte     // the same: alike.Bins for each document
	version   []uint32   // in versions
	published []int32    // days since 1970-01-01, noDay if unknown
	source    []uint32   // in sources, as written
	host      []uint32   // in hosts: the host of an address, else the source itself
	types     []uint16   // a bit for each of corpus.EntityTypes that occurs, then Misc
	bands     []uint8    // a bit for each of corpus.Bands that occurs
	flags     []uint8

	actors   list // distinct actors mentioned, in actorNames, ascending; only when settled
	mentions list // of each wording for an actor: wording, actor, how often; three numbers a mention. Actor 0, for nobody, until settled
	dates    list // of each mentioned date with a place in the calendar: first and last day
	sections list // the section of each segment of the text, see segments
	roles    list // of each actor with a role: actor, until settled its wording, and role

	// One row a position; those of a document follow one another.
	positions                          []uint32 // document → its first position row; one more than documents
	holder, via, state, issue, section []uint32
	holderBy, viaBy                    []uint32 // until settled: in wordings, what the text calls them; 0 where no mention does
	act, stance, modality, speech      []uint8
	posDoc                             []uint32
	said                               list // of each position: the actors mentioned in its content, until settled each with its wording

	// One row a judgment.
	judgments  []uint32 // document → its first judgment row, as positions
	judged     list     // of each judgment: the actors mentioned in it, as said
	band       []uint8
	judgeDoc   []uint32
	hedges     []uint32 // of each document: how many estimates without a probability
	dead       []bool   // of each document
	deadCount  int
	actorNames dict
	issues     dict
	hosts      dict
	sources    dict
	sectionOf  dict
	wordings   dict
	versions   dict
	roleNames  dict
}

const (
	hasTitle = 1 << iota
	hasDates
	hasJudgments
	hasNotes    // of the reading
	hasConflict // of its dates
)

// noDay is the day of an undated document; it sorts before all others.
const noDay = int32(-1 << 31)

// list holds a variable number of values for each row: those of row i are
// val[start[i]:start[i+1]].
type list struct {
	start []uint32 // one more than rows
	val   []uint32
}

func (l *list) of(row int) []uint32 { return l.val[l.start[row]:l.start[row+1]] }

func (l *list) add(vals ...uint32) {
	l.val = append(l.val, vals...)
	l.start = append(starts(l.start), uint32(len(l.val)))
}

// dict numbers strings; 0 is the empty string, which stands for none.
type dict struct {
	words []string
	ids   map[string]uint32 // nil until something is added
}

func (d *dict) add(s string) uint32 {
	if d.ids == nil {
		d.ids = make(map[string]uint32, len(d.words)+1)
		if len(d.words) == 0 {
			d.words = []string{""}
		}
		for i, w := range d.words {
			d.ids[w] = uint32(i)
		}
	}
	id, ok := d.ids[s]
	if !ok {
		id = uint32(len(d.words))
		s = strings.Clone(s) // it may be a piece of a document, which would stay in memory with it
		d.words = append(d.words, s)
		d.ids[s] = id
	}
	return id
}

// record is one document as the table holds it, spelled out.
type record struct {
	id        string
	print     [16]byte
	sketch    alike.Sketch
	version   string
	published int32
	source    string
	types     uint16
	bands     uint8
	flags     uint8
	mentions  []mention
	dates     [][2]int32
	sections  []string
	roles     []role
	positions []position
	judgments []judgment
	hedges    int
}

type mention struct {
	wording, actor string
	count          uint32
}

// sense is an actor under the wording by which a text names it; no wording where no mention
// does, as for an unnamed group ("analysts").
type sense struct{ actor, wording string }

func (s sense) compare(o sense) int {
	return cmp.Or(strings.Compare(s.actor, o.actor), strings.Compare(s.wording, o.wording))
}

type role struct {
	sense
	role string
}

type position struct {
	holder, via                   sense
	state, issue, section         string
	act, stance, modality, speech uint8
	said                          []sense
}

type judgment struct {
	band   uint8
	actors []sense
}

// add appends a document and returns its row.
func (t *table) add(r *record) int {
	row := len(t.id)
	t.id = append(t.id, r.id)
	t.print = append(t.print, r.print)
	t.text = append(t.text, r.sketch.Text)
	t.signature = append(t.signature, r.sketch.Signature[:]...)
	t.version = append(t.version, t.versions.add(r.version))
	t.published = append(t.published, r.published)
	t.source = append(t.source, t.sources.add(r.source))
	t.host = append(t.host, t.hosts.add(hostOf(r.source)))
	t.types = append(t.types, r.types)
	t.bands = append(t.bands, r.bands)
	t.flags = append(t.flags, r.flags)
	t.dead = append(t.dead, false)
	t.addLists(r)
	for _, p := range r.positions {
		t.addPosition(p, row)
	}
	t.positions = append(starts(t.positions), uint32(len(t.act)))
	for _, j := range r.judgments {
		t.judged.add(t.senses(j.actors)...)
		t.band = append(t.band, j.band)
		t.judgeDoc = append(t.judgeDoc, uint32(row))
	}
	t.hedges = append(t.hedges, uint32(r.hedges))
	t.judgments = append(starts(t.judgments), uint32(len(t.band)))
	return row
}

// starts gives a column of first rows its first entry: one more than there are rows.
func starts(s []uint32) []uint32 {
	if s == nil {
		return []uint32{0}
	}
	return s
}

func (t *table) addLists(r *record) {
	var mentions, dates, sections []uint32
	for _, m := range r.mentions {
		mentions = append(mentions, t.wordings.add(m.wording), t.actorNames.add(m.actor), m.count)
	}
	t.mentions.add(mentions...)
	for _, d := range r.dates {
		dates = append(dates, uint32(d[0]), uint32(d[1]))
	}
	t.dates.add(dates...)
	for _, s := range r.sections {
		sections = append(sections, t.sectionOf.add(s))
	}
	t.sections.add(sections...)
	var roles []uint32
	for _, p := range r.roles {
		roles = append(roles, t.actorNames.add(p.actor), t.wordings.add(p.wording), t.roleNames.add(p.role))
	}
	t.roles.add(roles...)
}

// senses numbers some actors and wordings, two numbers each.
func (t *table) senses(all []sense) []uint32 {
	var ids []uint32
	for _, s := range all {
		ids = append(ids, t.actorNames.add(s.actor), t.wordings.add(s.wording))
	}
	return ids
}

func (t *table) sensesOf(ids []uint32) []sense {
	var all []sense
	for s := range slices.Chunk(ids, 2) {
		all = append(all, t.sense(s[0], s[1]))
	}
	return all
}

func (t *table) sense(actor, wording uint32) sense {
	return sense{t.actorNames.words[actor], t.wordings.words[wording]}
}

func (t *table) addPosition(p position, row int) {
	t.holder = append(t.holder, t.actorNames.add(p.holder.actor))
	t.holderBy = append(t.holderBy, t.wordings.add(p.holder.wording))
	t.via = append(t.via, t.actorNames.add(p.via.actor))
	t.viaBy = append(t.viaBy, t.wordings.add(p.via.wording))
	t.state = append(t.state, t.actorNames.add(p.state))
	t.issue = append(t.issue, t.issues.add(p.issue))
	t.section = append(t.section, t.sectionOf.add(p.section))
	t.act = append(t.act, p.act)
	t.stance = append(t.stance, p.stance)
	t.modality = append(t.modality, p.modality)
	t.speech = append(t.speech, p.speech)
	t.posDoc = append(t.posDoc, uint32(row))
	t.said.add(t.senses(p.said)...)
}

// rows returns the half-open range of position rows of a document.
func (t *table) rows(doc int) (from, to int) {
	return int(t.positions[doc]), int(t.positions[doc+1])
}

// sided reports whether a position takes a side.
func (t *table) sided(row int) bool { return t.stance[row] == favor || t.stance[row] == against }

// sketch returns what tells the text of a row from others.
func (t *table) sketch(row int) alike.Sketch {
	return alike.Sketch{Text: t.text[row], Signature: alike.Signature(t.signature[row*alike.Bins:])}
}

// record spells out the document of a row again, unless t is settled.
func (t *table) record(row int) *record {
	r := &record{
		id: t.id[row], print: t.print[row], version: t.versions.words[t.version[row]], published: t.published[row],
		source: t.sources.words[t.source[row]], types: t.types[row], bands: t.bands[row], flags: t.flags[row],
		hedges: int(t.hedges[row]), sketch: t.sketch(row),
	}
	for m := range slices.Chunk(t.mentions.of(row), 3) {
		r.mentions = append(r.mentions, mention{t.wordings.words[m[0]], t.actorNames.words[m[1]], m[2]})
	}
	for d := range slices.Chunk(t.dates.of(row), 2) {
		r.dates = append(r.dates, [2]int32{int32(d[0]), int32(d[1])})
	}
	for _, s := range t.sections.of(row) {
		r.sections = append(r.sections, t.sectionOf.words[s])
	}
	for p := range slices.Chunk(t.roles.of(row), 3) {
		r.roles = append(r.roles, role{t.sense(p[0], p[1]), t.roleNames.words[p[2]]})
	}
	for p := t.positions[row]; p < t.positions[row+1]; p++ {
		r.positions = append(r.positions, position{
			holder: t.sense(t.holder[p], t.holderBy[p]), via: t.sense(t.via[p], t.viaBy[p]), state: t.actorNames.words[t.state[p]],
			issue: t.issues.words[t.issue[p]], section: t.sectionOf.words[t.section[p]],
			act: t.act[p], stance: t.stance[p], modality: t.modality[p], speech: t.speech[p],
			said: t.sensesOf(t.said.of(int(p))),
		})
	}
	for j := t.judgments[row]; j < t.judgments[row+1]; j++ {
		r.judgments = append(r.judgments, judgment{t.band[j], t.sensesOf(t.judged.of(int(j)))})
	}
	return r
}

// kill marks the document of a row as replaced.
func (t *table) kill(row int) {
	if !t.dead[row] {
		t.dead[row] = true
		t.deadCount++
	}
}

// compact returns a table without the dead rows and without the words that only they used.
func (t *table) compact() *table {
	c := new(table)
	for row := range t.id {
		if !t.dead[row] {
			c.add(t.record(row))
		}
	}
	return c
}

// day returns the number of a date in the table.
func day(d corpus.Date) int32 {
	if d.IsZero() {
		return noDay
	}
	return int32(d.Time().Unix() / 86400)
}

// dateOf is the inverse of day.
func dateOf(n int32) corpus.Date {
	if n == noDay {
		return corpus.Date{}
	}
	// The civil calendar from a count of days (Hinnant, chrono-Compatible Low-Level Date
	// Algorithms, 2013): days from 1 March of the year 0, in eras of 400 years. Package time
	// takes ten times as long, and lists ask for every document.
	const daysToEpoch, daysPerEra = 719468, 146097
	z := int(n) + daysToEpoch
	era := z / daysPerEra
	if z < 0 {
		era = (z - daysPerEra + 1) / daysPerEra
	}
	inEra := z - era*daysPerEra
	year := (inEra - inEra/1460 + inEra/36524 - inEra/146096) / 365
	inYear := inEra - (365*year + year/4 - year/100)
	month := (5*inYear + 2) / 153 // from March
	d := corpus.Date{Year: year + era*400, Month: time.Month(month + 3), Day: inYear - (153*month+2)/5 + 1}
	if d.Month > time.December {
		d.Month -= 12
		d.Year++
	}
	return d
}
