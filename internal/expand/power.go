package expand

import (
	"fmt"
	"maps"
	"slices"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// nearly is how many of a hundred actions make nearly all.
const nearly = 90

// administers tells whether the statements of a document together allow nearly every action on everything, with
// all that changes identities and their permissions among them, though none of them says so.
func (w *work) administers(d *policy.Document) bool {
	if d.Kind != policy.Identity || slices.ContainsFunc(d.Statements, allowsAll) || !mayAdminister(d) {
		return false
	}
	allowed := w.allowedEverywhere(d)
	total := 0
	for service := range catalog.Services() {
		for a := range service.Actions() {
			total++
			if !allowed[a] && service.Prefix() == "iam" && a.Level() >= catalog.Write {
				return false
			}
		}
	}
	return len(allowed)*100 >= total*nearly
}

// allowsAll tells whether a statement allows every action by itself, of which other rules speak.
func allowsAll(s *policy.Statement) bool {
	return open(s) && slices.ContainsFunc(s.Actions, func(a policy.Action) bool { return a.Wildcard == policy.EveryAction })
}

// open tells whether a statement allows something on everything without condition.
func open(s *policy.Statement) bool {
	return s.Effect == "Allow" && s.Reach == policy.Everything && !s.Scoped && !s.Unresolved
}

// mayAdminister tells whether so many actions are named at all: all else is costly.
func mayAdminister(d *policy.Document) bool {
	const many = 5000 // of some twenty thousand
	count := 0
	for _, s := range d.Statements {
		if !open(s) {
			continue
		}
		if len(s.NotActions) > 0 {
			return true
		}
		for _, a := range s.Actions {
			count += a.Matches
		}
	}
	return count > many
}

// allowedEverywhere is what the open statements of a document allow together. The same words mean the same in
// each of them, so that they are looked at once.
func (w *work) allowedEverywhere(d *policy.Document) map[catalog.Action]bool {
	allowed, seen := map[catalog.Action]bool{}, map[string]bool{}
	for _, s := range d.Statements {
		if !open(s) {
			continue
		}
		for _, a := range s.Actions {
			if seen[a.Text] {
				continue
			}
			seen[a.Text] = true
			for _, m := range w.actionFacts(a.Value).matches {
				allowed[m] = allowed[m] || len(w.left(m, s)) > 0
			}
		}
		if words := notActions(s); words != "" && !seen[words] {
			seen[words] = true
			w.allowTheRest(allowed, s)
		}
	}
	maps.DeleteFunc(allowed, func(_ catalog.Action, yes bool) bool { return !yes })
	return allowed
}

// allowTheRest adds what NotAction leaves.
func (w *work) allowTheRest(allowed map[catalog.Action]bool, s *policy.Statement) {
	for a := range catalog.Expand("*") {
		if _, speaks := speaksOf(s, lowerName(a)); speaks && !allowed[a] {
			allowed[a] = len(w.left(a, s)) > 0
		}
	}
}

// notActions are the words of NotAction as one text that is no action, "" if there are none.
func notActions(s *policy.Statement) string {
	if len(s.NotActions) == 0 {
		return ""
	}
	words := make([]string, 0, len(s.NotActions))
	for _, a := range s.NotActions {
		words = append(words, a.Text)
	}
	return fmt.Sprintf("not %q", words)
}
