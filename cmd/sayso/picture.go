package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/dustin/go-humanize"

	"github.com/sayso-nlp/sayso/index"
)

// Pictures are drawn on a terminal, where people look at them; a pipe gets the numbers.

// stanceStrip is how many of a total are for, against and neither.
func stanceStrip(p painter, favor, against, none, total, width int) string {
	if !p.tty {
		return fmt.Sprintf("%d for, %d against, %d neither", favor, against, none)
	}
	f, a := share(favor, total, width), share(against, total, width)
	if none > 0 && f+a == width && width > 1 { // a rounded strip hides nobody
		if f > a {
			f--
		} else {
			a--
		}
	}
	n := width - f - a
	if none == 0 {
		n = 0
	}
	return p.paint(good, strings.Repeat("+", f)) + p.paint(bad, strings.Repeat("-", a)) + p.paint(faint, strings.Repeat("·", n))
}

// share is n of total on a scale of width, at least 1 for what occurs.
func share(n, total, width int) int {
	if n == 0 || total == 0 {
		return 0
	}
	return max(1, (n*width+total/2)/total)
}

// printStretches prints a line for each stretch of a timeline.
func printStretches(w io.Writer, p painter, indent string, all []index.Stretch, unit index.Unit) {
	most := 1
	for _, s := range all {
		most = max(most, s.Count)
	}
	const width = 50
	length := map[index.Unit]int{index.Day: 10, index.Month: 7, index.Year: 4}[unit]
	for _, s := range all {
		strip := stanceStrip(p, s.Favor, s.Against, s.None, s.Count, max(1, (s.Count*width+most-1)/most))
		if p.tty && most <= width {
			strip = stanceStrip(p, s.Favor, s.Against, s.None, s.Count, s.Count)
		}
		fmt.Fprintf(w, "%s%s %6s  %s\n", indent, s.First.String()[:length], humanize.Comma(int64(s.Count)), strip)
	}
}

// printMonths prints documents by month: on a terminal a row of bars for each year, from
// January to December, else the months with their numbers.
func printMonths(w io.Writer, p painter, months []index.Bar) {
	most := 1
	byYear := map[int]*[12]int{}
	var years []int
	for _, b := range months {
		y := b.First.Year
		if byYear[y] == nil {
			byYear[y] = new([12]int)
			years = append(years, y)
		}
		byYear[y][b.First.Month-1] = b.Count
		most = max(most, b.Count)
	}
	levels := []rune("·▁▂▃▄▅▆▇█")
	for _, y := range years {
		var bar strings.Builder
		total := 0
		for m, n := range byYear[y] {
			total += n
			switch {
			case p.tty:
				bar.WriteRune(levels[(n*(len(levels)-1)+most-1)/most])
			case n > 0:
				fmt.Fprintf(&bar, "%d-%02d %d  ", y, m+1, n)
			}
		}
		if p.tty {
			fmt.Fprintf(w, "  %d  %s  %s\n", y, bar.String(), p.paint(faint, humanize.Comma(int64(total))))
		} else {
			fmt.Fprintf(w, "  %s\n", strings.TrimSpace(bar.String()))
		}
	}
}

// pad fills s up to n columns.
func pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-columns(s))) }
