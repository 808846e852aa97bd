package answers

import (
	"encoding/csv"
	"io"

	"github.com/sayso-nlp/sayso/index/export"
)

// Sheet says how the items of a list become rows of a table. Those of documents, positions,
// judgments and dates, which are exported whole, are package export's.
type Sheet[T any] struct {
	columns []string
	cells   func(T) []string
}

// Write writes items as CSV, with a line of column names.
func (s *Sheet[T]) Write(w io.Writer, items []T) error {
	cw := csv.NewWriter(w)
	cw.Write(s.columns) // an error stays with cw
	for _, item := range items {
		row := s.cells(item)
		for i := range row {
			row[i] = export.Cell(row[i])
		}
		cw.Write(row)
	}
	cw.Flush()
	return cw.Error()
}
