package cfn

import (
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

func (t *template) callRef(f call, under parse.Branch) []parse.Alternative {
	if f.arg.Kind != node.String {
		return t.malformed(f, under, "a name")
	}
	if p := t.parameters[f.arg.Text]; p != nil && p.few() {
		return p.each(f.arg.At, under)
	}
	return t.named(f.arg.Text, f.arg.At, under)
}

func (t *template) callGetAtt(f call, under parse.Branch) []parse.Alternative {
	id, attribute, ok := t.attributeArguments(f.arg, under)
	if !ok {
		return t.malformed(f, under, "a resource and an attribute")
	}
	return t.attributed(id, attribute, f.arg.At, under)
}

// named is what Ref gives for a name. A parameter that several stacks give, or
// one with an unknown value, is what they say it is.
func (t *template) named(name string, at source.Location, under parse.Branch) []parse.Alternative {
	if p := t.parameters[name]; p != nil && len(p.passed) > 0 && !p.secret && !p.stored() {
		return t.welcome(p.passed, at, under)
	}
	return []parse.Alternative{t.reference(name, at, under)}
}

// attributed is what Fn::GetAtt gives. The outputs of a nested stack are those
// of the template that it is made from, if that is at hand.
func (t *template) attributed(id, attribute string, at source.Location, under parse.Branch) []parse.Alternative {
	if name, ok := strings.CutPrefix(attribute, "Outputs."); ok && t.children[id] != nil {
		return t.given(id, name, at, under)
	}
	return []parse.Alternative{t.attribute(id, attribute, at, under)}
}

// attributeArguments are the resource and attribute of Fn::GetAtt. An attribute
// that is not known yet is "?".
func (t *template) attributeArguments(arg *node.Node, under parse.Branch) (id, attribute string, ok bool) {
	if arg.Kind == node.String {
		return strings.Cut(arg.Text, ".")
	}
	if arg.Kind != node.List || len(arg.Items) < 2 || arg.Items[0].Kind != node.String {
		return "", "", false
	}
	words := make([]string, 0, len(arg.Items)-1)
	for _, word := range arg.Items[1:] {
		text, known := t.literal(word, under)
		if !known {
			text = "?"
		}
		words = append(words, text)
	}
	return arg.Items[0].Text, strings.Join(words, "."), true
}

// reference is what Ref gives for a name.
func (t *template) reference(name string, at source.Location, under parse.Branch) parse.Alternative {
	if strings.HasPrefix(name, "AWS::") {
		return pseudo(name, at, under)
	}
	if p, ok := t.parameters[name]; ok {
		if t.notEmpty(p, under) {
			return one([]policy.Part{p.part()}, at, under)
		}
		return p.alternative(at, under)
	}
	r, ok := t.resources[name]
	switch {
	case !ok:
		return t.missing(name, name, at, under)
	case isForeign(r.kind):
		return unknown(name, at, under)
	}
	if parts := arn(r, ""); parts != nil {
		return one(parts, at, under)
	}
	if part, ok := nameGiven(r); ok {
		return one([]policy.Part{part}, at, under)
	}
	return one([]policy.Part{{Kind: policy.Opaque, Text: name}}, at, under)
}

// pseudo is what a pseudo parameter gives. AWS::NoValue gives nothing.
func pseudo(name string, at source.Location, under parse.Branch) parse.Alternative {
	switch name {
	case "AWS::NoValue":
		return parse.Alternative{Branch: under}
	case "AWS::AccountId", "AWS::Region", "AWS::Partition", "AWS::URLSuffix", "AWS::StackName", "AWS::StackId":
		return one([]policy.Part{{Kind: policy.Opaque, Text: name}}, at, under)
	default:
		return unknown(name, at, under)
	}
}

// attribute is what Fn::GetAtt gives: a deployed attribute is one concrete text,
// unless the template's author made it up elsewhere.
func (t *template) attribute(id, attribute string, at source.Location, under parse.Branch) parse.Alternative {
	name := id + "." + attribute
	r, ok := t.resources[id]
	switch {
	case !ok:
		return t.missing(id, name, at, under)
	case isForeign(r.kind) || r.kind == "AWS::SSM::Parameter" && attribute == "Value":
		return unknown(name, at, under)
	}
	if parts := arn(r, attribute); parts != nil {
		return one(parts, at, under)
	}
	return one([]policy.Part{{Kind: policy.Opaque, Text: name}}, at, under)
}

// isForeign tells whether what a resource gives is made by code or a template
// that is not at hand, so that anything may be in it.
func isForeign(kind string) bool {
	switch kind {
	case "AWS::CloudFormation::Stack", "AWS::CloudFormation::CustomResource", "AWS::CloudFormation::Macro", "AWS::Serverless::Application":
		return true
	default:
		return strings.HasPrefix(kind, "Custom::") || strings.HasSuffix(kind, "::MODULE") || !strings.HasPrefix(kind, "AWS::")
	}
}

// missing is what a name gives that is not in the template: an opaque text if
// SAM makes a resource of that name.
func (t *template) missing(id, name string, at source.Location, under parse.Branch) parse.Alternative {
	switch {
	case t.sam() && t.implicit(id):
		return one([]policy.Part{{Kind: policy.Opaque, Text: name}}, at, under)
	case !t.macros:
		t.notices.Add(at, "%q is neither a parameter nor a resource of the template; what it gives is not known", id)
	}
	return unknown(name, at, under)
}

// implicit tells whether SAM makes a resource of that name: of an API that no
// resource describes, or of a resource, with a word after its name, such as FunctionRole.
func (t *template) implicit(id string) bool {
	if strings.HasPrefix(id, "ServerlessRestApi") || strings.HasPrefix(id, "ServerlessHttpApi") || strings.HasPrefix(id, "ServerlessDeploymentApplication") {
		return true
	}
	for _, r := range t.resources {
		if r.isSAM() && (strings.HasPrefix(id, r.id) || t.namesQueue(r, id)) {
			return true
		}
	}
	return false
}
