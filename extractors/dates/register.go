package dates

import (
	"strings"
	"time"

	"github.com/sayso-nlp/sayso/corpus"
)

// dateline returns the day that a text itself says it was written on: one that stands at its
// head, on a line of its own, within a week of publication. “Yesterday” goes by it: a story
// of Tuesday may be published on Monday evening, or a letter on Thursday.
func dateline(terms []term, source string, published corpus.Date) (corpus.Date, bool) {
	for i := range min(2, len(terms)) {
		t := &terms[i]
		if !t.explicit() || t.bc || t.grain != dayGrain || t.nth != 0 || t.shift != 0 || t.span.Start > dateHead {
			continue
		}
		before := source[strings.LastIndexByte(source[:t.span.Start], '\n')+1 : t.span.Start]
		after, _, _ := strings.Cut(source[t.span.End:], "\n")
		d := corpus.DateOf(corpus.Date{Year: t.year, Month: time.Month(t.month), Day: t.day}.Time()) // 31 June is 1 July
		if strings.TrimSpace(before+after) == "" && withinDays(d, published, 7) {
			return d, true
		}
	}
	return corpus.Date{}, false
}

// dateHead is how far from the head of a text, in bytes, its date line may stand.
const dateHead = 300

// tellsHistory reports whether a text tells of a time other than that of its publication:
// it names years that lie two or more back, one of them with its month, far more often than
// it speaks of today, last week, Tuesday or the year of publication. Years alone are the
// background of much news: “the senator, elected in 1996, spoke in August”. Of a short text
// two such years are enough, if nothing else points to the time of publication.
func tellsHistory(terms []term, published corpus.Date) bool {
	far, near, recent, dated := 0, 0, 0, false
	for i := range terms {
		t := &terms[i]
		switch {
		case t.explicit() && (published.IsZero() || t.bc || t.year < published.Year-1):
			far++
			dated = dated || t.grain < yearGrain
		case t.explicit() && t.year == published.Year,
			t.form == shifted && t.anchor != fromMention, t.weekday != 0 && t.day == 0 && t.form == calendar,
			t.dir != dirNone && t.anchor == fromPublished:
			near++
		case t.explicit(), t.form == calendar && t.month != 0 && t.cued > 0, t.value == "PRESENT_REF":
			recent++
		}
	}
	return dated && (far >= 5 && far > 2*near || far >= 2 && near+recent == 0)
}

// describesPresent reports whether a text of some length tells how things are and not what is
// new: it names years of the past, or months of clauses that tell how things are, and no
// date near its publication but such as stand in such a clause. There the months of such a
// clause come every year; and if most of its “today” stand in one, they mean these days.
func describesPresent(terms []term, published int, size int) (months, today bool) {
	if size < 1500 {
		return false, false
	}
	loose, tight, past, seasonal, whole := 0, 0, 0, 0, false
	for i := range terms {
		t := &terms[i]
		switch {
		case t.explicit() && (t.bc || t.year < published-1):
			past++
		case t.form == shifted && t.shift == 0 && t.rule == deicticRule && t.part == 0:
			loose += step(t.loose)
			tight += step(!t.loose)
		case t.form == shifted && t.ctx <= monthGrain && t.anchor == fromPublished,
			t.form == calendar && t.weekday != 0,
			t.form == calendar && t.day != 0 && (t.year == 0 && !t.loose || t.year >= published-1) && !t.bc,
			t.dir != dirNone && t.anchor == fromPublished && t.grain < yearGrain:
			return false, false
		case t.form == calendar && t.loose:
			seasonal++
			whole = whole || t.day == 0
		}
	}
	told := past >= 3
	return (told || seasonal > 1 && whole) && (tight == 0 || loose > 2*tight), told && loose > 2*tight
}
