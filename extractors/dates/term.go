package dates

import "github.com/sayso-nlp/sayso/corpus"

// grain is a unit of time, numbered as in data/words.tsv.
type grain int8

const (
	noGrain grain = iota
	secondGrain
	minuteGrain
	hourGrain
	dayGrain
	weekendGrain
	weekGrain
	fortnightGrain
	monthGrain
	quarterGrain
	halfGrain
	yearGrain
	decadeGrain
	centuryGrain
	millenniumGrain
	seasonGrain
	numGrains
)

// codes are the units of a TIMEX3 duration. A fortnight counts as two weeks and a half-year
// as six months.
var codes = [numGrains]string{
	secondGrain: "S", minuteGrain: "M", hourGrain: "H", dayGrain: "D", weekendGrain: "WE", weekGrain: "W",
	fortnightGrain: "W", monthGrain: "M", quarterGrain: "Q", halfGrain: "M", yearGrain: "Y", decadeGrain: "DE",
	centuryGrain: "CE", millenniumGrain: "ML",
}

// form tells how the value of a term comes about.
type form int8

const (
	fixed    form = iota // value stands in the term
	calendar             // fields, some of which may have to be found
	shifted              // a whole unit, so and so many units from an anchor
	event                // a holiday
)

// anchor is what a term is counted from.
type anchor int8

const (
	fromPublished anchor = iota
	fromText             // publication or, in a text about the past, the last date mentioned
	fromMention          // the last date mentioned that is fine enough
)

// direction is where a determiner points.
type direction int8

const (
	dirNone direction = iota
	dirLast           // last Friday
	dirThis           // this Friday
	dirNext           // next Friday
)

// term is what a production makes of the words, before anything is known about when they
// were written: “the second half of next year” is half 2 in the year that lies one year
// after the anchor.
type term struct {
	rule     string
	from, to int // items of the sentence
	span     corpus.Span
	sentence int
	para     int

	typ   corpus.TimexType
	form  form
	value string // of a fixed term; the rule of a holiday

	// The unit that fields are looked up in, or the value itself if no field is set.
	ctx    grain
	shift  int
	anchor anchor
	dir    direction
	fine   grain // of “three years ago this month”
	days   int   // and how far “today” and “tomorrow” are from the anchor

	grain   grain // of the value
	year    int   // with bc: years before Christ
	bc      bool
	decade  int // 199
	century int // 19 for the nineteen hundreds
	month   int
	day     int
	week    int // n-th week of the month
	isoWeek int // of the year
	nth     int // the n-th weekday of the month, or without one its n-th day; -1: the last one
	weekday int
	season  int
	quarter int
	half    int
	less    int // years to go back: “the third quarter a year earlier”
	part    int // of the day
	seconds int // of the clock, plus one
	weekend bool

	lasts  int    // days to the end of “Monday to Friday”
	linked bool   // goes on a list or range: “9–11 March”
	opens  bool   // a month or day of one begins a range that ends with the next term
	cued   int8   // -1 the clause looks back, 1 ahead
	sure   bool   // and leaves no doubt
	cue    string // the word that says so
	before bool   // a clock time whose day follows: “at 5 p.m. on Monday”
	told   bool   // the date meant follows: “two years later, in 1896”
	quoted bool   // a “today” that someone says
	said   int    // the weekday on which it was said; 0 if that is not known
	loose  bool   // a “today” or a month in a clause that tells how things are
	yearly bool   // and comes every year: “in January it usually snows”
	steps  bool   // counted in units: “a decade ago” is a year
	just   bool   // “this past summer”: the one last begun
	vague  bool   // a shift by an unknown number: “some months later”
	period bool   // “the 1988 period”, which need not be a quarter
	ends   bool   // the end of a quarter: “the quarter ended 30 June”
	// “A year ago” with a figure that it belongs to, or with figures nearby, and whether the
	// text has spoken of quarters.
	compared, figures, quarterly bool
	// “It is 7 May” tells what “today” is behind it.
	present bool
	// “That day” is one that the text has named.
	pointing bool
}

// astronomicalYear returns the year of t, counted astronomically.
func (t *term) astronomicalYear() int {
	if t.bc {
		return 1 - t.year
	}
	return t.year
}

// setYear gives t an astronomical year.
func (t *term) setYear(y int) {
	if t.year, t.bc = y, y < 1; t.bc {
		t.year = 1 - y
	}
}

// setMonth gives t the month of d.
func (t *term) setMonth(d corpus.Date) {
	t.setYear(d.Year)
	t.month = int(d.Month)
}

// offset returns by how many days a calendar date is moved: “the eve of 1 May”.
func (t *term) offset() int {
	if t.ctx == noGrain {
		return t.shift
	}
	return 0
}

// bareWeekday reports whether the term is a weekday and nothing more.
func (t *term) bareWeekday() bool { return t.onWeekday() && t.part == 0 && t.seconds == 0 }

// onWeekday reports whether the term is a weekday, with a time of the day or without.
func (t *term) onWeekday() bool {
	return t.form == calendar && t.weekday != 0 && t.day == 0 && t.dir == dirNone && t.ctx == noGrain && t.shift == 0
}

// takeYear gives t the year that other names or counts.
func (t *term) takeYear(other *term) {
	t.year, t.bc, t.ctx, t.shift, t.anchor = other.year, other.bc, other.ctx, other.shift, other.anchor
}

// bareQuarter reports whether the term is a quarter and nothing more.
func (t *term) bareQuarter() bool { return t.quarter != 0 && t.bare() }

// bare reports whether nothing tells the year of the term.
func (t *term) bare() bool {
	return t.form == calendar && t.year == 0 && t.dir == dirNone && t.ctx == noGrain && t.less == 0
}

// bareTime reports whether the term is a time of the clock without a day.
func (t *term) bareTime() bool {
	return t.form == calendar && t.seconds != 0 && t.month == 0 && t.weekday == 0 && t.ctx == noGrain
}

// explicit reports whether the term names its year.
func (t *term) explicit() bool { return t.form == calendar && t.ctx == noGrain && t.year != 0 }
