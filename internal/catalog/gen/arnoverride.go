package gen

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ARNOverride says of an ARN what the schemas and the names do not.
type ARNOverride struct {
	Type, Attribute   string // the attribute is "" for Ref
	Service, Resource string // the resource type of the catalogue; "" where it depends
	Suffix            string // what stands after the ARN
}

func (o ARNOverride) name() string {
	return strings.TrimSuffix(o.Type+"."+o.Attribute, ".")
}

// override puts an exception in. One that changes nothing is refused, so that the
// list cannot rot.
func (t *TemplateTypes) override(o ARNOverride) error {
	i := slices.IndexFunc(t.types, func(of *templateType) bool { return of.name == o.Type })
	if i < 0 {
		return fmt.Errorf("there is no type %s", o.Type)
	}
	if o.Service != "" && formatOf(o.Service, o.Resource) == "" {
		return fmt.Errorf("the catalogue has no form of %s of %s", o.Resource, o.Service)
	}
	of := t.types[i]
	arn := templateARN{attribute: o.Attribute, service: o.Service, resource: o.Resource, suffix: o.Suffix}
	k := slices.IndexFunc(of.arns, func(a templateARN) bool { return a.attribute == o.Attribute })
	switch {
	case k < 0:
		of.arns = append(of.arns, arn)
	case of.arns[k] == arn:
		return errors.New("that is found without it now; take it out")
	default:
		of.arns[k] = arn
	}
	if o.Attribute == "" {
		of.ref = ""
	}
	return nil
}

// NameOverride says which property Ref gives, and which one holds the name that
// stands in the ARN; "" is none.
type NameOverride struct{ Type, Ref, Name string }

// rename puts an exception in, and refuses one that changes nothing.
func (t *TemplateTypes) rename(o NameOverride) error {
	i := slices.IndexFunc(t.types, func(of *templateType) bool { return of.name == o.Type })
	if i < 0 {
		return fmt.Errorf("override of the name of %s: there is no such type", o.Type)
	}
	of := t.types[i]
	if of.ref == o.Ref && of.named == o.Name {
		return fmt.Errorf("override of the name of %s: that is found without it now; take it out", o.Type)
	}
	of.ref, of.named = o.Ref, o.Name
	return nil
}

// ARNOverrides are the reviewed exceptions, for the catalogue's own test.
func ARNOverrides() []ARNOverride { return arnOverrides }
