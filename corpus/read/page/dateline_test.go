package page

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

// dateLines are the ways in which sites print 1 December 2025 as the day of publication.
var dateLines = []string{
	"01 December 2025",
	"Dec 1 2025",
	"1 Dec. 2025",
	"December 1st 2025",
	"2025.12.01",
	"Monday 1 December 2025 10:00 GMT",
	"Published on Mon, 1 Dec 2025",
	"Posted: 1 December, 2025",
	"Dec. 1, 2025, 9:15 a.m. ET",
	"Updated on: December 2, 2025 / Published: December 1, 2025",
	"First published 1 December 2025, updated 2 December 2025",
	"By Staff Writer • December 1, 2025 • 5:00 PM",
	"December 1, 2025December 2, 2025 by admin",
	"Posted on December 1, 2025December 2, 2025 by admin",
	"Published December 1, 2025 Updated December 2, 2025",
	"By adminPublished On: December 1, 2025Last Updated: December 2, 2025Categories: Briefs0 Comments",
	"December 1, 2025 | By admin | In Briefs | 0 Comments",
	"Mira Olt, Jon Fersen | 1 December 2025",
	"Mira Olt\n1 December 2025",
	"by Mira Olt December 1, 2025 in Briefs 0",
	"Port Ellery, 1 December 2025",
	"Port Ellery – 1 December 2025",
	"BRIEF | DECEMBER 1, 2025",
	"Brief No. 14 | 1 December 2025",
	"By: Mira Olt Date: 1 December 2025",
	"Date: 2025-12-01\nAuthor: Mira Olt\nCategory: Security",
	"Modified: 2 December 2025\nPublished: 1 December 2025",
	"December 1, 2025 · Updated: December 2, 2025 · 3 min read",
	"1 December 2025 (updated 2 December 2025)",
	"ISSUE BRIEF December 1, 2025",
	"Commentary by Mira Olt, 1 December 2025",
	"Mira Olt December 1, 2025",
	"Posted at 10:15h in Briefs by admin 1 December, 2025 0 Comments 3 Likes",
	"Security, Europe 1 December 2025",
}

// TestDateLines puts each date line where sites have it: below the headline, in one block
// with it, above it.
func TestDateLines(t *testing.T) {
	const (
		title = "Tarn Islands: One Timetable for Nine Harbours"
		text  = "Description: The harbour master, Odd Brandt, said on Tuesday that the old ship would last two winters, not three. He met the envoys on 3 May 2021 in Brisk.\n\n" +
			"Impact: A new one is unlikely before the elections, and the coast parties know it well enough."
	)
	published := corpus.Date{Year: 2025, Month: 12, Day: 1}
	for _, line := range dateLines {
		for place, raw := range map[string]string{
			"below": "Skip to content\nMenu\n\n" + title + "\n\n" + line + "\n\n" + text,
			"block": "Home\nBriefs\n" + title + "\n" + line + "\n\n" + text + "\n\nShare\n",
			"above": line + "\n" + title + "\n\n" + text,
			"glued": "Skip to content\n\n" + title + "\n" + strings.ReplaceAll(line, "\n", " ") + "\n" + strings.ReplaceAll(text, "\n\n", "\n"),
		} {
			doc := Text(raw)
			if doc.Title != title || doc.Published != published || doc.Text != text || doc.PublishedFrom == "" {
				t.Errorf("%s, %q: title %q, published %s from %q, text %.40q", place, line, doc.Title, doc.Published, doc.PublishedFrom, doc.Text)
			}
		}
	}
}
