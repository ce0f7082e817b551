package gen

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// The largest things that the tables can hold.
const (
	maxIndex = 1<<16 - 1
	maxText  = 1<<10 - 1
	maxHeap  = 1<<22 - 1
)

// encoder writes the sections; package catalog describes them.
type encoder struct {
	sections [sectionCount][]byte
	heap     heap
	sets     map[string]int // number of a set, by section and items
	keys     map[string]int // index of a key, by lower-case name
	err      error          // the first index that did not fit
}

const (
	servicesSection = iota
	actionsSection
	typesSection
	keysSection
	templatesSection
	keySetsSection
	keyItemsSection
	typeSetsSection
	typeItemsSection
	rcpSection
	foreignSection
	dependentsSection
	dependentItemsSection
	sectionCount
)

// Encode writes the content of catalog.bin.
func (r *Reference) Encode() ([]byte, error) {
	e := &encoder{sets: map[string]int{}, keys: map[string]int{}}
	e.writeKeys(r)
	actions, types := 0, 0
	for _, s := range r.services {
		e.writeService(s.prefix, s.name, actions, types)
		e.writeActions(s, types)
		for _, t := range s.types {
			e.text(typesSection, t.name)
			e.text(typesSection, t.arn)
		}
		actions += len(s.actions)
		types += len(s.types)
	}
	e.writeService("", "", actions, types)
	e.endSets(keySetsSection, keyItemsSection)
	e.endSets(typeSetsSection, typeItemsSection)
	e.writeExtras(r)
	tables, err := assemble("catalog", r.Origin, r.Older, &e.heap, e.sections[:]...)
	return tables, errors.Join(e.err, err)
}

func (e *encoder) writeService(prefix, name string, action, resourceType int) {
	e.text(servicesSection, prefix)
	e.text(servicesSection, name)
	e.index(servicesSection, action)
	e.index(servicesSection, resourceType)
}

func (e *encoder) writeActions(s *service, firstType int) {
	index := map[string]int{}
	for i, t := range s.types {
		index[strings.ToLower(t.name)] = firstType + i
	}
	for _, a := range s.actions {
		e.text(actionsSection, s.prefix+":"+a.name)
		class := byte(a.level) | byte(a.scoping)<<3 | byte(a.documented)<<5
		e.sections[actionsSection] = append(e.sections[actionsSection], class)
		e.index(actionsSection, e.set(keySetsSection, keyItemsSection, a.keys, e.keys))
		e.index(actionsSection, e.set(typeSetsSection, typeItemsSection, a.types, index))
	}
}

func (e *encoder) writeKeys(r *Reference) {
	global := map[string]bool{}
	for _, k := range r.globals {
		global[strings.ToLower(k.name)] = true
	}
	var templates []string
	for i, k := range r.distinctKeys() {
		lower := strings.ToLower(k.name)
		e.keys[lower] = i
		e.text(keysSection, k.name)
		e.text(keysSection, k.kind)
		flag := byte(0)
		if global[lower] {
			flag = 1
		}
		e.sections[keysSection] = append(e.sections[keysSection], flag)
		if fixed(lower) < len(lower) {
			templates = append(templates, lower)
		}
	}
	slices.SortStableFunc(templates, func(a, b string) int { return fixed(b) - fixed(a) })
	for _, name := range templates {
		e.index(templatesSection, e.keys[name])
	}
}

// fixed is the length of a key's name without its placeholder.
func fixed(name string) int {
	start, end := strings.IndexAny(name, "$<"), strings.IndexAny(name, "}>")
	if start < 0 || end < start {
		return len(name)
	}
	return start + len(name) - end - 1
}

// set returns the number of the set of named things, which is written once.
func (e *encoder) set(starts, items int, names []string, index map[string]int) int {
	numbers := make([]int, 0, len(names))
	for _, name := range names {
		numbers = append(numbers, index[name])
	}
	slices.Sort(numbers)
	id := fmt.Sprint(starts, numbers)
	if number, ok := e.sets[id]; ok {
		return number
	}
	number := len(e.sections[starts]) / 2
	e.sets[id] = number
	e.index(starts, len(e.sections[items])/2)
	for _, n := range numbers {
		e.index(items, n)
	}
	return number
}

func (e *encoder) endSets(starts, items int) { e.index(starts, len(e.sections[items])/2) }

func (e *encoder) index(section, value int) {
	if value > maxIndex && e.err == nil {
		e.err = fmt.Errorf("section %d has an index of %d, want at most %d: the tables need wider fields", section, value, maxIndex)
	}
	e.sections[section] = binary.LittleEndian.AppendUint16(e.sections[section], uint16(value))
}

func (e *encoder) text(section int, text string) {
	e.sections[section] = binary.LittleEndian.AppendUint32(e.sections[section], e.heap.ref(text))
}

// heap holds every text once.
type heap struct {
	texts strings.Builder
	refs  map[string]uint32
	err   error // the first text that did not fit
}

// ref adds a text, and gives its place as the tables refer to it.
func (h *heap) ref(text string) uint32 {
	ref, ok := h.refs[text]
	if ok {
		return ref
	}
	ref = uint32(h.texts.Len()<<10 | len(text))
	if h.refs == nil {
		h.refs = map[string]uint32{}
	}
	h.refs[text] = ref
	h.texts.WriteString(text)
	if (len(text) > maxText || h.texts.Len() > maxHeap) && h.err == nil {
		h.err = fmt.Errorf("text %q of %d bytes does not fit in the heap", text, len(text))
	}
	return ref
}
