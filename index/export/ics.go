package export

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

const endCalendar = "END:VCALENDAR\r\n"

// calendar writes events of whole days. The frame is that of an empty calendar, so that the
// events between need not be held in memory.
func calendar(w io.Writer, rows iter.Seq2[index.DateHit, error]) error {
	frame := ics.NewCalendarFor("sayso")
	frame.SetMethod(ics.MethodPublish)
	frame.SetXWRCalName("Dated expectations")
	form := &ics.SerializationConfiguration{MaxLength: 75, NewLine: string(ics.WithNewLineWindows), PropertyMaxLength: 75}
	begin := func() error {
		_, err := io.WriteString(w, strings.TrimSuffix(frame.Serialize(ics.WithNewLineWindows), endCalendar))
		return err
	}
	row := func(h index.DateHit) error { return event(h).SerializeTo(w, form) }
	end := func() error { _, err := io.WriteString(w, endCalendar); return err }
	return each(rows, begin, row, end)
}

// maxSummary is what a calendar shows of an event, in code points.
const maxSummary = 120

// event makes the entry of an expectation. It is stamped with the day on which it was
// published, so that the file does not depend on when it is written.
func event(h index.DateHit) *ics.VEvent {
	id := fnv.New64a()
	fmt.Fprintf(id, "%s#%s", h.ID, h.Number())
	e := ics.NewEvent(fmt.Sprintf("%016x@sayso", id.Sum64()))
	e.SetDtStampTime(cmp.Or(h.Published, h.First).Time())
	e.SetAllDayStartAt(h.First.Time())
	e.SetAllDayEndAt(h.Last.AddDays(1).Time())
	sentence := oneLine(h.Passage.Text)
	e.SetSummary(shorten(sentence))
	e.SetDescription(fmt.Sprintf("%s\n\n%s%s\n%s#%s (%s)", sentence, oneLine(cmp.Or(h.Title, h.ID)), dated(h.Published), h.ID, h.Number(), h.Value))
	e.SetTimeTransparency(ics.TransparencyTransparent)
	if c := (&citation{source: h.Source}); c.address() != "" {
		e.SetURL(c.address())
	}
	for _, a := range h.Actors {
		e.AddCategory(a)
	}
	return e
}

func dated(d corpus.Date) string {
	if d.IsZero() {
		return ""
	}
	return ", " + d.String()
}

func shorten(s string) string {
	if utf8.RuneCountInString(s) <= maxSummary {
		return s
	}
	return string([]rune(s)[:maxSummary-1]) + "…"
}
