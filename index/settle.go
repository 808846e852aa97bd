package index

import "slices"

// settle makes of a table as it is stored the one that is asked: what the corrections make of
// each actor under its wording, which is then given up where only that needs it.
func (t *table) settle(c *corrections) {
	o := c.over(t)
	t.settlePositions(o)
	t.mentions.rewrite(func(row, to []uint32) []uint32 {
		for m := range slices.Chunk(row, 3) {
			if a := o.mention(m[1], m[0]); a != 0 {
				to = append(to, m[0], a, m[2])
			}
		}
		return to
	})
	var roles []uint64
	t.roles.rewrite(func(row, to []uint32) []uint32 {
		roles = roles[:0]
		for r := range slices.Chunk(row, 3) {
			if a := o.mention(r[0], r[1]); a != 0 {
				roles = append(roles, uint64(a)<<32|uint64(r[2]))
			}
		}
		slices.Sort(roles)
		for _, r := range slices.Compact(roles) {
			to = append(to, uint32(r>>32), uint32(r))
		}
		return to
	})
	for _, l := range []*list{&t.said, &t.judged} {
		l.rewrite(func(row, to []uint32) []uint32 {
			from := len(to)
			for s := range slices.Chunk(row, 2) {
				if a := o.mention(s[0], s[1]); a != 0 {
					to = append(to, a)
				}
			}
			return append(to[:from], distinct(to[from:])...)
		})
	}
	t.actors = list{}
	var here []uint32
	for doc := range t.id {
		here = here[:0]
		for m := t.mentions.of(doc); len(m) > 0; m = m[3:] {
			here = append(here, m[1])
		}
		t.actors.add(distinct(here)...)
	}
	if len(c.all) > 0 {
		t.forget()
	}
}

func (t *table) settlePositions(o *applied) {
	for row, holder := range t.holder {
		t.holder[row] = o.holder(holder, t.holderBy[row])
		via := o.holder(t.via[row], t.viaBy[row])
		if via == t.holder[row] && t.via[row] != holder { // "Brandt via O. Brandt"
			via = 0
		}
		t.via[row] = via
		if t.state[row] == holder {
			t.state[row] = t.holder[row]
		} else {
			t.state[row] = o.mention(t.state[row], 0)
		}
	}
	t.holderBy, t.viaBy = nil, nil
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
