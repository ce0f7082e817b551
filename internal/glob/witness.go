package glob

import (
	"encoding/binary"
	"slices"
	"unicode/utf8"
)

// Answer is what a search for a string comes to.
type Answer uint8

// The answers. That nothing was decided is the zero value, so that nobody who
// forgets to look takes it for one of the others.
const (
	Undecided Answer = iota // the search was given up
	None                    // there is no such string
	Found                   // there is one
)

// maxWitness bounds the states of one Witness, as maxStates does those of
// Covers.
const maxWitness = 20_000

// Witness looks for a string that every pattern of in matches, and none of
// out. It gives up after 20,000 states, and says so: Undecided proves nothing.
//
// It walks all of in at once, one place in each, and keeps the set of places
// where the patterns of out may stand. Wherever every pattern of in stands on
// a wildcard it takes a character that is in no pattern: only wildcards of out
// follow it, so that no other character leaves fewer places. Of states that
// stand alike in in, one whose places of out another's cover is not followed.
func Witness(in, out []string) (string, Answer) {
	w, answer := newWitness(in, out)
	if answer != Undecided {
		return "", answer
	}
	for head := 0; head < len(w.states); head++ {
		if w.accepts(head) {
			return w.text(head), Found
		}
		if len(w.states) > maxWitness {
			return "", Undecided
		}
		if !w.states[head].dead {
			w.follow(head)
		}
	}
	return "", None
}

// Possible tells whether there may be a string that every pattern of in matches, and none of out: whether Witness has
// another answer than None. It looks for no string where two patterns tell.
func Possible(in, out []string) bool {
	for i, p := range in {
		for _, q := range in[i+1:] {
			if !Meets(p, q) {
				return false
			}
		}
	}
	touched := func(o string) bool { return !slices.ContainsFunc(in, func(i string) bool { return !Meets(i, o) }) }
	if len(in) <= 2 && !slices.ContainsFunc(out, touched) {
		return true
	}
	_, answer := Witness(in, out)
	return answer != None
}

// witness is one search. Places of out are numbered through, pattern after pattern.
type witness struct {
	in     [][]rune
	out    []rune // end stands behind each pattern
	owner  []int  // the number of the pattern that each place of out is in
	states []state
	seen   map[string][]int // the states that stand at certain places of in
}

// state is where a string leads to.
type state struct {
	at     []int // the place in each pattern of in
	out    []int // places in out, sorted; what an empty * leads to is among them
	parent int
	by     rune // the last character; foreign, or nothing
	dead   bool // another state covers it
}

const (
	end     rune = -2
	nothing rune = -3 // no character was taken: a * of in was left
)

// newWitness makes the first state, or gives the answer where it is plain.
func newWitness(in, out []string) (*witness, Answer) {
	w := &witness{seen: map[string][]int{}}
	in = narrowest(in)
	for _, p := range in {
		w.in = append(w.in, normal(p))
	}
	var starts []int
	for _, p := range out {
		if p == "*" || slices.Contains(in, p) {
			return nil, None
		}
		if slices.ContainsFunc(in, func(i string) bool { return !Meets(i, p) }) {
			continue // what it matches is not asked for
		}
		starts = append(starts, len(w.out))
		w.out = append(append(w.out, normal(p)...), end)
		for len(w.owner) < len(w.out) {
			w.owner = append(w.owner, len(starts))
		}
	}
	w.add(state{at: make([]int, len(in)), out: w.settle(starts), parent: -1, by: nothing})
	return w, Undecided
}

// narrowest leaves out patterns that cover another one.
func narrowest(in []string) []string {
	var kept []string
	for i, p := range in {
		covers := func(q string) bool { return Covers(p, q) }
		if !slices.ContainsFunc(kept, covers) && !slices.ContainsFunc(in[i+1:], covers) {
			kept = append(kept, p)
		}
	}
	return kept
}

// normal writes each run of wildcards in one way: first every ?, then one *.
func normal(pattern string) []rune {
	var all []rune
	star := false
	for _, c := range pattern {
		if star && c != '*' && c != '?' {
			all, star = append(all, '*'), false
		}
		if c == '*' {
			star = true
			continue
		}
		all = append(all, c)
	}
	if star {
		all = append(all, '*')
	}
	return all
}

func (w *witness) accepts(i int) bool {
	s := w.states[i]
	for k, at := range s.at {
		if at < len(w.in[k]) {
			return false
		}
	}
	return !slices.ContainsFunc(s.out, func(p int) bool { return w.out[p] == end })
}

// follow adds the states after one: each * of in is left, and a character is taken.
func (w *witness) follow(i int) {
	s := w.states[i]
	for k, at := range s.at {
		if at < len(w.in[k]) && w.in[k][at] == '*' {
			left := slices.Clone(s.at)
			left[k]++
			w.add(state{at: left, out: s.out, parent: i, by: nothing})
		}
	}
	c := foreign
	next := slices.Clone(s.at)
	for k, at := range s.at {
		if at == len(w.in[k]) {
			return
		}
		switch wanted := w.in[k][at]; wanted {
		case '*':
			continue
		case '?':
		default:
			if c != foreign && c != wanted {
				return
			}
			c = wanted
		}
		next[k]++
	}
	w.add(state{at: next, out: w.take(s.out, c), parent: i, by: c})
}

// take is where out stands after a character.
func (w *witness) take(places []int, c rune) []int {
	var after []int
	for _, p := range places {
		switch w.out[p] {
		case '*':
			after = append(after, p)
		case '?', c:
			after = append(after, p+1)
		}
	}
	return w.settle(after)
}

// settle adds the places that an empty * leads to, and drops those of the same pattern before the last * reached: it
// can do all that they can.
func (w *witness) settle(places []int) []int {
	all := slices.Clone(places)
	for _, p := range places {
		if w.out[p] == '*' {
			all = append(all, p+1) // never another *: see normal
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	kept := all[:0:0]
	star := -1 // the pattern whose last * was met
	for _, p := range slices.Backward(all) {
		if w.owner[p] == star {
			continue
		}
		kept = append(kept, p)
		if w.out[p] == '*' {
			star = w.owner[p]
		}
	}
	slices.Reverse(kept)
	return kept
}

// add files a state unless another covers it, and drops those that it covers.
func (w *witness) add(s state) {
	key := make([]byte, 0, 2*len(s.at))
	for _, at := range s.at {
		key = binary.AppendUvarint(key, uint64(at))
	}
	alike := w.seen[string(key)]
	for _, i := range alike {
		if w.within(w.states[i].out, s.out) {
			return
		}
	}
	alike = slices.DeleteFunc(alike, func(i int) bool {
		covered := w.within(s.out, w.states[i].out)
		w.states[i].dead = w.states[i].dead || covered
		return covered
	})
	w.seen[string(key)] = append(alike, len(w.states))
	w.states = append(w.states, s)
}

// within tells whether out can do from many places all that it can from few: a * does what all places before it do.
func (w *witness) within(few, many []int) bool {
	j := 0
	for _, p := range few {
		for j < len(many) && many[j] < p {
			j++
		}
		if j < len(many) && many[j] == p {
			continue
		}
		if j == len(many) || w.out[many[j]] != '*' || w.owner[p] != w.owner[many[j]] {
			return false
		}
	}
	return true
}

// text is a string that leads to a state.
func (w *witness) text(i int) string {
	var all []rune
	for ; i >= 0; i = w.states[i].parent {
		switch c := w.states[i].by; c {
		case nothing:
		case foreign:
			all = append(all, w.stranger())
		default:
			all = append(all, c)
		}
	}
	slices.Reverse(all)
	return string(all)
}

// stranger is a character that is in no pattern, one that people can read if there is one.
func (w *witness) stranger() rune {
	used := func(c rune) bool {
		return slices.Contains(w.out, c) || slices.ContainsFunc(w.in, func(p []rune) bool { return slices.Contains(p, c) })
	}
	for _, c := range "xyz0123456789abcdefghijklmnopqrstuvwABCDEFGHIJKLMNOPQRSTUVWXYZ" {
		if !used(c) {
			return c
		}
	}
	c := rune(0xC0)
	for used(c) || !utf8.ValidRune(c) {
		c++
	}
	return c
}
