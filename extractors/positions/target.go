package positions

// targetLabels are those of the stage that looks within a content for the thing that the
// position is about.
var targetLabels = []string{"O", "B-TGT", "I-TGT"}

// targetFeatures of token i of the part x of a content.
func (r *reading) targetFeatures(e *emitter, rel *relation, x [2]int, i int) {
	e.begin(baseTarget)
	at := func(i int) *token {
		if i < x[0] || i >= x[1] {
			return &outside
		}
		return &r.toks[i]
	}
	t, l1, r1 := at(i), at(i-1), at(i+1)
	tag, offset := uint32(t.tag), distanceClass(i-x[0])
	head, line := r.toks[rel.cue.head].stem, uint32(0)
	if rel.cue.line != nil {
		line = rel.cue.line.hash
	}
	e.add(t.word, 0)
	e.add(l1.word, tag)
	e.add(r1.word, tag)
	e.add(tag, uint32(l1.tag)<<8|uint32(r1.tag))
	e.add(tag, uint32(l1.tag)<<8|uint32(at(i-2).tag))
	e.add(tag, offset)
	e.add(offset, uint32(at(x[0]).tag)<<8|tag)
	e.add(at(x[0]).word, tag)
	e.add(head, offset<<8|tag)
	e.add(line, offset<<8|tag)
	e.add(uint32(t.entity), uint32(l1.entity)<<8|tag)
	e.add(distanceClass(x[1]-1-i), tag)
	e.add(r.toks[min(rel.cue.last, len(r.toks)-1)].word, offset<<8|tag)
	e.add(uint32(t.chunk-r.toks[x[0]].chunk), tag)
}

// target returns the tokens of the target: at most one run, the first that is found.
func (g *tagger) target(rel *relation) [][2]int {
	for _, x := range rel.content {
		x[1] = min(x[1], x[0]+reach)
		g.targets.Begin(x[1] - x[0])
		for i := x[0]; i < x[1]; i++ {
			g.targetFeatures(&g.emit, rel, x, i)
			g.targets.Add(i-x[0], g.emit.out)
		}
		if found := runs(g.targets.Labels(), x[0], 1); len(found) > 0 {
			if end := g.wholeNoun(found[0][1]); end <= x[1] {
				found[0][1] = end
			}
			return found[:1]
		}
	}
	return nil
}
