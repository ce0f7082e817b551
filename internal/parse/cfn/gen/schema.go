package gen

import (
	"maps"
	"slices"

	catalog "github.com/iamlint/iamlint/internal/catalog/gen"
)

// Published is what looks like a policy in the schemas of CloudFormation's
// registry, in order.
func Published(schemas map[string]*catalog.Schema) []Property {
	var found []Property
	for name, schema := range schemas {
		w := walker{schema: schema}
		for _, property := range slices.Sorted(maps.Keys(schema.Properties)) {
			w.walk(Property{name, property}, schema.Properties[property], nil)
		}
		found = append(found, w.found...)
	}
	slices.SortFunc(found, compare)
	return slices.Compact(found)
}

type walker struct {
	schema *catalog.Schema
	found  []Property
}

// walk looks at the shape that a path of properties leads to, through those outside it.
func (w *walker) walk(p Property, shape *catalog.Shape, outside []*catalog.Shape) {
	shape = w.schema.Resolve(shape)
	if shape == nil || slices.Contains(outside, shape) {
		return
	}
	if looks(p, shape, w.schema.Resolve(shape.Items)) {
		w.found = append(w.found, p)
		return
	}
	outside = append(slices.Clone(outside), shape)
	for name, inner := range shape.Properties {
		w.walk(Property{p.Type, p.Path + "." + name}, inner, outside)
	}
	if shape.Items != nil {
		w.walk(Property{p.Type, p.Path + "[]"}, shape.Items, outside)
	}
	for _, inner := range slices.Concat(shape.OneOf, shape.AnyOf, shape.AllOf) {
		if inner.Ref != "" || inner.Properties != nil {
			w.walk(p, inner, outside)
		}
	}
}

// looks tells whether a property looks like a policy, or names managed policies.
func looks(p Property, shape, item *catalog.Shape) bool {
	switch {
	case item != nil && slices.Equal(item.Type, catalog.Words{"string"}):
		return listed.MatchString(p.last())
	case shape.Items != nil || shape.Properties != nil || shape.Enum != nil:
		return false
	case shape.Format == "json" || slices.Contains(shape.Type, "object"):
		return anything.MatchString(p.last())
	default:
		return slices.Contains(shape.Type, "string") && text.MatchString(p.last())
	}
}
