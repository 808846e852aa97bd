package actors

import "strings"

// isArticle reports whether a word of a name comes and goes with the transliteration: "Bashar
// al-Assad", "Bashar Assad", "Bashar el Assad".
func isArticle(word string) bool {
	switch word {
	case "al", "el", "ul", "as", "ad", "ar", "ash", "an", "at", "az":
		return true
	}
	return false
}

// surnameKey returns the key of a surname, without an Arabic article before it.
func surnameKey(s string) string {
	k := fold(bare(s))
	if first, rest, ok := strings.Cut(k, " "); ok && isArticle(first) {
		return rest
	}
	return k
}

// sound returns what the transliterations of one name have in common: Zelensky, Zelenskyy
// and Zelenskiy; Araqchi and Araghchi; Mohammed, Muhammad and Mohamad; Gaddafi and Qaddafi.
// It keeps the first letters of vowels apart (Hassan is not Hussein), since whole names are
// compared and a wrong merge is worse than a missed one.
func sound(name string) string {
	var b strings.Builder
	for word := range strings.FieldsSeq(fold(bare(name))) {
		if isArticle(word) || len(word) == 1 { // an initial
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		soundWord(&b, word)
	}
	return b.String()
}

// digraphs lists what is heard alike, longest first.
var digraphs = []struct{ from, to string }{
	{"ayev", "Ev"}, {"eyev", "iv"}, {"oyev", "oav"}, {"iyy", "i"}, {"skyy", "ski"}, {"tch", "C"}, {"sch", "S"}, {"dzh", "j"},
	{"ch", "C"}, {"sh", "S"}, {"zh", "j"}, {"kh", "k"}, {"gh", "k"}, {"dh", "d"}, {"th", "t"}, {"ph", "f"}, {"ck", "k"},
	{"yy", "i"}, {"iy", "i"}, {"ij", "i"}, {"ii", "i"}, {"ey", "E"}, {"ei", "E"}, {"ay", "E"}, {"ai", "E"}, {"ae", "E"},
	{"ou", "o"}, {"oo", "o"}, {"uu", "o"}, {"aa", "a"}, {"ee", "i"}, {"ks", "x"},
}

func soundWord(b *strings.Builder, w string) {
	last := byte(0)
next:
	for len(w) > 0 {
		for _, d := range digraphs {
			if strings.HasPrefix(w, d.from) {
				last = hear(b, d.to, last)
				w = w[len(d.from):]
				continue next
			}
		}
		s := w[:1]
		switch w[0] {
		case 'q', 'g', 'c':
			s = "k"
		case 'y':
			s = "i"
		case 'w':
			s = "v"
		case 'e':
			s = "a"
		case 'u':
			s = "o"
		}
		last = hear(b, s, last)
		w = w[1:]
	}
}

// hear appends s, but no letter twice in a row.
func hear(b *strings.Builder, s string, last byte) byte {
	for i := range len(s) {
		if s[i] != last {
			b.WriteByte(s[i])
			last = s[i]
		}
	}
	return last
}
