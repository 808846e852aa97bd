package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/export"
)

// Numbers of the command line have bounds, so that a slip ("--limit -1") is told where it is
// made, and nothing behind it needs to think of one.
const (
	maxPage  = 1_000_000 // as of the API
	maxNodes = 1_000_000
	maxJobs  = 1024
	maxBytes = 1 << 40
)

// number is the value of a flag that takes a whole number from least to most.
type number[T int | int64] struct {
	to          *T
	least, most T
}

// numberFlag adds a flag for a whole number; to holds its default.
func numberFlag[T int | int64](flags *pflag.FlagSet, to *T, name string, least, most T, usage string) {
	flags.Var(number[T]{to, least, most}, name, usage)
}

func (n number[T]) Set(s string) error {
	v, err := strconv.ParseInt(s, 10, 64)
	if err != nil || v < int64(n.least) || v > int64(n.most) {
		return fmt.Errorf("want a whole number from %d to %d", n.least, n.most)
	}
	*n.to = T(v)
	return nil
}

func (n number[T]) String() string { return strconv.FormatInt(int64(*n.to), 10) }
func (n number[T]) Type() string   { return "int" }

// timeValue is the value of a flag that takes a time longer than none.
type timeValue time.Duration

func (t *timeValue) Set(s string) error {
	d, err := time.ParseDuration(s)
	if err != nil || d <= 0 {
		return errors.New("want a time longer than none, such as 30s or 2m")
	}
	*t = timeValue(d)
	return nil
}

func (t *timeValue) String() string { return time.Duration(*t).String() }
func (t *timeValue) Type() string   { return "duration" }

// day is a day as it was written, and what names it in a message: a flag, or a column of a
// table.
type day struct{ name, value string }

// parse returns the zero date where nothing was written.
func (d day) parse() (corpus.Date, error) {
	if d.value == "" {
		return corpus.Date{}, nil
	}
	date, err := corpus.ParseDate(d.value)
	if err != nil {
		return date, usagef("%s: %w", d.name, err)
	}
	return date, nil
}

// dayRange returns two days, each of which may be open. A range that ends before it begins is
// a slip, as it is in a query, and finding nothing would not tell.
func dayRange(from, to day) (first, last corpus.Date, err error) {
	if first, err = from.parse(); err != nil {
		return first, last, err
	}
	if last, err = to.parse(); err != nil {
		return first, last, err
	}
	if !first.IsZero() && !last.IsZero() && first.Compare(last) > 0 {
		return first, last, usagef("%s %v lies after %s %v: swap them", from.name, first, to.name, last)
	}
	return first, last, nil
}

// oneForm refuses two of the flags that say in which form to write: one would be ignored.
func oneForm(flags *pflag.FlagSet, names ...string) error {
	var given []string
	for _, name := range names {
		if flags.Changed(name) {
			given = append(given, "--"+name)
		}
	}
	if len(given) > 1 {
		return usagef("%s: give one form only", strings.Join(given, " and "))
	}
	return nil
}

// levelValue is the value of --level.
type levelValue export.Level

// levelFlag adds --level.
func levelFlag(flags *pflag.FlagSet, to *export.Level, usage string) {
	*to = export.Said
	flags.Var((*levelValue)(to), "level", usage)
}

func (l *levelValue) Set(s string) error {
	switch export.Level(s) {
	case export.Said, export.State:
		*l = levelValue(s)
		return nil
	}
	return errors.New("want said or state")
}

func (l *levelValue) String() string { return string(*l) }
func (l *levelValue) Type() string   { return "string" }
