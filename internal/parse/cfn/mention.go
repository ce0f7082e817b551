package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// readReferences notes where the template speaks of the resources that rules
// know. DependsOn only says in which order things are made.
func (t *template) readReferences(known map[string]*policy.TemplateResource) {
	if t.macros {
		for _, made := range known {
			made.References = append(made.References, policy.Reference{By: "Transform", At: made.At})
		}
	}
	for _, r := range t.order {
		m := mentions{known: known, seen: policy.Reference{By: r.id, Type: r.kind}}
		m.fields(r.properties)
		m.seen.Property = "Connectors"
		m.walk(r.connectors)
	}
	outputs := t.root.Get("Outputs")
	if outputs == nil {
		return
	}
	for _, f := range outputs.Fields {
		m := mentions{known: known, seen: policy.Reference{By: f.Key.Text, Property: "Outputs"}}
		m.walk(f.Value)
	}
}

// mentions gathers the references below a node.
type mentions struct {
	known map[string]*policy.TemplateResource
	seen  policy.Reference // who speaks, and in which property
}

// fields walks the properties of a resource.
func (m *mentions) fields(properties *node.Node) {
	if properties == nil {
		return
	}
	for _, f := range properties.Fields {
		m.seen.Property = f.Key.Text
		m.walk(f.Value)
	}
}

func (m *mentions) walk(n *node.Node) { mentioned(n, m.add) }

// add files a reference by a name such as Role or Role.Arn.
func (m *mentions) add(name, before string, n *node.Node) {
	id, attribute, _ := strings.Cut(name, ".")
	made := m.known[id]
	if made == nil || m.seen.By == id && m.seen.Type != "" {
		return
	}
	r := m.seen
	r.Attribute, r.Before, r.At = attribute, before, n.At
	made.References = append(made.References, r)
}

// mentioned visits the names below a node that Ref, Fn::GetAtt and Fn::Sub speak of, such as Role or Role.Arn, in the
// order written: each with the text before it, which Fn::Sub has, and with the node that holds it.
func mentioned(n *node.Node, visit func(name, before string, at *node.Node)) {
	walk(n, func(n *node.Node) {
		f, ok := function(n)
		if !ok {
			return
		}
		switch f.name {
		case "Ref":
			visit(f.arg.Text, "", f.arg)
		case "Fn::GetAtt":
			words := []string{f.arg.Text}
			for i, item := range f.arg.Items {
				words = append(words[:i], item.Text)
			}
			visit(strings.Join(words, "."), "", f.arg)
		case "Fn::Sub":
			substituting(f.arg, visit)
		}
	})
}

// substituting visits the names in the text of Fn::Sub that are not among its variables.
func substituting(arg *node.Node, visit func(name, before string, at *node.Node)) {
	text, variables, ok := subArguments(arg)
	if !ok {
		return
	}
	before := ""
	for _, p := range placeholders(text.Text) {
		if p.name != "" && variables.Get(p.name) == nil {
			visit(p.name, before, text)
		}
		before = p.plain
	}
}

// references are the parameters and resources that a node speaks of, each once, in the order written.
func references(n *node.Node) []string {
	var ids []string
	mentioned(n, func(name, _ string, _ *node.Node) {
		if id, _, _ := strings.Cut(name, "."); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	})
	return ids
}
