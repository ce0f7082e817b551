package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
)

// withGlobals are the properties of a SAM resource together with those that
// Globals give to all of its type, as SAM merges them: maps field by field,
// lists one after the other, and of anything else the resource's own counts.
func (t *template) withGlobals(kind string, entry *node.Node) *node.Node {
	own := entry.Get("Properties")
	name, ok := strings.CutPrefix(kind, samPrefix)
	if !ok {
		return own
	}
	global := t.root.Get("Globals").Get(name)
	switch ignored := entry.Get("IgnoreGlobals"); {
	case global == nil || global.Kind != node.Map:
		return own
	case ignored != nil && ignored.Text == "*":
		return own
	case ignored != nil:
		global = without(global, ignored.Items)
	}
	if own == nil || own.Kind == node.Null {
		own = &node.Node{Kind: node.Map, At: global.At}
	}
	return merged(global, own)
}

// without is a map less some of its fields.
func without(m *node.Node, names []*node.Node) *node.Node {
	left := &node.Node{Kind: node.Map, At: m.At}
	for _, f := range m.Fields {
		if !slices.ContainsFunc(names, func(name *node.Node) bool { return name.Text == f.Key.Text }) {
			left.Fields = append(left.Fields, f)
		}
	}
	return left
}

// merged is a global value together with a resource's own.
func merged(global, own *node.Node) *node.Node {
	_, globalCalls := function(global)
	_, ownCalls := function(own)
	switch {
	case global.Kind == node.List && own.Kind == node.List:
		return &node.Node{Kind: node.List, At: own.At, Items: slices.Concat(global.Items, own.Items)}
	case global.Kind != node.Map || own.Kind != node.Map || globalCalls || ownCalls:
		return own
	}
	m := &node.Node{Kind: node.Map, At: own.At}
	for _, f := range global.Fields {
		if own.Get(f.Key.Text) == nil {
			m.Fields = append(m.Fields, f)
		}
	}
	for _, f := range own.Fields {
		if g := global.Get(f.Key.Text); g != nil {
			f.Value = merged(g, f.Value)
		}
		m.Fields = append(m.Fields, f)
	}
	return m
}
