package dates

import "sync"

// production is one way to say a time. Parse tries it at item i; it fills t and returns the
// item behind the match, or 0.
type production struct {
	name    string
	starts  []class // classes of its first item
	the     []class // of its second one, behind “the”
	example string  // with the match in [brackets]; the tests run it
	parse   func(p *parser, i int, t *term) int
}

// grammar lists the productions to try, by the class that an expression begins with; where
// that is “the”, by the class behind it.
type grammar struct {
	starts, the [numClasses][]*production
}

var theGrammar = sync.OnceValue(func() *grammar {
	g := &grammar{}
	all := productions()
	for i := range all {
		for _, c := range all[i].starts {
			g.starts[c] = append(g.starts[c], &all[i])
		}
		for _, c := range all[i].the {
			g.the[c] = append(g.the[c], &all[i])
		}
	}
	return g
})

// The classes that groups of productions begin with.
var (
	monthWords  = []class{month, monthName, monthAbbr}
	determiners = []class{this, that, same, last, previous, next, coming, following, current}
	ordinals    = []class{ordinal, last, other} // other: “latter”
	spans       = []class{last, next, coming, following, previous, recent, ordinal, early, adjective, same, number, numeral, tens, vague, couple, scale, scales}
	amounts     = []class{number, numeral, tens, scale, scales, vague, couple, article, another, half}
)

// productions lists the ways to say a time, each with an example. What stands first wins
// among equally long matches.
func productions() []production {
	var all []production
	for _, group := range [...][]production{calendarDates(), years(), relativeDates(), lengths(), repeated(), clocks()} {
		all = append(all, group...)
	}
	return all
}

func calendarDates() []production {
	return []production{
		{"dates/iso", []class{number}, nil, "Signed on [2025-03-09].", (*parser).iso},
		{"dates/numeric", []class{number, dotted}, nil, "Signed on [31/03/2025].", (*parser).numeric},
		{"dates/month-day", monthWords, nil, "Signed on [March 9, 2025].", (*parser).monthFirst},
		{"dates/day-month", []class{number, ordinal}, []class{ordinal}, "Signed on [the 9th of March].", (*parser).dayFirst},
		{"dates/day-of-range", []class{number, ordinal}, nil, "Held from March 9–[11].", (*parser).dayOfRange},
		{"dates/nth", nil, []class{ordinal}, "The envoy left on [the 9th].", (*parser).theNth},
		{"dates/nth-weekday", []class{ordinal, last}, ordinals, "Held on [the last Sunday of March].", (*parser).nthWeekdayOf},
		{"dates/week-number", []class{unit, ordinal}, ordinals, "It closes in [week 49].", (*parser).weekNumber},
		{"dates/iso-week", []class{number}, nil, "It closes in [2025-W49].", (*parser).isoWeekAt},
		{"dates/weekday", []class{weekday, weekdayAbbr}, nil, "Signed on [Sunday, 9 March].", (*parser).aWeekday},
	}
}

func years() []production {
	return []production{
		{"dates/year", []class{number, era, numeral, tens, apostrophe}, nil, "Rome took it in [146 BC].", (*parser).bareYear},
		{"dates/the-year", []class{in}, []class{unit}, "Founded in [the year 71].", (*parser).theYear},
		{"dates/decade", []class{decadeYr, decadeName, apostrophe, early}, []class{early, dash, apostrophe, decadeYr, decadeName, number}, "War returned in [the 1990s].", (*parser).aDecade},
		{"dates/century", []class{ordinal, early}, []class{early, dash, ordinal}, "A fort of [the 17th century].", (*parser).aCentury},
		{"dates/season", []class{season, fall}, []class{season, fall}, "Talks failed in [the summer of 2014].", (*parser).aSeason},
		{"dates/quarter", []class{ordinal, quarterWord, last, number, fiscal}, append(ordinals, number, fiscal), "Output fell in [the third quarter of 2024].", (*parser).aQuarter},
		{"dates/of-named-year", []class{this, last, next}, nil, "Output fell in [last year’s third quarter].", (*parser).ofNamedYear},
		{"dates/same-period", nil, []class{number}, "Output rose from that of [the 1988 quarter].", (*parser).samePeriod},
		{"dates/same-period-of", nil, []class{same, other}, "Output fell from [the same period last year].", (*parser).samePeriodOf},
		{"dates/half", []class{ordinal, half, last}, ordinals, "Output fell in [the second half of 2020].", (*parser).aHalf},
		{"dates/fiscal-year", []class{fiscal, fy}, []class{fiscal}, "The budget for [fiscal year 2021] passed.", (*parser).fiscalYear},
	}
}

func relativeDates() []production {
	return []production{
		{"dates/unit", determiners, []class{same, last, previous, next, coming, following, current, early}, "The port closed [last week].", (*parser).whole},
		{"dates/the-unit", nil, []class{unit, quarterWord, other, adjective, edge}, "The truce will hold through [the year].", (*parser).theUnit},
		{"dates/named", determiners, []class{this, that, same, last, previous, next, coming, following, current}, "The port closed [last Friday].", (*parser).named},
		{"dates/deictic", []class{deictic, partRef}, nil, "The port closed [yesterday afternoon].", (*parser).aDeictic},
		{"dates/eve", []class{eve}, []class{eve}, "On [the eve] of the vote the port closed.", (*parser).theEve},
		{"dates/part-of-day", []class{early, part}, []class{early, part, other}, "The port closed in [the evening].", (*parser).partOfDay},
		{"dates/edge", []class{edge, early}, []class{edge, early}, "It closes by [the end of May].", (*parser).anEdge},
		{"dates/modified", []class{early, earlier, later, approx}, []class{early}, "It closed in [mid-December].", (*parser).modified},
		{"dates/earlier-in", []class{earlier, later}, nil, "It had closed [earlier in the month].", (*parser).earlierIn},
		{"dates/unit-of", []class{unit}, append(ordinals, unit), "It closes in [the week of 21 October].", (*parser).unitOf},
	}
}

func lengths() []production {
	return []production{
		{"dates/length", amounts, nil, "The siege went on for [two years].", (*parser).aLength},
		{"dates/span", []class{these, this, last, next, coming, following, previous, recent, ordinal}, spans, "It closed twice in [the last three years].", (*parser).spanOf},
		{"dates/bare-units", []class{units}, nil, "The siege went on for [years].", (*parser).bareUnits},
		{"dates/single", []class{unit, quarterWord}, nil, "The [week-long] siege is over.", (*parser).single},
		{"dates/year-ago", []class{unit}, []class{unit}, "Sales fell below those of [the year-ago quarter].", (*parser).yearAgo},
		{"dates/roughly", []class{approx, more, at}, nil, "The siege went on for [more than a year].", (*parser).roughly},
	}
}

func repeated() []production {
	return []production{
		{"dates/every", []class{each, per}, nil, "The envoys meet [every two weeks].", (*parser).everyUnit},
		{"dates/adverb", []class{often}, nil, "The envoys meet [daily].", (*parser).adverbs},
		{"dates/plural", []class{weekdays, units}, nil, "The envoys meet on [Mondays].", (*parser).plurals},
		{"dates/ref", []class{ref}, nil, "The port is [currently] closed.", (*parser).refs},
		{"dates/phrase", phraseStarts(false), phraseStarts(true), "Peace lies in [the near future].", (*parser).phrases},
		{"dates/holiday", determiners, nil, "The port closed [last Christmas].", (*parser).seasonal},
	}
}

func clocks() []production {
	return []production{
		{"dates/time", []class{clock, number, numeral, half, quarterWord}, nil, "Polls close at [8:30 p.m.] in the capital.", (*parser).aTime},
		{"dates/noon", []class{noon}, nil, "The truce begins at [midnight].", (*parser).aNoon},
	}
}

// phraseStarts lists the classes that phrases begin with, or those behind their “the”.
func phraseStarts(behindThe bool) []class {
	seen := [numClasses]bool{}
	var list []class
	for _, e := range words().entries {
		for _, ph := range e.phrases {
			c := e.class
			if c == the && behindThe {
				c = ph.pieces[1].class
			} else if c == the || behindThe {
				continue
			}
			if !seen[c] {
				seen[c] = true
				list = append(list, c)
			}
		}
	}
	return list
}
