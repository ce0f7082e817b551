package node

import (
	"errors"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/source"
)

// FuzzParse wants no panic on anything, and of what can be read that every
// place lies in the source, in its parent, and says what the text says.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "# a", "a: b", "a:\n  - 'b''c'\n  - \"d\\te\\\n    f\"\n", "a: |2-\n   b\n  c\n\nd: >+\n  e\n  f\n\n   g\n\n",
		"&x a: *x\n", "a: &x {b: [c, d: e, ? f : g]}\n<<: *x", "!Sub a", "? [a]\n: !GetAtt b.c\n? d\n", "a: b\n c\n\n d # e",
		`{"a": "\ud83d\ude00\"", "b": [1.5e-3, true, null, {}]}`, "{a: , b : }", "é: \u0085  ü\u2028 😀\r\n", "- - a\n  -\n-", "%YAML 1.1\n---\n...\n---\n",
		"\xff\xfea\x00:\x00 \x00b\x00", "a: |\n  {\"b\": \"c\\n\"}\n", "a:\t'b' # c\r  d: e", "a: !!str &x # b\n  !c d", "[[[[{{{{", "a: \"\\x41\\u00e9\\N\\_\\L\"",
	} {
		f.Add([]byte(seed), byte(0))
		f.Add([]byte(seed), byte(1))
	}
	f.Fuzz(func(t *testing.T, content []byte, name byte) {
		artifact := []string{"a.yaml", "a.json"}[name%2]
		root, err := Parse(artifact, content)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Message == "" || e.At.Region.Start.Line < 1 || e.At.Region.Start.Column < 1 {
				t.Fatalf("bad error %#v", err)
			}
			return
		}
		c := checker{t: t, content: decoded(t, content), seen: map[*Node]bool{}}
		c.check(root, root.At)
	})
}

func decoded(t *testing.T, content []byte) string {
	t.Helper()
	s, problem, _ := decode(content)
	if problem != "" {
		t.Fatal("content that can't be decoded has been read: ", problem)
	}
	return s
}

// checker checks what holds of every tree.
type checker struct {
	t       *testing.T
	content string
	seen    map[*Node]bool
	lines   []line
}

// check looks at a node whose place has to be in that of its parent. What has
// been seen is there through an alias or a merge key, and stands elsewhere.
func (c *checker) check(n *Node, parent source.Location) {
	if c.seen[n] {
		return
	}
	c.seen[n] = true
	c.t.Helper()
	if c.lines == nil {
		c.lines = splitLines(c.content)
	}
	if !within(n.At.Region, parent.Region) {
		c.t.Fatalf("%s is not within its parent at %s", n.At, parent)
	}
	switch n.Kind {
	case List:
		for _, item := range n.Items {
			c.check(item, n.At)
		}
	case Map:
		for _, field := range n.Fields {
			c.check(field.Key, n.At)
			c.check(field.Value, n.At)
		}
	default:
		c.scalar(n, c.cut(n.At))
	}
}

func within(inner, outer source.Region) bool {
	return inner.Start.Compare(inner.End) <= 0 && inner.Start.Compare(outer.Start) >= 0 && inner.End.Compare(outer.End) <= 0
}

func (c *checker) scalar(n *Node, at string) {
	c.t.Helper()
	if n.style == opaque && !strings.HasPrefix(at, "!") && n.Text != "" {
		c.t.Fatalf("it is not known how %q is written, at %s: %q", n.Text, n.At, at)
	}
	if want, ok := simpleText(at); ok && n.style != opaque && !n.partial && want != n.Text {
		c.t.Fatalf("%q at %s has the text %q, want %q", at, n.At, n.Text, want)
	}
	c.pieces(n, at)
	for _, part := range [][2]int{{0, len(n.Text)}, {len(n.Text) / 2, len(n.Text)}, {len(n.Text) / 3, len(n.Text) / 2}} {
		if place := n.Within(part[0], part[1]); !within(place.Region, n.At.Region) {
			c.t.Fatalf("%v of %q at %s stands at %s", part, n.Text, n.At, place)
		}
	}
}

// pieces looks at how the text is written. Of a part of a scalar, the pieces
// are those of the whole.
func (c *checker) pieces(n *Node, at string) {
	c.t.Helper()
	if n.style == opaque || n.partial {
		return
	}
	passed := int32(0)
	for _, p := range n.walk(nil) {
		if p.at != passed || p.length < 1 || p.start < n.start || p.end > n.end || p.start > p.end {
			c.t.Fatalf("%q at %s has the piece %+v", at, n.At, p)
		}
		passed += p.length
		text := n.Text[p.at:min(int(passed), len(n.Text))]
		if written := c.content[p.start:p.end]; p.length == p.end-p.start && text != written && strings.TrimSpace(text) != "" && written[0] != '\\' {
			c.t.Fatalf("%q at %s has %q for %q", at, n.At, text, written)
		}
	}
	if rest := strings.TrimRight(n.Text[min(int(passed), len(n.Text)):], "\n\u2028\u2029"); rest != "" || int(passed) > len(n.Text) {
		c.t.Fatalf("%q at %s: %d bytes of the text %q are found", at, n.At, passed, n.Text)
	}
}

// cut is as the function cut, but fast for many places.
func (c *checker) cut(at source.Location) string {
	c.t.Helper()
	first, last := at.Region.Start, at.Region.End
	if first.Line < 1 || last.Line > len(c.lines) || first.Compare(last) > 0 {
		c.t.Fatalf("%s is not within the %d lines", at, len(c.lines))
	}
	start, end := c.column(first), c.column(last)
	if first.Line == last.Line {
		return c.lines[first.Line-1].text[start:end]
	}
	var b strings.Builder
	b.WriteString(c.lines[first.Line-1].text[start:])
	for _, line := range c.lines[first.Line : last.Line-1] {
		b.WriteString(line.text)
	}
	b.WriteString(c.lines[last.Line-1].text[:end])
	return b.String()
}

// line is a line with its end, and the offset of each character in it unless
// all of them are ASCII.
type line struct {
	text    string
	offsets []int
}

// column is the offset of a place in its line.
func (c *checker) column(p source.Position) int {
	c.t.Helper()
	l := c.lines[p.Line-1]
	offset, width := p.Column-1, len(l.text)
	if l.offsets != nil {
		width = len(l.offsets) - 1
	}
	if offset < 0 || offset > width {
		c.t.Fatalf("no column %d in the %d characters of line %d", p.Column, width, p.Line)
	}
	if l.offsets != nil {
		return l.offsets[offset]
	}
	return offset
}

func splitLines(s string) []line {
	var lines []line
	for i := 0; i < len(s); i++ {
		if s[i] == '\n' || s[i] == '\r' && !strings.HasPrefix(s[i+1:], "\n") {
			lines = append(lines, newLine(s[:i+1]))
			s, i = s[i+1:], -1
		}
	}
	return append(lines, newLine(s))
}

func newLine(text string) line {
	l := line{text: text}
	if isASCII(text) {
		return l
	}
	for i := range text {
		l.offsets = append(l.offsets, i)
	}
	l.offsets = append(l.offsets, len(text))
	return l
}

// simpleText is the text of a scalar in one line, if it is written in a way
// that is easy to read.
func simpleText(written string) (string, bool) {
	if strings.ContainsAny(written, "\r\n\\\u0085\u2028\u2029") || written == "" {
		return "", false
	}
	switch written[0] {
	case '\'':
		return strings.ReplaceAll(strings.Trim(written, "'"), "''", "'"), len(strings.Trim(written, "'")) == len(written)-2
	case '"':
		return written[1 : len(written)-1], len(written) > 1
	case '|', '>', '!', '&', '*':
		return "", false
	default:
		return written, true
	}
}
