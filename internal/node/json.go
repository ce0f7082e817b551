package node

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// jsonReader reads strict JSON and keeps its places.
type jsonReader struct {
	nodes arena
	text  *text
	s     string
	i     int
	place cursor
	depth int

	fields []Field // of the maps that are open
	items  []*Node // of the lists that are open
}

func parseJSON(t *text) (*Node, *Error) {
	r := jsonReader{text: t, s: t.content, place: cursor{text: t}}
	r.space()
	root, err := r.value()
	if err != nil {
		return nil, err
	}
	if r.space(); r.i < len(r.s) {
		return nil, r.unexpected("the end of the file: keep one value in it")
	}
	return root, nil
}

// fail makes a syntax error at the reader's place.
func (r *jsonReader) fail(format string, args ...any) *Error {
	err := r.text.errorAt(r.i, fmt.Sprintf(format, args...))
	err.syntax = true
	return err
}

// unexpected says what stands where something else was expected.
func (r *jsonReader) unexpected(expected string) *Error {
	rest := r.s[r.i:]
	switch {
	case rest == "":
		return r.fail("the JSON ends too early: expected %s", expected)
	case rest[0] == '/' || rest[0] == '#':
		return r.fail("JSON has no comments: remove this one")
	case rest[0] == '\'':
		return r.fail("JSON has no single quotes: use double quotes")
	}
	char, _ := utf8.DecodeRuneInString(rest)
	return r.fail("found %q but expected %s", char, expected)
}

func (r *jsonReader) space() {
	for r.i < len(r.s) {
		switch r.s[r.i] {
		case ' ', '\t', '\n', '\r':
			r.i++
		default:
			return
		}
	}
}

func (r *jsonReader) value() (*Node, *Error) {
	if r.i >= len(r.s) {
		return nil, r.unexpected("a value")
	}
	switch c := r.s[r.i]; {
	case c == '"':
		return r.string()
	case c == '{' || c == '[':
		return r.collection(c)
	case c == '-' || '0' <= c && c <= '9':
		return r.number()
	default:
		return r.word()
	}
}

// scalar makes a node of what stands between start and the reader's place.
func (r *jsonReader) scalar(kind Kind, start int) *Node {
	n := r.nodes.node()
	n.Kind, n.style, n.Text = kind, verbatim, r.s[start:r.i]
	r.place.locate(n, start, r.i)
	return n
}

func (r *jsonReader) word() (*Node, *Error) {
	for _, word := range [...]struct {
		text string
		kind Kind
	}{{"true", Bool}, {"false", Bool}, {"null", Null}} {
		if strings.HasPrefix(r.s[r.i:], word.text) {
			start := r.i
			r.i += len(word.text)
			return r.scalar(word.kind, start), nil
		}
	}
	return nil, r.unexpected("a value: text needs double quotes")
}

func (r *jsonReader) number() (*Node, *Error) {
	start := r.i
	size := numberLength(r.s[start:])
	r.i += size
	if size == 0 || r.i < len(r.s) && strings.IndexByte("0123456789.eE+-", r.s[r.i]) >= 0 {
		r.i = start
		return nil, r.fail("this is not a number of JSON: write it like 12 or -1.5e3, or put it in double quotes")
	}
	return r.scalar(Number, start), nil
}

// numberLength is the length of the number in JSON's form that s begins with.
func numberLength(s string) int {
	i := 0
	if i < len(s) && s[i] == '-' {
		i++
	}
	whole := digits(s[i:])
	if whole == 0 {
		return 0
	}
	if s[i] == '0' {
		whole = 1
	}
	i += whole
	if i < len(s) && s[i] == '.' {
		if n := digits(s[i+1:]); n > 0 {
			i += 1 + n
		}
	}
	return i + exponentLength(s[i:])
}

// exponentLength is the length of the exponent that s begins with, or zero.
func exponentLength(s string) int {
	if s == "" || s[0]|0x20 != 'e' {
		return 0
	}
	i := 1
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	n := digits(s[i:])
	if n == 0 {
		return 0
	}
	return i + n
}

func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// collection reads a list or a map from its opening bracket on.
func (r *jsonReader) collection(open byte) (*Node, *Error) {
	n, start := r.nodes.node(), r.i
	if r.depth++; r.depth > maxDepth {
		return nil, tooDeep(r.place.location(start, start+1))
	}
	begin := r.place.position(start)
	r.i++
	var err *Error
	if open == '[' {
		n.Kind = List
		err = r.readItems(n)
	} else {
		n.Kind = Map
		err = r.readFields(n)
	}
	if err != nil {
		return nil, err
	}
	r.depth--
	r.place.locate(n, r.i-1, r.i)
	n.start, n.At.Region.Start = int32(start), begin
	n.Fields = r.text.once(n.Fields)
	return n, nil
}

func (r *jsonReader) readItems(n *Node) *Error {
	before := len(r.items)
	for more := r.begins(']'); more; {
		item, err := r.value()
		if err != nil {
			return err
		}
		r.items = append(r.items, item)
		if more, err = r.more(']'); err != nil {
			return err
		}
	}
	n.Items = append(r.nodes.listOf(len(r.items)-before), r.items[before:]...)
	r.items = r.items[:before]
	return nil
}

func (r *jsonReader) readFields(n *Node) *Error {
	before := len(r.fields)
	for more := r.begins('}'); more; {
		key, err := r.key()
		if err != nil {
			return err
		}
		value, err := r.value()
		if err != nil {
			return err
		}
		r.fields = append(r.fields, Field{key, value})
		if more, err = r.more('}'); err != nil {
			return err
		}
	}
	n.Fields = append(r.nodes.mapOf(len(r.fields)-before), r.fields[before:]...)
	r.fields = r.fields[:before]
	return nil
}

// key reads a key and goes to its value.
func (r *jsonReader) key() (*Node, *Error) {
	if r.i >= len(r.s) || r.s[r.i] != '"' {
		return nil, r.unexpected("a key in double quotes")
	}
	key, err := r.string()
	if err != nil {
		return nil, err
	}
	if r.space(); !r.passes(':') {
		return nil, r.unexpected(`":" after the key`)
	}
	r.space()
	return key, nil
}

// begins goes to the first member, if there is one.
func (r *jsonReader) begins(closing byte) bool {
	r.space()
	return !r.passes(closing)
}

func (r *jsonReader) passes(c byte) bool {
	if r.i >= len(r.s) || r.s[r.i] != c {
		return false
	}
	r.i++
	return true
}

// more passes a comma, after which another member follows, or the closing
// bracket.
func (r *jsonReader) more(closing byte) (bool, *Error) {
	if r.space(); r.passes(closing) {
		return false, nil
	}
	comma := r.i
	if !r.passes(',') {
		return false, r.unexpected(fmt.Sprintf("%q or %q", ',', closing))
	}
	if r.space(); r.i < len(r.s) && r.s[r.i] == closing {
		r.i = comma
		return false, r.fail("JSON has no comma before %q: remove it", closing)
	}
	return true, nil
}
