package index

import "slices"

// settle makes of a table as it is stored the one that is asked: it replaces each actor by what the
// corrections make of it under its wording, gives up the wordings that only this needs, and
// counts what each correction changes.
func (t *table) settle(c *corrections) {
	o := c.over(t)
	t.settlePositions(o)
	t.settleMentions(o)
	t.settleRoles(o)
	for _, l := range []*list{&t.said, &t.judged} {
		l.rewrite(func(row, to []uint32) []uint32 {
			from := len(to)
			for s := range slices.Chunk(row, 2) {
				if a := o.mention(s[0], s[1]).actor; a != 0 {
					to = append(to, a)
				}
			}
			return append(to[:from], distinct(to[from:])...)
		})
	}
	t.listActors()
	if len(c.all)+len(c.same) > 0 {
		t.forget()
	}
}

func (t *table) settlePositions(o *applied) {
	for row, holder := range t.holder {
		now := o.holder(holder, t.holderBy[row])
		for _, i := range now.by {
			o.all[i].Positions++
		}
		via := o.holder(t.via[row], t.viaBy[row]).actor
		if via == now.actor && t.via[row] != holder { // "Brandt via O. Brandt"
			via = 0
		}
		state := now.actor
		if t.state[row] != holder {
			state = o.mention(t.state[row], 0).actor
		}
		t.holder[row], t.via[row], t.state[row] = now.actor, via, state
	}
	t.holderBy, t.viaBy = nil, nil
}

// settleMentions also drops those that stand for nobody.
func (t *table) settleMentions(o *applied) {
	t.mentions.rewrite(func(row, to []uint32) []uint32 {
		for m := range slices.Chunk(row, 3) {
			wording, often := m[0], m[2]
			now := o.mention(m[1], wording)
			for _, i := range now.by {
				o.all[i].Mentions += int(often)
			}
			if now.actor != 0 {
				to = append(to, wording, now.actor, often)
			}
		}
		return to
	})
}

// settleRoles leaves each role of an actor once, under whatever wordings it has it.
func (t *table) settleRoles(o *applied) {
	var pairs []uint64 // actor and role in one number, to be sorted
	t.roles.rewrite(func(row, to []uint32) []uint32 {
		pairs = pairs[:0]
		for r := range slices.Chunk(row, 3) {
			if a := o.mention(r[0], r[1]).actor; a != 0 {
				pairs = append(pairs, uint64(a)<<32|uint64(r[2]))
			}
		}
		slices.Sort(pairs)
		for _, p := range slices.Compact(pairs) {
			to = append(to, uint32(p>>32), uint32(p))
		}
		return to
	})
}

// listActors lists the actors that each document mentions.
func (t *table) listActors() {
	t.actors = list{}
	var here []uint32
	for doc := range t.id {
		here = here[:0]
		for m := t.mentions.of(doc); len(m) > 0; m = m[3:] {
			here = append(here, m[1])
		}
		t.actors.add(distinct(here)...)
	}
}

// forget takes the names of actors out of the dictionary that nobody bears any more. Who asks
// for one of them means what it was corrected to: see formerly.
func (t *table) forget() {
	used := make([]bool, len(t.actorNames.words))
	for _, ids := range [][]uint32{t.actors.val, t.holder, t.via, t.state, t.said.val, t.judged.val} {
		for _, id := range ids {
			used[id] = true
		}
	}
	for id := range used {
		if !used[id] {
			t.actorNames.words[id] = ""
		}
	}
	t.actorNames.ids = nil
}

// rewrite replaces each row by what f appends to a list for it, which must not be more than
// the row has: then one array serves both, as what is written never overtakes what is read.
func (l *list) rewrite(f func(row, to []uint32) []uint32) {
	to, begin := l.val[:0], uint32(0)
	for i := 1; i < len(l.start); i++ {
		end := l.start[i]
		to = f(l.val[begin:end], to)
		begin, l.start[i] = end, uint32(len(to))
	}
	l.val = to
}

// distinct sorts numbers and leaves each once.
func distinct(ids []uint32) []uint32 {
	slices.Sort(ids)
	return slices.Compact(ids)
}
