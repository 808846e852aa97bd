// Package train is what the Train functions of the learned extractors take: annotated files
// and options. It holds no learning itself; that is extractors/internal/linear, which
// programs outside extractors cannot import.
//
// Start reading at [File].
package train

import "github.com/sayso-nlp/sayso/corpus"

// File is a training file, read whole.
type File struct {
	Name   string // base name; the model's header lists it
	SHA256 string // of its bytes, in hex
	Copies int    // how often it is seen in a pass; 1 is normal
	Docs   []corpus.Annotated
}

// Options of a training run. Seed and Epochs go into the header of the model.
type Options struct {
	Seed   uint64
	Epochs int                           // passes over the data; 0 leaves it to the model
	Orders int                           // training runs, each in another order, that are averaged; 0 leaves it to the model
	Log    func(format string, a ...any) // told of progress; may be nil
}

// Logf tells Log, if there is one.
func (o Options) Logf(format string, a ...any) {
	if o.Log != nil {
		o.Log(format, a...)
	}
}
