package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/pflag"
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

func (n number[T]) String() string {
	if n.to == nil { // pflag asks for that of the zero value
		return ""
	}
	return strconv.FormatInt(int64(*n.to), 10)
}

func (n number[T]) Type() string { return "int" }
