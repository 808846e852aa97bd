package linear

import (
	"fmt"
	"math"
	"slices"
)

// Learner is a model under training. It is not safe for concurrent use.
type Learner struct {
	// MinUpdates is how often a feature must have been part of an update before it counts:
	// features of a single mistake are noise, and most of the table (Goldberg and Elhadad
	// 2011). It must not change once training has begun.
	MinUpdates int

	labels  []string
	slots   []slot
	rows    int
	weights []int32 // len(labels) for each row
	sums    []int64 // Σ step × update of each weight: the average is weight − sum/step
	updates []int32 // of each row

	trans     []int32
	transSums []int64
	step      int64
}

// NewLearner returns a learner that knows nothing yet. Labels named B-X and I-X follow the
// BIO scheme: I-X only ever follows B-X or I-X. There may be at most 64.
func NewLearner(labels []string) (*Learner, error) {
	if len(labels) < 2 || len(labels) > maxLabels {
		return nil, fmt.Errorf("%d labels, want 2 to %d", len(labels), maxLabels)
	}
	n := len(labels)
	return &Learner{
		labels:    slices.Clone(labels),
		slots:     make([]slot, 1<<12),
		trans:     make([]int32, (n+1)*n),
		transSums: make([]int64, (n+1)*n),
	}, nil
}

// Score is [Model.Score] with the weights of the moment.
func (l *Learner) Score(features []uint32, dst []int32) {
	n := len(l.labels)
	var rows [batch]uint32
	for len(features) > 0 {
		part := features[:min(len(features), batch)]
		features = features[len(part):]
		for _, row := range rows[:l.find(part, &rows)] {
			sums := dst[:n]
			for i, w := range l.weights[int(row)*n:][:n] {
				sums[i] += w
			}
		}
	}
}

// find puts the rows of the features that count, at most batch of them, into rows, and returns
// how many there are: the memory of many is then waited for at once.
func (l *Learner) find(features []uint32, rows *[batch]uint32) (known int) {
	mask := uint32(len(l.slots) - 1)
	for _, f := range features {
		row, ok := find(l.slots, mask, f)
		rows[known] = row
		if ok && int(l.updates[row]) >= l.MinUpdates {
			known++
		}
	}
	return known
}

// Learn is one step of training on one example: it guesses, and where the guess is wrong it
// moves the weights. It returns the guess. Scores is scratch with one element per label.
func (l *Learner) Learn(features []uint32, truth int, scores []int32) (guess int) {
	clear(scores)
	l.Score(features, scores)
	guess = argmax(scores)
	l.step++
	if guess != truth {
		l.update(features, truth, guess)
	}
	return guess
}

func (l *Learner) update(features []uint32, truth, guess int) {
	n := len(l.labels)
	for _, f := range features {
		row := l.row(f)
		l.updates[row]++
		l.move(&l.weights[row*n+truth], &l.sums[row*n+truth], 1)
		l.move(&l.weights[row*n+guess], &l.sums[row*n+guess], -1)
	}
}

func (l *Learner) move(w *int32, sum *int64, by int32) {
	*w += by
	*sum += int64(by) * l.step
}

// row returns the row of feature f, a new one if it has none.
func (l *Learner) row(f uint32) int {
	mask := uint32(len(l.slots) - 1)
	i := f & mask
	for l.slots[i].key != 0 {
		if l.slots[i].key == f {
			return int(l.slots[i].row)
		}
		i = (i + 1) & mask
	}
	l.slots[i] = slot{f, uint32(l.rows)}
	l.rows++
	n := len(l.labels)
	l.weights = append(l.weights, make([]int32, n)...)
	l.sums = append(l.sums, make([]int64, n)...)
	l.updates = append(l.updates, 0)
	if l.rows*2 > len(l.slots) {
		l.slots = rehash(l.slots, 2*len(l.slots))
	}
	return l.rows - 1
}

func rehash(old []slot, size int) []slot {
	slots := make([]slot, size)
	for _, s := range old {
		if s.key != 0 {
			insert(slots, s)
		}
	}
	return slots
}

func insert(slots []slot, s slot) {
	mask := uint32(len(slots) - 1)
	i := s.key & mask
	for slots[i].key != 0 {
		i = (i + 1) & mask
	}
	slots[i] = s
}

// Model returns the average of all weights so far, quantised. Weights of a smaller
// magnitude than prune (in updates; 0 keeps all) become 0, and features without a weight
// are left out.
func (l *Learner) Model(h Header, prune float64) *Model {
	h.Labels = slices.Clone(l.labels)
	m := &Model{Header: h, trans: make([]int32, len(l.trans))}
	for i := range l.trans {
		m.trans[i] = int32(math.Round(l.average(l.trans[i], l.transSums[i]) * scale))
	}
	var keys, rows []uint32
	for _, s := range l.slots {
		if s.key != 0 && int(l.updates[s.row]) >= l.MinUpdates {
			keys, rows = append(keys, s.key), append(rows, s.row)
		}
	}
	n := len(l.labels)
	m.rows = quantised(keys, n, scale, prune, func(k, label int) float64 {
		at := int(rows[k])*n + label
		return l.average(l.weights[at], l.sums[at])
	})
	return m
}

// quantised returns the table of the weights of each key for n labels, in so many steps to a
// unit. Weights of a smaller magnitude than prune, and keys without any other, are left out.
func quantised(keys []uint32, n int, scale, prune float64, weight func(k, label int) float64) *table {
	var kept []slot
	var all []int16
	row := make([]int16, n)
	for k, key := range keys {
		clear(row)
		empty := true
		for y := range row {
			if w := weight(k, y); math.Abs(w) >= prune {
				row[y] = int16(max(math.MinInt16, min(math.MaxInt16, math.Round(w*scale))))
				empty = empty && row[y] == 0
			}
		}
		if !empty {
			kept = append(kept, slot{key, uint32(len(kept))})
			all = append(all, row...)
		}
	}
	return newTable(n, kept, all)
}

func (l *Learner) average(w int32, sum int64) float64 {
	if l.step == 0 {
		return 0
	}
	return float64(w) - float64(sum)/float64(l.step+1)
}
