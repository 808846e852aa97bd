// Package linear holds the linear models behind the learned extractors: averaged perceptrons
// (Freund and Schapire 1999; Collins 2002 for sequences) and conditional random fields
// (Lafferty, McCallum and Pereira 2001) over hashed features.
//
// A feature is a uint32 made by [Hash] and [Join]; the package knows nothing of words. A
// [Learner], or [CRF], turns examples into a [Model], which is a file with a text header
// ([Header]) and quantised weights. It promises that a Model is immutable, so that any number
// of goroutines may use it at once, and that training is reproducible: the same examples in the
// same order and the same seed give the same bytes. Perceptrons count in whole numbers until
// the end; a field does so in floating point, whose exponentials may differ in their last bits
// between kinds of processor.
//
// A model of texts of several domains is loaded as one of them has it ([LoadDomain]).
//
// Three uses: plain classification ([Model.Best]); greedy tagging, where the caller makes
// features from the labels already chosen and calls Best for each token; and sequences with
// learned transitions and BIO constraints ([Learner.Train], [CRF], [Decoder]). Start reading at
// [Model].
package linear

// Model scores the labels for a set of features.
type Model struct {
	Header

	rows  *table
	trans []int32 // (len(Labels)+1) × len(Labels): from a label, or from the start, to a label
}

// slot is a place of the hash table; key 0 is an empty one.
type slot struct {
	key uint32
	row uint32
}

// scale is the number of steps of a quantised weight that one update makes.
const scale = 32

// Score adds the weights of the features to dst, which has one element for each label.
// Features that the model does not know count nothing.
func (m *Model) Score(features []uint32, dst []int32) {
	m.rows.score(features, dst[:len(m.Labels)])
}

// Best returns the label with the highest score, the first of equals. Scores is scratch
// with one element for each label; it holds the scores afterwards.
func (m *Model) Best(features []uint32, scores []int32) int {
	clear(scores)
	m.Score(features, scores)
	return argmax(scores)
}

func find(slots []slot, mask, key uint32) (row uint32, ok bool) {
	for i := key & mask; ; i = (i + 1) & mask {
		switch slots[i].key {
		case key:
			return slots[i].row, true
		case 0:
			return 0, false
		}
	}
}

func argmax(scores []int32) int {
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return best
}

// Len returns the number of features that have a weight.
func (m *Model) Len() int { return m.rows.count }
