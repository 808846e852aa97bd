package export

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"reflect"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// table writes rows of structs.
func table[T any](w io.Writer, f Format, rows iter.Seq2[T, error]) error {
	switch f {
	case JSONL:
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return each(rows, nothing, func(r T) error { return enc.Encode(r) }, nothing)
	case Parquet:
		return writeParquet(w, rows)
	}
	cw := csv.NewWriter(w)
	begin := func() error { return cw.Write(columns(reflect.TypeFor[T](), "")) }
	row := func(r T) error { return cw.Write(cells(nil, reflect.ValueOf(r))) }
	return each(rows, begin, row, func() error { cw.Flush(); return cw.Error() })
}

// columns returns the names of a row's fields, as in JSON; those of a struct within it
// behind its own: quote_exact.
func columns(t reflect.Type, before string) (out []string) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous {
			out = append(out, columns(f.Type, before)...)
			continue
		}
		if f.Type.Kind() == reflect.Struct {
			out = append(out, columns(f.Type, name+"_")...)
			continue
		}
		out = append(out, before+name)
	}
	return out
}

func cells(out []string, v reflect.Value) []string {
	for i := range v.NumField() {
		switch f := v.Field(i); f.Kind() {
		case reflect.Struct:
			out = cells(out, f)
		case reflect.Slice:
			out = append(out, Cell(strings.Join(f.Interface().([]string), "; ")))
		case reflect.Float64:
			out = append(out, strconv.FormatFloat(f.Float(), 'g', -1, 64))
		case reflect.Int:
			out = append(out, strconv.FormatInt(f.Int(), 10))
		default:
			out = append(out, Cell(f.String()))
		}
	}
	return out
}

// Cell keeps a spreadsheet from taking a text for a formula.
func Cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// groupRows bounds what is held in memory before it is written: about 10 MB of positions.
const groupRows = 8192

// writeParquet writes rows in groups, each column compressed.
func writeParquet[T any](w io.Writer, rows iter.Seq2[T, error]) error {
	var pw *parquet.GenericWriter[T]
	n := 0
	begin := func() error {
		pw = parquet.NewGenericWriter[T](w, parquet.Compression(&parquet.Zstd), parquet.CreatedBy("sayso", "", ""))
		return nil
	}
	row := func(r T) error {
		_, err := pw.Write([]T{r})
		if n++; err == nil && n%groupRows == 0 {
			err = pw.Flush()
		}
		return err
	}
	err := each(rows, begin, row, func() error { return pw.Close() })
	if err != nil {
		return fmt.Errorf("parquet: %w", err)
	}
	return nil
}
