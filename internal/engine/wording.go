package engine

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"reflect"
	"slices"

	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// key stands for a wording: what an item of the model says, without where it stands and whose it is. Of the
// places it only has which of them are the same and in what order rules see them, of the target's name nothing.
type key [sha256.Size]byte

// wording finds out what items say. It is for one goroutine.
type wording struct {
	text    []byte
	met     []source.Location // the places in the item, as they come
	places  []source.Location // those of them that differ, in the order of their texts
	subject string            // the name of the item's target
	hidden  bool              // that name is left out
	texts   []byte            // of places, one after the other
	ends    []int             // where each of them ends
	order   []int             // of met, sorted
}

// mark begins what stands for a place or a name. It is a private-use character, which no policy has.
const mark = "\uE000"

// read finds out what an item says, beside what is the same for all, and notes its places and its target's name.
func (w *wording) read(s *shape, item reflect.Value, same []byte) key {
	w.text, w.met, w.subject, w.hidden = append(w.text[:0], same...), w.met[:0], "", true
	w.value(s, item)
	w.rank()
	if bytes.Contains(w.text, []byte(mark)) { // which could be taken for one of ours
		w.hidden = false
		w.text = append(w.text, w.subject...)
	}
	return sha256.Sum256(w.text)
}

func (w *wording) number(n int) { w.text = binary.AppendVarint(w.text, int64(n)) }

func (w *wording) string(text string) {
	w.number(len(text))
	w.text = append(w.text, text...)
}

func (w *wording) value(s *shape, v reflect.Value) {
	switch s.form {
	case text:
		w.string(v.String())
	case place:
		w.met = append(w.met, *v.Addr().Interface().(*source.Location))
	case number:
		w.number(int(v.Int()))
	case truth:
		w.truth(v.Bool())
	case list:
		w.number(v.Len())
		for i := range v.Len() {
			w.value(s.elem, v.Index(i))
		}
	case table:
		w.table(s, v)
	case shared:
		w.pointer(s, v)
	default:
		w.record(s, v)
	}
}

func (w *wording) truth(b bool) {
	if b {
		w.number(1)
	} else {
		w.number(0)
	}
}

func (w *wording) table(s *shape, v reflect.Value) {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return cmp.Compare(a.String(), b.String()) })
	w.number(len(keys))
	value := reflect.New(v.Type().Elem()).Elem()
	for _, k := range keys {
		w.string(k.String())
		value.Set(v.MapIndex(k))
		w.value(s.elem, value)
	}
}

// pointer leaves out the name of the item's target, which is the same wherever the item has it.
func (w *wording) pointer(s *shape, v reflect.Value) {
	w.truth(v.IsNil())
	if v.IsNil() {
		return
	}
	subject, ok := v.Interface().(*policy.Subject)
	if !ok {
		w.value(s.elem, v.Elem())
		return
	}
	if w.subject == "" {
		w.subject = subject.Name
	}
	own := subject.Name == w.subject
	w.truth(own)
	for i := range s.elem.fields {
		if f := &s.elem.fields[i]; !own || f.name != "name" {
			w.value(f.shape, v.Elem().FieldByIndex(f.index))
		}
	}
}

func (w *wording) record(s *shape, v reflect.Value) {
	for i := range s.fields {
		f := &s.fields[i]
		inner := v.FieldByIndex(f.index)
		if f.optional {
			w.truth(inner.IsZero())
			if inner.IsZero() {
				continue
			}
		}
		w.value(f.shape, inner)
	}
}

// rank sorts the places as rules would, and adds to the wording the rank of each that was met.
func (w *wording) rank() {
	w.texts, w.ends, w.order, w.places = w.texts[:0], w.ends[:0], w.order[:0], w.places[:0]
	for i := range w.met {
		w.texts = w.met[i].Append(w.texts)
		w.ends = append(w.ends, len(w.texts))
		w.order = append(w.order, i)
	}
	slices.SortFunc(w.order, func(a, b int) int { return bytes.Compare(w.placeText(a), w.placeText(b)) })
	ranks := make([]int, len(w.met))
	for n, i := range w.order {
		if n == 0 || w.met[i] != w.met[w.order[n-1]] {
			w.places = append(w.places, w.met[i])
		}
		ranks[i] = len(w.places)
	}
	for _, rank := range ranks {
		w.number(rank)
	}
}

func (w *wording) placeText(i int) []byte {
	begin := 0
	if i > 0 {
		begin = w.ends[i-1]
	}
	return w.texts[begin:w.ends[i]]
}
