package gen

import (
	"cmp"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// Property is a property that by its name and type may hold a policy document,
// or name managed policies.
type Property struct {
	Type string // "AWS::IAM::Role"
	Path string // from Properties; a name that ends in [] is a list to look into
}

// String is "AWS::IAM::Role.Policies[].PolicyDocument".
func (p Property) String() string { return p.Type + "." + p.Path }

// last is the last name of the path.
func (p Property) last() string {
	return strings.TrimSuffix(p.Path[strings.LastIndexByte(p.Path, '.')+1:], "[]")
}

func compare(a, b Property) int {
	return cmp.Or(strings.Compare(a.Type, b.Type), strings.Compare(a.Path, b.Path))
}

// How a property looks that may hold a policy: one that takes anything by little,
// one that takes text by the end of its name.
var (
	anything = regexp.MustCompile(`(?i)polic|document$|statement$|^content$`)
	text     = regexp.MustCompile(`(?i)polic(y|ies)(text|document|body|json|template|statement)?$|^permissions?boundary(arn)?$`)
	listed   = regexp.MustCompile(`(?i)managed-?polic(y|ies)(arns?)?$`)
)

// Typed is what looks like a policy in types of Go, by the name of the resource
// type, in order.
func Typed(types map[string]reflect.Type) []Property {
	var found []Property
	for name, typ := range types {
		found = append(found, typed(name, "", typ, nil)...)
	}
	slices.SortFunc(found, compare)
	return slices.Compact(found)
}

// typed looks at a type that a path of properties leads to, through those outside it.
func typed(name, path string, typ reflect.Type, outside []reflect.Type) []Property {
	p := Property{name, path}
	switch typ.Kind() {
	case reflect.Pointer:
		return typed(name, path, typ.Elem(), outside)
	case reflect.Slice:
		if typ.Elem().Kind() == reflect.String && listed.MatchString(p.last()) {
			return []Property{p}
		}
		return typed(name, path+"[]", typ.Elem(), outside)
	case reflect.Struct:
		if slices.Contains(outside, typ) {
			return nil
		}
		return fields(name, path, typ, append(slices.Clone(outside), typ))
	case reflect.Interface:
		if anything.MatchString(p.last()) {
			return []Property{p}
		}
	case reflect.String:
		if text.MatchString(p.last()) {
			return []Property{p}
		}
	default: // numbers, and maps, which hold tags and the like
	}
	return nil
}

func fields(name, path string, typ reflect.Type, outside []reflect.Type) []Property {
	var found []Property
	for i := range typ.NumField() {
		field := typ.Field(i)
		property, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if property == "" || property == "-" {
			continue // what goformation adds for its own use
		}
		found = append(found, typed(name, strings.TrimPrefix(path+"."+property, "."), field.Type, outside)...)
	}
	return found
}
