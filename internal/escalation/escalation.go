// Package escalation finds the ways by which principals come by more than they
// were given: by rewriting their own permissions, by taking over identities, by
// handing roles to services, by changing what already runs with a role, and by
// several of these one after the other. The methods are data, rules/data/escalation.yaml;
// whether a way is grave is for rules to say.
package escalation

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// Finder finds escalations. It may be used by several goroutines at once.
type Finder struct {
	methods []method
	assume  method
	compute []string       // services that run code, without .amazonaws.com
	actions map[string]int // all that methods ask for, in lower case, and their bits
	spoken  sync.Map       // bits, by the pattern that they were found for
	kinds   sync.Map       // see kindsOf
}

// method is a Method as it is looked for.
type method struct {
	Method
	asks []bits // of each some action has to be there
	arn  string // the pattern of the ARNs of its targets
}

// New reads the methods from the rules' folder, as PrepareMethods has written them there.
func New(rules fs.FS) (*Finder, error) {
	read, compute, err := readPrepared(rules)
	if err != nil {
		return nil, err
	}
	f := &Finder{actions: map[string]int{}, compute: compute}
	for _, m := range read {
		looked := method{Method: m, arn: targetARN(m.On, m.Target)}
		for _, any := range m.Allows {
			var ask bits
			for _, action := range any {
				ask.set(f.bit(action))
			}
			looked.asks = append(looked.asks, ask)
		}
		f.methods = append(f.methods, looked)
		if m.ID == assumeRole {
			f.assume = looked
		}
	}
	return f, nil
}

func (f *Finder) bit(action string) int {
	lower := strings.ToLower(action)
	n, ok := f.actions[lower]
	if !ok {
		n = len(f.actions)
		f.actions[lower] = n
	}
	return n
}

// Model finds the escalations of everybody in a model that package expand has written its facts onto, and files them
// in Having.Escalations, sorted by place. One of them stands for all methods of its family that a principal has.
func (f *Finder) Model(m *policy.Model) {
	s := f.search(m)
	found := s.escalations()
	slices.SortStableFunc(found, func(a, b *policy.Escalation) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Family, b.Family), cmp.Compare(a.Target.Name, b.Target.Name))
	})
	m.Having.Escalations = found
}

// bits is a set of the actions that methods ask for.
type bits [4]uint64

func (b *bits) set(n int) { b[n/64] |= 1 << (n % 64) }
func (b *bits) add(other bits) {
	for i := range b {
		b[i] |= other[i]
	}
}
func (b bits) meets(o bits) bool { return b[0]&o[0]|b[1]&o[1]|b[2]&o[2]|b[3]&o[3] != 0 }

// speaksOf are the actions that a pattern of actions is about. The same few patterns come again and again.
func (f *Finder) speaksOf(pattern string) bits {
	if known, ok := f.spoken.Load(pattern); ok {
		return known.(bits)
	}
	var b bits
	for a := range catalog.Expand(pattern) {
		if n, ok := f.actions[strings.ToLower(a.Name())]; ok {
			b.set(n)
		}
	}
	f.spoken.Store(pattern, b)
	return b
}
