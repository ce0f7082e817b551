package cfn

import (
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// samType is what a type of SAM becomes: a type of CloudFormation, and the
// property of SAM's with the name of the resource.
type samType struct{ kind, name string }

// samTypes are the types of SAM whose resources have names and ARNs of their own.
// What they become is told in the specification of SAM.
var samTypes = map[string]samType{
	"AWS::Serverless::Function":     {"AWS::Lambda::Function", "FunctionName"},
	"AWS::Serverless::LayerVersion": {"AWS::Lambda::LayerVersion", ""},
	"AWS::Serverless::SimpleTable":  {"AWS::DynamoDB::Table", "TableName"},
	"AWS::Serverless::StateMachine": {"AWS::StepFunctions::StateMachine", "Name"},
}

// templateType is what the catalogue says of the resource's type.
func templateType(r *resource) (catalog.TemplateType, bool) {
	if of, ok := samTypes[r.kind]; ok {
		return catalog.FindTemplateType(of.kind)
	}
	return catalog.FindTemplateType(r.kind)
}

// arn is the ARN of a resource as an attribute gives it, or as Ref does if the
// attribute is "". It is nil if that is no ARN or its form is not known.
func arn(r *resource, attribute string) []policy.Part {
	of, ok := templateType(r)
	if !ok {
		return nil
	}
	given, ok := of.ARN(attribute)
	if !ok {
		return nil
	}
	return fill(given.Format(), given.Own(), r)
}

// fill makes parts of the form of an ARN, in which one placeholder may be the
// resource's own name; the others, as of the cluster that holds a service, are
// names of their own.
func fill(format, own string, r *resource) []policy.Part {
	var parts []policy.Part
	for format != "" {
		start := strings.Index(format, "${")
		end := strings.IndexByte(format, '}')
		if start < 0 || end < start {
			return append(parts, policy.Part{Kind: policy.Literal, Text: format})
		}
		if start > 0 {
			parts = append(parts, policy.Part{Kind: policy.Literal, Text: format[:start]})
		}
		parts = append(parts, meaning(format[start+2:end], own, r))
		format = format[end+1:]
	}
	return parts
}

// meaning is what a name in the form of an ARN stands for.
func meaning(name, own string, r *resource) policy.Part {
	switch name {
	case "Partition", "Region":
		return policy.Part{Kind: policy.Opaque, Text: "AWS::" + name}
	case "Account":
		return policy.Part{Kind: policy.Opaque, Text: "AWS::AccountId"}
	case own:
		return nameInARN(r, strings.HasSuffix(name, "WithPath"))
	default:
		return policy.Part{Kind: policy.Opaque, Text: r.id + "." + name}
	}
}
