package cfn

import (
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/source"
)

// newMap is a map that the template does not have as one, made of what it has.
func newMap(at source.Location) *node.Node { return &node.Node{Kind: node.Map, At: at} }

// add adds a field to a map that is being made.
func add(m *node.Node, key string, at source.Location, value *node.Node) {
	m.Fields = append(m.Fields, node.Field{Key: word(key, at), Value: value})
}

// single is a map of one field.
func single(key string, value *node.Node) *node.Node {
	m := newMap(value.At)
	add(m, key, value.At, value)
	return m
}

func word(text string, at source.Location) *node.Node {
	return &node.Node{Kind: node.String, Text: text, At: at}
}

// wrap makes a call of a function that stands where a node stands.
func wrap(n, name, arg *node.Node) *node.Node {
	return &node.Node{Kind: node.Map, At: n.At, Fields: []node.Field{{Key: name, Value: arg}}}
}

// calling is a call of a function that takes one word.
func calling(name, text string, at source.Location) *node.Node { return single(name, word(text, at)) }

// substitution is a text with names in it, as Fn::Sub takes it.
func substitution(text string, at source.Location) *node.Node { return calling("Fn::Sub", text, at) }

// joined is the texts that some nodes come to, one after the other.
func joined(at source.Location, delimiter string, items ...*node.Node) *node.Node {
	list := &node.Node{Kind: node.List, At: at, Items: items}
	return single("Fn::Join", &node.Node{Kind: node.List, At: at, Items: []*node.Node{word(delimiter, at), list}})
}

// allow is a statement that allows actions on a resource. All of it stands at
// one place, but for a resource that the template has.
func allow(at source.Location, resource *node.Node, actions ...string) *node.Node {
	list := &node.Node{Kind: node.List, At: at}
	for _, action := range actions {
		list.Items = append(list.Items, word(action, at))
	}
	s := newMap(at)
	add(s, "Effect", at, word("Allow", at))
	add(s, "Action", at, list)
	add(s, "Resource", at, resource)
	return s
}

// trusted is a document that lets a service take on a role.
func trusted(at source.Location, service string) *node.Node {
	s := newMap(at)
	add(s, "Effect", at, word("Allow", at))
	add(s, "Principal", at, single("Service", word(service, at)))
	add(s, "Action", at, word("sts:AssumeRole", at))
	d := newMap(at)
	add(d, "Version", at, word("2012-10-17", at))
	add(d, "Statement", at, s)
	return d
}
