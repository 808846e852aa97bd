package sound

import "strings"

// Name is what [Romanised] makes of a person's name.
type Name struct {
	Key    string // of all romanisations of the name; empty if the name does not show where it comes from
	Shown  bool   // by this spelling: "Oleksandr Hontar" shows it, "Alexander Gontar" does not
	Common bool   // so many people bear the name that it tells little: "Muhammad Ali", "Ivan Petrov"
}

// Like reports whether two names may be romanisations of one. One of them at least must show where it
// comes from: Alexander Gontar may be Oleksandr Hontar, but Alexander Gill is not Alexander Hill.
func (n Name) Like(o Name) bool { return n.Key != "" && n.Key == o.Key && (n.Shown || o.Shown) }

// Romanised returns what the known romanisations of a person's name have in common. The given name, which comes first, is one of
// names.tsv, or else written alike in all: "Bakyt Suleimenov" and "Bakyt Suleymenov" have one key, "Jon
// Petrov" and "John Petrov" have two. Initials do not count.
func Romanised(name string) Name { return new(Romaniser).Name(name) }

// Romaniser does the same for many names. It remembers given names, of which there are far fewer, and is
// not for concurrent use.
type Romaniser struct {
	givens map[string]given
	words  []string
}

// Name returns what [Romanised] does.
func (r *Romaniser) Name(name string) Name {
	r.split(name)
	if len(r.words) < 2 || len(r.words[0]) == 1 {
		return Name{}
	}
	g := r.given(r.words[0])
	from, marked := surnameFrom(r.words[1:])
	if !g.listed && !marked {
		return Name{}
	}
	if !marked {
		from = g.from
	}
	n := Name{Shown: marked || g.shown, Common: true}
	key := []string{g.class}
	hard := g.listed && g.from == slavic // so that g may be h: Oleg is Oleh, but Gary Petrov is not Harry Petrov
	rest := unfold(r.words)[1:]
	for i, w := range rest {
		if len(w) == 1 || from == arabic && Article(w) && i < len(rest)-1 {
			continue
		}
		k, common := tables().surname(w, from, hard)
		key = append(key, k)
		n.Common = n.Common && common
	}
	if len(key) < 2 {
		return Name{}
	}
	n.Key = strings.Join(key, " ")
	return n
}

// Hash returns the same number for names of one key, and 0 for most that have none. Other names may share it: it
// is to find the few of hundreds of thousands whose keys are worth the making, and needs no small letters.
func (r *Romaniser) Hash(name string) uint64 {
	r.split(name)
	if len(r.words) < 2 {
		return 0
	}
	g := r.given(r.words[0])
	if !g.listed {
		if _, marked := surnameFrom(r.words[1:]); !marked {
			return 0
		}
	}
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a, 64 bits
	h := uint64(offset)
	for i := range len(g.class) {
		h = (h ^ uint64(g.class[i])) * prime
	}
	given := h
	last := byte(0)
	for i, w := range r.words {
		if len(w) > 3 && strings.EqualFold(w[:3], "abd") || strings.EqualFold(w, "abd") {
			return given // the words may be cut otherwise
		}
		if i == 0 || len(w) < 3 && (len(w) < 2 || w[1] == '.' || i < len(r.words)-1) {
			continue // initials and articles
		}
		for j := range len(w) {
			switch c := w[j] | 0x20; c { // those that are romanised alike by all
			case 'b', 'l', 'm', 'n', 'r':
				if c != last {
					h = (h ^ uint64(c)) * prime
				}
				last = c
			}
		}
	}
	return h
}

func (r *Romaniser) split(name string) {
	r.words = r.words[:0]
	for name != "" {
		i := strings.IndexAny(name, " -")
		if i < 0 {
			i = len(name)
		}
		if i > 0 {
			r.words = append(r.words, name[:i])
		}
		name = name[min(i+1, len(name)):]
	}
}

func (r *Romaniser) given(w string) given {
	g, ok := r.givens[w]
	if !ok {
		if r.givens == nil {
			r.givens = map[string]given{}
		}
		g = tables().given(unfold([]string{strings.ToLower(w)})[0])
		r.givens[w] = g
	}
	return g
}

// tradition is where a name comes from, which says how it may be romanised.
type tradition uint8

const (
	slavic tradition = iota // and what was romanised from Cyrillic
	arabic                  // and Persian
	traditions
)

// surnameFrom tells where a name comes from by what follows the given name, if that shows it.
func surnameFrom(words []string) (tradition, bool) {
	for _, w := range words[:len(words)-1] {
		if len(w) > 3 {
			continue
		}
		switch strings.ToLower(w) {
		case "al", "el", "bin", "ibn":
			return arabic, true
		}
	}
	last := words[len(words)-1]
	if c := last[len(last)-1]; 'A' <= c && c <= 'Z' {
		last = strings.ToLower(last)
	}
	for _, ending := range endings {
		if len(last) >= len(ending)+3 && strings.HasSuffix(last, ending) {
			return slavic, true
		}
	}
	return 0, false
}

// endings are those of surnames that were written in Cyrillic, Georgian or Armenian letters.
var endings = [...]string{
	"enko", "chuk", "tschuk", "yuk", "iuk", "juk", "ov", "ova", "off", "ev", "eva", "eff", "sky", "skyy", "ski", "skiy", "skii", "skij", "skyi",
	"ska", "skaya", "skaia", "vich", "vych", "shvili", "dze", "yan", "ian",
}

// unfold writes what Arabic makes of a name with "servant of" in one way: Abdulrahman, Abdel Rahman, Abd
// al-Rahman. Abdullah is a name of its own.
func unfold(words []string) []string {
	for i, w := range words {
		if !strings.HasPrefix(w, "abd") {
			continue
		}
		out := append([]string(nil), words[:i]...)
		switch rest := strings.TrimLeft(w[3:], "aeiou"); {
		case rest == "" || rest == "l":
			out = append(out, "abd")
		case len(rest) > 4 && rest[0] == 'l' && rest != "llah" && rest != "llahi":
			out = append(out, "abd", rest[1:])
		case len(rest) > 4 && rest[0] == 'r':
			out = append(out, "abd", rest)
		default:
			out = append(out, w)
		}
		return append(out, unfold(words[i+1:])...)
	}
	return words
}

// letters writes a word as all romanisations of it would be written.
func letters(w string, from tradition, hard bool) string {
	for _, step := range rules[from] {
		w = squeeze(step.Replace("^" + strings.Trim(w, "^$") + "$"))
	}
	w = strings.Trim(w, "^$")
	if from == slavic && hard {
		w = strings.ReplaceAll(w, "g", "h")
	}
	return w
}

// rules are the known ways to romanise, in steps. "^" and "$" are the ends of a word.
var rules = [traditions][]*strings.Replacer{
	slavic: {
		strings.NewReplacer(
			"schtsch", "SC", "shtch", "SC", "shch", "SC", "tsch", "C", "sch$", "sch$", "sch", "S", "sh", "S", "tch", "C", "ch", "C", "zh", "Z",
			"kh", "h", "gh", "g", "ck", "k", "ks", "x", "tz", "ts", "ff$", "v$", "w", "v", "q", "k", "ce", "ce", "ci", "ci", "cy", "ci", "c", "k",
			"ou", "u", "oo", "u", "yj", "i", "ij", "i", "aj", "ai", "ej", "ei", "oj", "oi", "uj", "ui", "y", "i"),
		strings.NewReplacer(
			"^ie", "^e", "aie", "ae", "oie", "oe", "uie", "ue", "eie", "e", "skaia$", "ska$",
			"iov$", "ev$", "iova$", "eva$", "iev$", "ev$", "ieva$", "eva$", "Cov$", "Cev$", "Cova$", "Ceva$"),
	},
	arabic: {
		strings.NewReplacer(
			"tch", "C", "ch", "C", "sh", "S", "kh", "h", "gh", "k", "dh", "d", "th", "t", "dj", "j", "ck", "k", "q", "k",
			"ei", "E", "ey", "E", "ay", "E", "ai", "E", "ee", "i", "oo", "u", "ou", "u", "o", "u", "iy", "i", "y", "i", "v", "w",
			"ah$", "a$", "eh$", "e$"),
	},
}
