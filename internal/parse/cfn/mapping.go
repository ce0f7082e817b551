package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
)

// callFindInMap looks up a mapping: exactly where the keys are known, else
// whatever can be meant.
func (t *template) callFindInMap(f call, under parse.Branch) []parse.Alternative {
	if f.arg.Kind != node.List || len(f.arg.Items) < 3 {
		return t.malformed(f, under, "a mapping and two keys")
	}
	name, ok := t.literal(f.arg.Items[0], under)
	if !ok {
		return []parse.Alternative{unknown(f.name, f.at, under)}
	}
	mapping := t.root.Get("Mappings").Get(name)
	if mapping == nil && !t.macros {
		t.notices.Add(f.at, "mapping %q is not in Mappings; what Fn::FindInMap gives is not known", name)
	}
	found, exact := t.found(mapping, f.arg.Items[1], f.arg.Items[2], under)
	if len(f.arg.Items) > 3 && !exact {
		if d := f.arg.Items[3].Get("DefaultValue"); d != nil {
			found = distinct(found, d)
		}
	}
	if len(found) == 0 || len(found) > most {
		return []parse.Alternative{anyOf(found, f, name, under)}
	}
	var all []parse.Alternative
	for _, value := range found {
		all = append(all, t.relocate(value, f, under)...)
	}
	return all
}

// found are the values that a mapping's two keys can mean, each once, and
// whether the keys are known so that there is no doubt.
func (t *template) found(mapping, top, second *node.Node, under parse.Branch) (values []*node.Node, exact bool) {
	tops, exact := t.entries(mapping, top, under)
	for _, m := range tops {
		seconds, known := t.entries(m, second, under)
		exact = exact && known
		for _, value := range seconds {
			values = distinct(values, value)
		}
	}
	return values, exact
}

// maxEntries is how many entries of a mapping are looked at. CloudFormation takes 200.
const maxEntries = 500

// entries are the fields of a map that a key can mean: one if it is known and there.
func (t *template) entries(m, key *node.Node, under parse.Branch) (values []*node.Node, exact bool) {
	if m == nil || m.Kind != node.Map {
		return nil, false
	}
	if text, ok := t.literal(key, under); ok {
		if value := m.Get(text); value != nil {
			return []*node.Node{value}, true
		}
	}
	if len(m.Fields) > maxEntries {
		return nil, false
	}
	for _, f := range m.Fields {
		values = append(values, f.Value)
	}
	return values, false
}

// distinct adds a node unless the same text is there already.
func distinct(nodes []*node.Node, n *node.Node) []*node.Node {
	same := func(o *node.Node) bool {
		return n.Kind != node.Map && o.Kind == n.Kind && o.Text == n.Text &&
			slices.EqualFunc(o.Items, n.Items, func(a, b *node.Node) bool { return a.Kind == b.Kind && a.Text == b.Text })
	}
	if slices.ContainsFunc(nodes, same) {
		return nodes
	}
	return append(nodes, n)
}

// anyOf stands for more values than are told apart: one of them, which has no
// wildcard if none of them has.
func anyOf(found []*node.Node, f call, name string, under parse.Branch) parse.Alternative {
	wild := func(n *node.Node) bool {
		return n.Kind == node.Map || n.Kind == node.List || n.Kind == node.Null || strings.ContainsAny(n.Text, "*?{")
	}
	if len(found) == 0 || slices.ContainsFunc(found, wild) {
		return unknown("FindInMap "+name, f.at, under)
	}
	return one([]policy.Part{{Kind: policy.Opaque, Text: "FindInMap " + name}}, f.at, under)
}

// relocate evaluates what a mapping holds; its values stand where they are used.
func (t *template) relocate(value *node.Node, f call, under parse.Branch) []parse.Alternative {
	if value.Kind == node.List {
		return alternatives(t.listed(value, under), f.at)
	}
	all := t.resolve(value, under)
	for i := range all {
		if len(all[i].Values) > 0 {
			all[i].Node = nil
		}
		for j := range all[i].Values {
			all[i].Values[j].At = f.at
		}
	}
	return all
}
