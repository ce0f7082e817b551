package ignore

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/source"
)

// Placeholder stands where somebody has yet to write a reason. It is none.
const Placeholder = "<say why this is accepted>"

// Accept says what to insert into an artifact, and where, so that a finding in it is accepted for a reason: in YAML
// a comment above the line or, where no comment can stand, above the field or item that it is in; in JSON an entry in the
// Metadata of its resource. It is an error if there is no such place, or if a suppression of it is there that has yet to
// get its reason.
func Accept(artifact string, content []byte, f finding.Finding, reason string) (at source.Position, insert string, err error) {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if !utf8.Valid(content) {
		return at, "", fmt.Errorf("%s: is not plain UTF-8: convert it first", artifact)
	}
	root, err := node.Parse(artifact, content)
	if root == nil {
		return at, "", err
	}
	a := acceptance{artifact: artifact, finding: f, reason: reason, flawed: err != nil}
	if a.covered(content, f, Placeholder) {
		return at, "", errors.New("a suppression is there: write its reason")
	}
	m := migration{tree: newTree(root), text: newLines(string(content))}
	if rest := bytes.TrimLeft(content, " \t\r\n"); len(rest) > 0 && rest[0] == '{' {
		if err = m.acceptInMetadata(f, reason); err != nil {
			return at, "", err
		}
		if at = m.text.position(m.inserts[0].at); a.holds(m, at) {
			return at, m.inserts[0].text, nil
		}
		return at, "", errNoPlace
	}
	for _, line := range m.tree.linesAt(f.At.Region.Start) {
		text := fmt.Sprintf("%s# %s %s -- %s%s", m.text.indent(line), directive, f.Rule, reason, m.text.end)
		m.inserts = []insertion{{m.text.start(line), text}}
		if at = (source.Position{Line: line, Column: 1}); a.holds(m, at) {
			return at, text, nil
		}
	}
	return at, "", errNoPlace
}

var errNoPlace = errors.New("there is no place for a suppression: use the configuration")

// acceptInMetadata plans an entry in the Metadata of the resource that a finding is about.
func (m *migration) acceptInMetadata(f finding.Finding, reason string) error {
	r := m.tree.at(f.At.Region.Start)
	if r == nil {
		return errNoPlace
	}
	items := []item{{Rule: []string{f.Rule}, Reason: reason}}
	if meta, has := r.body.Field("Metadata"); has {
		if len(meta.Value.Fields) == 0 {
			return errNoPlace
		}
		return m.metadata(r.body, items)
	}
	return m.flow(m.text.offset(r.body.At.Region.Start), `"Metadata": {"`+word+`": {"ignore": `+asJSON(items)+"}}")
}

// acceptance is what is to become true by an insertion.
type acceptance struct {
	artifact string
	finding  finding.Finding
	reason   string
	flawed   bool // there was something wrong with the artifact before
}

// holds tells whether the finding is accepted once what is planned was inserted at a position, and all is read as before.
func (a acceptance) holds(m migration, at source.Position) bool {
	changed := m.apply(m.text.content)
	if _, err := node.Parse(a.artifact, changed); err != nil && !a.flawed {
		return false
	}
	f := a.finding
	if at.Compare(f.At.Region.Start) <= 0 {
		f.At.Region.Start.Line += strings.Count(m.inserts[0].text, "\n")
	}
	return a.covered(changed, f, a.reason)
}

// covered tells whether a text has a suppression of a finding for a reason.
func (a acceptance) covered(content []byte, f finding.Finding, reason string) bool {
	s := &Set{Rules: Rulebook{Known: []finding.Rule{{ID: f.Rule}}}, drafts: true}
	s.Read(a.artifact, content)
	return slices.ContainsFunc(s.entries, func(e *Entry) bool { return e.Reason == reason && e.Until == "" && s.covers(e, &f) })
}

// linesAt are the lines in which something begins that a position stands in: the nearest first, its own before all.
func (t *tree) linesAt(p source.Position) []int {
	lines := []int{p.Line}
	for n := t.root; n != nil; {
		var inner *node.Node
		for _, field := range n.Fields {
			if within(source.Region{Start: field.Key.At.Region.Start, End: field.Value.At.Region.End}, p) {
				lines, inner = append(lines, field.Key.At.Region.Start.Line), field.Value
			}
		}
		for _, item := range n.Items {
			if within(item.At.Region, p) {
				lines, inner = append(lines, item.At.Region.Start.Line), item
			}
		}
		n = inner
	}
	slices.Sort(lines)
	slices.Reverse(lines)
	return slices.Compact(lines)
}
