package cfn

import (
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

func (m *mentions) walk(n *node.Node) {
	walk(n, func(n *node.Node) {
		f, ok := function(n)
		if !ok {
			return
		}
		switch f.name {
		case "Ref":
			m.add(f.arg.Text, "", f.arg)
		case "Fn::GetAtt":
			m.attribute(f.arg)
		case "Fn::Sub":
			m.substituted(f.arg)
		}
	})
}

func (m *mentions) attribute(arg *node.Node) {
	if arg.Kind == node.List && len(arg.Items) == 2 {
		m.add(arg.Items[0].Text+"."+arg.Items[1].Text, "", arg)
		return
	}
	m.add(arg.Text, "", arg)
}

func (m *mentions) substituted(arg *node.Node) {
	text, variables, ok := subArguments(arg)
	if !ok {
		return
	}
	before := ""
	for _, p := range placeholders(text.Text) {
		if p.name != "" && variables.Get(p.name) == nil {
			m.add(p.name, before, text)
		}
		before = p.plain
	}
}

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
