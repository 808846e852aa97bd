package positions

import "github.com/sayso-nlp/sayso/extractors/internal/linear"

// featureVersion names the features; a model made of others is refused. Count it up
// whenever a feature changes.
const featureVersion = "positions 10"

// Templates of the features; those of the hashes of a token (hashWord …) stand before them.
// A feature is the hash of its template and of what it is about, so that two of one template
// are the same to the models. Every token and relation has the features that are counted from
// a base by emitter.add once; of the others it may have any number.
const (
	baseCue    = 1000
	baseFew    = 2000 // of the tokens that are seldom part of a cue
	baseArg    = 3000
	baseAct    = 5000
	baseTarget = 7000

	featCueStem    = 5900
	featCueWord    = 5901
	featCuePair    = 5902
	featCueLine    = 5903
	featCueClass   = 5904
	featPartStem   = 5905
	featPair       = 5906
	featLengthAct  = 5907
	featLength     = 5908
	featQuoted     = 5909
	featStem       = 5910
	featAux        = 5911
	featWideClass  = 5912 // these three in a row, as token.class has them
	featClass      = 5913
	featCloseClass = 5914

	featWithAct    = 5920 // any feature of the act, joined with the act
	featAct        = 5921
	featLineStance = 5922

	featToneAct     = 5930
	featToneAnyAct  = 5931
	featToneHead    = 5932
	featTone        = 5933
	featTonesAct    = 5934
	featVerdict     = 5935
	featCueTones    = 5936
	featFormAct     = 5937
	featFormHead    = 5938
	featFormTones   = 5939
	featFormLine    = 5940
	featStemCue     = 5942
	featAroundThird = 5943
	featSourceStem  = 5944

	featSubjectAct   = 5950
	featSubjectModal = 5951
	featTenseAct     = 5952
	featModalAct     = 5953
	featModalHead    = 5954

	featVerbStem       = 5960
	featVerbSubject    = 5961
	featVerbTones      = 5962
	featVerbTonesModal = 5963
	featVerbWideClass  = 5964
	featVerbClass      = 5965
	featVerbSaid       = 5966
	featAscribed       = 5970 // the same seven of what the verb "be" ascribes
	featAscribedLast   = 5976
	featAroundStem     = 5980
	featAroundTones    = 5981
	featSection        = 5982
)

// emitter collects the features of one token or relation.
type emitter struct {
	base     uint32
	template uint32
	out      []uint32
}

func (e *emitter) begin(base uint32) {
	e.base, e.template, e.out = base, 0, e.out[:0]
}

// emit appends the feature that template t makes of a and b.
func (e *emitter) emit(t, a, b uint32) {
	e.out = append(e.out, linear.Join(firstTemplate+t, a, b))
}

// add emits the next template. Those that do not apply are passed over with skip, so that the
// numbers stay the same for every token.
func (e *emitter) add(a, b uint32) {
	e.template++
	e.emit(e.base+e.template, a, b)
}

// skip passes over n templates.
func (e *emitter) skip(n uint32) { e.template += n }

// when is add if cond holds.
func (e *emitter) when(cond bool, a, b uint32) {
	if cond {
		e.add(a, b)
	} else {
		e.skip(1)
	}
}
