package catalog

import (
	_ "embed" // for what templates' types give
	"iter"
	"sort"
	"strings"
)

// The sections of cfn.bin.
//
//	types  name text, Ref's property text, name's property text, first ARN u16; in
//	       order of names; one more ends the last
//	ARNs   attribute text, service text, resource type text, suffix text, placeholder
//	       text; in order of attributes within the type
const (
	templateTypesSection = iota
	templateARNsSection
)

// Sizes of the records in bytes.
const (
	templateTypeSize = 14
	templateARNSize  = 20
)

//go:embed cfn.bin
var embeddedCFN file

// TemplateType is a resource type of CloudFormation: "AWS::S3::Bucket".
type TemplateType struct{ index uint16 }

func (t TemplateType) at() int { return cfn.at(templateTypesSection, templateTypeSize, int(t.index)) }

// Name is the name of the type: "AWS::S3::Bucket".
func (t TemplateType) Name() string { return cfn.text(t.at()) }

// RefProperty is the property that a template may give and Ref gives back, such
// as BucketName. It is "" where Ref gives an ARN, or an id that AWS makes.
func (t TemplateType) RefProperty() string { return cfn.text(t.at() + 4) }

// NameProperty is the property with the name of the resource in the account, as it
// stands in its ARN: TopicName. It is "" where AWS makes the name.
func (t TemplateType) NameProperty() string { return cfn.text(t.at() + 8) }

// ARNs yields the ARNs that the type gives.
func (t TemplateType) ARNs() iter.Seq[TemplateARN] {
	first, end := t.arns()
	return span(first, end, func(i int) TemplateARN { return TemplateARN{index: uint16(i)} })
}

// ARN finds the ARN that an attribute gives, or that Ref does if the attribute is
// "". Nothing is found where that gives something else.
func (t TemplateType) ARN(attribute string) (TemplateARN, bool) {
	first, end := t.arns()
	i, ok := sort.Find(end-first, func(i int) int {
		return strings.Compare(attribute, TemplateARN{index: uint16(first + i)}.Attribute())
	})
	return TemplateARN{index: uint16(first + i)}, ok
}

func (t TemplateType) arns() (first, end int) {
	at := t.at() + 12
	return cfn.u16(at), cfn.u16(at + templateTypeSize)
}

// TemplateARN is an ARN that a resource gives to its template.
type TemplateARN struct{ index uint16 }

func (a TemplateARN) at() int { return cfn.at(templateARNsSection, templateARNSize, int(a.index)) }

// Attribute is the attribute that gives the ARN; "" for Ref.
func (a TemplateARN) Attribute() string { return cfn.text(a.at()) }

// ResourceType is the prefix of the service and the name of the resource type
// whose ARN it is; both are "" where that is not known.
func (a TemplateARN) ResourceType() (service, name string) {
	return cfn.text(a.at() + 4), cfn.text(a.at() + 8)
}

// Format is the form of the ARN, with placeholders as documented and with what
// the attribute has after it. It is "" where that is not known.
func (a TemplateARN) Format() string {
	prefix, name := a.ResourceType()
	service, ok := FindService(prefix)
	if !ok {
		return ""
	}
	for r := range service.ResourceTypes() {
		if r.Name() == name {
			return r.ARN() + cfn.text(a.at()+12)
		}
	}
	return ""
}

// Own is the placeholder in the form that stands for the resource's own name:
// BucketName. It is "" where the ARN is that of something else.
func (a TemplateARN) Own() string { return cfn.text(a.at() + 16) }

func templateTypeCount() int { return cfn.count(templateTypesSection, templateTypeSize) - 1 }

// TemplateTypes yields every type in order of names.
func TemplateTypes() iter.Seq[TemplateType] {
	return span(0, templateTypeCount(), func(i int) TemplateType { return TemplateType{index: uint16(i)} })
}

// FindTemplateType finds a resource type of CloudFormation by its name, in its case.
func FindTemplateType(name string) (TemplateType, bool) {
	i, ok := sort.Find(templateTypeCount(), func(i int) int {
		return strings.Compare(name, TemplateType{index: uint16(i)}.Name())
	})
	return TemplateType{index: uint16(i)}, ok
}
