package dates

// The classes that groups of productions begin with.
var (
	monthWords  = []class{month, monthName, monthAbbr}
	determiners = []class{the, this, that, same, last, previous, next, coming, following, current}
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
		{"dates/iso", []class{number}, "Signed on [2025-03-09].", (*parser).iso},
		{"dates/numeric", []class{number, dotted}, "Signed on [31/03/2025].", (*parser).numeric},
		{"dates/month-day", monthWords, "Signed on [March 9, 2025].", (*parser).monthFirst},
		{"dates/day-month", []class{number, ordinal, the}, "Signed on [the 9th of March].", (*parser).dayFirst},
		{"dates/day-of-range", []class{number, ordinal}, "Held from March 9–[11].", (*parser).dayOfRange},
		{"dates/nth", []class{the}, "The envoy left on [the 9th].", (*parser).theNth},
		{"dates/nth-weekday", []class{the, ordinal, last}, "Held on [the last Sunday of March].", (*parser).nthWeekdayOf},
		{"dates/week-number", []class{the, unit, ordinal}, "It closes in [week 49].", (*parser).weekNumber},
		{"dates/iso-week", []class{number}, "It closes in [2025-W49].", (*parser).isoWeekAt},
		{"dates/weekday", []class{weekday, weekdayAbbr}, "Signed on [Sunday, 9 March].", (*parser).aWeekday},
	}
}

func years() []production {
	return []production{
		{"dates/year", []class{number, era, numeral, tens, apostrophe}, "Rome took it in [146 BC].", (*parser).bareYear},
		{"dates/the-year", []class{the, in}, "Founded in [the year 71].", (*parser).theYear},
		{"dates/decade", []class{the, decadeYr, decadeName, apostrophe, early}, "War returned in [the 1990s].", (*parser).aDecade},
		{"dates/century", []class{the, ordinal, early}, "A fort of [the 17th century].", (*parser).aCentury},
		{"dates/season", []class{the, season, fall}, "Talks failed in [the summer of 2014].", (*parser).aSeason},
		{"dates/quarter", []class{the, ordinal, quarterWord, last, number, fiscal}, "Output fell in [the third quarter of 2024].", (*parser).aQuarter},
		{"dates/of-named-year", []class{this, last, next}, "Output fell in [last year’s third quarter].", (*parser).ofNamedYear},
		{"dates/same-period", []class{the}, "Output rose from that of [the 1988 quarter].", (*parser).samePeriod},
		{"dates/same-period-of", []class{the}, "Output fell from [the same period last year].", (*parser).samePeriodOf},
		{"dates/half", []class{the, ordinal, half, last}, "Output fell in [the second half of 2020].", (*parser).aHalf},
		{"dates/fiscal-year", []class{the, fiscal, fy}, "The budget for [fiscal year 2021] passed.", (*parser).fiscalYear},
	}
}

func relativeDates() []production {
	return []production{
		{"dates/unit", determiners, "The port closed [last week].", (*parser).whole},
		{"dates/the-unit", []class{the}, "The truce will hold through [the year].", (*parser).theUnit},
		{"dates/named", determiners, "The port closed [last Friday].", (*parser).named},
		{"dates/deictic", []class{deictic, partRef}, "The port closed [yesterday afternoon].", (*parser).aDeictic},
		{"dates/eve", []class{the, eve}, "On [the eve] of the vote the port closed.", (*parser).theEve},
		{"dates/part-of-day", []class{the, early, part}, "The port closed in [the evening].", (*parser).partOfDay},
		{"dates/edge", []class{the, edge, early}, "It closes by [the end of May].", (*parser).anEdge},
		{"dates/modified", []class{early, the, earlier, later, approx}, "It closed in [mid-December].", (*parser).modified},
		{"dates/earlier-in", []class{earlier, later}, "It had closed [earlier in the month].", (*parser).earlierIn},
		{"dates/unit-of", []class{the, unit}, "It closes in [the week of 21 October].", (*parser).unitOf},
	}
}

func lengths() []production {
	return []production{
		{"dates/length", amounts, "The siege went on for [two years].", (*parser).aLength},
		{"dates/span", []class{the, these, this, last, next, coming, following, previous, recent, ordinal}, "It closed twice in [the last three years].", (*parser).spanOf},
		{"dates/bare-units", []class{units}, "The siege went on for [years].", (*parser).bareUnits},
		{"dates/single", []class{unit, quarterWord}, "The [week-long] siege is over.", (*parser).single},
		{"dates/year-ago", []class{the, unit}, "Sales fell below those of [the year-ago quarter].", (*parser).yearAgo},
		{"dates/roughly", []class{approx, more, at}, "The siege went on for [more than a year].", (*parser).roughly},
	}
}

func repeated() []production {
	return []production{
		{"dates/every", []class{each, per}, "The envoys meet [every two weeks].", (*parser).everyUnit},
		{"dates/adverb", []class{often}, "The envoys meet [daily].", (*parser).adverbs},
		{"dates/plural", []class{weekdays, units}, "The envoys meet on [Mondays].", (*parser).plurals},
		{"dates/ref", []class{ref}, "The port is [currently] closed.", (*parser).refs},
		{"dates/phrase", phraseStarts(), "Peace lies in [the near future].", (*parser).phrases},
		{"dates/holiday", determiners, "The port closed [last Christmas].", (*parser).seasonal},
	}
}

func clocks() []production {
	return []production{
		{"dates/time", []class{clock, number, numeral, half, quarterWord}, "Polls close at [8:30 p.m.] in the capital.", (*parser).aTime},
		{"dates/noon", []class{noon}, "The truce begins at [midnight].", (*parser).aNoon},
	}
}

// phraseStarts lists the classes that phrases begin with.
func phraseStarts() []class {
	seen := [numClasses]bool{}
	var list []class
	for _, e := range words().entries {
		if len(e.phrases) > 0 && !seen[e.class] {
			seen[e.class] = true
			list = append(list, e.class)
		}
	}
	return list
}
