package node

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// find turns the library's line and column into an offset.
func (r *yamlReader) find(line, column int) int {
	line = min(max(line, 1), len(r.text.yamlLines))
	start := int(r.text.yamlLines[line-1])
	if r.text.ascii {
		return min(start+column-1, len(r.s))
	}
	if line != r.line || column < r.column {
		r.line, r.column, r.offset = line, 1, start
	}
	for r.column < column && r.offset < len(r.s) {
		_, size := utf8.DecodeRuneInString(r.s[r.offset:])
		r.offset += size
		r.column++
	}
	return r.offset
}

// properties is what may stand before the value of a node.
type properties struct {
	tag, tagEnd int  // where the tag stands
	asText      bool // the tag is a lone !, which makes a string of anything
	last        int  // where the last property ends
	end         int  // where the value begins
}

// properties passes the anchor and the tag of a node that begins at start.
func (r *yamlReader) properties(y *yaml.Node, start int) properties {
	p := properties{tag: start, tagEnd: start, last: start, end: start}
	anchor, tag := y.Anchor != "", y.Style&yaml.TaggedStyle != 0
	lone := !tag && !beginsWithKey(y) // the library doesn't tell of a lone !
	for p.end < len(r.s) {
		switch c := r.s[p.end]; {
		case anchor && c == '&':
			anchor = false
			p.last = p.end + 1 + nameLength(r.s[p.end+1:])
		case c == '!' && (tag || lone && tokenLength(r.s[p.end:]) == 1):
			p.asText = lone
			tag, lone = false, false
			p.tag, p.last = p.end, p.end+tokenLength(r.s[p.end:])
			p.tagEnd = p.last
		default:
			return p
		}
		p.end = r.gap(p.last)
	}
	return p
}

// beginsWithKey says whether what stands at the beginning of a map belongs to
// its first key.
func beginsWithKey(y *yaml.Node) bool {
	return len(y.Content) > 0 && y.Content[0].Line == y.Line && y.Content[0].Column == y.Column
}

// nameLength is the length of the name of an anchor or alias.
func nameLength(s string) int {
	i := 0
	for i < len(s) && (s[i] == '-' || s[i] == '_' || '0' <= s[i] && s[i] <= '9' || 'a' <= s[i]|0x20 && s[i]|0x20 <= 'z') {
		i++
	}
	return i
}

// tokenLength is the length of what comes before a blank or line break.
func tokenLength(s string) int {
	for i := range len(s) {
		if !mayFold[s[i]] {
			continue
		}
		if size, _ := lineBreak(s, i); size > 0 || s[i] == ' ' || s[i] == '\t' {
			return i
		}
	}
	return len(s)
}

// gap passes blanks, line breaks and comments.
func (r *yamlReader) gap(i int) int {
	for i < len(r.s) {
		c := r.s[i]
		size, _ := lineBreak(r.s, i)
		switch {
		case size > 0:
			i += size
		case c == ' ' || c == '\t':
			i++
		case c == '#':
			i += lineLength(r.s[i:])
		default:
			return i
		}
	}
	return i
}

func lineLength(s string) int {
	for i := range len(s) {
		if size, _ := lineBreak(s, i); size > 0 {
			return i
		}
	}
	return len(s)
}

// closing goes from the last member of a flow list or map behind the bracket
// that closes it.
func (r *yamlReader) closing(i int, bracket byte) int {
	for {
		i = r.gap(i)
		if i >= len(r.s) {
			return len(r.s)
		}
		if r.s[i] == bracket {
			return i + 1
		}
		if strings.IndexByte(",:?", r.s[i]) < 0 {
			return i
		}
		i++
	}
}

// opens says whether a map in flow style has brackets. The one pair of
// [key: value] has none, and begins where its key does or with a question mark.
func (r *yamlReader) opens(y *yaml.Node, start int) bool {
	if start >= len(r.s) || r.s[start] != '{' {
		return false
	}
	return len(y.Content) == 0 || r.find(y.Content[0].Line, y.Content[0].Column) > start
}

// scalar makes a node of a scalar. Its end is not among what the library says,
// so it is looked for in the source by the rules of the scalar's style.
func (r *yamlReader) scalar(y *yaml.Node, p properties) *Node {
	n := r.nodes.node()
	n.Kind, n.Text = String, y.Value
	start, end := p.end, p.end
	switch quoted := y.Style &^ (yaml.TaggedStyle | yaml.FlowStyle); {
	case quoted == 0 && y.Value == "":
		start, end = p.last, p.last
	case quoted == 0:
		end = r.plain(n, start)
	case start == len(r.s):
	case quoted == yaml.DoubleQuotedStyle && r.s[start] == '"', quoted == yaml.SingleQuotedStyle && r.s[start] == '\'':
		end = r.quoted(n, start)
	case quoted == yaml.LiteralStyle && r.s[start] == '|', quoted == yaml.FoldedStyle && r.s[start] == '>':
		end = r.block(n, start)
	}
	if y.Style&^yaml.TaggedStyle == 0 && y.Tag != "!!str" && !p.asText {
		n.Kind = plainKind(y.Value)
	}
	r.place.locate(n, start, end)
	return n
}

func (r *yamlReader) plain(n *Node, start int) int {
	if strings.HasPrefix(r.s[start:], n.Text) {
		n.style = verbatim
		return start + len(n.Text)
	}
	n.style = plain
	w := walker{s: r.s, i: start, end: len(r.s)}
	return w.plainEnd(len(n.Text))
}

func (r *yamlReader) quoted(n *Node, start int) int {
	quote := r.s[start]
	n.style = doubleQuoted
	if quote == '\'' {
		n.style = singleQuoted
	}
	if end := start + 1 + len(n.Text); end < len(r.s) && r.s[end] == quote && r.s[start+1:end] == n.Text {
		n.style = quotedVerbatim
		return end + 1
	}
	for i := start + 1; i < len(r.s); i++ {
		switch c := r.s[i]; {
		case c == '\\' && quote == '"':
			i++
		case c == quote && quote == '\'' && i+1 < len(r.s) && r.s[i+1] == quote:
			i++
		case c == quote:
			return i + 1
		}
	}
	return len(r.s)
}

func (r *yamlReader) block(n *Node, start int) int {
	n.style = literal
	if r.s[start] == '>' {
		n.style = folded
	}
	text := strings.TrimRight(n.Text, "\n\u2028\u2029")
	if text == "" {
		end := start + 1
		for end < len(r.s) && strings.IndexByte("+-0123456789", r.s[end]) >= 0 {
			end++
		}
		return end
	}
	indent := blockIndent(r.s, r.text.yamlLines, start, n.Text)
	n.indent = int32(indent)
	w := walker{s: r.s, i: start, end: len(r.s)}
	return w.block(r.text.yamlLines, n.style == folded, indent, len(text))
}

// plainKind is the kind of an unquoted scalar, by YAML 1.2 and JSON: a date, an
// octal number or yes is text.
func plainKind(text string) Kind {
	switch text {
	case "", "~", "null", "Null", "NULL":
		return Null
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return Bool
	}
	if numberLength(text) == len(text) {
		return Number
	}
	return String
}
