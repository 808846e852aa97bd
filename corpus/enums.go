package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// EntityType is the kind of a named thing, spelled as in OntoNotes 5.
type EntityType string

// The entity types. Misc occurs in gold files made from corpora with coarser types only.
const (
	Person    EntityType = "PERSON"
	Org       EntityType = "ORG"
	GPE       EntityType = "GPE"  // countries, cities, administrative territories
	Loc       EntityType = "LOC"  // other places
	Norp      EntityType = "NORP" // nationalities, religious and political groups
	Facility  EntityType = "FAC"
	Event     EntityType = "EVENT"
	Law       EntityType = "LAW" // treaties, named agreements, bills
	Product   EntityType = "PRODUCT"
	WorkOfArt EntityType = "WORK_OF_ART"
	Misc      EntityType = "MISC"
)

// EntityTypes lists the types that sayso finds.
var EntityTypes = []EntityType{Person, Org, GPE, Loc, Norp, Facility, Event, Law, Product, WorkOfArt}

// TimexType is the TIMEX3 type of a temporal expression.
type TimexType string

// The TIMEX3 types.
const (
	TimexDate     TimexType = "DATE"
	TimexTime     TimexType = "TIME"
	TimexDuration TimexType = "DURATION"
	TimexSet      TimexType = "SET"
)

// TimexTypes lists them.
var TimexTypes = []TimexType{TimexDate, TimexTime, TimexDuration, TimexSet}

// Act is what the holder of a position does by it.
type Act string

// The acts. docs/positions.md defines each and maps them to PLOVER where it has one.
const (
	Assert   Act = "assert"
	Deny     Act = "deny"
	Support  Act = "support"
	Reject   Act = "reject"
	Demand   Act = "demand"
	Propose  Act = "propose"
	Promise  Act = "promise"
	Threaten Act = "threaten"
	Accuse   Act = "accuse"
	Concede  Act = "concede"
	Expect   Act = "expect"
	Question Act = "question"
)

// Acts lists them.
var Acts = []Act{Assert, Deny, Support, Reject, Demand, Propose, Promise, Threaten, Accuse, Concede, Expect, Question}

// Stance is the holder's stance toward the target, as in SemEval-2016 Task 6.
type Stance string

// The stances.
const (
	Favor    Stance = "favor"
	Against  Stance = "against"
	NoStance Stance = "none"
)

// Stances lists them.
var Stances = []Stance{Favor, Against, NoStance}

// Speech tells how much of a content stands in quotation marks.
type Speech string

// Direct is all of it, Mixed a part, Indirect nothing.
const (
	Direct   Speech = "direct"
	Indirect Speech = "indirect"
	Mixed    Speech = "mixed"
)

// Speeches lists them.
var Speeches = []Speech{Direct, Indirect, Mixed}

// Modality qualifies how far the holder commits itself.
type Modality string

// The modalities: "did not rule out", "reportedly", "if …, would accept".
const (
	Plain       Modality = "plain"
	Negated     Modality = "negated"
	Hedged      Modality = "hedged"
	Conditional Modality = "conditional"
)

// Modalities lists them.
var Modalities = []Modality{Plain, Negated, Hedged, Conditional}

// Band is a degree of likelihood of ICD 203 (Analytic Standards, 2015, D.6.e.2).
type Band string

// The bands, with their ranges in per cent.
const (
	AlmostNoChance Band = "almost-no-chance" // 1–5
	VeryUnlikely   Band = "very-unlikely"    // 5–20
	Unlikely       Band = "unlikely"         // 20–45
	RoughlyEven    Band = "roughly-even"     // 45–55
	Likely         Band = "likely"           // 55–80
	VeryLikely     Band = "very-likely"      // 80–95
	AlmostCertain  Band = "almost-certain"   // 95–99
)

// Bands lists them from the least to the most likely.
var Bands = []Band{AlmostNoChance, VeryUnlikely, Unlikely, RoughlyEven, Likely, VeryLikely, AlmostCertain}

// DropReason tells why a line of a page is no part of its text.
type DropReason string

// The reasons for dropping a line.
const (
	DropNav      DropReason = "nav"      // menus, breadcrumbs, categories, page furniture
	DropTitle    DropReason = "title"    // the headline, kept as Document.Title
	DropByline   DropReason = "byline"   // author and date lines
	DropComments DropReason = "comments" // comment counts, forms and comments
	DropShare    DropReason = "share"
	DropRelated  DropReason = "related"
	DropCookie   DropReason = "cookie"
	DropRights   DropReason = "rights"
	DropTags     DropReason = "tags"
)

// DropReasons lists them.
var DropReasons = []DropReason{DropNav, DropTitle, DropByline, DropComments, DropShare, DropRelated, DropCookie, DropRights, DropTags}

// check returns an error that names the field and what it may be, unless v is one of all.
func check[T ~string](field string, v T, all []T) error {
	if slices.Contains(all, v) {
		return nil
	}
	names := make([]string, len(all))
	for i, a := range all {
		names[i] = string(a)
	}
	return fmt.Errorf("%s is %q, want one of %s", field, v, strings.Join(names, " "))
}
