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
		{"iso", []class{number}, "Signed on [2025-03-09].", (*parser).iso},
		{"numeric", []class{number, dotted}, "Signed on [31/03/2025].", (*parser).numeric},
		{"month-day", monthWords, "Signed on [March 9, 2025].", (*parser).monthFirst},
		{"day-month", []class{number, ordinal, the}, "Signed on [the 9th of March].", (*parser).dayFirst},
		{"day-of-range", []class{number, ordinal}, "Held from March 9–[11].", (*parser).dayOfRange},
		{"weekday", []class{weekday, weekdayAbbr}, "Signed on [Sunday, 9 March].", (*parser).aWeekday},
	}
}

func years() []production {
	return []production{
		{"year", []class{number, era, numeral, tens}, "Rome took it in [146 BC].", (*parser).bareYear},
		{"the-year", []class{the, in}, "Founded in [the year 71].", (*parser).theYear},
		{"decade", []class{the, decadeYr, decadeName, apostrophe, early}, "War returned in [the 1990s].", (*parser).aDecade},
		{"century", []class{the, ordinal, early}, "A fort of [the 17th century].", (*parser).aCentury},
		{"season", []class{the, season, fall}, "Talks failed in [the summer of 2014].", (*parser).aSeason},
		{"quarter", []class{the, ordinal, quarterWord, last, number, fiscal}, "Output fell in [the third quarter of 2024].", (*parser).aQuarter},
		{"half", []class{the, ordinal, half, last}, "Output fell in [the second half of 2020].", (*parser).aHalf},
		{"fiscal-year", []class{the, fiscal, fy}, "The budget for [fiscal year 2021] passed.", (*parser).fiscalYear},
	}
}

func relativeDates() []production {
	return []production{
		{"unit", determiners, "The port closed [last week].", (*parser).whole},
		{"the-unit", []class{the}, "The truce will hold through [the year].", (*parser).theUnit},
		{"named", determiners, "The port closed [last Friday].", (*parser).named},
		{"deictic", []class{deictic, partRef}, "The port closed [yesterday afternoon].", (*parser).aDeictic},
		{"eve", []class{the, eve}, "On [the eve] of the vote the port closed.", (*parser).theEve},
		{"part-of-day", []class{the, early, part}, "The port closed in [the evening].", (*parser).partOfDay},
		{"edge", []class{the, edge, early}, "It closes by [the end of May].", (*parser).anEdge},
		{"modified", []class{early, the, earlier, later, approx}, "It closed in [mid-December].", (*parser).modified},
		{"earlier-in", []class{earlier, later}, "It had closed [earlier in the month].", (*parser).earlierIn},
		{"unit-of", []class{the, unit}, "It closes in [the week of 21 October].", (*parser).unitOf},
	}
}

func lengths() []production {
	return []production{
		{"length", amounts, "The siege went on for [two years].", (*parser).aLength},
		{"span", []class{the, these, this, last, next, coming, following, previous, recent, ordinal}, "It closed twice in [the last three years].", (*parser).spanOf},
		{"bare-units", []class{units}, "The siege went on for [years].", (*parser).bareUnits},
		{"single", []class{unit, quarterWord}, "The [week-long] siege is over.", (*parser).single},
		{"year-ago", []class{the, unit}, "Sales fell below those of [the year-ago quarter].", (*parser).yearAgo},
		{"roughly", []class{approx, more, at}, "The siege went on for [more than a year].", (*parser).roughly},
	}
}

func repeated() []production {
	return []production{
		{"every", []class{each, per}, "The envoys meet [every two weeks].", (*parser).everyUnit},
		{"adverb", []class{often}, "The envoys meet [daily].", (*parser).adverbs},
		{"plural", []class{weekdays, units}, "The envoys meet on [Mondays].", (*parser).plurals},
		{"ref", []class{ref}, "The port is [currently] closed.", (*parser).refs},
		{"phrase", allClasses(), "Peace lies in [the near future].", (*parser).phrases},
		{"holiday", determiners, "The port closed [last Christmas].", (*parser).seasonal},
	}
}

func clocks() []production {
	return []production{
		{"time", []class{clock, number}, "Polls close at [8:30 p.m.] in the capital.", (*parser).aTime},
		{"noon", []class{noon}, "The truce begins at [midnight].", (*parser).aNoon},
	}
}

// allClasses are the classes that phrases begin with.
func allClasses() []class {
	seen := [numClasses]bool{}
	var list []class
	for _, phrases := range words().phrases {
		if c := phrases[0].pieces[0].class; !seen[c] {
			seen[c] = true
		}
	}
	for c, ok := range seen {
		if ok {
			list = append(list, class(c))
		}
	}
	return list
}
