package cfn

import (
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/source"
)

// builder makes a map that the template does not have as one, of what it has.
type builder struct{ node.Node }

func (b *builder) add(key string, at source.Location, value *node.Node) {
	b.Fields = append(b.Fields, node.Field{Key: word(key, at), Value: value})
}

func word(text string, at source.Location) *node.Node {
	return &node.Node{Kind: node.String, Text: text, At: at}
}

// wrap makes a call of a function that stands where a node stands.
func wrap(n, name, arg *node.Node) *node.Node {
	return &node.Node{Kind: node.Map, At: n.At, Fields: []node.Field{{Key: name, Value: arg}}}
}

// substitution is a text with names in it, as Fn::Sub takes it.
func substitution(text string, at source.Location) *node.Node {
	return wrap(word(text, at), word("Fn::Sub", at), word(text, at))
}

// joined is the texts that some nodes come to, one after the other.
func joined(at source.Location, delimiter string, items ...*node.Node) *node.Node {
	list := &node.Node{Kind: node.List, At: at, Items: items}
	arg := &node.Node{Kind: node.List, At: at, Items: []*node.Node{word(delimiter, at), list}}
	return wrap(list, word("Fn::Join", at), arg)
}

// allow is a statement that allows actions on a resource. All of it stands at
// one place, but for a resource that the template has.
func allow(at source.Location, resource *node.Node, actions ...string) *node.Node {
	list := &node.Node{Kind: node.List, At: at}
	for _, action := range actions {
		list.Items = append(list.Items, word(action, at))
	}
	s := &builder{node.Node{Kind: node.Map, At: at}}
	s.add("Effect", at, word("Allow", at))
	s.add("Action", at, list)
	s.add("Resource", at, resource)
	return &s.Node
}

// trusted is a document that lets a service take on a role.
func trusted(at source.Location, service string) *node.Node {
	principal := &builder{node.Node{Kind: node.Map, At: at}}
	principal.add("Service", at, word(service, at))
	s := &builder{node.Node{Kind: node.Map, At: at}}
	s.add("Effect", at, word("Allow", at))
	s.add("Principal", at, &principal.Node)
	s.add("Action", at, word("sts:AssumeRole", at))
	d := &builder{node.Node{Kind: node.Map, At: at}}
	d.add("Version", at, word("2012-10-17", at))
	d.add("Statement", at, &s.Node)
	return &d.Node
}
