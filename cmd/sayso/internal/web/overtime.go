package web

import (
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/web/chart"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// overTime is the histogram of the results, and the form that says the same in days.
type overTime struct {
	Chart    chart.Columns
	By       []choice // published or mentioned
	What     string   // what the columns count
	Base     string   // address of the results without limits of days: what brushing adds to
	From, To string
	Hidden   []field
	Clear    string
	Cut      bool // earlier years are left out
}

// maxColumns is how many columns can be told apart on a phone, and hit with a finger on a
// screen.
const maxColumns = 120

// histograms asks for days, months and years at once: which of them is drawn depends on how
// long a time the hits cover.
func histograms(by index.By) []index.Histogram {
	return []index.Histogram{{By: by, Unit: index.Day}, {By: by, Unit: index.Month}, {By: by, Unit: index.Year}}
}

// overTime draws the finest histogram that is not too wide.
func (q question) overTime(bars [][]index.Bar) overTime {
	o := overTime{What: "document", From: q.From, To: q.To, Hidden: q.hidden("from", "to"), Base: q.dated("", "").URL()}
	if q.From != "" || q.To != "" {
		o.Clear = o.Base
	}
	for _, by := range []struct{ text, value string }{{"published", ""}, {"mentioned", "mentioned"}} {
		to := q.dated("", "")
		to.Date = by.value
		o.By = append(o.By, choice{by.text, to.URL(), q.Date == by.value})
	}
	units := []chart.Unit{chart.Day, chart.Month, chart.Year}
	for i, all := range bars {
		last := i == len(bars)-1
		if len(all) == 0 && !last {
			continue
		}
		if !last && days(all) > []int{92, maxColumns * 31}[i] {
			continue
		}
		if n := years(all); last && n > maxColumns {
			all, o.Cut = latest(all, maxColumns), true
		}
		o.Chart = chart.OverTime(q.columns(all), units[i], 56, o.What)
		break
	}
	return o
}

func days(bars []index.Bar) int {
	return int(bars[len(bars)-1].Last.Time().Sub(bars[0].First.Time()).Hours()/24) + 1
}

func years(bars []index.Bar) int {
	if len(bars) == 0 {
		return 0
	}
	return bars[len(bars)-1].First.Year - bars[0].First.Year + 1
}

// latest keeps the bars of the last n years.
func latest(bars []index.Bar, n int) []index.Bar {
	end := bars[len(bars)-1].First.Year
	for len(bars) > 0 && end-bars[0].First.Year >= n {
		bars = bars[1:]
	}
	return bars
}

// columns links each bar to the results within it.
func (q question) columns(bars []index.Bar) []chart.Value {
	var out []chart.Value
	for _, b := range bars {
		v := chart.Value{First: b.First, Last: b.Last, Count: b.Count}
		if parsable(b.First) && parsable(b.Last) {
			v.URL = q.dated(b.First.String(), b.Last.String()).URL()
		}
		out = append(out, v)
	}
	return out
}

// parsable reports whether a day may stand in an address.
func parsable(d corpus.Date) bool { return d.Year >= 1 && d.Year <= 9999 }

// monthsChart draws documents by month, or by year where they are many.
func monthsChart(bars []index.Bar, tall int, what string, address func(index.Bar) string) chart.Columns {
	if len(bars) == 0 {
		return chart.Columns{}
	}
	unit := chart.Month
	if days(bars) > maxColumns*31 {
		unit, bars = chart.Year, byYear(bars)
	}
	var values []chart.Value
	for _, b := range bars {
		values = append(values, chart.Value{First: b.First, Last: b.Last, Count: b.Count, URL: address(b)})
	}
	return chart.OverTime(values, unit, tall, what)
}

// byYear adds up months, of which each document is in one.
func byYear(months []index.Bar) (out []index.Bar) {
	for _, m := range months {
		if n := len(out); n > 0 && out[n-1].First.Year == m.First.Year {
			out[n-1].Count += m.Count
			continue
		}
		out = append(out, index.Bar{First: corpus.Date{Year: m.First.Year, Month: 1, Day: 1}, Last: corpus.Date{Year: m.First.Year, Month: 12, Day: 31}, Count: m.Count})
	}
	return out
}
