package main

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/pflag"

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
