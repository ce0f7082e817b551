package ignore

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/source"
)

// Narrow limits a suppression to statements that speak of certain actions and resources, as they are written.
type Narrow struct {
	Actions   []string // patterns; of a finding about one action, one of them covers it, and else all of the statement's actions
	Resources []string // patterns, likewise; what stands for a reference is as in Fn::Sub: ${Bucket.Arn}
	Either    bool     // a finding is about an action or a resource and has to be listed as such; patterns are just text
}

func (n Narrow) empty() bool { return len(n.Actions)+len(n.Resources) == 0 }

// allows tells whether a finding is about nothing but what is listed. A finding in no statement never is.
func (n Narrow) allows(t *tree, f *finding.Finding) bool {
	if t == nil {
		return false
	}
	statement := innermost(t.root, f.At.Region.Start)
	if statement == nil {
		return false
	}
	actions := words(statement, f.At.Region.Start, "Action", "NotAction")
	resources := words(statement, f.At.Region.Start, "Resource", "NotResource")
	if n.Either {
		return n.lists(actions, resources)
	}
	return (len(n.Actions) == 0 || actions.covered(n.Actions, strings.ToLower)) &&
		(len(n.Resources) == 0 || resources.covered(n.Resources, strings.Clone))
}

// lists is allows for tools that list each wildcard that they are to let through.
func (n Narrow) lists(actions, resources matter) bool {
	in := func(list []string) func(string) bool {
		return func(text string) bool { return !slices.Contains(list, text) }
	}
	wild := func(text string) bool { return !glob.HasWildcard(text) }
	switch {
	case actions.here:
		return !slices.ContainsFunc(actions.texts, in(n.Actions))
	case resources.here:
		return !slices.ContainsFunc(resources.texts, in(n.Resources))
	}
	return !slices.ContainsFunc(slices.DeleteFunc(slices.Clone(actions.texts), wild), in(n.Actions)) &&
		!slices.ContainsFunc(slices.DeleteFunc(slices.Clone(resources.texts), wild), in(n.Resources))
}

// innermost is the statement that a position stands in, nil if none.
func innermost(n *node.Node, p source.Position) *node.Node {
	var found *node.Node
	if n.Get("Effect") != nil && within(n.At.Region, p) {
		found = n
	}
	for _, field := range n.Fields {
		if inner := innermost(field.Value, p); inner != nil {
			found = inner
		}
	}
	for _, item := range n.Items {
		if inner := innermost(item, p); inner != nil {
			found = inner
		}
	}
	return found
}

// matter is the actions or the resources that a finding is about.
type matter struct {
	here  bool // it stands at one of them, which is the only one in texts
	texts []string
}

func words(statement *node.Node, p source.Position, keys ...string) matter {
	var w matter
	for _, key := range keys {
		value := statement.Get(key)
		if value == nil {
			continue
		}
		items := value.Items
		if value.Kind != node.List {
			items = []*node.Node{value}
		}
		for _, item := range items {
			if within(item.At.Region, p) {
				return matter{here: true, texts: []string{written(item)}}
			}
			w.texts = append(w.texts, written(item))
		}
	}
	return w
}

func (w matter) covered(patterns []string, fold func(string) string) bool {
	for _, text := range w.texts {
		if !slices.ContainsFunc(patterns, func(pattern string) bool { return glob.Covers(fold(pattern), fold(text)) }) {
			return false
		}
	}
	return len(w.texts) > 0
}

// written is a text as Fn::Sub would write it. What else functions make is like nothing that a pattern would name.
func written(n *node.Node) string {
	if n.Kind != node.Map {
		return n.Text
	}
	if len(n.Fields) != 1 {
		return "?"
	}
	value := n.Fields[0].Value
	switch n.Fields[0].Key.Text {
	case "Fn::Sub":
		if value.Kind == node.List && len(value.Items) > 0 {
			value = value.Items[0]
		}
		return value.Text
	case "Ref":
		return "${" + value.Text + "}"
	case "Fn::GetAtt":
		parts := []string{value.Text}
		if value.Kind == node.List {
			parts = parts[:0]
			for _, item := range value.Items {
				parts = append(parts, item.Text)
			}
		}
		return "${" + strings.Join(parts, ".") + "}"
	case "Fn::Join":
		return joined(value)
	}
	return "?"
}

func joined(value *node.Node) string {
	if value.Kind != node.List || len(value.Items) != 2 || value.Items[1].Kind != node.List {
		return "?"
	}
	var parts []string
	for _, item := range value.Items[1].Items {
		parts = append(parts, written(item))
	}
	return strings.Join(parts, value.Items[0].Text)
}
