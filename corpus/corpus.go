// Package corpus is the vocabulary of sayso: what a document is, and what can be said
// about its text.
//
// A [Document] is a text with its title and dates; [Annotations] are the spans that the
// extractors found in it; [Annotated] is both, and it is at once what sayso exports, what
// it accepts as input and what gold files hold. Every [Span] counts bytes, half-open, into
// Document.Text; Unicode code points exist only in the JSONL codec ([NewDecoder],
// [NewEncoder]), which speaks the format described in docs/format.md.
//
// The package knows no English and no index, logs nothing and reads no clock. Start
// reading at [Annotated].
package corpus

// Annotated is a document together with what was found in it.
type Annotated struct {
	Document
	Annotations
}

// Document is one text as the extractors see it.
type Document struct {
	ID     string // unique in an archive; where the text brings none, its path from the folder that was given
	Title  string
	Source string // where the text comes from: an address, a publisher; may be empty
	File   string // where it was read: path, or path!/member, or path:line; for messages

	Published Date // the date that relative dates resolve against; zero if unknown
	Modified  Date // zero if never, or unknown

	// The words that Published and Modified were read from ("By December 1, 2025"),
	// as evidence; empty for formats that have a field of their own for the date.
	PublishedFrom, ModifiedFrom string

	Text     string
	Sections []Section // in text order; see FindSections
	Dropped  []Dropped // what a page reader left out of Text, in page order
	Notes    []string  // what a person should know about the reading, one sentence each
}

// DatesConflict begins the note of a document that gives two dates which cannot both be right.
const DatesConflict = "dates conflict"

// Section is a labelled part of a text ("Description: …", "Impact: …"). Its Span runs from
// the label to the end of the last paragraph before the next label.
type Section struct {
	Name string // the label as written, without the colon
	Span
}

// Dropped is a line of a page that is no part of the text.
type Dropped struct {
	Text   string     `json:"text"`
	Reason DropReason `json:"reason"`
}

// Annotations are the layers over a text. A nil slice means that the layer was not
// annotated, an empty one that nothing was found.
type Annotations struct {
	Entities  []Entity
	Dates     []Timex
	Positions []Position
	Judgments []Judgment // estimates with an ICD 203 band
	Hedges    []Judgment // estimates without one ("could", "cannot be ruled out"): Band is empty

	// Gold files only: spans that are marked there but have no usable value, and the kinds
	// of temporal expression that were annotated (nil: all).
	DatesIgnore []Span
	DatesScope  []string
}

// Entity is one mention of a named thing. Mentions of one text never overlap.
type Entity struct {
	Span
	Type EntityType
	// Actor is the canonical name of who or what is meant ("Russia" for "Moscow" where
	// the state is meant); empty where the mention stands for no actor.
	Actor string
	Role  string // the role said in the text ("Ukraine's lead negotiator"); may be empty
	Found Found
}

// Timex is one temporal expression after TimeML TIMEX3 (Pustejovsky et al. 2003).
type Timex struct {
	Span
	Type  TimexType
	Value string // ISO 8601 as TIMEX3 extends it: 2025-12-02, 2025-W49, P3D, PRESENT_REF; empty: unresolved
	Found Found
}

// Position is one attributed statement, demand, refusal, evaluation or commitment, after
// the attribution relations of PARC 3.0 (Pareti 2016) and PolNeAR (Newell et al. 2018).
type Position struct {
	Source  []Span // the words for the holder; empty if implicit
	Cue     []Span // the words that attribute
	Content []Span // what is claimed, demanded, rejected
	Target  []Span // the issue that the position is about, within Content; may be empty

	Actor string // canonical name of the holder
	Via   string // canonical name of who relays it; may be empty
	State string // the state or organisation that Actor belongs to ("Russia" for Dmitry Peskov); may be empty
	Issue string // what groups Target with other wordings of it across documents; may be empty

	Act      Act
	Stance   Stance
	Speech   Speech
	Modality Modality
	Found    Found
}

// Judgment is an analyst's own estimate in words of estimative probability.
type Judgment struct {
	Span           // the judged statement
	Term    Span   // the estimative words
	Band    Band   // empty for a hedge
	Horizon string // TIMEX3 value by which it is to happen, where the sentence names one
	Found   Found
}

// Found tells how a datum was found: the answer of `sayso why`.
type Found struct {
	Rule   string `json:"rule"`             // the production, cue line or model: "dates/weekday", "cues.tsv:rule out"
	Inputs string `json:"inputs,omitempty"` // what it went by: "anchor=published dir=past"
}
