package page

import (
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

// What sites print above a headline and below a text.
var (
	tops = []string{
		"",
		"Skip to main content\nHome About Contact\n",
		"The Harbour Institute\nIndependent analysis since 1998.\n\nTOPICS\nREGIONS\nEXPERTS\n\n",
		"Harbour Notes | Briefs\n",
		"🏠 > Briefs > Security\n",
		"News from the quay – The Harbour Institute\n\nMain navigation\nOur work\nWho we are\n\nBreadcrumb\nHome\nBriefs\n\n",
		"Tarn Islands: One Timetable for Nine Harbours - The Harbour Institute\n\nMenu\n\n",
		"We use cookies on this website. By continuing to browse, you agree to our use of cookies. Find out more\nOK\n\n",
		"Sign in Subscribe\nEdition: International\nWednesday, 24 September 2026\n\nSecurity\n",
		"[Skip to content](#main)\n\n",
		"×\n☰ Menu\n",
		"BREAKING: Storm closes the port\n\n",
		"Advertisement\n\nSECURITY BRIEF #14\n\n",
	}
	bottoms = []string{
		"",
		"\n\nShare this:\n- Facebook\n- X\n- LinkedIn\n",
		"\n\nFacebook Twitter LinkedIn Email Print\n",
		"\n\nPhoto: Ole Stamm / Harbour Agency\n\nTags:\nports\nferries\n",
		"\n\nMore briefs\n\nThe Long Quay\nSalt and Diesel: What the Islands Pay For\n",
		"\n\n← Older: The Long Quay\nNewer: Salt and Diesel →\n",
		"\n\nThe Harbour Institute\n4 Weir Lane, Port Ellery\nTel. +00 123 456\ninfo@harbour.example\n",
		"\n\nAll content © Harbour Institute. Reproduction without permission is prohibited.\n",
		"\n\nMira Olt is a research fellow at the Harbour Institute, where she works on ferries and borders.\n",
		"\n\nDownload the full brief (PDF, 214 kB)\n",
		"\n\nDid you find this useful? Support us with a donation.\n",
		"\n\n###\n",
		"\n\n---\nThis brief is part of our series on island politics. Sign up here to get the next one.\n",
		"\n\nRead in: Français | Deutsch\n",
		"\n\nComments are closed.\n",
		"\n\n0 Comments\nInline Feedbacks\nView all comments\n",
		"\n\nPosted in Security. Tagged ports, ferries.\n",
		"\n\nCite this brief as: Olt, M. (2025). Tarn Islands: One Timetable for Nine Harbours. Harbour Notes 14.\n",
		"\n\nDisclaimer: The views expressed here are those of the author and do not represent those of the Institute.\n",
		"\n\nLast updated: 2 December 2025\n",
		"\n\nYou might also like\n\nThe Long Quay\nThe harbour of Brisk has been waiting for its new quay since the flood, and the money is gone.\n\n" +
			"Salt and Diesel\nWhat the islands pay for heating in winter, and who profits from it, in five charts.\n",
	}
)

// TestEdges reads one brief between each top and each bottom, with and without its last
// full stop. Nothing of them must get into the text, and nothing of the text be lost.
func TestEdges(t *testing.T) {
	const (
		title = "Tarn Islands: One Timetable for Nine Harbours"
		text  = "Description: The harbour master, Odd Brandt, said on Tuesday that the old ship would last two winters, not three. He met the envoys on 3 May 2021 in Brisk.\n\n" +
			"Impact: A new one is unlikely before the elections, and the coast parties know it well enough"
	)
	published := corpus.Date{Year: 2025, Month: 12, Day: 1}
	for _, top := range tops {
		for _, bottom := range bottoms {
			for _, text := range []string{text, text + "."} {
				doc := Text(top + title + "\n\nBy December 1, 2025December 2nd, 2025No Comments\n\n" + text + bottom)
				if doc.Title != title || doc.Published != published || doc.Text != text {
					t.Errorf("between %q and %q: title %q, published %s, text %q", top, bottom, doc.Title, doc.Published, doc.Text)
				}
			}
		}
	}
}
