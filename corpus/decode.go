package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"
)

// RecordError says what is wrong with one record of an archive. It costs that record and
// nothing else.
type RecordError struct {
	File string // as Document.File: path, path!/member
	Line int    // 1-based; 0 where the whole file is meant
	ID   string // the record's id, if it got that far
	Err  error
}

func (e *RecordError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.File, e.Err)
}

func (e *RecordError) Unwrap() error { return e.Err }

// MaxRecord is the default limit for one record, in bytes: twenty times the longest report
// seen in archives, and small enough to hold one per worker.
const MaxRecord = 16 << 20

// Decoder reads JSONL. Only the field text is required; it is taken as it stands.
type Decoder struct {
	r         *bufio.Reader
	name      string
	line      int
	MaxRecord int // longest line in bytes; MaxRecord if 0
}

// NewDecoder returns a decoder for r, which error messages call name.
func NewDecoder(r io.Reader, name string) *Decoder {
	return &Decoder{r: bufio.NewReaderSize(r, 64<<10), name: name}
}

// All yields every record. An error is a [*RecordError], after which the next record
// follows, or an error of the reader, which ends the sequence.
func (d *Decoder) All() iter.Seq2[Annotated, error] {
	return func(yield func(Annotated, error) bool) {
		for raw, err := range d.Raw() {
			var a Annotated
			if err == nil {
				a, err = raw.Decode()
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// Raw is one record that has been read but not decoded yet. It owns its bytes, so that
// Decode may run in another goroutine, later than the reading.
type Raw struct {
	Name string // of the file
	Line int    // 1-based
	Data []byte
}

// Raw yields the lines that hold a record, undecoded; errors are as those of [Decoder.All].
func (d *Decoder) Raw() iter.Seq2[Raw, error] {
	return func(yield func(Raw, error) bool) {
		for {
			line, err := d.readLine()
			raw := Raw{Name: d.name, Line: d.line, Data: line}
			switch {
			case err == io.EOF:
				return
			case errors.Is(err, errLong):
				if !yield(raw, raw.fail("", err)) {
					return
				}
			case err != nil:
				yield(raw, fmt.Errorf("%s:%d: %w", d.name, d.line, err))
				return
			case len(bytes.TrimSpace(line)) == 0:
			case !yield(raw, nil):
				return
			}
		}
	}
}

var errLong = errors.New("line too long")

// readLine returns the next line without its end. A line over the limit is read past, so
// that the records behind it are not lost.
func (d *Decoder) readLine() ([]byte, error) {
	limit := d.MaxRecord
	if limit <= 0 {
		limit = MaxRecord
	}
	var buf []byte
	d.line++
	for n := 0; ; {
		part, err := d.r.ReadSlice('\n')
		n += len(part)
		if n <= limit+1 {
			buf = append(buf, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && n == 0:
			return nil, io.EOF
		case err != nil && err != io.EOF:
			return nil, err
		case n > limit+1:
			return nil, fmt.Errorf("%w: %d bytes, the limit is %d (raise it with --max-size)", errLong, n, limit)
		}
		if d.line == 1 {
			buf = bytes.TrimPrefix(buf, []byte("\ufeff"))
		}
		return bytes.TrimRight(buf, "\r\n"), nil
	}
}

func (r Raw) fail(id string, err error) error {
	return &RecordError{File: r.Name, Line: r.Line, ID: id, Err: err}
}

// Decode returns the record. Its ID is empty if the line has none: only the caller knows by
// what name the file is known. The error, if any, is a [*RecordError].
func (r Raw) Decode() (Annotated, error) {
	if i := invalidUTF8(r.Data); i >= 0 {
		return Annotated{}, r.fail("", fmt.Errorf("invalid UTF-8 at byte %d of the line", i+1))
	}
	w, note, err := unmarshal(r.Data)
	if err != nil {
		return Annotated{}, r.fail(w.ID, err)
	}
	a, err := fromWire(w)
	if err != nil {
		return Annotated{}, r.fail(w.ID, err)
	}
	if note != "" {
		a.Notes = append(a.Notes, note)
	}
	a.File = fmt.Sprintf("%s:%d", r.Name, r.Line)
	return a, nil
}

func invalidUTF8(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// unmarshal decodes one line. Fields that the format does not know are ignored with a note:
// archives carry fields of their own, and none should be lost for them.
func unmarshal(line []byte) (w wireDoc, note string, err error) {
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	err = dec.Decode(&w)
	if name, ok := unknownField(err); ok {
		w, note = wireDoc{}, fmt.Sprintf("field %s is not in the format and was ignored", name)
		dec = json.NewDecoder(bytes.NewReader(line))
		err = dec.Decode(&w)
	}
	if err == nil {
		if _, more := dec.Token(); more != io.EOF {
			return w, "", errors.New("more than one JSON value on the line")
		}
	}
	return w, note, plainJSON(err, len(line))
}

func unknownField(err error) (string, bool) {
	if err == nil {
		return "", false
	}
	return strings.CutPrefix(err.Error(), "json: unknown field ")
}

// plainJSON rewords encoding/json's errors on a line of that many bytes for a person who did
// not write the program.
func plainJSON(err error, length int) error {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &typ) && typ.Field == "":
		return fmt.Errorf("is a JSON %s, want an object", typ.Value)
	case errors.As(err, &typ):
		return fmt.Errorf("field %q is a %s, want %s", typ.Field, typ.Value, jsonName(typ.Type.Kind().String()))
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return fmt.Errorf("JSON ends in the middle, at byte %d of the line: the line may be broken in two, or the file truncated", length)
	case errors.As(err, &syntax):
		return fmt.Errorf("no valid JSON at byte %d of the line: %v", syntax.Offset, err)
	}
	return err
}

func jsonName(kind string) string {
	switch kind {
	case "struct":
		return "an object"
	case "slice", "array":
		return "a list"
	case "int":
		return "a whole number"
	}
	return "a " + kind
}

func fromWire(w wireDoc) (Annotated, error) {
	var a Annotated
	if w.Text == nil {
		return a, errors.New(`field "text" is missing`)
	}
	if strings.TrimSpace(*w.Text) == "" {
		return a, errors.New(`field "text" is empty`)
	}
	a.Document = Document{
		ID: w.ID, Title: w.Title, Source: w.Source, File: w.File, Text: *w.Text,
		PublishedFrom: w.PublishedFrom, ModifiedFrom: w.ModifiedFrom, Dropped: w.Dropped, Notes: w.Notes,
	}
	a.Published = a.date("published", w.Published)
	a.Modified = a.date("modified", w.Modified)
	o := newOffsets(a.Text, true)
	if err := first(a.sections(w, o), a.dropped()); err != nil {
		return a, err
	}
	return a, a.annotations(w, o)
}

// date reads a day; an impossible one costs the date, not the document.
func (a *Annotated) date(field, value string) Date {
	if value == "" {
		return Date{}
	}
	d, err := ParseDate(value)
	if err != nil {
		a.Notes = append(a.Notes, fmt.Sprintf("%s: %v", field, err))
	}
	return d
}

func (a *Annotated) sections(w wireDoc, o *offsets) (err error) {
	if w.Sections == nil {
		a.Sections = FindSections(a.Text)
		return nil
	}
	a.Sections, err = convertErr(w.Sections, func(i int, x wireSec) (Section, error) {
		s, err := o.span(fmt.Sprintf("sections[%d]", i), x.Start, x.End)
		return Section{x.Name, s}, err
	})
	return err
}

func (a *Annotated) dropped() error {
	for i, x := range a.Dropped {
		if err := check(fmt.Sprintf("dropped[%d].reason", i), x.Reason, DropReasons); err != nil {
			return err
		}
	}
	return nil
}

func (a *Annotated) annotations(w wireDoc, o *offsets) (err error) {
	var errs [6]error
	a.Entities, errs[0] = convertErr(w.Entities, func(i int, x wireEnt) (Entity, error) {
		field := fmt.Sprintf("entities[%d]", i)
		s, err := o.span(field, x.Start, x.End)
		return Entity{s, x.Type, x.Actor, x.Role, x.Found},
			first(err, check(field+".type", x.Type, append(EntityTypes[:len(EntityTypes):len(EntityTypes)], Misc)))
	})
	a.Dates, errs[1] = convertErr(w.Dates, func(i int, x wireDate) (Timex, error) {
		field := fmt.Sprintf("dates[%d]", i)
		s, err := o.span(field, x.Start, x.End)
		return Timex{s, x.Type, x.Value, x.Found}, first(err, check(field+".type", x.Type, TimexTypes))
	})
	a.Positions, errs[2] = convertErr(w.Positions, o.position)
	judgment := func(field string) func(int, wireJudg) (Judgment, error) {
		return func(i int, x wireJudg) (Judgment, error) { return o.judgment(fmt.Sprintf("%s[%d]", field, i), x) }
	}
	a.Judgments, errs[3] = convertErr(w.Judgments, judgment("judgments"))
	a.Hedges, errs[4] = convertErr(w.Hedges, judgment("hedges"))
	if w.DatesIgnore != nil {
		a.DatesIgnore, errs[5] = o.spans("dates_ignore", w.DatesIgnore)
	}
	a.DatesScope = w.DatesScope
	return first(errs[:]...)
}

func (o *offsets) position(i int, x wirePos) (Position, error) {
	field := fmt.Sprintf("positions[%d]", i)
	p := Position{
		Actor: x.Actor, Via: x.Via, State: x.State, Issue: x.Issue,
		Act: x.Act, Stance: x.Stance, Speech: x.Speech, Modality: x.Modality, Found: x.Found,
	}
	var errs [8]error
	p.Source, errs[0] = o.spans(field+".source", x.Source)
	p.Cue, errs[1] = o.spans(field+".cue", x.Cue)
	p.Content, errs[2] = o.spans(field+".content", x.Content)
	p.Target, errs[3] = o.spans(field+".target", x.Target)
	// Gold made from other corpora leaves these out.
	if p.Act != "" {
		errs[4] = check(field+".act", p.Act, Acts)
	}
	if p.Stance != "" {
		errs[5] = check(field+".stance", p.Stance, Stances)
	}
	if p.Speech != "" {
		errs[6] = check(field+".speech", p.Speech, Speeches)
	}
	if p.Modality != "" {
		errs[7] = check(field+".modality", p.Modality, Modalities)
	}
	return p, first(errs[:]...)
}

func (o *offsets) judgment(field string, x wireJudg) (Judgment, error) {
	s, err := o.span(field, x.Start, x.End)
	term, termErr := o.span(field+".term", x.Term[0], x.Term[1])
	var bandErr error
	if x.Band != "" {
		bandErr = check(field+".band", x.Band, Bands)
	}
	return Judgment{s, term, x.Band, x.Horizon, x.Found}, first(err, termErr, bandErr)
}

// first returns the first error that is not nil: one clear line is worth more than a list.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
