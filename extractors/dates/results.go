package dates

import (
	"time"

	"github.com/sayso-nlp/sayso/corpus"
)

// results is what a text that compares figures is about: “In the third quarter sales rose to
// 5 million from 4 million a year earlier.” Quarters are counted as 4*year + quarter - 1.
type results struct {
	reported int // the last quarter mentioned that was over when the text was written; 0 if none
	para     int // where
	named    int // the last one mentioned; 0 if none
	namedAt  int // its paragraph
	namedIn  int // its sentence
	// The period last mentioned is a quarter, not a year or nine months of it.
	quarterly bool

	// The last day of a month or month mentioned as such, its unit and its sentence.
	date     corpus.Date
	unit     grain
	sentence int
}

// maxApart is how many paragraphs behind a quarter “a year ago” may still go by it where no
// figure stands before it.
const maxApart = 3

// at returns the quarter that t goes by: one that lies ahead only within its paragraph.
func (s *results) at(t *term) int {
	if s.named != 0 && (s.reported == 0 || s.namedAt == t.para) {
		return s.named
	}
	return s.reported
}

// sawQuarter remembers a quarter that results are reported for, and not the one of the
// year before that they are compared with.
func (r *resolver) sawQuarter(q int, t *term) {
	s := &r.results
	s.quarterly = true
	if q == s.reported-4 || q == s.named-4 {
		return
	}
	s.named, s.namedAt, s.namedIn = q, t.para, t.sentence
	if r.published.IsZero() || q < quarterOf(r.published) {
		s.reported, s.para = q, t.para
	}
}

// sawPeriod remembers a month or day of a month, which figures may be given for: “at 30 June
// deposits were 5 million”. The end of a quarter is none, “the quarter ended 30 June”, nor is
// what that is compared with: “up from 4 million the month before”.
func (r *resolver) sawPeriod(t *term, value string) {
	if value == "" || t.ends || t.part != 0 || t.seconds != 0 || t.typ != corpus.TimexDate {
		return
	}
	s := &r.results
	switch {
	case t.grain == quarterGrain:
		s.unit = noGrain
	case t.grain == monthGrain && !t.steps && (t.form == calendar || t.form == shifted && (t.shift == 0 || t.shift == -1 && t.anchor != fromMention)):
		s.date, s.unit, s.sentence = r.month, monthGrain, t.sentence
	case t.grain == dayGrain && t.form == calendar && t.month != 0 && t.day != 0:
		s.date, s.unit, s.sentence = r.day, dayGrain, t.sentence
	}
}

// yearBefore returns what “a year ago” and “a year earlier” mean where figures are compared:
// the quarter, month or day of that year which answers to the one that the text is at. It is
// empty where a year is meant.
func (r *resolver) yearBefore(t *term) string {
	s := &r.results
	if t.compared && t.steps && s.unit != noGrain && s.sentence == t.sentence {
		d := r.mention(s.date, s.unit)
		d.Year--
		return (&value{}).unit(corpus.DateOf(d.Time()), s.unit).String()
	}
	q := s.at(t)
	if !t.steps && (q == 0 || s.namedIn != t.sentence) { // “the year” of “last year” is meant
		return ""
	}
	switch {
	case q != 0 && s.quarterly && (t.compared || t.figures && t.para-s.para <= maxApart):
	case q == 0 && t.compared && t.quarterly && !r.published.IsZero(): // “a quarterly loss of 3 million, against 1 million a year ago”
		q = quarterOf(r.published) - 1
	default:
		return ""
	}
	r.mention(firstOf(q), quarterGrain)
	return (&value{}).unit(firstOf(q-4), quarterGrain).String()
}

// quarterOf numbers the quarter that d lies in.
func quarterOf(d corpus.Date) int { return 4*d.Year + (int(d.Month)-1)/3 }

// justBegun reports whether d lies in the first half of a quarter, when the results of the
// one before it are told.
func justBegun(d corpus.Date) bool {
	month := (int(d.Month) - 1) % 3
	return month == 0 || month == 1 && d.Day <= 15
}

// firstOf returns the first day of a quarter. Shifting rounds down, also before Christ.
func firstOf(q int) corpus.Date {
	return corpus.Date{Year: q >> 2, Month: time.Month(q&3*3 + 1), Day: 1}
}
