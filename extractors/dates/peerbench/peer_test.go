package peerbench

import (
	"strings"
	"testing"
	"time"

	dps "github.com/markusmobius/go-dateparser"
	"github.com/olebedev/when"
	"github.com/olebedev/when/rules/common"
	"github.com/olebedev/when/rules/en"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/dates"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// brief is written for this benchmark: an invented crisis, invented speakers.
const brief = `Delegates of the two coastal republics met in the port of Sarvo on Tuesday for the third round of talks.
The fishing dispute flared up on 14 March, when a patrol boat seized four trawlers. “We will not wait,” the deputy
minister, Ilana Voss, told reporters yesterday. Her counterpart, Marek Dunai, had called the seizure “piracy” two days
ago. The armistice of 5 May 1987 set up a commission; it last met in the autumn of 2019.

An agreement before the end of the year is unlikely, because both governments face elections in November. The coast
guards will probably resume patrols next week. Exports of about 40,000 tonnes depend on the strait, which was closed
for three weeks last summer. The mediators hope to present a new draft by Friday.

`

var sink int

func BenchmarkSayso(b *testing.B) {
	t := text.Split(brief)
	on := corpus.Date{Year: 2025, Month: 3, Day: 20}
	b.SetBytes(int64(len(brief)))
	b.ReportAllocs()
	for b.Loop() {
		sink = len(dates.Find(t, on))
	}
	b.ReportMetric(float64(sink), "found")
}

// when finds one expression a call, so it is called again behind each match.
func BenchmarkWhen(b *testing.B) {
	w := when.New(nil)
	w.Add(en.All...)
	w.Add(common.All...)
	on := time.Date(2025, 3, 20, 0, 0, 0, 0, time.UTC)
	b.SetBytes(int64(len(brief)))
	b.ReportAllocs()
	for b.Loop() {
		sink = 0
		for rest := brief; rest != ""; sink++ {
			r, err := w.Parse(rest, on)
			if err != nil || r == nil {
				break
			}
			rest = rest[r.Index+len(r.Text):]
		}
	}
	b.ReportMetric(float64(sink), "found")
}

func BenchmarkDateparser(b *testing.B) {
	cfg := &dps.Configuration{Languages: []string{"en"}, CurrentTime: time.Date(2025, 3, 20, 0, 0, 0, 0, time.UTC)}
	paragraphs := strings.Split(brief, "\n\n")
	b.SetBytes(int64(len(brief)))
	b.ReportAllocs()
	for b.Loop() {
		sink = 0
		for _, p := range paragraphs {
			_, found, err := dps.Search(cfg, p)
			if err == nil {
				sink += len(found)
			}
		}
	}
	b.ReportMetric(float64(sink), "found")
}
