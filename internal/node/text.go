package node

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/source"
)

// text is a source with what it takes to say where an offset in it stands. The
// text of an embedded document has no lines of its own: it stands in a scalar
// of another text.
type text struct {
	artifact  string
	content   string
	ascii     bool
	lines     []int32 // where lines begin, as editors count them: after LF, CR or CRLF
	yamlLines []int32 // the same as YAML 1.1 counts them: also after NEL, LS and PS
	outer     *Node   // of an embedded document: the scalar whose Text is content
	pieces    []piece // of an embedded document: how the scalar is written
	flaw      *Error  // what is wrong with it though it can be read
}

func (t *text) findLines() {
	t.ascii = isASCII(t.content)
	t.lines = lineStarts(t.content, false)
	t.yamlLines = t.lines
	if !t.ascii && strings.ContainsAny(t.content, "\u0085\u2028\u2029") {
		t.yamlLines = lineStarts(t.content, true)
	}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// lineStarts finds where lines begin, also after the line ends that only YAML
// knows. It takes the fast way where LF is the only one.
func lineStarts(content string, yaml bool) []int32 {
	starts := make([]int32, 1, 2+strings.Count(content, "\n"))
	if !yaml && strings.IndexByte(content, '\r') < 0 {
		for at := 0; ; {
			i := strings.IndexByte(content[at:], '\n')
			if i < 0 {
				return starts
			}
			at += i + 1
			starts = append(starts, int32(at))
		}
	}
	for i := 0; i < len(content); {
		size, _ := lineBreak(content, i)
		counts := yaml || content[i] < utf8.RuneSelf
		i += max(size, 1)
		if size > 0 && counts {
			starts = append(starts, int32(i))
		}
	}
	return starts
}

// lineBreak returns how many bytes the line break at offset i has, zero where
// there is none, and how many it has in the text of a YAML scalar, where all
// but LS and PS become LF.
func lineBreak(s string, i int) (size, kept int) {
	if i >= len(s) {
		return 0, 0
	}
	switch s[i] {
	case '\n':
		return 1, 1
	case '\r':
		if i+1 < len(s) && s[i+1] == '\n' {
			return 2, 1
		}
		return 1, 1
	case 0xc2:
		if i+1 < len(s) && s[i+1] == 0x85 {
			return 2, 1
		}
	case 0xe2:
		if i+2 < len(s) && s[i+1] == 0x80 && s[i+2]&0xfe == 0xa8 {
			return 3, 3
		}
	}
	return 0, 0
}

// location is the place of the bytes from start to end.
func (t *text) location(start, end int) source.Location {
	c := cursor{text: t}
	return c.location(start, end)
}

func (t *text) errorAt(offset int, message string) *Error {
	return &Error{At: t.location(offset, offset), Message: message}
}

// cursor turns offsets into positions. It remembers the last one, so that
// going forward through a long line costs no more than reading it once.
type cursor struct {
	text   *text
	offset int
	place  source.Position // of offset; its zero value means that there is none yet
}

// location is the place of the bytes from start to end, through the scalars
// that an embedded document stands in.
func (c *cursor) location(start, end int) source.Location {
	start, end = c.text.unwrap(start, end)
	root := c.text.root()
	from := c.seek(root, start)
	return source.Location{Artifact: root.artifact, Region: source.Region{Start: from, End: c.seek(root, end)}}
}

// locate gives a node its place.
func (c *cursor) locate(n *Node, start, end int) {
	n.text, n.start, n.end = c.text, int32(start), int32(end)
	n.At = c.location(start, end)
}

// position is the place where an offset of the text begins.
func (c *cursor) position(offset int) source.Position {
	offset, _ = c.text.unwrap(offset, offset)
	return c.seek(c.text.root(), offset)
}

func (c *cursor) seek(t *text, offset int) source.Position {
	line := c.place.Line
	if line == 0 || offset < int(t.lines[line-1]) || line < len(t.lines) && offset >= int(t.lines[line]) {
		line = lineOf(t.lines, offset, line)
	}
	start := int(t.lines[line-1])
	switch {
	case t.ascii:
		c.place.Column = offset - start + 1
	case line == c.place.Line && offset >= c.offset:
		c.place.Column += utf8.RuneCountInString(t.content[c.offset:offset])
	default:
		c.place.Column = utf8.RuneCountInString(t.content[start:offset]) + 1
	}
	c.place.Line = line
	c.offset = offset
	return c.place
}

// lineOf returns the line, starting at 1, that offset stands in. Most often it
// is the one after the hint.
func lineOf(starts []int32, offset, hint int) int {
	if hint > 0 && hint < len(starts) && offset >= int(starts[hint]) && (hint+1 == len(starts) || offset < int(starts[hint+1])) {
		return hint + 1
	}
	return sort.Search(len(starts), func(i int) bool { return int(starts[i]) > offset })
}

// root is the text that the user sees.
func (t *text) root() *text {
	for t.outer != nil {
		t = t.outer.text
	}
	return t
}

// unwrap turns offsets of an embedded document into offsets of its root.
func (t *text) unwrap(start, end int) (int, int) {
	for t.outer != nil {
		from := int(t.outer.from)
		start, end = span(t.pieces, from+start, from+end, t.outer.bodyEnd())
		t = t.outer.text
	}
	return start, end
}
