// Package chart works out the geometry of the charts that the pages draw as SVG.
//
// A chart is a plain struct that a template turns into elements: no markup is made here, so
// that labels are escaped where they are written. Along the axis of time places are in per
// cent of the width, so that a chart fits a phone and a screen while its letters keep their
// size; heights are in pixels. Every chart has a Summary, its text alternative. Colours
// belong to the style sheet, which knows light and dark.
package chart

import (
	"fmt"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"github.com/sayso-nlp/sayso/corpus"
)

// Percent is a place or a width along a chart, as SVG wants it: "12.5%".
type Percent float64

func (p Percent) String() string { return fmt.Sprintf("%.3f%%", float64(p)) }

// Share is a number as a part of a whole, in per cent.
func Share(n, whole int) Percent {
	if whole <= 0 {
		return 0
	}
	return Percent(100 * float64(n) / float64(whole))
}

// Unit is the width of a column.
type Unit int

// The units.
const (
	Day Unit = iota
	Month
	Year
)

// number counts units from the year 0, so that neighbours differ by one.
func (u Unit) number(d corpus.Date) int {
	switch u {
	case Day:
		return int(d.Time().Unix() / 86400)
	case Month:
		return d.Year*12 + int(d.Month) - 1
	}
	return d.Year
}

// first is the first day of the unit of that number.
func (u Unit) first(n int) corpus.Date {
	switch u {
	case Day:
		return corpus.Date{Year: 1970, Month: 1, Day: 1}.AddDays(n)
	case Month:
		month := ((n % 12) + 12) % 12
		return corpus.Date{Year: (n - month) / 12, Month: time.Month(month + 1), Day: 1}
	}
	return corpus.Date{Year: n, Month: 1, Day: 1}
}

// name is "2 Dec 2025", "Dec 2025", "2025".
func (u Unit) name(d corpus.Date) string {
	if d.Year < 1 {
		return fmt.Sprintf("%d B.C.", 1-d.Year)
	}
	switch u {
	case Day:
		return d.Time().Format("2 Jan 2006")
	case Month:
		return d.Time().Format("Jan 2006")
	}
	return fmt.Sprint(d.Year)
}

// Part is what a column is made of: the number of things of one kind.
type Part struct {
	Class string
	Count int
}

// Value is what happened in one unit of time.
type Value struct {
	First, Last corpus.Date
	Count       int
	Parts       []Part // together Count; nil: one part without a class
	URL         string // where the column leads; may be empty
}

// Columns is a histogram over time.
type Columns struct {
	Height  int // of the whole, pixels
	Base    int // y of the axis
	Most    int
	Columns []Column
	Ticks   []Tick
	Summary string
}

// Column is one unit of time with something in it.
type Column struct {
	X, Left, Width, Room Percent // of the column, and of the room that it may be clicked in
	Y, Tall              int
	Parts                []Rect
	First, Last          corpus.Date
	Label                string // "Dec 2025: 3 documents"
	URL                  string
}

// Rect is a part of a column.
type Rect struct {
	Class   string
	Y, Tall int
}

// Tick is a label on the axis of time.
type Tick struct {
	X    Percent
	Text string
	End  bool // so near the right edge that the text goes to its left
}

// fewest is how many units of time a histogram covers at least.
const fewest = 15

// The measures of a histogram in pixels: room for the greatest number above it, and for the
// labels below.
const (
	above = 14
	below = 18
)

// OverTime makes a histogram of values in ascending order; what names the things counted.
func OverTime(values []Value, unit Unit, tall int, what string) Columns {
	c := Columns{Height: above + tall + below, Base: above + tall}
	if len(values) == 0 {
		return c
	}
	from, to := unit.number(values[0].First), unit.number(values[len(values)-1].First)
	for to-from+1 < fewest { // a single column is no wall
		from--
		to++
	}
	room := 100 / float64(to-from+1)
	total, most := 0, values[0]
	for _, v := range values {
		total += v.Count
		if v.Count > most.Count {
			most = v
		}
	}
	c.Most = most.Count
	for _, v := range values {
		left := room * float64(unit.number(v.First)-from)
		col := Column{
			Left: Percent(left), X: Percent(left + room*0.09), Width: Percent(room * 0.82), Room: Percent(room),
			First: v.First, Last: v.Last, URL: v.URL, Label: unit.name(v.First) + ": " + count(v.Count, what),
		}
		col.stack(v, c.Most, tall)
		c.Columns = append(c.Columns, col)
	}
	c.Ticks = ticks(unit, from, to)
	c.Summary = summary(values, unit, total, most, what)
	return c
}

// stack puts the parts of a column on each other, from the axis upwards.
func (c *Column) stack(v Value, most, tall int) {
	parts := v.Parts
	if parts == nil {
		parts = []Part{{"", v.Count}}
	}
	sum, y := 0, above+tall
	for _, p := range parts {
		if p.Count == 0 {
			continue
		}
		sum += p.Count
		top := above + tall - max(1, sum*tall/max(1, most))
		c.Parts = append(c.Parts, Rect{p.Class, top, max(1, y-top)})
		y = top
	}
	c.Y, c.Tall = y, above+tall-y
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return humanize.Comma(int64(n)) + " " + what
}

func summary(values []Value, unit Unit, total int, most Value, what string) string {
	first, last := unit.name(values[0].First), unit.name(values[len(values)-1].First)
	if first == last {
		return count(total, what) + " in " + first + "."
	}
	return fmt.Sprintf("From %s to %s; the most, %s, in %s.", first, last, count(most.Count, what), unit.name(most.First))
}

// maxTicks is how many labels stand beside each other on a phone.
const maxTicks = 6

// ticks labels the axis at round places: years, or months or days where there are few.
func ticks(unit Unit, from, to int) []Tick {
	steps := map[Unit][]int{
		Day: {1, 2, 7, 14, 28}, Month: {1, 2, 3, 6, 12, 24, 60, 120, 240}, Year: {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000},
	}[unit]
	step := steps[len(steps)-1]
	for _, s := range steps {
		if (to-from)/s < maxTicks {
			step = s
			break
		}
	}
	span := float64(to - from + 1)
	var out []Tick
	for n := from; n <= to; n++ {
		if n%step != 0 && !(step == 1) {
			continue
		}
		x := 100 * (float64(n-from) + 0.5) / span
		if unit == Month && step >= 12 {
			x = 100 * float64(n-from) / span // a year begins with its January
		}
		out = tick(out, x, label(unit, step, unit.first(n)))
	}
	if len(out) == 0 {
		out = append(out, Tick{0, unit.name(unit.first(from)), false})
	}
	return out
}

func label(unit Unit, step int, d corpus.Date) string {
	switch {
	case unit == Month && step >= 12:
		return fmt.Sprint(d.Year)
	case unit == Day && d.Year > 0:
		return d.Time().Format("2 Jan")
	}
	return unit.name(d)
}

// Lanes shows who took which side when: a lane for each holder, a point for each position.
type Lanes struct {
	Height  int
	Base    int
	Lanes   []Lane
	Ticks   []Tick
	Summary string
}

// Lane is one holder's.
type Lane struct {
	Name   string
	URL    string
	Y      int // of its middle
	Points []Point
}

// Point is a position on a day.
type Point struct {
	Day   corpus.Date
	Class string
	Label string
	URL   string

	X     Percent
	Y     int
	Aside int // pixels to the right of X, or less than 0 to the left, where others of the lane stand on the same day
}

// beside is how far points of one day stand apart, in pixels; those behind the fourth lie on it.
// Twenty beside each other would seem to be of another year.
const (
	beside     = 9
	mostBeside = 3
)

// The measures of a lane in pixels: its name stands above its line.
const (
	laneTall = 38
	laneLine = 26
)

// OverLanes places the points of lanes along their common time.
func OverLanes(lanes []Lane) Lanes {
	out := Lanes{Lanes: lanes, Base: laneTall * len(lanes), Height: laneTall*len(lanes) + below}
	var first, last corpus.Date
	points := 0
	for _, l := range lanes {
		for _, p := range l.Points {
			points++
			if first.IsZero() || p.Day.Compare(first) < 0 {
				first = p.Day
			}
			if p.Day.Compare(last) > 0 {
				last = p.Day
			}
		}
	}
	if first.IsZero() {
		return out
	}
	from, to := Day.number(first), Day.number(last)
	for i := range lanes {
		lanes[i].Y = laneTall*i + laneLine
		onDay := map[corpus.Date]int{}
		for j := range lanes[i].Points {
			p := &lanes[i].Points[j]
			p.X, p.Y = Percent(2), lanes[i].Y
			p.Aside = beside * min(onDay[p.Day], mostBeside)
			onDay[p.Day]++
			if to > from {
				p.X = Percent(2 + 96*float64(Day.number(p.Day)-from)/float64(to-from))
			}
			if p.X > 50 { // those of the last day would stick out
				p.Aside = -p.Aside
			}
		}
	}
	out.Ticks = laneTicks(first, last)
	var names []string
	for _, l := range lanes {
		names = append(names, l.Name)
	}
	out.Summary = fmt.Sprintf("%s of %s, %s to %s.", count(points, "position"), strings.Join(names, ", "), Day.name(first), Day.name(last))
	return out
}

// laneTicks labels years, or the ends where all lies within two years.
func laneTicks(first, last corpus.Date) []Tick {
	from, to := Day.number(first), Day.number(last)
	if to == from {
		return []Tick{{2, Day.name(first), false}}
	}
	if last.Year-first.Year < 2 {
		return []Tick{{2, Day.name(first), false}, {98, Day.name(last), true}}
	}
	step := 1 + (last.Year-first.Year)/maxTicks
	var out []Tick
	for y := first.Year + 1; y <= last.Year; y += step {
		x := 2 + 96*float64(Day.number(corpus.Date{Year: y, Month: 1, Day: 1})-from)/float64(to-from)
		out = tick(out, x, fmt.Sprint(y))
	}
	return out
}

// The room that a label takes on a phone, in per cent.
const labelRoom = 13

// tick adds a label where it does not run into the one before. Near the right edge it stands
// to the left of its place.
func tick(all []Tick, x float64, text string) []Tick {
	end := x > 100-labelRoom
	left := x
	if end {
		left -= labelRoom
	}
	if n := len(all); n > 0 && left < float64(all[n-1].X)+labelRoom {
		return all
	}
	return append(all, Tick{Percent(x), text, end})
}
