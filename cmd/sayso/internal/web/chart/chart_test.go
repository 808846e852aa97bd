package chart

import (
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

func day(t *testing.T, s string) corpus.Date {
	t.Helper()
	d, err := corpus.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func months(t *testing.T, counts map[string]int, order ...string) (out []Value) {
	for _, m := range order {
		out = append(out, Value{First: day(t, m+"-01"), Count: counts[m]})
	}
	return out
}

// TestOverTime places columns by time, not by number: an empty year is a gap.
func TestOverTime(t *testing.T) {
	c := OverTime(months(t, map[string]int{"2020-01": 4, "2020-07": 2, "2023-12": 1}, "2020-01", "2020-07", "2023-12"), Month, 50, "document")
	if len(c.Columns) != 3 || c.Most != 4 {
		t.Fatalf("got %+v", c)
	}
	first, second, last := c.Columns[0], c.Columns[1], c.Columns[2]
	if first.Left != 0 || second.Left < 12 || second.Left > 13 || last.Left+last.Room < 99.9 || last.Left+last.Room > 100.1 {
		t.Errorf("columns at %v %v %v", first.Left, second.Left, last.Left)
	}
	if first.Tall != 50 || second.Tall != 25 || last.Tall < 1 || first.Y+first.Tall != c.Base {
		t.Errorf("columns of %d %d %d pixels", first.Tall, second.Tall, last.Tall)
	}
	if first.Label != "Jan 2020: 4 documents" || last.Label != "Dec 2023: 1 document" {
		t.Errorf("labels %q, %q", first.Label, last.Label)
	}
	if want := "From Jan 2020 to Dec 2023; the most, 4 documents, in Jan 2020."; c.Summary != want {
		t.Errorf("summary %q, want %q", c.Summary, want)
	}
	var ticks []string
	for _, tick := range c.Ticks {
		ticks = append(ticks, tick.Text)
	}
	if got := strings.Join(ticks, " "); got != "2020 2021 2022 2023" {
		t.Errorf("ticks %q", got)
	}
}

func TestStacked(t *testing.T) {
	v := Value{First: day(t, "2025-12-01"), Count: 10, Parts: []Part{{"against", 4}, {"none", 0}, {"favor", 6}}}
	c := OverTime([]Value{v}, Month, 100, "position").Columns[0]
	if len(c.Parts) != 2 || c.Parts[0].Tall != 40 || c.Parts[1].Tall != 60 || c.Parts[1].Y+c.Parts[1].Tall != c.Parts[0].Y {
		t.Errorf("got %+v", c.Parts)
	}
	if c.Room > 7 {
		t.Errorf("a single column takes %v", c.Room)
	}
}

func TestUnits(t *testing.T) {
	for _, s := range []string{"2025-12-31", "2024-02-29", "0001-01-01", "1969-12-31"} {
		d := day(t, s)
		if got := Day.first(Day.number(d)); got != d {
			t.Errorf("%s comes back as %v", s, got)
		}
		if got := Month.first(Month.number(d)); got.Year != d.Year || got.Month != d.Month {
			t.Errorf("the month of %s comes back as %v", s, got)
		}
	}
	if got := Year.name(corpus.Date{Year: -43, Month: 1, Day: 1}); got != "44 B.C." {
		t.Errorf("got %q", got)
	}
	if OverTime(nil, Month, 50, "document").Columns != nil || OverLanes(nil).Ticks != nil {
		t.Error("nothing is not drawn as nothing")
	}
}

// TestTicksKeepApart: labels never run into each other, whatever the stretch of time.
func TestTicksKeepApart(t *testing.T) {
	for _, unit := range []Unit{Day, Month, Year} {
		for span := 1; span < 400; span++ {
			var before Tick
			for i, tick := range ticks(unit, 24_000, 24_000+span) {
				left := tick.X
				if tick.End {
					left -= labelRoom
				}
				if i > 0 && left < before.X+labelRoom && !before.End {
					t.Fatalf("unit %d, %d of them: %q at %v runs into %q at %v", unit, span, tick.Text, tick.X, before.Text, before.X)
				}
				before = tick
			}
		}
	}
}

func TestLanes(t *testing.T) {
	c := OverLanes([]Lane{
		{Name: "Graustark", Points: []Point{{Day: day(t, "2020-01-01"), Class: "against"}, {Day: day(t, "2025-01-01"), Class: "favor"}}},
		{Name: "Ruritania", Points: []Point{{Day: day(t, "2022-07-02"), Class: "favor"}}},
	})
	a, b := c.Lanes[0].Points, c.Lanes[1].Points
	if a[0].X != 2 || a[1].X != 98 || b[0].X < 49 || b[0].X > 51 || b[0].Y <= a[0].Y {
		t.Errorf("points %+v %+v", a, b)
	}
	same := OverLanes([]Lane{{Name: "Graustark", Points: []Point{{Day: day(t, "2020-01-01")}, {Day: day(t, "2020-01-01")}, {Day: day(t, "2021-01-01")}}}}).Lanes[0].Points
	if same[0].Aside != 0 || same[1].Aside != beside || same[2].Aside != 0 {
		t.Errorf("points of one day stand on each other: %+v", same)
	}
	same = OverLanes([]Lane{{Name: "Graustark", Points: []Point{{Day: day(t, "2020-01-01")}, {Day: day(t, "2021-01-01")}, {Day: day(t, "2021-01-01")}}}}).Lanes[0].Points
	if same[1].Aside != 0 || same[2].Aside != -beside {
		t.Errorf("points of the last day stick out: %+v", same)
	}
	many := OverLanes([]Lane{{Name: "Graustark", Points: slices.Repeat([]Point{{Day: day(t, "2021-01-01")}}, 20)}}).Lanes[0].Points
	if many[19].Aside != mostBeside*beside {
		t.Errorf("the last of twenty points of a day stands %d pixels from it", many[19].Aside)
	}
	if want := "3 positions of Graustark, Ruritania, 1 Jan 2020 to 1 Jan 2025."; c.Summary != want {
		t.Errorf("summary %q", c.Summary)
	}
}
