package engine

import (
	"fmt"
	"reflect"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// encode turns a model into what rules know as input. A statement that is filed under
// several traits becomes one term, which all of them share.
func (s *shape) encode(m *policy.Model) (*ast.Term, error) {
	e := newEncoder()
	term := e.term(s, reflect.ValueOf(m).Elem())
	return term, e.err
}

// item is an item that is encoded by its wording.
type item struct {
	wording

	number int
}

func newEncoder() *encoder {
	return &encoder{
		shared: map[any]*ast.Term{},
		texts:  map[string]*ast.Term{},
		places: map[source.Location]*ast.Term{},
		wanted: map[*shape][]*field{},
	}
}

// encoder makes each term once: models repeat themselves, and terms are most of the cost.
type encoder struct {
	shared map[any]*ast.Term // by pointer
	texts  map[string]*ast.Term
	places map[source.Location]*ast.Term
	fields map[string]bool     // those that are wanted; nil for all
	wanted map[*shape][]*field // by record, the same
	marks  map[any]int         // the items that are encoded by their wording alone, with a number each
	within *item               // the one of them that is being encoded; nil for none
	item   item                // which within points at
	err    error               // the first
}

func (e *encoder) term(s *shape, v reflect.Value) *ast.Term {
	switch s.form {
	case text:
		return e.text(v.String())
	case place:
		return e.place(v)
	case number:
		return ast.InternedTerm(int(v.Int()))
	case truth:
		return ast.InternedTerm(v.Bool())
	case list:
		return e.list(s, v)
	case table:
		return e.table(s, v)
	case shared:
		return e.share(s, v)
	default:
		return e.record(s, v)
	}
}

func (e *encoder) text(value string) *ast.Term {
	term, met := e.texts[value]
	if !met {
		term = ast.StringTerm(value)
		e.texts[value] = term
	}
	return term
}

func (e *encoder) place(v reflect.Value) *ast.Term {
	at := v.Addr().Interface().(*source.Location)
	if e.within != nil {
		return ast.StringTerm(e.within.marked(e.within.number, *at).String())
	}
	term, met := e.places[*at]
	if !met {
		term = ast.StringTerm(at.String())
		e.places[*at] = term
	}
	return term
}

func (e *encoder) list(s *shape, v reflect.Value) *ast.Term {
	if v.Len() == 0 {
		return ast.InternedEmptyArray
	}
	terms := make([]*ast.Term, v.Len())
	for i := range terms {
		terms[i] = e.term(s.elem, v.Index(i))
	}
	return ast.ArrayTerm(terms...)
}

func (e *encoder) table(s *shape, v reflect.Value) *ast.Term {
	if v.Len() == 0 {
		return ast.InternedEmptyObject
	}
	object := ast.NewObjectWithCapacity(v.Len())
	value := reflect.New(v.Type().Elem()).Elem()
	for entries := v.MapRange(); entries.Next(); {
		value.SetIterValue(entries)
		object.Insert(e.text(entries.Key().String()), e.term(s.elem, value))
	}
	return ast.NewTerm(object)
}

func (e *encoder) share(s *shape, v reflect.Value) *ast.Term {
	if v.IsNil() {
		e.fail(fmt.Errorf("the model lacks a %s", s.elem.name))
		return ast.InternedNullTerm
	}
	if e.within != nil { // what an item holds has its places by that item, even if it is one itself
		return e.term(s.elem, e.within.hide(v).Elem())
	}
	pointer := v.Interface()
	if term, met := e.shared[pointer]; met {
		return term
	}
	if number, marked := e.marks[pointer]; marked {
		e.within, e.item.number = &e.item, number
		e.within.read(s, v, nil)
		defer func() { e.within = nil }()
	}
	term := e.term(s.elem, v.Elem())
	e.shared[pointer] = term
	return term
}

// hide puts the mark in place of the target's name.
func (x *item) hide(v reflect.Value) reflect.Value {
	subject, ok := v.Interface().(*policy.Subject)
	if !ok || !x.hidden || subject.Name != x.subject {
		return v
	}
	masked := *subject
	masked.Name = mark
	return reflect.ValueOf(&masked)
}

func (e *encoder) record(s *shape, v reflect.Value) *ast.Term {
	fields := e.of(s)
	object := ast.NewObjectWithCapacity(len(fields))
	for _, f := range fields {
		value := v.FieldByIndex(f.index)
		if !f.optional || !value.IsZero() {
			object.Insert(f.key, e.term(f.shape, value))
		}
	}
	return ast.NewTerm(object)
}

// of are the fields of records that are wanted: mostly a few of many.
func (e *encoder) of(s *shape) []*field {
	if fields, met := e.wanted[s]; met {
		return fields
	}
	var fields []*field
	for i := range s.fields {
		if f := &s.fields[i]; e.fields == nil || e.fields[f.name] {
			fields = append(fields, f)
		}
	}
	e.wanted[s] = fields
	return fields
}

func (e *encoder) fail(err error) {
	if e.err == nil {
		e.err = err
	}
}
