package expand

import (
	"fmt"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/policy"
)

// complexity counts the words of a document that have to be read together:
// each statement, each service that it speaks of beyond the first, each
// condition, and twice each element that turns the meaning round.
func complexity(d *policy.Document) int {
	sum := 0
	for _, s := range d.Statements {
		services := map[string]bool{}
		for _, a := range s.Actions {
			services[a.Service] = true
		}
		sum += 1 + max(0, len(services)-1) + len(s.Conditions)
		for _, inverts := range []bool{s.Effect == "Deny", len(s.NotActions) > 0, len(s.NotResources) > 0, len(s.NotPrincipals) > 0} {
			if inverts {
				sum += 2
			}
		}
	}
	return sum
}

// original is the first of several equal inline policies.
type original struct {
	document *policy.Document
	of       string // whose it is
}

// twins notes at the first of several equal inline policies what else has the same.
func twins(m *policy.Model) {
	first := map[string]original{}
	for _, target := range m.Targets {
		for _, d := range target.Documents {
			key, ok := wording(d)
			if !ok || !inline(target, d) {
				continue
			}
			if _, met := first[key]; !met {
				first[key] = original{d, target.Name}
			}
			first[key].repeated(target.Name)
		}
	}
}

// inline tells whether a document is an inline policy that the user wrote.
func inline(target *policy.Target, d *policy.Document) bool {
	return d.Kind == policy.Identity && d.Origin == policy.FromUser && target.Kind != policy.ManagedPolicy && len(d.Statements) > 0
}

// repeated notes who else has the policy, each once.
func (o original) repeated(by string) {
	if by != o.of && !slices.Contains(o.document.Twins, by) {
		o.document.Twins = append(o.document.Twins, by)
	}
}

// wording is all that a document says, in one text, if it is known.
func wording(d *policy.Document) (string, bool) {
	var b strings.Builder
	known := true
	add := func(element string, values []policy.Value) {
		for _, v := range values {
			known = known && v.Known
			fmt.Fprintf(&b, "%s %q %q\n", element, v.Text, v.Branch)
		}
	}
	for _, s := range d.Statements {
		known = known && !s.Unresolved
		fmt.Fprintf(&b, "%s %q\n", s.Effect, s.Branch)
		add("Action", valuesOfActions(s.Actions))
		add("NotAction", valuesOfActions(s.NotActions))
		add("Resource", valuesOfResources(s.Resources))
		add("NotResource", valuesOfResources(s.NotResources))
		for _, c := range s.Conditions {
			add(c.Operator+" "+c.Key, c.Values)
		}
	}
	return b.String(), known
}
