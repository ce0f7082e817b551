package expand

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// needs notes which actions of a role or a user need others that none of its policies allows. Where some of its
// policies is not known, it may allow them, and nothing is noted.
func (w *work) needs(target *policy.Target) {
	if target.Kind != policy.Role && target.Kind != policy.User {
		return
	}
	allowing, known := allowedBy(target)
	if !known {
		return
	}
	for _, d := range target.Documents {
		if d.Kind != policy.Identity || d.Origin != policy.FromUser {
			continue
		}
		for _, s := range d.Statements {
			if s.Effect == "Allow" {
				s.Needs = w.needsOf(s, allowing)
			}
		}
	}
}

// allowedBy is every statement that allows a role or a user something, and whether that is all there are.
func allowedBy(target *policy.Target) (allowing []*policy.Statement, known bool) {
	if len(target.Elsewhere) > 0 || slices.ContainsFunc(target.Managed, func(a policy.Attachment) bool { return !a.Read }) {
		return nil, false
	}
	for _, d := range identityDocuments(target) {
		if d.Unreadable {
			return nil, false
		}
		for _, s := range d.Statements {
			if s.Unresolved || s.Effect == "" {
				return nil, false
			}
			if s.Effect == "Allow" {
				allowing = append(allowing, s)
			}
		}
	}
	return allowing, true
}

// needsOf lists what a statement's actions need and do not have.
func (w *work) needsOf(s *policy.Statement, allowing []*policy.Statement) []policy.Need {
	var needs []policy.Need
	for _, a := range s.Actions {
		if a.Wildcard != policy.NoWildcard {
			continue
		}
		for _, m := range w.actionFacts(a.Value).matches {
			if lacks := lackedBy(m, allowing); lacks.Count > 0 {
				lacks.ReachAt = s.ReachAt
				needs = append(needs, policy.Need{Action: m.Name(), At: a.At, Lacks: lacks})
			}
		}
	}
	return needs
}

// lackedBy is what an action needs and nothing allows. Tags are left out: they are needed only where somebody sets some.
func lackedBy(action catalog.Action, allowing []*policy.Statement) policy.Actions {
	var lacks policy.Actions
	for other := range action.Dependents() {
		if other.Level() == catalog.Tagging || anyAllows(allowing, other) {
			continue
		}
		if lacks.Count++; len(lacks.Names) < shown {
			lacks.Names = append(lacks.Names, other.Name())
		}
	}
	return lacks
}

// anyAllows tells whether some statement allows an action, on whatever resource, or may turn out to.
func anyAllows(allowing []*policy.Statement, action catalog.Action) bool {
	lower := strings.ToLower(action.Name())
	return slices.ContainsFunc(allowing, func(s *policy.Statement) bool {
		if len(s.NotActions) > 0 {
			return !slices.ContainsFunc(s.NotActions, func(a policy.Action) bool { return matches(&a, lower) })
		}
		return mayAllow(s, lower)
	})
}
