// Command sayso-train makes the models that sayso carries, from annotated files given on
// the command line. It is never needed at run time.
//
// Each model has a subcommand and a file of its own here, and a Train function in the
// package that uses it. The same files, seed and program give the same bytes: go generate in
// a model's package runs it. Progress goes to stderr.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/train"
)

func main() {
	if err := command(os.Stderr).Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "sayso-train:", err)
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	// Of every model.
	out    string
	dev    []string
	seed   uint64
	epochs int
	orders int

	// Of what learns positions only: files that teach a part of it.
	further   []string
	sentences []string
	running   []string

	log io.Writer
}

func command(log io.Writer) *cobra.Command {
	o := &options{log: log}
	root := &cobra.Command{
		Use:           "sayso-train",
		Short:         "Train the models that sayso carries",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetErr(log)
	flags := root.PersistentFlags()
	flags.StringVar(&o.out, "out", "model.bin", "write the model to this `file`")
	flags.StringArrayVar(&o.dev, "dev", nil, "measure on this gold `file`, never train on it; may be given again")
	flags.Uint64Var(&o.seed, "seed", 1, "seed of the shuffling")
	flags.IntVar(&o.epochs, "epochs", 0, "passes over the data (default: the model's own)")
	flags.IntVar(&o.orders, "orders", 0, "training runs that are averaged (default: the model's own)")
	root.AddCommand(classesCommand(o), entitiesCommand(o), foldsCommand(o), positionsCommand(o), registerCommand(o), tagsCommand(o))
	return root
}

// training returns the options that the Train functions take.
func (o *options) training() train.Options {
	return train.Options{
		Seed:   o.seed,
		Epochs: o.epochs,
		Orders: o.orders,
		Log:    func(format string, a ...any) { fmt.Fprintf(o.log, format+"\n", a...) },
	}
}

// readFiles reads annotated files whole. An argument "file.jsonl:4" weighs its file four
// times.
func readFiles(paths []string) ([]train.File, error) {
	var files []train.File
	for _, path := range paths {
		f, err := readFile(path)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

func readFile(arg string) (train.File, error) {
	path, times, weighed := strings.Cut(arg, ".jsonl:")
	copies := 1
	if weighed {
		path += ".jsonl"
		var err error
		if copies, err = strconv.Atoi(times); err != nil || copies < 1 {
			return train.File{}, fmt.Errorf("%s: want a whole number of copies behind the colon", arg)
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return train.File{}, err
	}
	defer f.Close()
	sum := sha256.New()
	out := train.File{Name: filepath.Base(path), Copies: copies}
	for doc, err := range corpus.NewDecoder(io.TeeReader(f, sum), path).All() {
		if err != nil {
			return train.File{}, err
		}
		out.Docs = append(out.Docs, doc)
	}
	out.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return out, nil
}

// write writes an encoded model to o.out.
func (o *options) write(model []byte) error {
	fmt.Fprintf(o.log, "%s: %d bytes\n", o.out, len(model))
	return os.WriteFile(o.out, model, 0o644)
}
