package expand

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// taking is what takes away from what the policies of a target allow.
type taking struct {
	denials []*policy.Statement // whatever the circumstances
	bounded bool                // a boundary that is all at hand allows what bounds do and nothing else
	bounds  []*policy.Statement
}

// takes tells whether anything does.
func (t *taking) takes() bool { return t.bounded || len(t.denials) > 0 }

func takingOf(target *policy.Target) taking {
	t := taking{denials: denials(target), bounded: len(target.Boundaries) > 0 && len(target.Unbounded) == 0}
	for _, b := range target.Boundaries {
		t.bounded = t.bounded && b.Read
	}
	for _, d := range slices.Concat(target.Documents, target.Reaching) {
		if d.Kind != policy.Boundary {
			continue
		}
		t.bounded = t.bounded && !d.Unreadable
		for _, s := range d.Statements {
			if s.Effect != "Deny" {
				t.bounds = append(t.bounds, s)
			}
		}
	}
	return t
}

// beyond tells whether the boundary surely allows nothing of what a pattern of actions, in lower case, and a resource
// stand for. Whether a condition of the boundary is met, nobody knows here.
func (t *taking) beyond(actions string, resource policy.Value) bool {
	return t.bounded && !slices.ContainsFunc(t.bounds, func(s *policy.Statement) bool {
		return s.Unresolved || mayInclude(s, actions) && mayCover(s, resource)
	})
}

// mayInclude tells whether a statement may speak of some of the actions.
func mayInclude(s *policy.Statement, actions string) bool {
	if len(s.NotActions) > 0 {
		return !slices.ContainsFunc(s.NotActions, func(a policy.Action) bool {
			return a.Known && a.Branch == "" && glob.Covers(strings.ToLower(a.Text), actions)
		})
	}
	return slices.ContainsFunc(s.Actions, func(a policy.Action) bool {
		return glob.Meets(strings.ToLower(possible(a.Value)), actions)
	})
}

// mayCover tells whether a statement may be about some of what a resource stands for.
func mayCover(s *policy.Statement, resource policy.Value) bool {
	if len(s.NotResources) > 0 {
		return !slices.ContainsFunc(s.NotResources, func(r policy.ResourceARN) bool { return covers(r.Value, resource, false) })
	}
	return slices.ContainsFunc(s.Resources, func(r policy.ResourceARN) bool {
		return glob.Meets(reachable(r.Value), reachable(resource))
	})
}

// reachable is a resource as a pattern of all that it may turn out to be, whatever comes in for policy variables.
func reachable(v policy.Value) string {
	return splitARN(insertion.ReplaceAllString(possible(v), "*")).String()
}
