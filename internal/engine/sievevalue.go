package engine

import (
	"reflect"

	"github.com/iamlint/iamlint/internal/source"
)

// value is what an expression of a sieve gives.
type value struct {
	kind  valueKind
	text  string
	n     int // a number; of a truth 1 for true
	model reflect.Value
	shape *shape // of model
	many  *many
}

// many is an array, a set or an object of the rule's own.
type many struct {
	items []value
	keys  []value // of an object
}

type valueKind uint8

const (
	undefined  valueKind = iota
	unknown              // it may even be undefined
	textValue            //
	intValue             //
	truthValue           //
	nullValue            //
	modelValue           // a list, a table, a record or a place of the model
	listValue            // an array of the rule's own, in items
	setValue             // likewise
	tableValue           // likewise an object
)

func (v value) sure() verdict {
	switch v.kind {
	case undefined:
		return no
	case unknown:
		return maybe
	default:
		return yes
	}
}

// truth tells whether a value lets a body go on: whether it is anything but false.
func (v value) truth() verdict {
	if v.kind == truthValue && v.n == 0 {
		return no
	}
	return v.sure()
}

func textOf(s string) value { return value{kind: textValue, text: s} }
func intOf(n int) value     { return value{kind: intValue, n: n} }

func truthOf(b bool) value {
	v := value{kind: truthValue}
	if b {
		v.n = 1
	}
	return v
}

func verdictValue(v verdict) value {
	if v == maybe {
		return value{kind: unknown}
	}
	return truthOf(v == yes)
}

// valueOf is a part of the model.
func valueOf(s *shape, v reflect.Value) value {
	switch s.form {
	case text:
		return textOf(v.String())
	case number:
		return intOf(int(v.Int()))
	case truth:
		return truthOf(v.Bool())
	case shared:
		if v.IsNil() {
			return value{kind: unknown}
		}
		return valueOf(s.elem, v.Elem())
	default:
		return value{kind: modelValue, model: v, shape: s}
	}
}

// get is what a value has under a key.
func (v value) get(key value) value {
	if v.kind == unknown || key.kind == unknown {
		return value{kind: unknown}
	}
	switch v.kind {
	case modelValue:
		return v.part(key)
	case listValue:
		if key.kind == intValue && key.n >= 0 && key.n < len(v.many.items) {
			return v.many.items[key.n]
		}
	case tableValue:
		return pick(v.many.keys, v.many.items, key)
	case setValue:
		return pick(v.many.items, v.many.items, key)
	default:
	}
	return value{kind: undefined}
}

// pick is the item at which the key stands.
func pick(keys, items []value, key value) value {
	for i := range keys {
		switch same(keys[i], key) {
		case yes:
			return items[i]
		case maybe:
			return value{kind: unknown}
		default:
		}
	}
	return value{kind: undefined}
}

func (v value) part(key value) value {
	switch {
	case v.shape.form == list && key.kind == intValue:
		if key.n < 0 || key.n >= v.model.Len() {
			return value{kind: undefined}
		}
		return valueOf(v.shape.elem, v.model.Index(key.n))
	case v.shape.form == table && key.kind == textValue:
		item := v.model.MapIndex(reflect.ValueOf(key.text))
		if !item.IsValid() {
			return value{kind: undefined}
		}
		return valueOf(v.shape.elem, item)
	case v.shape.form == record && key.kind == textValue:
		f := v.shape.byName[key.text]
		if f == nil {
			return value{kind: unknown} // no rule asks for such a field, or it is not the model's
		}
		inner := v.model.FieldByIndex(f.index)
		if f.optional && inner.IsZero() {
			return value{kind: undefined}
		}
		return valueOf(f.shape, inner)
	}
	return value{kind: undefined}
}

// each goes through the keys and items of a value until told to stop, and tells whether it knows them.
func (v value) each(do func(key, item value) bool) bool {
	switch v.kind {
	case unknown:
		return false
	case listValue, setValue, tableValue:
		v.eachOwn(do)
	case modelValue:
		v.eachPart(do)
	default: // there is nothing in it
	}
	return true
}

func (v value) eachOwn(do func(key, item value) bool) {
	for i, item := range v.many.items {
		key := intOf(i)
		switch v.kind {
		case setValue:
			key = item
		case tableValue:
			key = v.many.keys[i]
		default: // an array has indices
		}
		if !do(key, item) {
			return
		}
	}
}

func (v value) eachPart(do func(key, item value) bool) {
	switch v.shape.form {
	case list:
		for i := range v.model.Len() {
			if !do(intOf(i), valueOf(v.shape.elem, v.model.Index(i))) {
				return
			}
		}
	case table:
		for entries := v.model.MapRange(); entries.Next(); {
			if !do(textOf(entries.Key().String()), valueOf(v.shape.elem, entries.Value())) {
				return
			}
		}
	case record:
		v.eachField(do)
	default: // there is nothing in it
	}
}

func (v value) eachField(do func(key, item value) bool) {
	for i := range v.shape.fields {
		key := textOf(v.shape.fields[i].name)
		if item := v.part(key); item.kind != undefined && !do(key, item) {
			return
		}
	}
}

// count is how many items a value has, -1 for what is not known.
func (v value) count() int {
	switch v.kind {
	case textValue:
		return len([]rune(v.text))
	case listValue, setValue, tableValue:
		return len(v.many.items)
	case modelValue:
		if v.shape.form == list || v.shape.form == table {
			return v.model.Len()
		}
	default:
	}
	return -1
}

// same tells whether two values are equal, as far as that is plain to see.
func same(a, b value) verdict {
	switch {
	case a.kind == unknown || b.kind == unknown:
		return maybe
	case a.isPlace() || b.isPlace():
		return samePlace(a, b)
	case a.kind >= modelValue && b.kind >= modelValue:
		return maybe
	case a.kind != b.kind || a.text != b.text || a.n != b.n:
		return no
	}
	return yes
}

func (v value) isPlace() bool { return v.kind == modelValue && v.shape.form == place }

func samePlace(a, b value) verdict {
	if !a.isPlace() {
		a, b = b, a
	}
	at := a.model.Interface().(source.Location)
	equal := false
	switch {
	case b.isPlace():
		equal = at == b.model.Interface().(source.Location)
	case b.kind == textValue:
		equal = at.String() == b.text
	}
	if equal {
		return yes
	}
	return no
}

// holds tells whether a collection has an item.
func (v value) holds(item value) verdict {
	best := no
	known := v.each(func(_, has value) bool {
		best = max(best, same(has, item))
		return best < yes
	})
	if !known {
		return maybe
	}
	return best
}
