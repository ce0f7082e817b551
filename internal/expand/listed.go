package expand

import (
	"cmp"
	"slices"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// listed files the actions of rules/data that the statement allows on a whole
// type or on everything, or that take nothing less. Those that it names in full
// come first: of the others, rules on wildcards speak as well.
func (w *work) listed(s *policy.Statement) map[string]policy.Listing {
	listed := map[string]policy.Listing{}
	seen := map[catalog.Action]bool{}
	inFull := func(a policy.Action) int {
		if a.Wildcard == policy.NoWildcard {
			return 0
		}
		return 1
	}
	for _, pattern := range slices.SortedStableFunc(slices.Values(s.Actions), func(a, b policy.Action) int { return cmp.Compare(inFull(a), inFull(b)) }) {
		for _, m := range w.actionFacts(pattern.Value).matches {
			if seen[m] || len(w.lists[m]) == 0 {
				continue
			}
			seen[m] = true
			if b, at := w.reachOf(m, w.left(m, s)); b == policy.Everything || b == policy.WholeType {
				w.list(listed, m, pattern, at)
			}
		}
	}
	return listed
}

// list adds an action to the lists that it is in, by the pattern that gives it and the resource that it has.
func (w *work) list(listed map[string]policy.Listing, a catalog.Action, pattern policy.Action, reach source.Location) {
	for _, name := range w.lists[a] {
		actions, ok := listed[name]
		if !ok {
			actions.At, actions.ReachAt = pattern.At, reach
		}
		actions.Count++
		if pattern.Wildcard == policy.NoWildcard {
			actions.Named++
		}
		if len(actions.Names) < shown {
			actions.Names = append(actions.Names, a.Name())
		}
		if len(actions.ARNs) == 0 {
			actions.ARNs = formats([]catalog.Action{a}, anyType)
		}
		listed[name] = actions
	}
}
