package engine

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/parallel"
	"github.com/iamlint/iamlint/internal/source"
)

// alike is what items of one wording have in common: templates and accounts say the same things again and again, and
// so it is judged once.
type alike struct {
	findings []finding.Finding // with marks for places and the target's name
}

// mostAlike is how many wordings an engine remembers from one model to the next; they take some 200 bytes each.
const mostAlike = 1 << 16

// mostOfOne is how many it takes over from one model: what is longer is like nothing else.
const mostOfOne = 1 << 13

// memory holds what was judged. It is safe for concurrent use.
type memory struct {
	mutex sync.RWMutex
	known map[key]*alike

	readers sync.Pool // of *wording, which are large when they have been used
}

// member is an item of a model.
type member struct {
	item  reflect.Value // a pointer
	list  *shape        // of the lists that it is in
	lists uint64        // those that it is in
	alike *alike
}

// crowd is the items of a model that rules judge alone.
type crowd struct {
	members []member
	new     []int          // those of which the wording is new, one of each
	lists   []string       // by number
	known   map[key]*alike // what is new
	memory  *memory
	same    []byte // what rules see besides the item
}

// gather finds the items that some rules look at, and what is known of their wordings.
func (s *selection) gather(lists []string) *crowd {
	c := &crowd{lists: lists, known: map[key]*alike{}, memory: &s.engine.memory}
	numbers := map[uintptr]int{}
	for n, name := range lists {
		l := s.lists[name]
		if l == nil {
			continue
		}
		for i := range l.model.Len() {
			item := l.model.Index(i)
			at, met := numbers[item.Pointer()]
			if !met {
				at = len(c.members)
				numbers[item.Pointer()] = at
				c.members = append(c.members, member{item: item, list: l.shape})
			}
			c.members[at].lists |= 1 << n
		}
	}
	w := wording{}
	w.value(s.engine.model.byName[cataloguePart].shape, reflect.ValueOf(&s.model.Catalogue).Elem())
	c.same = slices.Clone(w.text)
	c.sort()
	return c
}

// sort finds out who is alike.
func (c *crowd) sort() {
	m := c.memory
	keys := make([]key, len(c.members))
	c.each(func(w *wording, i int) { keys[i] = c.read(w, i) })
	m.mutex.RLock()
	defer m.mutex.RUnlock()
	for i, k := range keys {
		known := m.known[k]
		if known == nil {
			known = c.known[k]
		}
		if known == nil {
			known = &alike{}
			c.known[k] = known
			c.new = append(c.new, i)
		}
		c.members[i].alike = known
	}
}

func (c *crowd) read(w *wording, i int) key {
	m := &c.members[i]
	return w.read(m.list.elem, m.item, append(strconv.AppendUint(nil, m.lists, 16), c.same...))
}

// each does something with every member, on all processors where there are many.
func (c *crowd) each(do func(w *wording, i int)) {
	pool := &c.memory.readers
	parallel.With(len(c.members), few, func() *wording {
		if w, ok := pool.Get().(*wording); ok {
			return w
		}
		return &wording{}
	}, do, func(w *wording) { pool.Put(w) })
}

// some selects the members whose wordings are new.
func (s *selection) some(c *crowd) {
	s.ordinals = map[any]int{}
	for ordinal, i := range c.new {
		m := &c.members[i]
		s.ordinals[m.item.Interface()] = ordinal
		for n, name := range c.lists {
			if m.lists&(1<<n) != 0 {
				s.add(name, m)
			}
		}
	}
	s.encoder.marks = s.ordinals
}

// add puts an item into a list.
func (s *selection) add(name string, m *member) {
	l := s.lists[name]
	if l == nil {
		l = newList(m.list, reflect.MakeSlice(reflect.SliceOf(m.item.Type()), 0, 1))
		s.lists[name] = l
	}
	l.model = reflect.Append(l.model, m.item)
}

// learn files what was found in new wordings.
func (c *crowd) learn(found []finding.Finding) error {
	for i := range found {
		text, marked := strings.CutPrefix(found[i].At.Artifact, mark)
		number, err := strconv.Atoi(text)
		if err != nil || !marked || number >= len(c.new) {
			return fmt.Errorf("rule %s reports a place that is not of what it looked at", found[i].Rule)
		}
		a := c.members[c.new[number]].alike
		a.findings = append(a.findings, found[i])
	}
	return nil
}

// keep remembers what is new for other models.
func (m *memory) keep(c *crowd) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if len(c.known) <= mostOfOne && len(m.known)+len(c.known) <= mostAlike {
		maps.Copy(m.known, c.known)
	}
}

// findings are those in all members, each in its own places.
func (c *crowd) findings() []finding.Finding {
	found := make([][]finding.Finding, len(c.members))
	c.each(func(w *wording, i int) {
		if len(c.members[i].alike.findings) == 0 {
			return
		}
		c.read(w, i)
		for _, f := range c.members[i].alike.findings {
			found[i] = append(found[i], w.place(f))
		}
	})
	return slices.Concat(found...)
}

// place puts a finding about the wording where the item that was read has it.
func (w *wording) place(f finding.Finding) finding.Finding {
	f.At, f.Target, f.Message = w.at(f.At), w.named(f.Target), w.named(f.Message)
	f.Related, f.Steps = w.placeAll(f.Related), w.placeAll(f.Steps)
	return f
}

func (w *wording) placeAll(all []finding.Related) []finding.Related {
	var placed []finding.Related
	for _, r := range all {
		placed = append(placed, finding.Related{At: w.at(r.At), Message: w.named(r.Message)})
	}
	return placed
}

// firstRank is a line with as many digits as all others that stand for places, so that they sort as numbers do.
const firstRank = 1_000_000

// marked is what stands for a place of the item that was read, in whose stead rules see the item of a number.
func (w *wording) marked(number int, at source.Location) source.Location {
	rank := slices.Index(w.places, at)
	line := source.Position{Line: firstRank + rank, Column: 1}
	return source.Location{Artifact: mark + strconv.Itoa(number), Region: source.Region{Start: line, End: line}}
}

// at is the place that a mark stands for.
func (w *wording) at(at source.Location) source.Location {
	if !strings.HasPrefix(at.Artifact, mark) {
		return at
	}
	return w.places[at.Region.Start.Line-firstRank]
}

// named is a text with the target's name in place of the mark.
func (w *wording) named(text string) string {
	if !w.hidden {
		return text
	}
	return strings.ReplaceAll(text, mark, w.subject)
}
