package gen

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
)

// TemplateTypes are what CloudFormation's resource types give: by Ref, and which
// of their attributes are ARNs.
type TemplateTypes struct {
	Origin catalog.Origin
	types  []*templateType // in order of names
}

type templateType struct {
	name  string
	ref   string // the property that Ref gives
	named string // the property that holds its name in the account
	arns  []templateARN
}

// templateARN is an ARN that a type gives. Service and resource name the resource
// type of the catalogue that it is of; they are "" where that is not known.
type templateARN struct {
	attribute         string // "" for Ref
	service, resource string
	suffix            string // what stands after the ARN
	slot              string // the placeholder that stands for the resource's own name
}

// MakeTemplateTypes finds out what the types of some schemas give.
func MakeTemplateTypes(schemas *Schemas) (*TemplateTypes, error) {
	return makeTemplateTypes(schemas, spellings, arnOverrides, nameOverrides)
}

// MakePlainTemplateTypes is MakeTemplateTypes without the reviewed exceptions, for tests.
func MakePlainTemplateTypes(schemas *Schemas) (*TemplateTypes, error) {
	return makeTemplateTypes(schemas, nil, nil, nil)
}

func makeTemplateTypes(schemas *Schemas, prefixes map[string]string, exceptions []ARNOverride, nameExceptions []NameOverride) (*TemplateTypes, error) {
	j, err := newJoiner(prefixes, schemas)
	if err != nil {
		return nil, err
	}
	all := &TemplateTypes{Origin: schemas.Origin}
	for _, name := range slices.Sorted(maps.Keys(schemas.Types)) {
		all.types = append(all.types, j.read(schemas.Types[name]))
	}
	for _, o := range exceptions {
		if err := all.override(o); err != nil {
			return nil, fmt.Errorf("override of %s: %w", o.name(), err)
		}
	}
	for _, t := range all.types {
		t.finish(schemas.Types[t.name])
	}
	for _, o := range nameExceptions {
		if err := all.rename(o); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// read finds out what one type gives.
func (j *joiner) read(s *Schema) *templateType {
	t := &templateType{name: s.TypeName}
	identifier := ""
	if len(s.PrimaryIdentifier) == 1 {
		identifier = dotted(s.PrimaryIdentifier[0])
	}
	for _, pointer := range s.ReadOnlyProperties {
		attribute := dotted(pointer)
		shape := s.at(attribute)
		if attribute == "" || !givesARN(attribute, shape) || slices.ContainsFunc(t.arns, func(a templateARN) bool { return a.attribute == attribute }) {
			continue
		}
		arn := j.join(s, attribute, shape)
		t.arns = append(t.arns, arn)
		if attribute == identifier {
			arn.attribute = ""
			t.arns = append(t.arns, arn)
		}
	}
	if settable(s, identifier) {
		t.ref = identifier
	}
	return t
}

// settable tells whether a template says what the property is, word for word.
func settable(s *Schema, property string) bool {
	shape := s.at(property)
	if shape == nil || strings.Contains(property, ".") || !slices.Equal(shape.Type, Words{"string"}) {
		return false
	}
	pointer := "/properties/" + property
	_, transformed := s.PropertyTransform[pointer]
	return !transformed && !slices.Contains(s.ReadOnlyProperties, pointer)
}

// finish puts ARNs in order and finds the property with the resource's name, and
// where in the ARNs that stands.
func (t *templateType) finish(s *Schema) {
	slices.SortFunc(t.arns, func(a, b templateARN) int { return strings.Compare(a.attribute, b.attribute) })
	t.named = t.ref
	for i := range t.arns {
		arn := &t.arns[i]
		placeholders := names(formatOf(arn.service, arn.resource))
		arn.slot = t.slot(s, placeholders)
		if arn.slot == "" && arn.own(t.name) && len(placeholders) > 0 {
			arn.slot = placeholders[len(placeholders)-1]
			t.named = "" // nothing says that the ARN ends with it
		}
	}
}

// slot is the placeholder that stands for the resource's own name; of a type that
// Ref does not give the name of, it finds the property with the name, too.
func (t *templateType) slot(s *Schema, placeholders []string) string {
	kind := plain(t.name[strings.LastIndexByte(t.name, ':')+1:])
	for _, placeholder := range slices.Backward(placeholders) {
		wanted := plain(strings.TrimSuffix(placeholder, "WithPath"))
		for _, property := range slices.Sorted(maps.Keys(s.Properties)) {
			candidate := plain(property)
			fits := slices.Contains([]string{candidate, kind + candidate}, wanted) || candidate == "name" && wanted == kind ||
				strings.HasSuffix(candidate, wanted) && strings.HasSuffix(wanted, "name")
			if fits && settable(s, property) && (t.named == "" || t.named == property) && describes(candidate, kind) {
				t.named = property
				return placeholder
			}
		}
	}
	return ""
}

// describes tells whether a property names the resource itself, and not another one.
func describes(property, kind string) bool {
	subject := strings.TrimSuffix(strings.TrimSuffix(property, "name"), "identifier")
	return subject == "" || strings.HasSuffix(kind, subject)
}

// Encode writes the content of cfn.bin.
func (t *TemplateTypes) Encode() ([]byte, error) {
	var types, arns []byte
	var texts heap
	write := func(section []byte, words ...string) []byte {
		for _, word := range words {
			section = binary.LittleEndian.AppendUint32(section, texts.ref(word))
		}
		return section
	}
	count := 0
	for _, of := range t.types {
		types = binary.LittleEndian.AppendUint16(write(types, of.name, of.ref, of.named), uint16(count))
		for _, arn := range of.arns {
			arns = write(arns, arn.attribute, arn.service, arn.resource, arn.suffix, arn.slot)
			count++
		}
	}
	if count > maxIndex {
		return nil, errors.New("more attributes than an index can hold: the table needs wider fields")
	}
	types = binary.LittleEndian.AppendUint16(write(types, "", "", ""), uint16(count))
	return assemble("cfn", t.Origin, catalog.Origin{}, &texts, types, arns)
}

// Summary says which types are new since those known so far, and how many ARNs have a form.
func (t *TemplateTypes) Summary(known map[string]bool) string {
	now := map[string]bool{}
	all, formed := 0, 0
	for _, of := range t.types {
		now[of.name] = true
		for _, arn := range of.arns {
			all++
			if arn.service != "" {
				formed++
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s of %s: %d types of templates, which give %d ARNs, %d of a known form\n",
		t.Origin.Package, t.Origin.Version, t.Origin.Date, len(t.types), all, formed)
	list(&b, "types of templates added", missing(now, known))
	list(&b, "types of templates removed", missing(known, now))
	return b.String()
}
