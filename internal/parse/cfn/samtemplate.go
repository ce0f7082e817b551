package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
)

// policyTemplate reads a policy template of SAM, {name: {parameter: value}}, as
// the statements that SAM makes of it. They stand at the name that the user
// wrote, and what comes from a parameter at the parameter's value.
func (t *template) policyTemplate(target *policy.Target, f node.Field, under parse.Branch) {
	name := f.Key.Text
	template, ok := catalog.FindPolicyTemplate(name)
	if !ok {
		t.notices.Add(f.Key.At, "unknown SAM policy template %q%s it was not judged", name, didYouMean(catalog.SuggestPolicyTemplate(name)))
		return
	}
	if missing := lacking(template, f.Value); len(missing) > 0 {
		t.notices.Add(f.Key.At, "policy template %s needs %s: SAM refuses the template without; it was not judged", name, strings.Join(missing, " and "))
		return
	}
	text, err := template.Statements()
	if err != nil {
		t.notices.Fail(f.Key.At, "%v", err)
		return
	}
	root, err := node.Parse(name, text)
	if err != nil {
		t.notices.Fail(f.Key.At, "read policy template %s: %v", name, err)
		return
	}
	d := &policy.Document{Name: name, Kind: policy.Identity, Origin: policy.FromTemplate, At: f.Key.At, Target: target.Subject()}
	t.reader.Statements(d, instance{f.Key, f.Value, template.Parameters()}.of(root), under)
	target.Documents = append(target.Documents, d)
}

func didYouMean(suggestion string) string {
	if suggestion == "" {
		return ";"
	}
	return ", did you mean \"" + suggestion + "\"?"
}

// lacking are the parameters that are not given.
func lacking(template catalog.PolicyTemplate, values *node.Node) []string {
	return slices.DeleteFunc(template.Parameters(), func(name string) bool { return values.Get(name) != nil })
}

// instance is a use of a policy template.
type instance struct {
	name       *node.Node // as the user wrote it
	values     *node.Node // by parameter
	parameters []string
}

// of is a copy of a part of the template with the user's values in it. Only a
// reference to a parameter takes one: other names are those of the user's template.
func (i instance) of(n *node.Node) *node.Node {
	if value := i.value(n); value != nil {
		return value
	}
	c := n.Rebuilt(i.name.At, func(key *node.Node) *node.Node { return word(key.Text, i.name.At) }, i.of)
	if f, ok := function(n); ok && f.name == "Fn::Sub" && len(c.Fields[0].Value.Items) == 2 {
		i.place(c.Fields[0].Value.Items[0], f.arg.Items[1])
	}
	return c
}

// value is the user's value for a reference to a parameter, else nil.
func (i instance) value(n *node.Node) *node.Node {
	f, ok := function(n)
	if !ok || f.name != "Ref" || !slices.Contains(i.parameters, f.arg.Text) {
		return nil
	}
	return i.values.Get(f.arg.Text)
}

// place puts the text of Fn::Sub where the first of its variables comes from.
func (i instance) place(text, variables *node.Node) {
	for _, f := range variables.Fields {
		if value := i.value(f.Value); value != nil {
			text.At = value.At
			return
		}
	}
}
