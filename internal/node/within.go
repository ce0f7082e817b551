package node

import (
	"math"
	"sort"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/source"
)

// style is how a scalar is written, and so how its text goes back to the source.
type style uint8

const (
	opaque         style = iota // nothing is known: the whole scalar stands for any part of it
	verbatim                    // Text is what the source says
	plain                       // YAML without quotes, over several lines
	singleQuoted                // YAML in single quotes
	doubleQuoted                // YAML in double quotes
	literal                     // YAML after |
	folded                      // YAML after >
	jsonEscaped                 // a JSON string with escapes
	quotedVerbatim              // in quotes, what the source says between them
)

// Within is the place of Text[start:end], given as byte offsets, in the source:
// through quotes, escapes, indentation and folding. Half of a character or of an
// escape stands where the whole does. The line breaks that end a block scalar stand
// at its end. Offsets beyond Text are taken as its end.
func (n *Node) Within(start, end int) source.Location {
	if n == nil {
		return source.Location{}
	}
	if n.text == nil || n.style == opaque || n.Kind >= List {
		return n.At
	}
	start = min(max(start, 0), len(n.Text))
	end = min(max(end, start), len(n.Text))
	for start > 0 && start < len(n.Text) && !utf8.RuneStart(n.Text[start]) {
		start--
	}
	for end > start && end < len(n.Text) && !utf8.RuneStart(n.Text[end]) {
		end++
	}
	var few [8]piece
	c := n.cursor()
	from := int(n.from)
	return c.location(span(n.walk(few[:0]), from+start, from+end, n.bodyEnd()))
}

// cursor starts at the node, so that a part of it is found without reading the
// line it stands in from the beginning.
func (n *Node) cursor() cursor {
	if n.partial {
		return cursor{text: n.text}
	}
	start, _ := n.text.unwrap(int(n.start), int(n.start))
	return cursor{text: n.text, offset: start, place: n.At.Region.Start}
}

// bodyEnd is the offset behind the last character of a scalar, before its quote.
func (n *Node) bodyEnd() int {
	if n.style == singleQuoted || n.style == doubleQuoted || n.style == jsonEscaped || n.style == quotedVerbatim {
		return int(n.end) - 1
	}
	return int(n.end)
}

// piece says that length bytes of a scalar's text, from offset at, stand in the
// source from start to end. They are the same bytes if they are as many.
type piece struct {
	at, length, start, end int32
}

// span finds where the text from start to end stands in the source. What is
// beyond the pieces stands at the tail.
func span(pieces []piece, start, end, tail int) (from, to int) {
	from = tail
	first := sort.Search(len(pieces), func(i int) bool { return int(pieces[i].at+pieces[i].length) > start })
	if first < len(pieces) {
		p := pieces[first]
		from = int(p.start)
		if p.length == p.end-p.start {
			from += start - int(p.at)
		}
	}
	last := sort.Search(len(pieces), func(i int) bool { return int(pieces[i].at) >= end }) - 1
	if end <= start || last < 0 {
		return from, from
	}
	p := pieces[last]
	to = int(p.end)
	if p.length == p.end-p.start {
		to = int(p.start) + min(end-int(p.at), int(p.length))
	}
	return from, max(from, to)
}

// walk appends the pieces of the whole scalar to into.
func (n *Node) walk(into []piece) []piece {
	w := walker{s: n.text.content, i: int(n.start), end: n.bodyEnd(), keep: true, pieces: into}
	switch n.style {
	case verbatim:
		w.same(w.i, w.end)
	case quotedVerbatim:
		w.same(w.i+1, w.end)
	case plain:
		w.flow(0)
	case singleQuoted, doubleQuoted:
		w.i++
		w.flow(w.s[n.start])
	case jsonEscaped:
		w.i++
		w.json()
	case literal, folded:
		w.block(n.text.yamlLines, n.style == folded, int(n.indent), math.MaxInt)
	default: // An opaque scalar has no pieces.
	}
	return w.pieces
}

// part is the node of Text[start:end], a scalar of its own in the same place.
func (n *Node) part(start, end int) *Node {
	p := *n
	p.Text = n.Text[start:end]
	p.At = n.Within(start, end)
	p.partial, p.from = true, n.from+int32(start)
	return &p
}
