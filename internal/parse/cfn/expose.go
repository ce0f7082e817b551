package cfn

import (
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// expose makes a document that is written as JSON inside Fn::Sub or
// Fn::ToJsonString into the map that it is, so that each text in it keeps its
// place and is filled in by itself. Any other node it returns as it is.
func (t *template) expose(n *node.Node) *node.Node {
	f, ok := function(n)
	if !ok {
		return n
	}
	switch f.name {
	case "Fn::ToJsonString":
		return f.arg
	case "Fn::If":
		return t.exposeArms(n, f)
	case "Fn::Sub":
		return t.exposeSub(n, f)
	default:
		return n
	}
}

func (t *template) exposeArms(n *node.Node, f call) *node.Node {
	if f.arg.Kind != node.List || len(f.arg.Items) != 3 {
		return n
	}
	arms := []*node.Node{f.arg.Items[0], t.expose(f.arg.Items[1]), t.expose(f.arg.Items[2])}
	return wrap(n, n.Fields[0].Key, &node.Node{Kind: node.List, At: f.arg.At, Items: arms})
}

func (t *template) exposeSub(n *node.Node, f call) *node.Node {
	text, variables, ok := subArguments(f.arg)
	if !ok || !strings.HasPrefix(strings.TrimSpace(text.Text), "{") {
		return n
	}
	root, err := text.Embedded()
	if err != nil {
		t.notices.Add(text.At, "the policy document cannot be read as JSON before Fn::Sub has filled it in (%v); write it as a map", err)
		return n
	}
	return t.substituted(root, n.Fields[0].Key, variables)
}

// substituted is a tree in which every text is an Fn::Sub of its own.
func (t *template) substituted(n, sub, variables *node.Node) *node.Node {
	switch n.Kind {
	case node.String:
		if !strings.Contains(n.Text, "${") {
			return n
		}
		if variables == nil {
			return wrap(n, sub, n)
		}
		return wrap(n, sub, &node.Node{Kind: node.List, At: n.At, Items: []*node.Node{n, variables}})
	case node.List:
		list := &node.Node{Kind: node.List, At: n.At}
		for _, item := range n.Items {
			list.Items = append(list.Items, t.substituted(item, sub, variables))
		}
		return list
	case node.Map:
		m := &node.Node{Kind: node.Map, At: n.At}
		for _, f := range n.Fields {
			m.Fields = append(m.Fields, node.Field{Key: t.key(f.Key, variables), Value: t.substituted(f.Value, sub, variables)})
		}
		return m
	default:
		return n
	}
}

// key fills in the name of a field, as in "${Issuer}:sub". What is not known of
// it stays as it is written.
func (t *template) key(key, variables *node.Node) *node.Node {
	if !strings.Contains(key.Text, "${") {
		return key
	}
	var parts []policy.Part
	for _, p := range placeholders(key.Text) {
		piece := []policy.Part{{Kind: policy.Unknown, Text: p.name}}
		if all := t.placeholder(p, variables, key.At, always); len(all) == 1 && len(all[0].Values) == 1 {
			piece = all[0].Values[0].Parts
		}
		parts = append(parts, piece...)
	}
	v := policy.Compose(parts, key.At)
	if !v.Known {
		t.notices.Add(key.At, "the name %q is not known before deployment; rules about it were not applied", v.Text)
	}
	return &node.Node{Kind: node.String, Text: v.Text, At: key.At}
}

// wrap makes a call of a function that stands where a node stands.
func wrap(n, name, arg *node.Node) *node.Node {
	return &node.Node{Kind: node.Map, At: n.At, Fields: []node.Field{{Key: name, Value: arg}}}
}
