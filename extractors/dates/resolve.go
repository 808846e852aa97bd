package dates

import (
	"strings"
	"time"

	"github.com/sayso-nlp/sayso/corpus"
)

// resolver turns terms into values, in text order. It remembers where the text is: the last
// day, month and year mentioned, and whether the text tells of another time than its own.
type resolver struct {
	published corpus.Date
	dated     bool        // by the text itself, on a line of its own
	today     corpus.Date // as the text last said: “it is 7 May”
	history   bool        // the text is about the past: relative dates go by the last date mentioned
	timeless  bool        // the text tells how things are
	yearly    bool        // and its months come every year

	place
	results results
	end     term // of the range that the present term begins

	kept   strings.Builder
	note   string // how the present term was resolved
	anchor anchor
	at     corpus.Date // the date mentioned that it was counted from, if it was
	atUnit grain
}

// place is where the text is.
type place struct {
	day      corpus.Date // last one mentioned
	dayAt    int         // its sentence
	week     corpus.Date // a day of the week last mentioned as such, if no day was behind it
	lead     corpus.Date // the day of the news: the first one mentioned, without a year, of the week before publication, or that of what was said last
	near     corpus.Date // last one mentioned that lies within half a year of publication
	month    corpus.Date // first of the last month mentioned
	year     corpus.Date // first of the last year mentioned
	story    corpus.Date // the month that the text is at: of the last date with one, or January of a year that opens a sentence
	explicit corpus.Date // first of the year of the last date that was written out
	said     [2]int      // its paragraph and sentence
}

// valueAt returns the value of the i-th term. Some go by the term behind them: “at 5 p.m. on
// Monday”, “two years later, in 1896”, “the week ended 14 October”.
func (r *resolver) valueAt(terms []term, i int) string {
	t := &terms[i]
	if t.opens {
		r.end = terms[i+1]
		r.end.opens = false
	}
	v := r.resolve(t)
	if t.present && withinDays(r.day, r.published, maxDiary) {
		r.today = r.day
	}
	if t.before {
		day := terms[dayBehind(terms, i)]
		day.seconds, day.part, day.typ = t.onThePart(day.part), 0, corpus.TimexTime
		here := r.place
		v = r.resolve(&day)
		r.place = here // “at 2 a.m. the next day” is one day on, not two
	}
	if t.told {
		day := terms[i+1]
		v = cutTo(r.resolve(&day), t.ctx)
		switch {
		case t.form == fixed: // “the three months ended 30 September”
			v = t.value
			r.sawQuarter(quarterOf(r.day), t)
		case t.ctx == quarterGrain:
			q := r.results.reported // “the first quarter”, of a year that began in July
			if q == 0 {
				q = quarterOf(r.day)
				r.sawQuarter(q, t)
			}
			v = (&value{}).unit(firstOf(q), quarterGrain).String()
		case t.ctx == weekGrain && !t.steps:
			v = (&value{}).week(r.day, false).String()
		}
		r.note = "anchor=apposition"
	}
	r.sawPeriod(t, v)
	return v
}

// maxDiary is how many days from publication a diary may say that it is today.
const maxDiary = 60

// onThePart returns the seconds of t, a clock time, on a part of the day: “3 o’clock on Friday
// afternoon”. Midnight ends the day, “midnight Friday night”, unless it begins the morning.
func (t *term) onThePart(part int) int {
	if part == morning && t.seconds > 24*3600 {
		return t.seconds - 24*3600
	}
	if h := (t.seconds - 1) / 3600; h < 12 && (part == afternoon || part == evening || part == night && h >= 6) {
		return t.seconds + 12*3600
	}
	return t.seconds
}

// dayBehind returns the first term behind the i-th that is more than a clock time.
func dayBehind(terms []term, i int) int {
	for i++; i < len(terms)-1 && terms[i].bareTime(); i++ {
	}
	return i
}

// cutTo shortens the value of a calendar date to a year or month if the grain is one.
func cutTo(value string, g grain) string {
	n := len(value)
	switch g {
	case yearGrain:
		n = 4
	case monthGrain:
		n = 7
	}
	if strings.HasPrefix(value, "BC") {
		n += 2
	}
	return value[:min(n, len(value))]
}

// resolve returns the value of t, empty if it cannot be told.
func (r *resolver) resolve(t *term) string {
	r.note, r.anchor, r.at = "", fromPublished, corpus.Date{}
	switch t.form {
	case fixed:
		if t.value == "P9M" || t.value == "P6M" { // of the year whose quarter was reported
			r.results.quarterly = false
			if q := r.results.reported; q != 0 {
				r.sawYear(firstOf(q).Year)
			}
		}
		return t.value
	case event:
		return r.holiday(t)
	case shifted:
		return r.shifted(t)
	}
	if t.ctx != noGrain {
		return r.within(t)
	}
	if t.year == 0 {
		return r.partial(t)
	}
	year := newYearOf(t.astronomicalYear())
	if apart := year.Year - r.story.Year; t.grain == yearGrain && (r.story.IsZero() || t.from <= 1 || year == r.year || -2 <= apart && apart <= 2) {
		if apart != 0 {
			r.story = year
		}
	}
	if t.grain < yearGrain {
		r.explicit, r.said = year, [2]int{t.para, t.sentence}
	}
	return r.format(t)
}

// format returns the value of a calendar term whose year is known, and remembers it.
func (r *resolver) format(t *term) string {
	var v value
	d := corpus.Date{Year: t.astronomicalYear(), Month: time.Month(t.month), Day: t.day}
	switch t.grain {
	case dayGrain:
		switch {
		case t.nth != 0 && t.weekday != 0: // the first Monday in May
			d = nthWeekday(d.Year, d.Month, t.weekday, t.nth)
		case t.nth < 0: // the last day of May
			d.Day = 1
			d = addMonths(d, 1).AddDays(-1)
		}
		d = d.AddDays(t.offset())
		r.sawDay(d, t)
		return v.date(d).clock(t).String()
	case weekGrain:
		if t.isoWeek != 0 {
			return v.year(d.Year).add("-W").num(t.isoWeek, 2).String()
		}
		switch {
		case t.week < 0:
			d.Day = 1
			d = addMonths(d, 1).AddDays(-1)
		case t.week > 0: // counted from the first that begins in the month
			d = nthWeekday(d.Year, d.Month, 1, t.week)
		}
		return v.week(d, t.weekend).String()
	case monthGrain:
		r.sawMonth(d)
		return v.month(d).String()
	}
	r.sawYear(d.Year)
	v.year(d.Year)
	switch t.grain {
	case yearGrain:
		r.results.quarterly = false
	case quarterGrain:
		if t.quarter == 0 { // “the 1988 quarter”
			q := r.results.at(t)
			if q == 0 || t.period && !r.results.quarterly {
				return v.String()
			}
			t.quarter = q&3 + 1
		}
		r.sawQuarter(4*d.Year+t.quarter-1, t)
		v.add("-Q").num(t.quarter, 1)
	case halfGrain:
		v.add("-H").num(t.half, 1)
	case seasonGrain:
		v.add("-").add(seasonCodes[t.season])
		if r.history && d.Year > r.story.Year { // “That summer she moved. On 8 September …”
			r.story = newYearOf(d.Year)
		}
	}
	return v.String()
}

func (r *resolver) sawDay(d corpus.Date, t *term) {
	r.day, r.dayAt, r.week = d, t.sentence, corpus.Date{}
	if months := 12*(r.published.Year-d.Year) + int(r.published.Month-d.Month); -6 <= months && months <= 6 {
		r.near = d
	}
	if r.lead.IsZero() && !t.explicit() && d.Compare(r.published) <= 0 && r.published.Compare(d.AddDays(7)) < 0 {
		r.lead = d
	}
	r.sawMonth(d)
}

// sawMonth remembers the month of d.
func (r *resolver) sawMonth(d corpus.Date) {
	d.Day = 1
	r.month, r.story = d, d
	r.sawYear(d.Year)
}

func (r *resolver) sawYear(y int) { r.year = newYearOf(y) }

// newYearOf returns the first day of a year.
func newYearOf(y int) corpus.Date { return corpus.Date{Year: y, Month: 1, Day: 1} }

// mention notes that the term at hand is counted from d, the first day of a unit mentioned
// before, and returns d.
func (r *resolver) mention(d corpus.Date, g grain) corpus.Date {
	r.anchor, r.at, r.atUnit = fromMention, d, g
	return d
}

// justSaid reports whether the sentence of t or the one before it wrote out a date with its
// year: “On 3 March 1923 she left. The next day …”
func (r *resolver) justSaid(t *term) bool { return !r.explicit.IsZero() && t.sentence-r.said[1] <= 1 }

// needsMention reports whether t cannot be counted from publication: “that day”, “two months
// later”.
func (t *term) needsMention() bool { return t.pointing || t.steps && t.shift > 0 }

// base returns the day that a term is counted from; ok is false where no date is known.
func (r *resolver) base(t *term) (corpus.Date, bool) {
	if t.said != 0 && !r.published.IsZero() {
		r.lead = r.published.AddDays(-((weekdayOf(r.published) - t.said + 7) % 7))
	}
	switch {
	case t.quoted && !r.lead.IsZero(): // “On Monday the mayor resigned. … ‘Today’, she said, …”
		return r.mention(r.lead, dayGrain), true
	case t.anchor == fromPublished && t.ctx == dayGrain && !r.today.IsZero(): // “It is 7 May. Yesterday …”
		return r.mention(r.today, dayGrain), true
	case r.inReportedMonth(t):
		return r.mention(r.results.date, monthGrain), true
	}
	if t.anchor == fromMention || t.anchor == fromText && r.history {
		if d, g := r.mentioned(t); !d.IsZero() {
			return r.mention(d, g), true
		}
		if t.needsMention() {
			return corpus.Date{}, false
		}
	}
	if r.isLastQuarter(t) {
		return addMonths(r.published, -3), true
	}
	return r.published, !r.published.IsZero()
}

// inReportedMonth reports whether t is the month of whose results the text has just spoken: “In September
// sales fell. In the month, …”
func (r *resolver) inReportedMonth(t *term) bool {
	s := &r.results
	return t.rule == theUnitRule && t.ctx == monthGrain && s.unit == monthGrain && t.sentence-s.sentence <= 2 &&
		withinDays(s.date, r.published, maxDiary)
}

// isLastQuarter reports whether t is the quarter before that of publication: “the latest quarter”, and
// “the quarter” in the weeks when results are told.
func (r *resolver) isLastQuarter(t *term) bool {
	return t.ctx == quarterGrain && !r.published.IsZero() && (t.dir == dirLast || t.rule == theUnitRule && justBegun(r.published))
}

// mentioned returns the last date mentioned that is fine enough to count t from it, and how fine it is; the
// date is zero if there is none.
func (r *resolver) mentioned(t *term) (corpus.Date, grain) {
	switch {
	case t.ctx == quarterGrain && r.results.at(t) != 0: // “net income rose in the quarter, … the quarter before”
		return firstOf(r.results.at(t)), quarterGrain
	case t.ctx == weekGrain && !r.week.IsZero(): // “last week … the week before that”
		return r.week, dayGrain
	case t.ctx <= weekGrain:
		return r.dayMentioned(t), dayGrain
	case t.ctx > quarterGrain: // “in 1896 … two years later”
		return r.year, yearGrain
	case r.history, r.justSaid(t), r.month.Year >= r.published.Year-1: // “in May … two months later”
		return r.month, monthGrain
	}
	return corpus.Date{}, noGrain
}

// dayMentioned returns the day that a term is counted from which goes by the last one mentioned.
func (r *resolver) dayMentioned(t *term) corpus.Date {
	switch {
	case !r.lead.IsZero() && t.sentence-r.dayAt > 1 && r.published.Compare(r.day) < 0:
		return r.lead // not the day of a hearing to come, told some sentences ago
	case !r.day.IsZero() && !r.near.IsZero() && !r.history && !r.justSaid(t) && !r.published.IsZero():
		return r.near // news does not go on from the day of an old treaty
	}
	return r.day
}

// shifted returns the value of a whole unit that lies some units from its anchor.
func (r *resolver) shifted(t *term) string {
	if t.vague {
		return r.vague(t)
	}
	if (r.history || r.timeless && t.loose) && t.rule == deicticRule && t.shift == 0 && t.part == 0 {
		return "PRESENT_REF" // “what is today Germany”
	}
	if t.rule == newYear && t.cued <= 0 && r.published.Month <= 2 {
		t.shift = 0
	}
	d, ok := r.base(t)
	if !ok {
		return r.unresolvedUnit(t)
	}
	if t.fine != noGrain {
		return r.anniversary(d, t)
	}
	if t.ctx == yearGrain && t.shift == -1 && (t.steps || t.compared) {
		if v := r.yearBefore(t); v != "" {
			return v
		}
	}
	return r.unitFrom(d, t)
}

// anniversary returns the day, week or month that lies so many years from that of d.
func (r *resolver) anniversary(d corpus.Date, t *term) string {
	d = d.AddDays(t.days)
	d.Year += t.shift
	d = corpus.DateOf(d.Time()) // 29 February is 1 March in most years
	var v value
	switch t.fine {
	case dayGrain:
		r.sawDay(d, t)
		return v.date(d).String()
	case weekGrain:
		return v.week(d, false).String()
	}
	r.sawMonth(d)
	return v.month(d).String()
}

// vague places a shift by an unknown number: the coming week, some months later.
func (r *resolver) vague(t *term) string {
	if t.ctx == weekGrain && !t.steps && t.shift == 1 && !r.published.IsZero() {
		ahead := 4
		if t.weekend {
			ahead = 2
		}
		return (&value{}).week(r.published.AddDays(ahead), t.weekend).String()
	}
	return someUnit(t.ctx)
}

// someUnit returns the value of a day, week, month or year that is not known.
func someUnit(g grain) string {
	switch {
	case g == dayGrain:
		return "XXXX-XX-XX"
	case g == weekGrain:
		return "XXXX-WXX"
	case g == monthGrain:
		return "XXXX-XX"
	case g >= yearGrain:
		return "XXXX"
	}
	return ""
}

// unitFrom returns the unit that lies t.shift units from d.
func (r *resolver) unitFrom(d corpus.Date, t *term) string {
	var v value
	n := t.shift
	switch t.ctx {
	case dayGrain:
		d = d.AddDays(n)
		r.sawDay(d, t)
		return v.date(d).clock(t).String()
	case weekGrain, fortnightGrain:
		if t.ctx == fortnightGrain {
			n *= 2
		}
		if t.weekend {
			n += r.weekendShift(d, t)
		}
		r.week = d.AddDays(7 * n)
		return v.week(r.week, t.weekend).String()
	case monthGrain:
		d = addMonths(d, n)
		r.sawMonth(d)
		return v.month(d).String()
	case quarterGrain:
		q := quarterOf(d) + n
		r.sawQuarter(q, t)
		return v.unit(firstOf(q), quarterGrain).String()
	case halfGrain:
		return v.unit(addMonths(d, 6*n), halfGrain).String()
	case secondGrain, minuteGrain, hourGrain:
		return v.date(d).String()
	}
	return r.yearsFrom(d, t)
}

// weekendShift goes back a week where the weekend is the one last begun: said on a Tuesday
// of something past, “the weekend” is the one before.
func (r *resolver) weekendShift(d corpus.Date, t *term) int {
	if t.anchor != fromMention && t.shift == 0 && weekdayOf(d) < 5 && t.cued <= 0 && (t.rule == theUnitRule || t.cued < 0) {
		return -1
	}
	return 0
}

// yearsFrom returns the year, decade or century. A decade ago is a year, this decade is
// one of ten.
func (r *resolver) yearsFrom(d corpus.Date, t *term) string {
	var v value
	size, digits := 1, 4
	switch t.ctx {
	case decadeGrain:
		size, digits = 10, 3
	case centuryGrain:
		size, digits = 100, 2
	case millenniumGrain:
		size, digits = 1000, 1
	}
	y := d.Year + size*t.shift
	if t.ctx != yearGrain && !t.steps {
		return v.years(y, size, digits).String()
	}
	if !t.compared { // a year that figures are compared with is not the one that the text is at
		r.sawYear(y)
	}
	if r.history && r.anchor == fromMention && y > r.story.Year { // “The following year she moved. In May …”
		r.story = newYearOf(y)
	}
	if t.shift == 0 {
		r.results.quarterly = false
	}
	return v.year(y).String()
}

// within returns the value of fields inside a relative unit: May next year, the second half
// of last year, Monday of next week, the 5th of next month.
func (r *resolver) within(t *term) string {
	d, ok := r.base(t)
	if !ok {
		return r.unresolved(t)
	}
	switch t.ctx {
	case yearGrain:
		t.setYear(d.Year + t.shift)
	case monthGrain:
		t.setMonth(addMonths(d, t.shift))
	case weekGrain:
		day := d.AddDays(7*t.shift + t.weekday - weekdayOf(d))
		r.sawDay(day, t)
		return (&value{}).date(day).clock(t).String()
	case dayGrain:
		return r.unitFrom(d, t)
	}
	return r.format(t)
}
