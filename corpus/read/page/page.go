// Package page cleans pages.
package page

import (
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// Text reads a page as scraped: text with its navigation, date line and share links.
func Text(raw string) corpus.Document {
	var doc corpus.Document
	var paras []string
	for p := range strings.SplitSeq(strings.ReplaceAll(raw, "\r\n", "\n"), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			paras = append(paras, p)
		}
	}
	doc.Text = strings.Join(paras, "\n\n")
	doc.Sections = corpus.FindSections(doc.Text)
	return doc
}
