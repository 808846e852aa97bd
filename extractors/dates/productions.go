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
	monthWords  = []class{cMonth, cMonthName, cMonthAbbr}
	determiners = []class{cThis, cThat, cSame, cLast, cPrevious, cNext, cComing, cFollowing, cCurrent}
	ordinals    = []class{cOrdinal, cLast, cOther} // other: “latter”
	spans       = []class{cLast, cNext, cComing, cFollowing, cPrevious, cRecent, cOrdinal, cEarly, cAdjective, cSame, cNumber, cNumeral, cTens, cVague, cCouple, cScale, cScales, cHalf, cQuarterWord}
	amounts     = []class{cNumber, cNumeral, cTens, cScale, cScales, cVague, cCouple, cArticle, cAnother, cHalf, cQuarterWord}
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
		{"dates/iso", []class{cNumber}, nil, "Signed on [2025-03-09].", (*parser).iso},
		{"dates/numeric", []class{cNumber, cDotted}, nil, "Signed on [31/03/2025].", (*parser).numeric},
		{"dates/month-day", monthWords, nil, "Signed on [March 9, 2025].", (*parser).monthFirst},
		{"dates/day-month", []class{cNumber, cOrdinal}, []class{cOrdinal}, "Signed on [the 9th of March].", (*parser).dayFirst},
		{"dates/day-of-range", []class{cNumber, cOrdinal}, nil, "Held from March 9–[11].", (*parser).dayOfRange},
		{"dates/nth", nil, []class{cOrdinal}, "The envoy left on [the 9th].", (*parser).theNth},
		{"dates/nth-weekday", []class{cOrdinal, cLast}, ordinals, "Held on [the last Sunday of March].", (*parser).nthWeekdayOf},
		{"dates/week-number", []class{cUnit, cOrdinal}, ordinals, "It closes in [week 49].", (*parser).weekNumber},
		{"dates/iso-week", []class{cNumber}, nil, "It closes in [2025-W49].", (*parser).isoWeekAt},
		{"dates/weekday", []class{cWeekday, cWeekdayAbbr}, []class{cWeekday}, "Signed on [Sunday, 9 March].", (*parser).aWeekday},
	}
}

func years() []production {
	return []production{
		{"dates/year", []class{cNumber, cEra, cNumeral, cTens, cApostrophe}, nil, "Rome took it in [146 BC].", (*parser).bareYear},
		{"dates/the-year", []class{cIn}, []class{cUnit}, "Founded in [the year 71].", (*parser).theYear},
		{"dates/decade", []class{cDecadeYr, cDecadeName, cApostrophe, cEarly}, []class{cEarly, cDash, cApostrophe, cDecadeYr, cDecadeName, cNumber}, "War returned in [the 1990s].", (*parser).aDecade},
		{"dates/century", []class{cOrdinal, cEarly}, []class{cEarly, cDash, cOrdinal}, "A fort of [the 17th century].", (*parser).aCentury},
		{"dates/season", []class{cSeason, cFall}, []class{cSeason, cFall}, "Talks failed in [the summer of 2014].", (*parser).aSeason},
		{"dates/quarter", []class{cOrdinal, cQuarterWord, cLast, cNumber, cFiscal}, append(ordinals, cNumber, cFiscal), "Output fell in [the third quarter of 2024].", (*parser).aQuarter},
		{"dates/of-named-year", []class{cThis, cLast, cNext}, nil, "Output fell in [last year’s third quarter].", (*parser).ofNamedYear},
		{"dates/same-period", nil, []class{cNumber, cSame, cOther}, "Output rose from that of [the 1988 quarter].", (*parser).samePeriod},
		{"dates/same-period-of", nil, []class{cSame, cOther}, "Output fell from [the same period last year].", (*parser).samePeriodOf},
		{"dates/half", []class{cOrdinal, cHalf, cLast}, ordinals, "Output fell in [the second half of 2020].", (*parser).aHalf},
		{"dates/fiscal-year", []class{cFiscal, cFY}, []class{cFiscal}, "The budget for [fiscal year 2021] passed.", (*parser).fiscalYear},
	}
}

func relativeDates() []production {
	return []production{
		{"dates/unit", determiners, []class{cSame, cLast, cPrevious, cNext, cComing, cFollowing, cCurrent, cEarly}, "The port closed [last week].", (*parser).whole},
		{theUnitRule, nil, []class{cUnit, cQuarterWord, cOther, cAdjective, cEdge}, "The truce will hold through [the year].", (*parser).theUnit},
		{"dates/named", determiners, []class{cThis, cThat, cSame, cLast, cPrevious, cNext, cComing, cFollowing, cCurrent}, "The port closed [last Friday].", (*parser).named},
		{"dates/deictic", []class{cDeictic, cPartRef}, nil, "The port closed [yesterday afternoon].", (*parser).aDeictic},
		{"dates/eve", []class{cEve}, []class{cEve}, "On [the eve] of the vote the port closed.", (*parser).theEve},
		{"dates/part-of-day", []class{cEarly, cPart}, []class{cEarly, cPart, cOther}, "The port closed in [the evening].", (*parser).partOfDay},
		{"dates/edge", []class{cEdge, cEarly}, []class{cEdge, cEarly}, "It closes by [the end of May].", (*parser).anEdge},
		{"dates/modified", []class{cEarly, cEarlier, cLater, cApprox}, []class{cEarly}, "It closed in [mid-December].", (*parser).modified},
		{"dates/earlier-in", []class{cEarlier, cLater}, nil, "It had closed [earlier in the month].", (*parser).earlierIn},
		{"dates/unit-of", []class{cUnit}, append(ordinals, cUnit), "It closes in [the week of 21 October].", (*parser).unitOf},
	}
}

func lengths() []production {
	return []production{
		{"dates/length", amounts, nil, "The siege went on for [two years].", (*parser).aLength},
		{"dates/span", []class{cThese, cThis, cLast, cNext, cComing, cFollowing, cPrevious, cRecent, cOrdinal}, spans, "It closed twice in [the last three years].", (*parser).spanOf},
		{"dates/bare-units", []class{cUnits}, nil, "The siege went on for [years].", (*parser).bareUnits},
		{"dates/single", []class{cUnit, cQuarterWord}, nil, "The [week-long] siege is over.", (*parser).single},
		{"dates/year-ago", []class{cUnit, cPrevious}, []class{cUnit, cPrevious}, "Sales fell below those of [the year-ago quarter].", (*parser).yearAgo},
		{"dates/roughly", []class{cApprox, cMore, cAt}, nil, "The siege went on for [more than a year].", (*parser).roughly},
	}
}

func repeated() []production {
	return []production{
		{"dates/every", []class{cEach, cPer}, nil, "The envoys meet [every two weeks].", (*parser).everyUnit},
		{"dates/adverb", []class{cOften}, nil, "The envoys meet [daily].", (*parser).adverbs},
		{"dates/plural", []class{cWeekdays, cUnits}, nil, "The envoys meet on [Mondays].", (*parser).plurals},
		{"dates/ref", []class{cRef}, nil, "The port is [currently] closed.", (*parser).refs},
		{"dates/phrase", phraseStarts(false), phraseStarts(true), "Peace lies in [the near future].", (*parser).phrases},
		{"dates/holiday", determiners, nil, "The port closed [last Christmas].", (*parser).seasonal},
	}
}

func clocks() []production {
	return []production{
		{"dates/time", []class{cClock, cNumber, cNumeral, cHalf, cQuarterWord}, nil, "Polls close at [8:30 p.m.] in the capital.", (*parser).aTime},
		{"dates/noon", []class{cNoon}, nil, "The truce begins at [midnight].", (*parser).aNoon},
	}
}

// phraseStarts lists the classes that phrases begin with, or those behind their “the”.
func phraseStarts(behindThe bool) []class {
	seen := [numClasses]bool{}
	var list []class
	for _, e := range words().entries {
		for _, ph := range e.phrases {
			c := e.class
			if c == cThe && behindThe {
				c = ph.pieces[1].class
			} else if c == cThe || behindThe {
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
