package cfn

import (
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// readOwn notes how the ARN of each resource is written in this very template, for those whose form is known.
// Messages name it.
func (t *template) readOwn() {
	for _, r := range t.order {
		kind, known := templateType(r)
		if !known || r.absent {
			continue
		}
		arn, ok := mainARN(kind)
		service, name := arn.ResourceType()
		if !ok || service == "" {
			continue
		}
		own := policy.OwnResource{Name: r.id, Attribute: arn.Attribute(), Service: service, Type: name, Write: "!Ref " + r.id, ARN: r.ownARN()}
		if own.Attribute != "" {
			own.Write = "!GetAtt " + r.id + "." + own.Attribute
		}
		t.model.Own = append(t.model.Own, own)
	}
}

// ownARN is the ARN of a resource itself, of no parts if its form is not known.
func (r *resource) ownARN() policy.Value {
	kind, known := templateType(r)
	if !known {
		return policy.Value{}
	}
	main, ok := mainARN(kind)
	if !ok {
		return policy.Value{}
	}
	return policy.Compose(arn(r, main.Attribute()), r.at)
}

// mainARN is the ARN of the thing itself among those that its type gives, as a table's Arn and not its StreamArn:
// of the attributes that are called ARNs the shortest, else what Ref gives, else another attribute.
func mainARN(t catalog.TemplateType) (main catalog.TemplateARN, found bool) {
	for arn := range t.ARNs() {
		if !found || rank(arn) < rank(main) {
			main, found = arn, true
		}
	}
	return main, found
}

func rank(arn catalog.TemplateARN) int {
	const ref, other = 1_000, 2_000 // no attribute's name is that long
	switch attribute := arn.Attribute(); {
	case attribute == "":
		return ref
	case strings.HasSuffix(strings.ToLower(attribute), "arn"):
		return len(attribute)
	default:
		return other + len(attribute)
	}
}
