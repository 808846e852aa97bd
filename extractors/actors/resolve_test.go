package actors

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// mark reads a text whose mentions are written {GPE Russia} and returns it with them.
func mark(t *testing.T, s string) (*text.Text, []corpus.Entity) {
	t.Helper()
	var b strings.Builder
	var ents []corpus.Entity
	for s != "" {
		before, rest, ok := strings.Cut(s, "{")
		b.WriteString(before)
		if !ok {
			break
		}
		inner, after, _ := strings.Cut(rest, "}")
		typ, name, _ := strings.Cut(inner, " ")
		start := b.Len()
		b.WriteString(name)
		ents = append(ents, corpus.Entity{Span: corpus.Span{Start: start, End: b.Len()}, Type: corpus.EntityType(typ)})
		s = after
	}
	return text.Split(b.String()), ents
}

func resolveOn(t *testing.T, c *Catalogue, day, s string) string {
	t.Helper()
	tx, ents := mark(t, s)
	doc := &corpus.Document{Text: tx.Source}
	if day != "" {
		d, err := corpus.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		doc.Published = d
	}
	var got []string
	for _, e := range c.Resolve(tx, doc, ents) {
		if e.Actor == "" {
			e.Actor = "-"
		}
		got = append(got, e.Actor)
	}
	return strings.Join(got, " | ")
}

func TestResolve(t *testing.T) {
	for _, tt := range []struct{ rule, in, want string }{
		{"state, adjective, people", "{GPE Russia} and {NORP Russian} crews met {NORP Russians}.", "Russia | Russia | Russia"},
		{"possessive belongs to no name", "{GPE Iran’s} refusal and {GPE Oman's} offer stand.", "Iran | Oman"},
		{"seat of power", "The {ORG Kremlin} and the {ORG Élysée} disagree.", "Russia | France"},
		{"a palace that is a place", "They met in the {FAC Kremlin}.", "-"},
		{"capital that acts", "{GPE Moscow} rejects the plan.", "Russia"},
		{"capital as a place", "A court in {GPE Moscow} rejects the plan.", "-"},
		{"journey", "She will fly to {GPE Paris} and {GPE Berlin} on Monday.", "- | -"},
		{"address", "It is a concession to {GPE Paris}.", "France"},
		{"list of those who act", "Neither {GPE Seoul} nor {GPE Tokyo} objected.", "South Korea | Japan"},
		{"possession of a place", "Rain fell on {GPE Kyiv}’s suburbs.", "-"},
		{"possession of an act", "In {GPE Beijing}’s reading nothing has changed.", "China"},
		{"city and country", "The board met in haste, {GPE Vienna}, {GPE Austria}, reports say.", "- | Austria"},
		{"the capital itself", "The capital, {GPE Tunis}, was calm.", "-"},
		{"compound", "A {GPE Brussels}-based group and a pro-{GPE Beijing} list.", "- | China"},
		{"other towns", "In {GPE Lyon} and {GPE Aleppo} shops closed.", "- | -"},
		{"bloc", "{GPE Brussels} will not pay.", "European Union"},
		{"territory", "The {ORG Scottish Government} answered {GPE Hong Kong}.", "Scotland | Hong Kong"},
		{"US states", "{GPE Texas} and {GPE Ohio} sued.", "- | -"},
		{"supranational", "{NORP European} and {NORP African} envoys.", "- | -"},
		{"ethnic", "{NORP Kurdish} and {NORP Tatar} leaders.", "- | -"},
		{"types without actor", "The {LAW Oslo Accords}, the {LOC Black Sea}, the {EVENT Gulf War}.", "- | - | -"},
		{"ministry", "The {ORG Russian Foreign Ministry} and the {ORG Ministry of Fisheries of Peru}.", "Russia | Peru"},
		{"ministry by context", "In {GPE Norway} the {ORG Ministry of Fisheries} refused.", "Norway | Norway"},
		{"embassy", "The {ORG Embassy of Japan} thanked them.", "Japan"},
		{"parliament keeps its name", "The {ORG Bundestag} and the {ORG Knesset} voted.", "Bundestag | Knesset"},
		{"parliament by state", "The {ORG Israeli Parliament} voted.", "Knesset"},
		{"court by context", "{GPE Kenya} waits for the {ORG High Court}.", "Kenya | High Court of Kenya"},
		{"court with article", "{GPE Maldives} waits for the {ORG Supreme Court}.", "Maldives | Supreme Court of the Maldives"},
		{"chamber by context", "In {GPE Peru} the {ORG Congress} met; the {ORG Congress} of traders did not.", "Peru | Congress of Peru | Congress of Peru"},
		{"acronym in brackets", "The {ORG Tidal Survey Board} ({ORG TSB}) met. {ORG TSB} refused.", "Tidal Survey Board | Tidal Survey Board | Tidal Survey Board"},
		{"acronym before brackets", "{ORG TSB} ({ORG Tidal Survey Board}) met.", "Tidal Survey Board | Tidal Survey Board"},
		{"acronym of something else in brackets", "They asked {GPE Canada} ({ORG CERB}) and {ORG Bowdoin College} ({ORG ME}).", "Canada | CERB | Bowdoin College | ME"},
		{"long form known by its acronym", "The {ORG U.S. Center for Disease Control and Prevention} ({ORG CDC}) met.",
			"Centers for Disease Control and Prevention | Centers for Disease Control and Prevention"},
		{"the text overrides the catalogue", "The {ORG Medical Reef Council} ({ORG MRC}) met.", "Medical Reef Council | Medical Reef Council"},
		{"acronym by initials", "The {ORG Tidal Survey Board} met, then {ORG TSB} refused.", "Tidal Survey Board | Tidal Survey Board"},
		{"known acronym", "The {ORG IMF} and {ORG Nato} agree.", "International Monetary Fund | NATO"},
		{"head of a longer name", "{ORG Harbour Lines} paid. Later {ORG Harbour} sued.", "Harbour Lines | Harbour Lines"},
		{"article and possessive of an unknown name", "{ORG The Mud Club’s} letter.", "Mud Club"},
		{"platform as a place", "She wrote on {ORG Twitter} that {ORG Twitter} is slow.", "- | Twitter"},
		{"all capitals", "{GPE RUSSIA} REJECTS {ORG NATO} PLAN", "Russia | NATO"},
		{"shared acronym by state", "In {GPE Pakistan} the {ORG PPP} won.", "Pakistan | Pakistan People's Party"},
		{"shared acronym by state, other", "In {GPE South Korea} the {ORG PPP} won.", "South Korea | People Power Party"},
		{"short acronym without its state", "Firms of the {ORG ICT} branch met.", "ICT"},
		{"short acronym with its state", "In {GPE Bangladesh} the {ORG ICT} met.", "Bangladesh | International Crimes Tribunal"},
		{"name at the very end", "They blame {GPE Russia}", "Russia"},
		{"dash within a name", "The {ORG African Export–Import Bank} and the {ORG African Export-Import Bank}.", "African Export–Import Bank | African Export–Import Bank"},
		{"a palace that acts", "{FAC Downing Street} denied it, crowds in {FAC Downing Street} jeered, and {FAC Downing Street} was closed.", "United Kingdom | - | -"},
		{"a palace that acts, alone", "{FAC Downing Street} denied it.", "United Kingdom"},
		{"a newspaper taken for a place", "The daily {GPE Gwiazda} is read in {GPE Gdynia}.", "Gwiazda | -"},
		{"a state that only the text knows", "{GPE Ostravia}’s foreign minister left {GPE Dunmere}. {NORP Ostravian} ships sail from {GPE Ostravia}.",
			"Ostravia | - | Ostravia | Ostravia"},
		{"a republic that only the text knows", "The Republic of {GPE Veldia} sued {GPE Peru}; the {NORP Veldians} cheered.", "Veldia | Peru | Veldia"},
		{"a people with a ministry", "The {NORP Ostravian} foreign ministry thanked {GPE Ostravia}, {GPE Dunmere} did not.", "Ostravia | Ostravia | -"},
		{"a king", "{GPE Ostravia}’s king sued {GPE Dunmere} king crab fishers.", "Ostravia | -"},
		{"a province has a government and a people", "{GPE Lakeshire}’s government told the {NORP Lakeshirers}.", "- | -"},
		{"a name taken apart", "In {GPE Georgia} the {NORP Georgian} {ORG Dream} and in {GPE Kosovo} the {NORP Serb} {ORG List} refused.",
			"Georgia | Georgia | Georgian Dream | Kosovo | - | Serb List"},
		{"a name without its first word", "In {GPE Kosovo} the Serb {ORG List} refused.", "Kosovo | Serb List"},
		{"a name without its last word", "The port of {PERSON Sri} Lanka reopened.", "Sri Lanka"},
		{"curly and straight", "{GPE N’Djamena} and {GPE N'Djamena} object.", "Chad | Chad"},
	} {
		if got := resolveOn(t, Default(), "", tt.in); got != tt.want {
			t.Errorf("%s: %s:\nhave %s\nwant %s", tt.rule, tt.in, got, tt.want)
		}
	}
}

func TestResolvePersons(t *testing.T) {
	for _, tt := range []struct{ rule, day, in, want string }{
		{"surname after the full name", "", "{PERSON Ada Roe} came. {PERSON Roe} spoke.", "Ada Roe | Ada Roe"},
		{"surname before the full name", "", "{PERSON Roe} spoke. {PERSON Ada Roe} came.", "Ada Roe | Ada Roe"},
		{"given name", "", "{PERSON Ada Roe} came. {PERSON Ada} spoke.", "Ada Roe | Ada Roe"},
		{"a surname alone merges nobody", "", "{PERSON Ada Roe} met {PERSON Amos Roe}.", "Ada Roe | Amos Roe"},
		{"the surname means the last one named", "", "{PERSON Ada Roe} met {PERSON Amos Roe}. {PERSON Roe} spoke.", "Ada Roe | Amos Roe | Amos Roe"},
		{"titles are no part", "", "{PERSON Mr Amos Roe} and {PERSON President Roe}.", "Amos Roe | Amos Roe"},
		{"offices are no part", "", "{PERSON Commissioner Amos Roe}, {PERSON Bishop Roe}, {PERSON Capt. Roe}.", "Amos Roe | Amos Roe | Amos Roe"},
		{"a title that is a given name", "", "{PERSON Sultan Roe} and {PERSON Roe}.", "Sultan Roe | Sultan Roe"},
		{"in capitals", "", "{PERSON IAN Q. MCROE II} came. {PERSON MCROE} spoke. {PERSON EVE O’DOE-ROE} and {PERSON JFK} left.",
			"Ian Q. McRoe II | Ian Q. McRoe II | Eve O’Doe-Roe | JFK"},
		{"more names, where the state is named", "", "{GPE Iran} sent {PERSON Sayyid Ali Hosseini Khamenei}.", "Iran | Ali Khamenei"},
		{"filled in by an editor", "", "{PERSON [Ada] Roe} came. {PERSON Roe} spoke.", "Ada Roe | Ada Roe"},
		{"nickname", "", "{PERSON Ada \"Bo\" Roe} came. {PERSON Bo Roe} and {PERSON Eve “Al” Doe} spoke.", `Bo Roe | Bo Roe | Eve “Al” Doe`},
		{"in capitals first", "", "{PERSON ADA DEROE} came. {PERSON Ada DeRoe} spoke. {PERSON SHRIEVE} left.", "Ada DeRoe | Ada DeRoe | Shrieve"},
		{"surname first", "", "{PERSON Roe, Ada} signed. {PERSON Ada Roe} spoke.", "Ada Roe | Ada Roe"},
		{"middle names", "", "{PERSON Ada Q. Roe} signed. {PERSON Ada Roe} spoke.", "Ada Roe | Ada Roe"},
		{"second surname", "", "{PERSON Ada Roe Vidal} signed. {PERSON Roe Vidal} and {PERSON Ada Roe} spoke.", "Ada Roe | Ada Roe | Ada Roe"},
		{"possessive", "", "{PERSON Ada Roe’s} letter. {PERSON Roe's} reply.", "Ada Roe | Ada Roe"},
		{"transliteration within a text", "", "{PERSON Sergei Bulkov} came. {PERSON Sergey Bulkov} left.", "Sergei Bulkov | Sergei Bulkov"},
		{"another romanisation within a text", "", "{PERSON Oleksiy Hontar} came. {PERSON Alexei Gontar} left.", "Oleksiy Hontar | Oleksiy Hontar"},
		{"names that do not show where they come from", "", "{PERSON Alexander Hill} came. {PERSON Alexander Gill} left.", "Alexander Hill | Alexander Gill"},
		{"another romanisation of a known name", "", "{PERSON Vladimir Zelensky} came. {PERSON Zelensky} left.", "Volodymyr Zelenskyy | Volodymyr Zelenskyy"},
		{"like sounds are not like names", "", "{PERSON Ali Hassan} met {PERSON Ali Hussein}.", "Ali Hassan | Ali Hussein"},
		{"spelling of the catalogue", "", "{PERSON Volodymyr Zelensky} and {PERSON Recep Tayyip Erdogan}.", "Volodymyr Zelenskyy | Recep Tayyip Erdoğan"},
		{"sound of the catalogue", "", "{PERSON Abbas Araqchi}, {PERSON Mohammad Bin Salman}, {PERSON Bashar el-Assad}.", "Abbas Araghchi | Mohammed bin Salman | Bashar al-Assad"},
		{"initials of the catalogue", "", "{PERSON Antony J. Blinken} came.", "Antony Blinken"},
		{"known surname with its state", "2023-05-02", "{GPE Ukraine} waits. {PERSON Zelensky} spoke.", "Ukraine | Volodymyr Zelenskyy"},
		{"known surname with a body of its state", "2023-05-02", "The {ORG Knesset} heard {PERSON Herzog}.", "Knesset | Isaac Herzog"},
		{"known surname in office", "2019-03-01", "Neither side asked {PERSON Merkel}.", "Angela Merkel"},
		{"known surname without evidence", "", "The baker {PERSON Merz} closed his shop.", "Merz"},
		{"the text comes before the catalogue", "2025-06-01", "{GPE Germany}: {PERSON Karl Merz}, a baker. {PERSON Merz} spoke.", "Germany | Karl Merz | Karl Merz"},
		{"a leader before a relative", "2017-11-16", "In {GPE Zimbabwe} {PERSON Mugabe} and {PERSON Grace Mugabe} fell. {PERSON Mugabe} left.",
			"Zimbabwe | Robert Mugabe | Grace Mugabe | Grace Mugabe"},
		{"a leader is evidence for the state", "2024-12-04", "{PERSON Yoon Suk-yeol} lost the {ORG National Assembly} and the {ORG PPP}.",
			"Yoon Suk-yeol | National Assembly of South Korea | People Power Party"},
		{"a leader taken for a place", "2025-03-01", "In {GPE Iraq} {GPE al-Sudani} spoke.", "Iraq | Mohammed Shia al-Sudani"},
		{"a former leader and a place", "2025-12-01", "{GPE Poland} waits. {GPE Duda} spoke in {GPE Duda}.", "Poland | Andrzej Duda | -"},
		{"a full name taken for a place", "2025-03-01", "{GPE Sitiveni Rabuka} and {ORG AMLO} met.", "Sitiveni Rabuka | Andrés Manuel López Obrador"},
		{"East Asian surname", "2022-04-01", "In {GPE China} {PERSON Xi} spoke. {PERSON Xi Jinping} left.", "China | Xi Jinping | Xi Jinping"},
		{"a seat of power taken for a person", "", "{PERSON Quai d’Orsay} and {PERSON Foggy Bottom} denied it.", "France | United States"},
		{"a surname taken for a place", "2025-11-20", "{PERSON Abdel Fattah el-Sisi} left. {GPE Sisi}’s foreign minister stayed in {GPE Sisi}.", "Abdel Fattah el-Sisi | Abdel Fattah el-Sisi | Abdel Fattah el-Sisi"},
		{"a surname of the text taken for a place", "", "{PERSON Ada Roe} left, {PERSON Roe} said. {GPE Roe}’s foreign minister stayed in {GPE Roe}.", "Ada Roe | Ada Roe | Ada Roe | -"},
		{"a surname of an office-holder taken for a place", "", "The minister {PERSON Ada Roe} left. Later {GPE Roe} denied it.", "Ada Roe | Ada Roe"},
		{"a name with a place in it", "", "{PERSON Leaving Valdora} was hard. {GPE Valdora} fell.", "Leaving Valdora | -"},
		{"party and state behind a comma", "", "{PERSON Amos Reed, R-Ky.} and {PERSON Reed}.", "Amos Reed | Amos Reed"},
		{"person named like a state", "", "{PERSON Chad Roe} left. {PERSON Chad} spoke.", "Chad Roe | Chad Roe"},
	} {
		if got := resolveOn(t, Default(), tt.day, tt.in); got != tt.want {
			t.Errorf("%s: %s:\nhave %s\nwant %s", tt.rule, tt.in, got, tt.want)
		}
	}
}

func TestResolveOwn(t *testing.T) {
	c := Default().With([]Entry{
		{Name: "Moscow, Idaho", Aliases: []string{"Moscow"}, Kind: "town"},
		{Name: "Grey Sea Plan", Kind: "plan"},
		{Name: "Russia", Aliases: []string{"the Bear"}},
	})
	in := "{GPE Moscow} backs the {LAW Grey Sea Plan}, {NORP Russian} envoys and the {ORG Bear} do not."
	if got, want := resolveOn(t, c, "", in), "Moscow, Idaho | Grey Sea Plan | Russia | Russia"; got != want {
		t.Errorf("have %s\nwant %s", got, want)
	}
}

func TestResolveKeepsItsInput(t *testing.T) {
	tx, ents := mark(t, "{GPE Russia} and {PERSON Ada Roe}.")
	before := append([]corpus.Entity(nil), ents...)
	Default().Resolve(tx, &corpus.Document{}, ents)
	if diff := cmp.Diff(before, ents); diff != "" {
		t.Error(diff)
	}
}

func TestRoles(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"{GPE Ukraine}’s lead negotiator, {PERSON Ada Roe}, left.", "Ukraine’s lead negotiator"},
		{"{GPE US} Secretary of State {PERSON Ada Roe} left.", "US Secretary of State"},
		{"{PERSON Ada Roe}, a spokeswoman of the {ORG Mud Club}, left.", "spokeswoman of the Mud Club"},
		{"Foreign Minister {PERSON Roe} left.", "Foreign Minister"},
		{"The former national security adviser {PERSON Roe} left.", "former national security adviser"},
		{"The {ORG Houthis}’ military spokesman, {PERSON Roe}, left.", "Houthis’ military spokesman"},
		{"{GPE Pakistan}’s army spokesman, Lt. Gen. {PERSON Roe}, left.", "Pakistan’s army spokesman"},
		{"So Secretary {PERSON Roe} left.", "Secretary"},
		{"When Foreign Minister {PERSON Roe} left, it rained.", "Foreign Minister"},
		{"Following President {PERSON Roe}, they left.", "President"},
		{"It rained. “Both Minister {PERSON Roe} and his deputy left.”", "Minister"},
		{"They left, Mr. {PERSON Roe} did not.", ""},
		{"The deputy health minister {PERSON Roe} left.", "deputy health minister"},
		{"{PERSON Ada Roe}, who left, said nothing.", ""},
		{"On Friday {PERSON Ada Roe} left.", ""},
		{"After the talks — Foreign Minister {PERSON Ada Roe} left.", "Foreign Minister"},
		{"“Minister {PERSON Ada Roe} left,” they said.", "Minister"},
		{"Without élan Minister {PERSON Ada Roe} left.", "Minister"},
		{"Élysée spokesman {PERSON Ada Roe} left.", "Élysée spokesman"},
		{"The talks ended with the minister\n\n{PERSON Ada Roe} left.", ""},
		{"The talks ended with the minister,\n\n{PERSON Ada Roe} left.", ""},
		{"The talks ended with the Secretary of State\n\n{PERSON Ada Roe} left.", ""},
	} {
		tx, ents := mark(t, tt.in)
		for i := range tx.Tokens { // the tag that a tagger would give
			switch tx.Word(i) {
			case "lead", "army", "military":
				tx.Tokens[i].Tag = text.NN
			case "So":
				tx.Tokens[i].Tag = text.RB
			case "When":
				tx.Tokens[i].Tag = text.WRB
			case "Following":
				tx.Tokens[i].Tag = text.VBG
			case "Both":
				tx.Tokens[i].Tag = text.DT
			case "“":
				tx.Tokens[i].Tag = text.Quote
			}
		}
		for _, e := range Default().Resolve(tx, &corpus.Document{}, ents) {
			if e.Type == corpus.Person && e.Role != tt.want {
				t.Errorf("%s: role %q, want %q", tt.in, e.Role, tt.want)
			}
		}
	}
}

func TestTerms(t *testing.T) {
	day := func(y int, m time.Month) corpus.Date { return corpus.Date{Year: y, Month: m, Day: 15} }
	for _, tt := range []struct {
		actor string
		on    corpus.Date
		want  string
	}{
		{"Mark Rutte", day(2020, 5), "Netherlands"}, {"Mark Rutte", day(2025, 5), "NATO"}, {"Mark Rutte", corpus.Date{}, "NATO"},
		{"Ursula von der Leyen", day(2021, 1), "European Union"}, {"Knesset", corpus.Date{}, "Israel"},
		{"Hamas", corpus.Date{}, "Hamas"}, {"Bharatiya Janata Party", corpus.Date{}, ""}, {"Elon Musk", corpus.Date{}, ""}, {"Reuters", corpus.Date{}, ""}, {"ECOWAS", corpus.Date{}, "ECOWAS"},
		{"Vladimir Putin", day(2000, 1), "Russia"},
	} {
		if got := Default().State(tt.actor, tt.on); got != tt.want {
			t.Errorf("State(%s, %s) = %q, want %q", tt.actor, tt.on, got, tt.want)
		}
	}
}
