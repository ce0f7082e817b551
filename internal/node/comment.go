package node

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/iamlint/iamlint/internal/source"
)

// Comment is a comment of YAML, up to the end of its line.
type Comment struct {
	Text string          // what follows the #
	At   source.Location // with the #
	Line int             // the line that it speaks of: its own or, if nothing else stands there, the next one that says something; 0 if there is none
}

// Comments lists the comments of the text that a tree was read from, in their
// order. What looks like one within a scalar, as in a block of code, is none.
// The tree must be the whole one.
func (n *Node) Comments() []Comment {
	if n == nil || n.text == nil || n.text.outer != nil {
		return nil
	}
	t := n.text
	taken := scalars(n)
	c := cursor{text: t}
	var found []Comment
	for at := 0; at < len(t.content); {
		i := strings.IndexByte(t.content[at:], '#')
		if i < 0 {
			break
		}
		start := at + i
		at = start + 1
		if !startsComment(t.content, start) || inside(taken, start) {
			continue
		}
		end := lineEnd(t.content, start)
		comment := Comment{Text: t.content[start+1 : end], At: c.location(start, end)}
		comment.Line = t.spokenOf(start, comment.At.Region.Start.Line)
		found = append(found, comment)
		at = end
	}
	return found
}

// extent is where a scalar stands, as byte offsets.
type extent struct{ start, end int }

// scalars lists where the scalars of a tree stand, in their order. A comment
// may follow the indicator of a block scalar, which is therefore left out.
func scalars(root *Node) []extent {
	var list []extent
	var visit func(*Node)
	visit = func(n *Node) {
		switch {
		case n.Kind == Map:
			for _, field := range n.Fields {
				visit(field.Key)
				visit(field.Value)
			}
		case n.Kind == List:
			for _, item := range n.Items {
				visit(item)
			}
		case n.text == root.text && n.end > n.start:
			start := int(n.start)
			if n.style == literal || n.style == folded {
				start = lineEnd(root.text.content, start)
			}
			list = append(list, extent{start, int(n.end)})
		}
	}
	visit(root)
	slices.SortFunc(list, func(a, b extent) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
	return list
}

func inside(list []extent, offset int) bool {
	i := sort.Search(len(list), func(i int) bool { return list[i].start > offset })
	return i > 0 && offset < list[i-1].end
}

// startsComment tells whether a # has a blank or nothing before it in its line.
func startsComment(content string, at int) bool {
	return at == 0 || strings.IndexByte(" \t\r\n", content[at-1]) >= 0
}

func lineEnd(content string, from int) int {
	if i := strings.IndexAny(content[from:], "\r\n"); i >= 0 {
		return from + i
	}
	return len(content)
}

// spokenOf is the line that a comment at an offset of a line speaks of.
func (t *text) spokenOf(offset, line int) int {
	if strings.TrimSpace(t.content[t.lines[line-1]:offset]) != "" {
		return line
	}
	for next := line + 1; next <= len(t.lines); next++ {
		start := int(t.lines[next-1])
		row := strings.TrimSpace(t.content[start:lineEnd(t.content, start)])
		if row != "" && row[0] != '#' {
			return next
		}
	}
	return 0
}
