package dates

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/extractors/text"
)

// brief is a text of the genre, with an invented crisis and invented speakers.
const brief = `Description: Delegates of the two coastal republics met in the port of Sarvo on Tuesday for the third round
of talks this year. The fishing dispute, which has simmered since the 1990s, flared up on 14 March, when a patrol boat
seized four trawlers. “We will not wait for another decade,” the deputy minister, Ilana Voss, told reporters on Tuesday
evening. Her counterpart, Marek Dunai, had called the seizure “piracy” two days earlier. The armistice of 5 May 1987 set
up a commission that is to meet every six months; it last did so in the autumn of 2019.

Impact: An agreement before the end of the year is unlikely, because both governments face elections in November. The
coast guards will probably resume patrols next week, and further seizures in the coming months are likely. Exports of
about 40,000 tonnes a year depend on the strait, which was closed for three weeks last summer. The mediators hope to
present a new draft by Friday, and now count on the observers who arrived recently. None of the envoys would say whether
the compromise discussed at the weekend still holds, or whether the commission can be revived in its old form at all.

`

func BenchmarkFind(b *testing.B) {
	t := text.Split(strings.Repeat(brief, 100))
	b.SetBytes(int64(len(t.Source)))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n = len(Find(t, monday))
	}
	b.ReportMetric(float64(n)/100, "dates/brief")
	b.ReportMetric(float64(len(t.Tokens)), "tokens")
}
