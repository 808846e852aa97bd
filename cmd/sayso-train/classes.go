package main

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/extractors/entities"
	"github.com/sayso-nlp/sayso/extractors/train"
)

func classesCommand(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "classes FILE",
		Short: "Cluster word vectors into the classes of words that the models share",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			classes, err := readClasses(args[0], o.training())
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			return o.write(classes)
		},
	}
}

func readClasses(path string, o train.Options) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return nil, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return entities.Classes(bufio.NewReader(f), fmt.Sprintf("%x %s", sum.Sum(nil), filepath.Base(path)), o)
}
