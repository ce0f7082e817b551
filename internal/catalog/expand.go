package catalog

import (
	"iter"
	"sort"
	"strings"
)

const wildcards = "*?"

// Expand yields every action that a pattern stands for, in alphabetical order
// of services and then of names: * is any run of characters, ? is one, and case
// does not count. It looks only where matches can be: in one service if the
// text before the colon has no wildcard, and there only at the names that begin
// like the pattern.
//
// A * runs past the colon, so "*" is everything; IAM itself accepts no other
// pattern without a colon.
func Expand(pattern string) iter.Seq[Action] {
	return func(yield func(Action) bool) {
		prefix, local, ok := strings.Cut(pattern, ":")
		if !ok {
			expandWhole(pattern, yield)
			return
		}
		if !strings.ContainsAny(prefix, wildcards) {
			if service, known := FindService(prefix); known {
				service.expand(local, yield)
			}
			return
		}
		for service := range Services() {
			if matches(prefix, service.Prefix()) && !service.expand(local, yield) {
				return
			}
		}
	}
}

// expandWhole yields the actions whose whole name a pattern without a colon matches.
func expandWhole(pattern string, yield func(Action) bool) {
	if !strings.ContainsAny(pattern, wildcards) {
		return
	}
	for i := range actionCount() {
		action := Action{index: uint16(i)}
		if matches(pattern, action.Name()) && !yield(action) {
			return
		}
	}
}

// expand yields the service's actions whose name the pattern matches, and tells
// whether more is wanted.
func (s Service) expand(pattern string, yield func(Action) bool) bool {
	prefix := s.Prefix()
	literal, rest := pattern, ""
	if i := strings.IndexAny(pattern, wildcards); i >= 0 {
		literal, rest = pattern[:i], pattern[i:]
	}
	first, end := s.actions()
	first += sort.Search(end-first, func(i int) bool {
		return compareFold(Action{index: uint16(first + i)}.local(prefix), literal) >= 0
	})
	for i := first; i < end; i++ {
		action := Action{index: uint16(i)}
		name := action.local(prefix)
		if len(name) < len(literal) || compareFold(name[:len(literal)], literal) != 0 {
			return true
		}
		if matches(rest, name[len(literal):]) && !yield(action) {
			return false
		}
	}
	return true
}

// matches tells whether the pattern stands for the whole text. Package glob does
// the same for ARNs, with case and with characters beyond ASCII, which names of
// actions never have.
func matches(pattern, name string) bool {
	p, n := 0, 0
	star, mark := -1, 0
	for n < len(name) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, n
			p++
		case p < len(pattern) && (pattern[p] == '?' || lower(pattern[p]) == lower(name[n])):
			p++
			n++
		case star >= 0:
			// Only the last * needs another try, with one character more.
			mark++
			p, n = star+1, mark
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}
