package expand

import (
	"slices"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// listing is what a statement allows of a list of rules/data.
type listing struct {
	policy.Listing

	list    string
	pattern int // which of the statement's actions gives the first of them
}

// listed files the actions of rules/data that the statement allows on a whole type or on everything, or that take
// nothing less. This is found out once for all statements that say the same.
func (w *work) listed(s *policy.Statement) map[string]*policy.Listing {
	said, resource, ok := w.sayingOf(s)
	all, met := w.listings[said]
	if !ok || !met {
		all = w.allListed(s)
	}
	if ok {
		w.listings[said] = all
	}
	if len(all) == 0 {
		return nil
	}
	listed, block := make(map[string]*policy.Listing, len(all)), make([]policy.Listing, len(all))
	for i, l := range all {
		if ok {
			l.At, l.ReachAt = s.Actions[l.pattern].At, s.Resources[resource].At
		}
		block[i] = l.Listing
		listed[l.list] = &block[i]
	}
	return listed
}

// allListed finds that out. Actions that the statement names in full come first: of the others, rules on wildcards speak
// as well.
func (w *work) allListed(s *policy.Statement) []listing {
	var all []listing
	seen := map[catalog.Action]bool{}
	for _, i := range inFullFirst(s.Actions) {
		for _, m := range w.actionFacts(s.Actions[i].Value).matches {
			if seen[m] || len(w.lists[m]) == 0 {
				continue
			}
			seen[m] = true
			if b, at := w.reachOf(m, w.left(m, s)); b == policy.Everything || b == policy.WholeType {
				all = w.list(all, m, &s.Actions[i], listing{Listing: policy.Listing{At: s.Actions[i].At, Actions: policy.Actions{ReachAt: at}}, pattern: i})
			}
		}
	}
	return all
}

// inFullFirst are the indices of actions, first of those without wildcards.
func inFullFirst(actions []policy.Action) []int {
	var order []int
	for _, inFull := range []bool{true, false} {
		for i := range actions {
			if inFull == (actions[i].Wildcard == policy.NoWildcard) {
				order = append(order, i)
			}
		}
	}
	return order
}

// list adds an action to the lists that it is in; a list that begins with it is like the given one.
func (w *work) list(all []listing, a catalog.Action, pattern *policy.Action, first listing) []listing {
	for _, name := range w.lists[a] {
		i := slices.IndexFunc(all, func(l listing) bool { return l.list == name })
		if i < 0 {
			i, first.list = len(all), name
			all = append(all, first)
		}
		l := &all[i]
		l.Count++
		if pattern.Wildcard == policy.NoWildcard {
			l.Named++
		}
		if len(l.Names) < shown {
			l.Names = append(l.Names, a.Name())
		}
		if len(l.ARNs) == 0 {
			l.ARNs = w.spell(w.format(a))
		}
	}
	return all
}
