package query

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Parse reads a query. The error, if any, is an [*Error].
func Parse(s string) (*Query, error) {
	if n := utf8.RuneCountInString(s); n > MaxLength {
		return nil, &Error{string([]rune(s)[:60]) + "…", 1, fmt.Sprintf("the query has %d characters, the limit is %d", n, MaxLength)}
	}
	p := &parser{text: s, in: []rune(s)}
	root, err := p.or(Words)
	if err == nil && p.peek() != eof {
		err = p.fail(p.at, "there is no opening %q for this %q: take it out, or put it in quotation marks", opening(p.peek()), p.peek())
	}
	if err != nil {
		return nil, err
	}
	return &Query{Text: s, Root: root}, nil
}

const eof = rune(-1)

// parser walks over the code points of a query; field is what bare words belong to.
type parser struct {
	text    string
	in      []rune
	at      int
	depth   int
	clauses int
}

func (p *parser) fail(at int, format string, args ...any) error {
	return &Error{p.text, at + 1, fmt.Sprintf(format, args...)}
}

// peek returns the next code point that is not a space.
func (p *parser) peek() rune {
	for p.at < len(p.in) && space(p.in[p.at]) {
		p.at++
	}
	if p.at == len(p.in) {
		return eof
	}
	return p.in[p.at]
}

func space(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError }

func quote(r rune) bool { return r == '"' || r == '“' || r == '”' || r == '„' }

func opening(r rune) rune {
	if r == '}' {
		return '{'
	}
	return '('
}

// keyword takes OR, AND or NOT if it comes next, in capitals and as a word of its own.
func (p *parser) keyword(word string) bool {
	p.peek()
	end := p.at + len(word)
	if end > len(p.in) || string(p.in[p.at:end]) != word {
		return false
	}
	if end < len(p.in) && !space(p.in[end]) && !strings.ContainsRune("(){}\"“", p.in[end]) {
		return false
	}
	p.at = end
	return true
}

func (p *parser) or(field Field) (*Node, error) {
	start := p.at
	var kids []*Node
	for {
		from := p.at
		n, err := p.and(field)
		if err != nil {
			return nil, err
		}
		more := p.keyword("OR")
		switch {
		case n != nil:
			kids = append(kids, n)
		case more:
			return nil, p.fail(p.at-2, "OR needs something before it")
		case len(kids) > 0:
			return nil, p.fail(max(from-2, 0), "OR needs something after it")
		}
		if !more {
			break
		}
	}
	return join(Or, kids, start), nil
}

func (p *parser) and(field Field) (*Node, error) {
	p.peek()
	start := p.at
	var kids []*Node
	for {
		p.peek()
		at := p.at
		and := p.keyword("AND")
		if and && len(kids) == 0 {
			return nil, p.fail(at, "AND needs something before it; words beside each other must all match anyway")
		}
		p.peek()
		from := p.at
		n, err := p.unary(field)
		if err != nil {
			return nil, err
		}
		if n != nil && field == Words {
			n.From, n.To = from, p.at
		}
		if n == nil {
			if and {
				return nil, p.fail(at, "AND needs something after it")
			}
			return join(And, kids, start), nil
		}
		kids = append(kids, n)
	}
}

// join makes one node of its kids: none for none, the kid itself for one.
func join(op Op, kids []*Node, at int) *Node {
	switch len(kids) {
	case 0:
		return nil
	case 1:
		return kids[0]
	}
	return &Node{Op: op, Kids: kids, Column: at + 1}
}

func (p *parser) unary(field Field) (*Node, error) {
	r := p.peek()
	at := p.at
	not := p.keyword("NOT")
	if !not && r == '-' && at+1 < len(p.in) && !space(p.in[at+1]) {
		p.at++
		not = true
	}
	if !not {
		return p.primary(field)
	}
	if p.depth++; p.depth > maxDepth {
		return nil, p.fail(at, "the query is nested too deeply, the limit is %d levels", maxDepth)
	}
	n, err := p.unary(field)
	p.depth--
	if err == nil && n == nil {
		err = p.fail(at, "there is nothing to exclude here: write -word, or put the sign in quotation marks")
	}
	if err != nil {
		return nil, err
	}
	return &Node{Op: Not, Kids: []*Node{n}, Column: at + 1}, nil
}

// primary reads a bracket, a quotation, or a word with or without a field. It returns nil
// where none begins: at the end, at a closing bracket, before OR.
func (p *parser) primary(field Field) (*Node, error) {
	r := p.peek()
	switch {
	case r == eof || r == ')' || r == '}':
		return nil, nil
	case r == '(' || r == '{':
		return p.bracket(field)
	case quote(r):
		return p.quoted(field, p.at)
	}
	if at := p.at; p.keyword("OR") {
		p.at = at
		return nil, nil
	}
	return p.word(field)
}

func (p *parser) bracket(field Field) (*Node, error) {
	at, open := p.at, p.in[p.at]
	if open == '{' && field != Words {
		return nil, p.fail(at, "braces hold whole fields, {holder:A act:reject}; use parentheses for the values of %s:", field)
	}
	if p.depth++; p.depth > maxDepth {
		return nil, p.fail(at, "the query is nested too deeply, the limit is %d levels", maxDepth)
	}
	p.at++
	n, err := p.or(field)
	if err != nil {
		return nil, err
	}
	p.depth--
	shut := map[rune]rune{'(': ')', '{': '}'}[open]
	switch got := p.peek(); {
	case got == eof:
		return nil, p.fail(at, "this %q is never closed: add %q", open, shut)
	case got != shut:
		return nil, p.fail(p.at, "want %q here, to close the %q of column %d", shut, open, at+1)
	}
	p.at++
	if n == nil {
		return nil, p.fail(at, "there is nothing between the brackets")
	}
	if open == '{' {
		return p.same(n, at)
	}
	return n, nil
}

// same checks that the braces hold nothing but what can be said of one position.
func (p *parser) same(n *Node, at int) (*Node, error) {
	if bad := notOfPosition(n); bad != nil {
		what := "braces"
		if bad.Op == Match {
			what = string(bad.Field) + ":"
		}
		return nil, p.fail(bad.Column-1, "%s cannot stand within braces, which speak of one position: move it out of them", what)
	}
	return &Node{Op: Same, Kids: []*Node{n}, Column: at + 1}, nil
}

func notOfPosition(n *Node) *Node {
	if n.Op == Same || n.Op == Match && !n.Field.Positional() && n.Field != Words && n.Field != In {
		return n
	}
	for _, k := range n.Kids {
		if bad := notOfPosition(k); bad != nil {
			return bad
		}
	}
	return nil
}

func (p *parser) clause() error {
	if p.clauses++; p.clauses > MaxClauses {
		return p.fail(p.at, "the query has too many words, the limit is %d", MaxClauses)
	}
	return nil
}

// quoted reads "…" and "…"~n; at is where the clause begins, with its field.
func (p *parser) quoted(field Field, at int) (*Node, error) {
	open := p.at
	p.at++
	start := p.at
	for p.at < len(p.in) && !quote(p.in[p.at]) {
		p.at++
	}
	if p.at == len(p.in) {
		return nil, p.fail(open, "this quotation mark is never closed: add another, or take it out")
	}
	v := Value{Text: strings.TrimSpace(string(p.in[start:p.at])), Form: Phrase}
	p.at++
	if v.Text == "" {
		return nil, p.fail(open, "there is nothing between the quotation marks")
	}
	if p.at < len(p.in) && p.in[p.at] == '~' {
		mark := p.at
		p.at++
		n, ok := p.digits()
		if !ok || n < 1 || n > maxNear {
			return nil, p.fail(mark, "want a number of words from 1 to %d after ~, such as \"ceasefire talks\"~5", maxNear)
		}
		v.Form, v.N = Near, n
	}
	return p.match(field, v, at, open)
}

func (p *parser) digits() (int, bool) {
	start := p.at
	for p.at < len(p.in) && unicode.IsDigit(p.in[p.at]) {
		p.at++
	}
	n, err := strconv.Atoi(string(p.in[start:p.at]))
	return n, err == nil
}

// word reads a bare word, or a field and its value.
func (p *parser) word(field Field) (*Node, error) {
	at := p.at
	for p.at < len(p.in) {
		r := p.in[p.at]
		if r == ':' && field == Words && name(p.in[at:p.at]) {
			return p.field(at)
		}
		if space(r) || quote(r) || strings.ContainsRune("(){}", r) {
			break
		}
		p.at++
	}
	v, err := p.form(string(p.in[at:p.at]), at)
	if err != nil {
		return nil, err
	}
	return p.match(field, v, at, at)
}

func (p *parser) field(at int) (*Node, error) {
	name := string(p.in[at:p.at])
	field := Field(strings.ToLower(name))
	if !slices.Contains(Fields, field) {
		return nil, p.fail(at, "%s", unknown(name))
	}
	p.at++
	if p.at == len(p.in) || space(p.in[p.at]) || strings.ContainsRune(")}", p.in[p.at]) {
		return nil, p.fail(at, "%s: needs a value right after the colon", field)
	}
	switch r := p.in[p.at]; {
	case r == '(' || r == '{':
		return p.bracket(field)
	case quote(r):
		return p.quoted(field, at)
	}
	n, err := p.word(field)
	if n != nil {
		n.Column = at + 1
	}
	return n, err
}

// name reports whether what stands before a colon can be meant as a field; "10:30" is a word.
func name(w []rune) bool {
	for _, r := range w {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return len(w) > 0
}

// form tells a plain word from a wildcard and a fuzzy one.
func (p *parser) form(w string, at int) (Value, error) {
	if i := strings.LastIndexByte(w, '~'); i > 0 {
		n, err := strconv.Atoi(w[i+1:])
		switch {
		case w[i+1:] == "":
			n = 1
		case err != nil:
			return Value{Text: w}, nil
		case n < 1 || n > maxEdits:
			return Value{}, p.fail(at+utf8.RuneCountInString(w[:i]), "want 1 or %d after ~: the letters that may differ", maxEdits)
		}
		switch letters := utf8.RuneCountInString(w[:i]); {
		case letters < minFuzzy:
			return Value{}, p.fail(at, "a fuzzy word needs at least %d letters", minFuzzy)
		case letters > maxFuzzy:
			return Value{}, p.fail(at, "a fuzzy word has at most %d letters", maxFuzzy)
		}
		return Value{Text: w[:i], Form: Fuzzy, N: n}, nil
	}
	if strings.Contains(w, "*") {
		return Value{Text: w, Form: Wild}, nil
	}
	return Value{Text: w}, nil
}

// match makes a clause; where is the value's place, for messages about it.
func (p *parser) match(field Field, v Value, at, where int) (*Node, error) {
	if err := p.clause(); err != nil {
		return nil, err
	}
	if v.Form == Wild && strings.Trim(v.Text, "*") != "" || v.Form == Wild && field == Words {
		letters := 0
		for _, r := range v.Text {
			if r == '*' {
				break
			}
			letters++
		}
		if letters < minPrefix {
			return nil, p.fail(where, "a word with * needs at least %d letters before it", minPrefix)
		}
	}
	if problem := field.check(&v); problem != "" {
		return nil, p.fail(where, "%s", problem)
	}
	return &Node{Op: Match, Field: field, Value: v, Column: at + 1}, nil
}
