package ignore

import (
	"fmt"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/source"
)

// word is in everything that is written for iamlint.
const word = "iamlint"

const directive = word + ":ignore"

// readComments reads the comments "iamlint:ignore rule[,rule] [until=YYYY-MM-DD] -- reason".
func (s *Set) readComments(t *tree) {
	for _, c := range t.root.Comments() {
		rest, ok := strings.CutPrefix(strings.TrimSpace(c.Text), directive)
		if !ok || rest != "" && rest[0] != ' ' && rest[0] != '\t' {
			continue
		}
		e, fault := parseDirective(rest)
		e.By, e.At, e.Artifact, e.Region = ByComment, c.At, c.At.Artifact, t.spokenOf(c)
		if fault != "" {
			s.note(c.At, fault)
			continue
		}
		s.add(e)
	}
}

// parseDirective reads what follows the word of a comment.
func parseDirective(text string) (e *Entry, fault string) {
	text = " " + text
	head, reason, _ := strings.Cut(text, " --")
	e = &Entry{Reason: strings.TrimSpace(reason)}
	for _, field := range strings.FieldsFunc(head, func(r rune) bool { return r == ' ' || r == '\t' || r == ',' }) {
		key, value, ok := strings.Cut(field, "=")
		switch {
		case !ok:
			e.Rules = append(e.Rules, field)
		case key == "until":
			e.Until = value
		default:
			return e, fmt.Sprintf("this suppression has %q, which is neither a rule nor until=YYYY-MM-DD", field)
		}
	}
	return e, ""
}

// spokenOf is what a comment speaks of: its line, and whatever begins there.
func (t *tree) spokenOf(c node.Comment) *source.Region {
	r := source.Region{Start: source.Position{Line: c.Line, Column: 1}, End: source.Position{Line: c.Line + 1, Column: 1}}
	if c.Line > 0 {
		extend(&r.End, t.root, c.Line)
	}
	return &r
}

// extend moves an end to that of the fields and items that begin in a line. A map that begins there by its first field
// alone does not count, or a comment above that would speak of the others as well.
func extend(end *source.Position, n *node.Node, line int) {
	reach := func(p source.Position) {
		if p.Compare(*end) > 0 {
			*end = p
		}
	}
	for _, field := range n.Fields {
		if field.Key.At.Region.Start.Line == line && follows(field.Key, field.Value) {
			reach(field.Value.At.Region.End)
		}
		extend(end, field.Value, line)
	}
	for _, item := range n.Items {
		if item.At.Region.Start.Line == line {
			reach(item.At.Region.End)
		}
		extend(end, item, line)
	}
}

// follows tells whether a value stands after its key: that of an alias stands elsewhere.
func follows(key, value *node.Node) bool {
	return value.At.Region.Start.Compare(key.At.Region.End) >= 0
}
