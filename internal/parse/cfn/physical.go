package cfn

import (
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// nameGiven is the part that Ref gives of a type whose Ref is a name: the name itself
// where the template has it as plain text, else one under the logical id.
func nameGiven(r *resource) (policy.Part, bool) {
	of, ok := templateType(r)
	if !ok || of.RefProperty() == "" {
		return policy.Part{}, false
	}
	part := nameFrom(r, of.RefProperty())
	part.Name = part.Kind == policy.Opaque && of.RefProperty() == of.NameProperty() // what stands in an ARN is none
	return part, true
}

// nameInARN is the part that stands for a resource in its ARN, where a path may
// stand before the name.
func nameInARN(r *resource, path bool) policy.Part {
	part := nameFrom(r, nameProperty(r))
	if part.Kind != policy.Literal || !path || r.properties.Get("Path") == nil {
		return part
	}
	text := plainText(r, "Path")
	if text == "" {
		return policy.Part{Kind: policy.Opaque, Text: r.id}
	}
	part.Text = strings.TrimPrefix(text, "/") + part.Text
	return part
}

// nameProperty is the property with the name of the resource in the account.
func nameProperty(r *resource) string {
	if of, ok := samTypes[r.kind]; ok {
		return of.name
	}
	of, ok := catalog.FindTemplateType(r.kind)
	if !ok {
		return ""
	}
	return of.NameProperty()
}

// nameFrom is a name that a property gives, or one under the logical id.
func nameFrom(r *resource, property string) policy.Part {
	if text := plainText(r, property); text != "" {
		return policy.Part{Kind: policy.Literal, Text: text}
	}
	return policy.Part{Kind: policy.Opaque, Text: r.id}
}

// plainText is a property that is plain text, else "". A name with a wildcard
// is none that can be deployed.
func plainText(r *resource, property string) string {
	n := r.properties.Get(property)
	if n == nil || n.Kind != node.String || strings.ContainsAny(n.Text, "*?{") {
		return ""
	}
	return n.Text
}
