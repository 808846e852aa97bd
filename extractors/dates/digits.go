package dates

// digits appends what begins with the digit at i and returns its end: 12, 1,200, 2.5,
// 14:30, 12.05.2020, 21st, 1990s, and the letters of 10km and 5G with it as another word.
func (l *lexer) digits(s string, i int) int {
	j := span(s, i)
	x := item{start: i, end: j, class: cNumber, val: atoi(s[i:j])}
	l.hot = true
	switch {
	case j+1 < len(s) && kinds[s[j+1]] == digit && kinds[s[j]] == mark:
		l.pointed(s, &x)
	case j < len(s) && (kinds[s[j]] == letter || kinds[s[j]] == high && !isMark(s[j:])):
		l.suffixed(s, &x)
	}
	l.add(x)
	return x.end
}

// pointed reads on behind a full stop, comma or colon between digits.
func (l *lexer) pointed(s string, x *item) {
	j := span(s, x.end+1)
	switch s[x.end] {
	case ':':
		if j-x.end != 3 || x.val > 24 {
			return
		}
		x.class, x.val = cClock, x.val*3600+atoi(s[x.end+1:j])*60
		x.end = j
		if j+2 < len(s) && s[j] == ':' && span(s, j+1) == j+3 {
			x.val, x.end = x.val+atoi(s[j+1:j+3]), j+3
		}
		x.end += zulu(s, x.end)
	case ',':
		for j-x.end == 4 && s[x.end] == ',' {
			x.val, x.end, x.flags = min(x.val, 999_999)*1000+atoi(s[x.end+1:j]), j, x.flags|big
			if j+1 >= len(s) || kinds[s[j+1]] != digit {
				return
			}
			j = span(s, j+1)
		}
	case '.':
		if month := atoi(s[x.end+1 : j]); x.end-x.start == 4 && j-x.end == 3 && j+2 < len(s) && s[j] == '.' && span(s, j+1) == j+3 &&
			month >= 1 && month <= 12 {
			if day := atoi(s[j+1 : j+3]); day >= 1 && day <= 31 { // 2025.03.09
				x.class, x.val, x.end = cDotted, x.val*10000+month*100+day, j+3
				return
			}
		}
		if day, month := x.val, atoi(s[x.end+1:j]); j+4 < len(s) && s[j] == '.' && span(s, j+1) == j+5 &&
			day >= 1 && day <= 31 && month >= 1 && month <= 12 {
			x.class, x.val, x.end = cDotted, atoi(s[j+1:j+5])*10000+month*100+day, j+5
			return
		}
		x.flags, x.end = x.flags|frac, j
	}
}

// zulu returns 1 if the Z of 14:30Z stands at i, else 0.
func zulu(s string, i int) int {
	return step(i < len(s) && s[i] == 'Z' && (i+1 == len(s) || kinds[s[i+1]] == space || kinds[s[i+1]] == mark))
}

// suffixed reads letters glued to digits.
func (l *lexer) suffixed(s string, x *item) {
	j := x.end
	for j < len(s) && (kinds[s[j]] == letter || kinds[s[j]] == digit || kinds[s[j]] == high && !isMark(s[j:])) {
		j++
	}
	switch w := s[x.end:j]; {
	case w == "Z" && x.end-x.start == 4 && x.val < 2400 && x.val%100 < 60: // 1400Z
		x.class, x.val, x.end = cClock, x.val/100*3600+x.val%100*60, j
	case equalFold(w, "st") || equalFold(w, "nd") || equalFold(w, "rd") || equalFold(w, "th"):
		x.class, x.end = cOrdinal, j
	case w == "s" && x.val%10 == 0 && x.end-x.start >= 2 && x.end-x.start <= 4:
		x.class, x.end = cDecadeYr, j
	case equalFold(w, "am") || equalFold(w, "pm") || equalFold(w, "a") && j+1 < len(s) && s[j] == '.' && s[j+1] == 'm' ||
		equalFold(w, "p") && j+1 < len(s) && s[j] == '.' && s[j+1] == 'm' || equalFold(w, "utc") || equalFold(w, "gmt") ||
		equalFold(w, "bc") || equalFold(w, "bce") || equalFold(w, "ad"):
		// The next item is the word.
	case len(w) > 2 && w[0] == 'T' && kinds[w[1]] == digit: // 2020-05-01T10:00
	case len(w) == 3 && w[0] == 'h' && allDigits(w[1:]) && x.val <= 24 && atoi(w[1:]) < 60: // 15h30
		x.class, x.val, x.end = cClock, x.val*3600+atoi(w[1:])*60, j
	case len(w) == 2 && x.end-x.start == 4 && (w[0] == 'Q' || w[0] == 'H') && kinds[w[1]] == digit: // 2025Q1
	case (w[0] == 'Q' || w[0] == 'H') && allDigits(w[1:]) && x.end == x.start+1 && (len(w) == 1 || len(w) == 3 || len(w) == 5):
		l.period(w[0], x) // 1Q25
	case w == "½" || w == "¼" || w == "¾":
		x.flags, x.end = x.flags|frac, j
	case l.runsIntoMonth(w): // 5May
	default:
		x.class, x.end = cOther, j
	}
}

// period makes x the quarter or half that its digit and the letter behind it name.
func (l *lexer) period(letter byte, x *item) {
	switch {
	case letter == 'Q' && x.val >= 1 && x.val <= 4:
		x.class = cQuarterWord
	case letter == 'H' && x.val >= 1 && x.val <= 2:
		x.class = cHalf
	default:
		x.class = cOther
	}
	x.end, x.flags = x.end+1, x.flags|big
}

// runsIntoMonth reports whether w, directly behind a number, begins with the name of a month.
func (l *lexer) runsIntoMonth(w string) bool {
	h, n := uint32(2166136261), 0
	for n < len(w) && kinds[w[n]] == letter {
		h = (h ^ uint32(lowered[w[n]])) * 16777619
		n++
	}
	if n < 3 || w[0] > 'Z' {
		return false
	}
	switch l.words.entries[l.words.find(w[:n], h)].class {
	case cMonth, cMonthName, cMonthAbbr:
		return true
	}
	return false
}

// span returns the end of the digits that begin at i.
func span(s string, i int) int {
	for i < len(s) && kinds[s[i]] == digit {
		i++
	}
	return i
}

// atoi reads digits; what is over a billion is a billion.
func atoi(s string) int32 {
	n := int32(0)
	for i := range len(s) {
		if n >= 100_000_000 {
			return 1_000_000_000
		}
		n = 10*n + int32(s[i]-'0')
	}
	return n
}

func allDigits(s string) bool { return span(s, 0) == len(s) }
