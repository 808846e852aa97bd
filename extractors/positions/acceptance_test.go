package positions_test

import (
	"strings"
	"testing"
)

// TestAcceptance holds the behaviours that a ledger of positions stands or falls with. Every
// speaker is invented.
func TestAcceptance(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"mentioning a thing is no position on it",
			"Norway rejects the fishing quota. Iceland spoke of the fishing quota.",
			"Norway reject/against <rejects> the fishing quota\n"},
		{"the bid is rejected, not held",
			"Hungary rejects Ukraine’s bid for membership.",
			"Hungary reject/against <rejects> Ukraine’s bid for membership\n"},
		{"a spokesman is the way and not the holder",
			"Pavel Drozd, a spokesman of the Russian foreign ministry, repeated that the ship had left on Sunday.",
			"Russia via Pavel Drozd assert/none <repeated> the ship had left on Sunday\n"},
		{"a relaying agency is the way",
			"According to Reuters, Iran has offered to resume the inspections.",
			"Iran via Reuters propose/favor <According to … has offered> to resume the inspections\n"},
		{"a year says nothing",
			"What will be missed first are the notices, up to 400 a year, which told each navy what the other was doing. In all, 2019 saw 80 raids.",
			""},
		{"relaying media without a name",
			"According to local media, Hungary opposes the dam.",
			"Hungary via local media reject/against <According to … opposes> the dam\n"},
		{"the media of a state as the way",
			"Iranian state television reported that Tehran had rejected the talks.",
			"Iran via Iranian state television reject/against <reported … had rejected> the talks\n"},
		{"a newspaper with what it is",
			"Kathimerini, a Greek daily, reported that Athens opposes the dam.",
			"Greece via Kathimerini reject/against <reported … opposes> the dam\n"},
		{"media with words of their own",
			"Local media reported that the roads were closed.",
			"local media assert/none <reported> the roads were closed\n"},
		{"a relaying agency behind what it reports",
			"Iran has agreed to resume the inspections, Reuters reported.",
			"Iran via Reuters promise/favor <has agreed … reported> to resume the inspections\n"},
		{"a relaying agency before what it reports",
			"AFP said that Austria had rejected the quota.",
			"Austria via Agence France-Presse reject/against <said … had rejected> the quota\n"},
		{"an agency that reports no position",
			"Reuters reported that the loan is due in May.",
			"Reuters assert/none <reported> the loan is due in May\n"},
		{"an agency of whose name there are several",
			"Iraq’s government, according to AFP, opposes the dam.",
			"Iraq via Agence France-Presse reject/against <according to … opposes> the dam\n"},
		{"not to oppose is to concede",
			"France does not oppose the loan.",
			"France concede/none <does not oppose> the loan\n"},
		{"two verbs, two acts",
			"Germany welcomed the truce but warned against a hasty withdrawal.",
			"Germany support/favor <welcomed> the truce\nGermany reject/against <warned against> a hasty withdrawal\n"},
		{"a noun with its holder behind it",
			"The threat of force made by Turkey alarmed the islanders.",
			"Turkey threaten/none <threat of … made by> force\n"},
		{"he resolves",
			"Marek Dubovsky, the Polish defence minister, met the press. He rejected the plan.",
			"Marek Dubovsky reject/against <rejected> the plan\n"},
		{"what the analyst imagines is no position",
			"Description: Norway rejects the quota.\n\nImpact: Moscow could exploit the rift.",
			"Norway reject/against <rejects> the quota\n"},
		{"what the analyst judges is no position",
			"Chad closed the crossing in May. We judge that a coup is unlikely. We consider a coup unlikely. In our view a coup is unlikely. I think a coup is unlikely.",
			""},
		{"we are whoever speaks in a text that is no brief",
			"A talk with the harbour pilots of Lomé.\n\nHow is the work?\n\nThe wind has changed.\n\nWe believe that the quay is too short.",
			" assert/none <believe> the quay is too short\n"},
		{"who makes a statement says we as well",
			"Ada Roe, the envoy of Chad, met the press. We reject the plan, and we urge Libya to stop the raids.",
			"Chad reject/against <reject> the plan\nChad demand/against <urge> Libya to stop the raids\n"},
		{"coordinated holders have one position each",
			"Estonia and Latvia condemned the raid.",
			"Estonia reject/against <condemned> the raid\nLatvia reject/against <condemned> the raid\n"},
		{"a list of holders with what they are called",
			"Brazil, Argentina and Chile, the guarantors of the accord, rejected the plan.",
			"Brazil reject/against <rejected> the plan\nArgentina reject/against <rejected> the plan\nChile reject/against <rejected> the plan\n"},
		{"a list of bare names",
			"Brazil, Argentina and Chile have called on both sides to stop the work.",
			"Brazil demand/favor <have called on> both sides to stop the work\nArgentina demand/favor <have called on> both sides to stop the work\nChile demand/favor <have called on> both sides to stop the work\n"},
		{"silence is no position",
			"Norway rejects the quota. Iceland declined to comment.",
			"Norway reject/against <rejects> the quota\n"},
		{"what neither of two supports",
			"Neither Chile nor Peru supports the quota.",
			"Chile reject/against <supports> the quota\nPeru reject/against <supports> the quota\n"},
		{"what no state does",
			"No European state supports the quota. None of the Gulf states backed the plan.",
			"European state reject/against <supports> the quota\nGulf states reject/against <backed> the plan\n"},
		{"what few do",
			"Few in Kenya support the plan. A few in Chad support the plan. Hardly anybody in Peru supports the quota.",
			"few in Kenya reject/against <support> the plan\nfew in Chad support/favor <support> the plan\nhardly anybody in Peru reject/against <supports> the quota\n"},
		{"what somebody denies to hold",
			"Iraq denied that it rejects the pact. Iran did not deny that it rejects the pact.",
			"Iraq deny/none <denied> it rejects the pact\nIran concede/none <did not deny> it rejects the pact\nIran reject/against <rejects> the pact\n"},
		{"a passive of two",
			"The loan was welcomed by Austria but rejected by Malta.",
			"Austria support/favor <was welcomed by> The loan\nMalta reject/against <rejected by> The loan\n"},
		{"an institute in the words of its director",
			"The Tidal Institute, according to its director Ada Roe, expects a harsh winter.",
			"Ada Roe assert/none <according to> The Tidal Institute … expects a harsh winter\nTidal Institute expect/none <expects> a harsh winter\n"},
		{"a view of somebody",
			"It is the view of Portugal that the loan is too large.",
			"Portugal assert/none <is the view of> the loan is too large\n"},
		{"the governments of two",
			"According to the governments of Austria and Hungary, the quota is illegal.",
			"Austria reject/against <According to> the quota is illegal\nHungary reject/against <According to> the quota is illegal\n"},
		{"the ministries of three",
			"The foreign ministries of Austria, Hungary and Malta condemned the raid.",
			"Austria reject/against <condemned> the raid\nHungary reject/against <condemned> the raid\nMalta reject/against <condemned> the raid\n"},
		{"both are two",
			"Both Sweden and Denmark rejected the quota.",
			"Sweden reject/against <rejected> the quota\nDenmark reject/against <rejected> the quota\n"},
		{"the governments of two states",
			"The Dutch and Belgian governments rejected the levy.",
			"Netherlands reject/against <rejected> the levy\nBelgium reject/against <rejected> the levy\n"},
		{"a comma makes no list",
			"Bolivia, he said, would never give up its claim to the sea.",
			" reject/against <said> Bolivia … would never give up its claim to the sea\nBolivia reject/against <would never give up its claim to> the sea\n"},
		{"a stance that is withheld",
			"Serbia did not rule out sanctions.",
			"Serbia assert/none <did not rule out> sanctions\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := ledger(tt.text); got != tt.want {
				t.Errorf("%s\ngot:\n%swant:\n%s", tt.text, got, tt.want)
			}
		})
	}
}

// TestSources: each of several holders has its own words.
func TestSources(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"The governments of Austria and Hungary said the loan must be repaid.", "The governments of Austria|Hungary"},
		{"The foreign ministries of Austria, Hungary and Malta condemned the raid.", "The foreign ministries of Austria|Hungary|Malta"},
		{"Both the governments of Austria and Hungary rejected the quota.", "the governments of Austria|Hungary"},
		{"The governments in Vienna and Budapest rejected the plan.", "The governments in Vienna|Budapest"},
		{"Governments in Vienna, Budapest and Bratislava rejected the plan.", "Governments in Vienna|Budapest|Bratislava"},
		{"Officials in Kyiv and Warsaw said that the plan was dead.", "Officials in Kyiv|Warsaw"},
		{"Protesters in Vienna and Budapest rejected the plan.", "Protesters in Vienna and Budapest"},
		{"Embassies in Vienna and Budapest rejected the plan.", "Embassies in Vienna and Budapest"},
		{"Governments in Africa and Asia rejected the plan.", "Governments in Africa and Asia"},
		{"Business leaders of France and Germany rejected the levy.", "Business leaders of France and Germany"},
		{"Polish and Czech business leaders rejected the levy.", "Polish and Czech business leaders"},
		{"Polish and Czech farmers rejected the levy.", "Polish and Czech farmers"},
		{"The ban was condemned by the UN, the EU and Qatar.", "the UN|the EU|Qatar"},
		{"After talks in Vienna, Budapest rejected the plan.", "Budapest"},
		{"According to the governments of Austria and Hungary, the quota is illegal.", "the governments of Austria|Hungary"},
	} {
		var got []string
		for _, p := range findIn(tt.text) {
			got = append(got, join(tt.text, p.Source))
		}
		if got := strings.Join(got, "|"); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}
