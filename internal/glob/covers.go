package glob

import (
	"slices"
	"strings"
)

// maxStates bounds the work of one Covers. Policies stay below a hundredth of
// it; only patterns built to be hard come near.
const maxStates = 20_000

// Covers tells whether wide matches everything that narrow matches. Past
// maxStates steps it answers false: not proven.
//
// It walks narrow and keeps the places in wide where a match may stand. The
// alphabet is larger than any pattern, so the hardest text for a wildcard of
// narrow is made of a character foreign to wide, which only wildcards take:
// wide covers narrow if it matches all of those texts.
func Covers(wide, narrow string) bool {
	if wide == narrow || wide == "*" {
		return true
	}
	head := strings.IndexAny(wide, "*?")
	switch {
	case head < 0 || !strings.HasPrefix(narrow, wide[:head]):
		return false // what is literal in wide has to be so in narrow
	case wide[head:] == "*":
		return true
	case !strings.HasSuffix(narrow, wide[strings.LastIndexAny(wide, "*?")+1:]):
		return false
	}
	w := cover{wide: []rune(wide), narrow: []rune(narrow), seen: map[string]bool{}}
	return w.from(0, w.settle([]int{0}))
}

// foreign stands for a character that is in no pattern.
const foreign rune = -1

type cover struct {
	wide, narrow []rune
	seen         map[string]bool // places in wide and in narrow that were already followed
}

// from tells whether wide, standing at the places, matches all that narrow[at:] stands for.
func (w *cover) from(at int, places []int) bool {
	for ; at < len(w.narrow) && w.narrow[at] != '*'; at++ {
		places = w.take(places, w.narrow[at])
	}
	if at == len(w.narrow) {
		return slices.Contains(places, len(w.wide))
	}
	for len(places) > 0 {
		key := stateKey(at, places)
		if w.seen[key] {
			return true // followed before, and not found wanting: else the whole had ended
		}
		if len(w.seen) == maxStates {
			return false
		}
		w.seen[key] = true
		if !w.from(at+1, places) {
			return false
		}
		places = w.take(places, foreign)
	}
	return false
}

// take is where wide stands after a character; a ? of narrow is a foreign one.
func (w *cover) take(places []int, c rune) []int {
	if c == '?' {
		c = foreign
	}
	var after []int
	for _, p := range places {
		switch {
		case p == len(w.wide):
		case w.wide[p] == '*':
			after = append(after, p)
		case w.wide[p] == '?', w.wide[p] == c:
			after = append(after, p+1)
		}
	}
	return w.settle(after)
}

// settle adds the places that an empty * leads to, and drops those before the
// last * reached: it can do all that they can.
func (w *cover) settle(places []int) []int {
	slices.Sort(places)
	var all []int
	for _, p := range places {
		for ; p < len(w.wide) && w.wide[p] == '*'; p++ {
			all = append(all, p)
		}
		all = append(all, p)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	for i := len(all) - 1; i > 0; i-- {
		if all[i] < len(w.wide) && w.wide[all[i]] == '*' {
			return all[i:]
		}
	}
	return all
}

func stateKey(at int, places []int) string {
	key := make([]byte, 0, 4+2*len(places))
	for _, n := range append([]int{at}, places...) {
		key = append(key, byte(n), byte(n>>8), byte(n>>16))
	}
	return string(key)
}
