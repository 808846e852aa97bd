package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/index"
)

func (a *app) whyCmd() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "why ID#DATUM",
		Short: "Tell how one datum was found: rule or model, and what it went by",
		Long: `Why explains one datum of a document. 'sayso show ID' numbers them: e1 is the first name,
d1 the first date, p1 the first position, j1 the first judgment, h1 the first hedge.`,
		Example: "  sayso why briefs/2025-12.html#p3\n  sayso why --json briefs/2025-12.html#p3",
		Args:    exactArgs(1, "a document and a datum, such as page.html#p1"),
		RunE: func(_ *cobra.Command, args []string) error {
			id, number := splitID(args[0])
			if number == "" {
				return usagef("%q names no datum: want one such as %s#p1 ('sayso show' numbers them)", args[0], id)
			}
			return a.withIndex(func(x *index.Index) error {
				doc, err := x.Document(id)
				if err != nil {
					return err
				}
				d, ok := answers.From{Index: x}.Datum(doc, x.Version(id), number)
				switch {
				case !ok:
					return fmt.Errorf("document %q has no %s ('sayso show %s' numbers what it has)", id, number, id)
				case asJSON:
					return writeJSON(a.data(), d)
				}
				documentView{a.out, a.painter(), doc, x.Corrections()}.why(number)
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON: the datum as /api/v1 answers it, in its document (docs/format.md)")
	return cmd
}

// splitID takes "ID#p3" apart: the document and the datum in it. In "ID#x1" there is none; in
// "records.jsonl#12" the number belongs to the id.
func splitID(s string) (id, number string) {
	i := strings.LastIndexByte(s, '#')
	switch {
	case i < 0:
		return s, ""
	case isNumber(s[i+1:]):
		return s[:i], s[i+1:]
	case strings.Trim(s[i+1:], "0123456789") != "":
		return s[:i], ""
	}
	return s, ""
}

func isNumber(s string) bool {
	if len(s) < 2 || !strings.ContainsRune("edpjh", rune(s[0])) {
		return false
	}
	return strings.Trim(s[1:], "0123456789") == ""
}
