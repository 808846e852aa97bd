package dates

import (
	_ "embed"
	"sync"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/holidays.tsv
var holidaysTSV string

// moon is a holiday of a lunar calendar in a year of ours.
type moon struct {
	name string
	year int
}

// moons holds the days of the lunar holidays that data/holidays.tsv knows.
var moons = sync.OnceValue(func() map[moon]corpus.Date {
	table := map[moon]corpus.Date{}
	for _, row := range tsv.MustParse("holidays.tsv", holidaysTSV, 2) {
		if d, err := corpus.ParseDate(row.Cols[0]); err == nil {
			table[moon{row.Cols[1], d.Year}] = d
		}
	}
	return table
})
