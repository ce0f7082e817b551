package engine

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/source"
)

// form is how a Go type appears to rules.
type form uint8

const (
	text   form = iota // a string
	place              // a source.Location, in the form of its String
	number             // an integer
	truth              // a bool
	list               // a slice; nil is empty
	table              // a map from strings
	record             // a struct
	shared             // a pointer: what it points at is encoded once, however often it is met
)

// shape is a Go type as rules see it. The encoder and the schema are both made of
// it, so that they can't disagree.
type shape struct {
	form   form
	name   string // of the Go type
	elem   *shape // of a list, table or shared
	fields []field
	byName map[string]*field
}

type field struct {
	name     string
	key      *ast.Term
	index    []int
	shape    *shape
	optional bool // left out when nil
}

// names collects the names of all fields in it.
func (s *shape) names(into map[string]bool) {
	if s.elem != nil {
		s.elem.names(into)
	}
	for i := range s.fields {
		into[s.fields[i].name] = true
		s.fields[i].shape.names(into)
	}
}

// shapeOf refuses every type that would not be seen by rules as it is in Go: what is
// dynamic (any, functions, channels), what has no json name, and what contains itself.
func shapeOf(t reflect.Type) (*shape, error) { return shaper{}.of(t) }

// shaper holds the shapes made so far; nil for one that is being made.
type shaper map[reflect.Type]*shape

func (s shaper) of(t reflect.Type) (*shape, error) {
	if known, met := s[t]; met {
		if known == nil {
			return nil, fmt.Errorf("type %s contains itself", t)
		}
		return known, nil
	}
	s[t] = nil
	made, err := s.build(t)
	if err != nil {
		return nil, err
	}
	made.name = t.Name()
	s[t] = made
	return made, nil
}

func (s shaper) build(t reflect.Type) (*shape, error) {
	if t == reflect.TypeFor[source.Location]() {
		return &shape{form: place}, nil
	}
	switch t.Kind() {
	case reflect.String:
		return &shape{form: text}, nil
	case reflect.Bool:
		return &shape{form: truth}, nil
	case reflect.Int:
		return &shape{form: number}, nil
	case reflect.Slice:
		return s.around(list, t.Elem())
	case reflect.Pointer:
		return s.around(shared, t.Elem())
	case reflect.Map:
		if t.Key().Kind() != reflect.String {
			return nil, fmt.Errorf("type %s: rules have no keys but strings", t)
		}
		return s.around(table, t.Elem())
	case reflect.Struct:
		fields, err := s.fields(t, nil)
		byName := map[string]*field{}
		for i := range fields {
			byName[fields[i].name] = &fields[i]
		}
		return &shape{form: record, fields: fields, byName: byName}, err
	default:
		return nil, fmt.Errorf("type %s: rules can't see a %s", t, t.Kind())
	}
}

func (s shaper) around(f form, elem reflect.Type) (*shape, error) {
	inner, err := s.of(elem)
	return &shape{form: f, elem: inner}, err
}

// fields lists the fields of a struct with those of embedded structs among them, by name.
func (s shaper) fields(t reflect.Type, path []int) ([]field, error) {
	var all []field
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(slices.Clone(path), i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			inner, err := s.fields(f.Type, index)
			if err != nil {
				return nil, err
			}
			all = append(all, inner...)
			continue
		}
		made, err := s.field(t, f, index)
		if err != nil {
			return nil, err
		}
		if made != nil {
			all = append(all, *made)
		}
	}
	slices.SortFunc(all, func(a, b field) int { return strings.Compare(a.name, b.name) })
	return all, nil
}

// field is nil for one that rules don't see.
func (s shaper) field(t reflect.Type, f reflect.StructField, index []int) (*field, error) {
	name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "-" {
		return nil, nil //nolint:nilnil // nothing to see is no error
	}
	if name == "" {
		return nil, fmt.Errorf("field %s.%s has no json name", t, f.Name)
	}
	inner, err := s.of(f.Type)
	if err != nil {
		return nil, fmt.Errorf("field %s.%s: %w", t, f.Name, err)
	}
	return &field{name: name, key: ast.StringTerm(name), index: index, shape: inner, optional: option == "omitempty"}, nil
}
