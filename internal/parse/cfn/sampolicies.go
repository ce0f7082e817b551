package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
)

// samPolicies says what the entries of Policies look like.
func (t *template) samPolicies(r *resource) []policy.SAMPolicy {
	policies := r.properties.Get("Policies")
	if policies == nil || !takesPolicies(r.kind) {
		return nil
	}
	var all []policy.SAMPolicy
	for _, a := range t.reader.Items(policies, r.under) {
		switch {
		case len(a.Values) > 0:
			for _, v := range a.Values {
				all = append(all, namedPolicy(v))
			}
		case a.Node == nil || a.Node.Kind == node.Null:
		default:
			all = append(all, shaped(a))
		}
	}
	return all
}

// takesPolicies tells whether a resource of SAM has Policies that a role is made of.
func takesPolicies(kind string) bool {
	return kind == "AWS::Serverless::Function" || kind == "AWS::Serverless::StateMachine"
}

// namedPolicy is an entry that names a managed policy. ARNs are for rules on attached policies.
func namedPolicy(v policy.Value) policy.SAMPolicy {
	p := policy.SAMPolicy{At: v.At, Shape: policy.NameShape, Name: v.Text, Exists: true}
	text, literal := v.Literal()
	if !literal || strings.Contains(text, ":") {
		return p
	}
	if _, p.Exists = catalog.FindManagedPolicy(text); !p.Exists {
		if meant, near := catalog.SuggestManagedPolicy(text); near {
			p.Suggestion = meant.Name()
		}
	}
	return p
}

// shaped is an entry that is a map.
func shaped(a parse.Alternative) policy.SAMPolicy {
	entry := a.Node
	p := policy.SAMPolicy{At: entry.At, Shape: policy.OddShape, Exists: true}
	switch {
	case entry.Get("Statement") != nil:
		p.Shape = policy.DocumentShape
	case entry.Get("PolicyDocument") != nil:
		p.Shape = policy.WrappedShape
		p.At = entry.Fields[0].Key.At
	case len(entry.Fields) == 1 && !strings.HasPrefix(entry.Fields[0].Key.Text, "Fn::"):
		return filledTemplate(entry.Fields[0])
	case len(entry.Fields) > 0:
		p.At, p.Shape = entry.Fields[0].Key.At, multiple(entry)
		if p.Shape == policy.FlatShape {
			p.Name = entry.Fields[0].Key.Text
		}
	}
	return p
}

// multiple is the shape of an entry that has several fields, or a function's.
func multiple(entry *node.Node) policy.SAMShape {
	first := entry.Fields[0]
	_, known := catalog.FindPolicyTemplate(first.Key.Text)
	switch {
	case strings.HasPrefix(first.Key.Text, "Fn::"):
		return policy.DocumentShape // a macro may make one
	case known && first.Value.Kind == node.Null:
		return policy.FlatShape
	default:
		return policy.OddShape
	}
}

// filledTemplate is an entry that fills in a policy template.
func filledTemplate(f node.Field) policy.SAMPolicy {
	p := policy.SAMPolicy{At: f.Key.At, Shape: policy.TemplateShape, Name: f.Key.Text}
	found, ok := catalog.FindPolicyTemplate(p.Name)
	if !ok {
		p.Suggestion = catalog.SuggestPolicyTemplate(p.Name)
		return p
	}
	p.Exists = true
	p.Missing = lacking(found, f.Value)
	if f.Value.Kind != node.Map {
		return p
	}
	for _, given := range f.Value.Fields {
		if name := given.Key.Text; !slices.Contains(found.Parameters(), name) && !strings.HasPrefix(name, "Fn::") {
			p.Extra = append(p.Extra, name)
		}
	}
	return p
}
