package quote

import (
	"net/url"
	"strings"
)

// maxLinked is how many words of a quotation a link spells out; of a longer one it names the
// first and the last few.
const maxLinked = 12

// Link returns an address that makes a browser scroll to the words and highlight them (URL
// Fragment Text Directives, WICG); "" without an address.
func (q Selector) Link(address string) string {
	words := strings.Fields(q.Exact)
	if address == "" || len(words) == 0 {
		return ""
	}
	address, _, _ = strings.Cut(address, "#")
	text := escape(words)
	if len(words) > maxLinked {
		text = escape(words[:maxLinked/3]) + "," + escape(words[len(words)-maxLinked/3:])
	}
	return address + "#:~:text=" + text
}

// meaning are characters that paths may hold and that mean something within the directive.
var meaning = strings.NewReplacer("&", "%26", "-", "%2D", ",", "%2C")

func escape(words []string) string {
	return meaning.Replace(url.PathEscape(strings.Join(words, " ")))
}
