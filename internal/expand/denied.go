package expand

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// denials lists the statements of a target that take something away whatever the request, if only on a branch. An attached
// policy, a group's and one that names the target take away as the target's own do, and so does the boundary.
func denials(target *policy.Target) []*policy.Statement {
	var out []*policy.Statement
	for i, d := range slices.Concat(target.Documents, target.Reaching) {
		switch d.Kind {
		case policy.Identity, policy.SCP:
		case policy.Boundary:
			if len(target.Boundaries) == 0 {
				continue
			}
		case policy.RCP:
			if i < len(target.Documents) {
				continue // its own: it limits others
			}
		default:
			continue
		}
		for _, s := range d.Statements {
			if always(s, s.Branch) {
				out = append(out, s)
			}
		}
	}
	return out
}

// always tells whether a statement denies all that it speaks of wherever a branch of the template holds, "" for always:
// in a resource that is there on a branch only, so is all that it says.
func always(s *policy.Statement, branch string) bool {
	return s.Effect == "Deny" && policy.HoldsOn(s.Branch, branch) && !s.Unresolved && len(s.Conditions) == 0 &&
		!slices.ContainsFunc(s.Actions, func(a policy.Action) bool { return !policy.HoldsOn(a.Branch, branch) })
}

// left lists the resources of the statement on which no Deny takes the action away, nor a boundary.
func (w *work) left(a catalog.Action, s *policy.Statement) []policy.ResourceARN {
	if !w.takes() || s.Document.Kind != policy.Identity || s.Effect != "Allow" {
		return s.Resources
	}
	var out []policy.ResourceARN
	for _, r := range s.Resources {
		if !w.denied(a, r.Value, s.Branch) && !w.beyond(lowerName(a), r.Value) {
			out = append(out, r)
		}
	}
	return out
}

// denied tells whether an action is denied on all that a resource covers, on a branch.
func (w *work) denied(a catalog.Action, resource policy.Value, branch string) bool {
	lower := lowerName(a)
	return slices.ContainsFunc(w.denials, func(d *policy.Statement) bool {
		_, speaks := speaksOf(d, lower)
		return speaks && always(d, branch) && takes(d, resource) && (d.Document.Kind != policy.RCP || a.RCP())
	})
}

// deniedActions marks the actions of a statement of which the Denies of its target leave nothing, or its boundary.
func (w *work) deniedActions(s *policy.Statement) {
	if !w.takes() || s.Document.Kind != policy.Identity {
		return
	}
	resources := valuesOfResources(s.Resources)
	if len(s.NotResources) > 0 {
		resources = []policy.Value{everything}
	}
	for i := range s.Actions {
		a := &s.Actions[i]
		a.Denied = len(resources) > 0 && !slices.ContainsFunc(resources, func(r policy.Value) bool {
			return !w.deniedWhole(a.Value, r, s.Branch) && !w.beyond(strings.ToLower(possible(a.Value)), r)
		})
	}
}

// deniedWhole tells whether all that a pattern stands for is denied on all that a resource covers, on a branch. RCPs speak
// of some services' actions only.
func (w *work) deniedWhole(action, resource policy.Value, branch string) bool {
	return slices.ContainsFunc(w.denials, func(deny *policy.Statement) bool {
		_, by := denies(action, deny)
		return by != "" && always(deny, branch) && deny.Document.Kind != policy.RCP && takes(deny, resource)
	})
}

// everything is what NotResource may leave.
var everything = policy.Value{Text: "*", Known: true, Parts: []policy.Part{{Kind: policy.Literal, Text: "*"}}}

func lowerName(a catalog.Action) string { return strings.ToLower(a.Name()) }

// takes tells whether a statement is about all that a resource covers.
func takes(d *policy.Statement, resource policy.Value) bool {
	if len(d.NotResources) > 0 {
		return !slices.ContainsFunc(d.NotResources, func(r policy.ResourceARN) bool {
			return glob.Meets(possible(r.Value), possible(resource))
		})
	}
	return slices.ContainsFunc(d.Resources, func(r policy.ResourceARN) bool { return covers(r.Value, resource, false) })
}
