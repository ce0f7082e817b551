package expand

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// redundancies notes what changes nothing in the documents of a target. It
// looks at what the user wrote, and only at text that is known: nothing that a
// deployment may yet decide counts as covered.
func redundancies(target *policy.Target) {
	if statements(target) > mostCompared {
		return
	}
	for _, d := range target.Documents {
		if d.Origin != policy.FromUser {
			continue
		}
		for i, s := range d.Statements {
			entries(s)
			beside(s, d, i)
			beyond(s, d, target)
		}
	}
}

// mostCompared is how many statements of a target, or entries of a list, are
// compared, each with each. IAM takes policies of some ten thousand characters
// from users, which hold far fewer.
const mostCompared = 500

func statements(target *policy.Target) int {
	n := 0
	for _, d := range slices.Concat(target.Documents, target.Reaching) {
		n += len(d.Statements)
	}
	return n
}

// covers tells whether a known text stands for all that another does.
func covers(wide, narrow policy.Value, fold bool) bool {
	if !wide.Known || !narrow.Known || opaqueWildcard(wide) || !policy.HoldsOn(wide.Branch, narrow.Branch) {
		return false
	}
	w, n := wide.Text, narrow.Text
	if fold {
		w, n = strings.ToLower(w), strings.ToLower(n)
	}
	fixed := strings.IndexAny(w, "*?")
	switch {
	case w == n:
		return true
	case fixed < 0 || !strings.HasPrefix(n, w[:fixed]):
		return false
	default:
		return glob.Covers(w, n)
	}
}

// opaqueWildcard tells whether the name of what is not known looks like a wildcard.
func opaqueWildcard(v policy.Value) bool {
	return slices.ContainsFunc(v.Parts, func(p policy.Part) bool { return p.Kind != policy.Literal && glob.HasWildcard(p.Text) })
}

// entries notes the entries of lists that others of the same list cover.
func entries(s *policy.Statement) {
	for _, list := range []struct {
		kind   policy.RedundancyKind
		values []policy.Value
		fold   bool
	}{
		{policy.RedundantAction, valuesOfActions(known(s.Actions)), true},
		{policy.RedundantAction, valuesOfActions(known(s.NotActions)), true},
		{policy.RedundantResource, valuesOfResources(s.Resources), false},
		{policy.RedundantResource, valuesOfResources(s.NotResources), false},
	} {
		coveredIn(s, list.kind, list.values, func(wide, narrow policy.Value) bool { return covers(wide, narrow, list.fold) })
	}
	for i := range s.Conditions {
		c := &s.Conditions[i]
		coveredIn(s, policy.RedundantValue, c.Values, func(wide, narrow policy.Value) bool { return includes(c, wide, narrow) })
	}
}

// known are the actions that AWS has: of others there is worse to say.
func known(actions []policy.Action) []policy.Action {
	if len(actions) < 2 {
		return nil // nothing else covers it
	}
	return slices.DeleteFunc(slices.Clone(actions), func(a policy.Action) bool { return a.Status != policy.ActionKnown })
}

// coveredIn notes the values that another of the list covers; of two that are the same, the later.
func coveredIn(s *policy.Statement, kind policy.RedundancyKind, values []policy.Value, covers func(wide, narrow policy.Value) bool) {
	if len(values) > mostCompared {
		return
	}
	for i, narrow := range values {
		for j, wide := range values {
			if i == j || narrow.At == wide.At || !covers(wide, narrow) || i < j && covers(narrow, wide) {
				continue
			}
			s.Redundant = append(s.Redundant, policy.Redundancy{
				Kind: kind, Text: narrow.Text, At: narrow.At, By: wide.Text, ByAt: wide.At, Holder: s.Document.Name,
			})
			break
		}
	}
}

// includes tells whether one value of a condition lets through all that another does.
func includes(c *policy.Condition, wide, narrow policy.Value) bool {
	switch c.Base {
	case "StringLike", "ArnLike", "ArnEquals":
		return covers(wide, narrow, false)
	default:
		same := wide.Known && narrow.Known && wide.Text == narrow.Text
		return same && policy.HoldsOn(wide.Branch, narrow.Branch)
	}
}

func valuesOfActions(actions []policy.Action) []policy.Value {
	values := make([]policy.Value, len(actions))
	for i, a := range actions {
		values[i] = a.Value
	}
	return values
}

func valuesOfResources(resources []policy.ResourceARN) []policy.Value {
	values := make([]policy.Value, len(resources))
	for i, r := range resources {
		values[i] = r.Value
	}
	return values
}

// beside looks for statements of the same document that could be one with the
// i-th: the later of the two is told.
func beside(s *policy.Statement, d *policy.Document, i int) {
	for _, other := range d.Statements[:i] {
		if element := splits(other, s); element != "" && s.At != other.At {
			s.Redundant = append(s.Redundant, policy.Redundancy{
				Kind: policy.SplitStatement, Text: element, At: s.At, By: other.Sid, ByAt: other.At, Holder: d.Name,
			})
			return
		}
	}
}

// splits names the one element in which two statements differ, "" if it is not
// just Action or Resource.
func splits(a, b *policy.Statement) string {
	if a.Effect == "" || a.Effect != b.Effect || a.Branch != b.Branch || a.Unresolved || b.Unresolved ||
		len(a.Actions) == 0 || len(a.Resources) == 0 || !sameConditions(a, b) || !samePrincipals(a, b) {
		return ""
	}
	actions := sameValues(valuesOfActions(a.Actions), valuesOfActions(b.Actions), true)
	resources := sameValues(valuesOfResources(a.Resources), valuesOfResources(b.Resources), false)
	switch {
	case len(b.Actions) == 0 || len(b.Resources) == 0 || actions == resources, within(a, b), within(b, a):
		return "" // of two of which one covers the other there is more to say
	case actions:
		return "Resource"
	default:
		return "Action"
	}
}

// beyond looks at what else applies to the target for what makes a statement
// idle: one that allows or denies as much, or a Deny that leaves nothing of it.
func beyond(s *policy.Statement, d *policy.Document, target *policy.Target) {
	if s.Unresolved || s.Effect == "" {
		return
	}
	documents := []*policy.Document{d}
	if d.Kind == policy.Identity {
		documents = slices.Concat(target.Documents, target.Reaching)
	}
	own := false // s was met, so that of two equal statements the other is the later one
	for _, held := range documents {
		for _, other := range held.Statements {
			own = own || other == s
			if held.Kind == d.Kind && compares(s, other) && idle(s, other, held, own) {
				return
			}
		}
	}
}

// compares tells whether one statement can make another idle: it holds wherever that does.
func compares(s, other *policy.Statement) bool {
	return other != s && other.At != s.At && !other.Unresolved && policy.HoldsOn(other.Branch, s.Branch)
}

// idle notes what another statement leaves of a statement, and tells whether that is nothing to begin with.
func idle(s, other *policy.Statement, held *policy.Document, later bool) bool {
	if s.Effect == "Allow" && other.Effect == "Deny" {
		dead(s, other, held)
	}
	if other.Effect != s.Effect || !within(s, other) || later && within(other, s) {
		return false
	}
	// Nothing is lost with it, so that it is of no interest what is denied of it.
	s.Redundant = slices.DeleteFunc(s.Redundant, func(r policy.Redundancy) bool { return r.Kind == policy.DeadAction })
	s.Redundant = append(s.Redundant, policy.Redundancy{
		Kind: policy.RedundantStatement, Text: s.Sid, At: s.EffectAt, By: other.Sid, ByAt: place(other), Holder: held.Name, Origin: held.Origin,
	})
	return true
}

func place(s *policy.Statement) source.Location {
	if s.EffectAt == (source.Location{}) {
		return s.At
	}
	return s.EffectAt
}

// within tells whether one statement says nothing that another does not say.
func within(s, other *policy.Statement) bool {
	return (len(other.Conditions) == 0 || sameConditions(s, other)) && principalsWithin(s, other) &&
		listWithin(valuesOfActions(s.Actions), valuesOfActions(other.Actions), true) &&
		listWithin(valuesOfResources(s.Resources), valuesOfResources(other.Resources), false) &&
		sameValues(valuesOfActions(s.NotActions), valuesOfActions(other.NotActions), true) &&
		sameValues(valuesOfResources(s.NotResources), valuesOfResources(other.NotResources), false)
}

// principalsWithin leaves out NotPrincipal, which is too rare to reason about.
func principalsWithin(s, other *policy.Statement) bool {
	if len(s.NotPrincipals)+len(other.NotPrincipals) > 0 || (len(s.Principals) == 0) != (len(other.Principals) == 0) {
		return false
	}
	return !slices.ContainsFunc(s.Principals, func(p policy.Principal) bool {
		return !slices.ContainsFunc(other.Principals, func(q policy.Principal) bool { return samePrincipal(p, q) })
	})
}

func samePrincipals(a, b *policy.Statement) bool {
	return principalsWithin(a, b) && principalsWithin(b, a)
}

func samePrincipal(p, q policy.Principal) bool {
	return p.Type == q.Type && p.Known && q.Known && p.Text == q.Text && policy.HoldsOn(q.Branch, p.Branch)
}

// listWithin tells whether every value is covered by one of some others.
func listWithin(narrow, wide []policy.Value, fold bool) bool {
	if len(narrow) == 0 || len(wide) == 0 {
		return len(narrow) == len(wide)
	}
	return !slices.ContainsFunc(narrow, func(n policy.Value) bool { return !anyCovers(wide, n, fold) })
}

func anyCovers(wide []policy.Value, narrow policy.Value, fold bool) bool {
	return slices.ContainsFunc(wide, func(w policy.Value) bool { return covers(w, narrow, fold) })
}

// sameValues tells whether two lists hold the same known texts, in any order.
func sameValues(a, b []policy.Value, fold bool) bool {
	if len(a) != len(b) {
		return false
	}
	has := func(list []policy.Value, v policy.Value) bool {
		return slices.ContainsFunc(list, func(w policy.Value) bool {
			same := w.Text == v.Text || fold && strings.EqualFold(w.Text, v.Text)
			return same && w.Known && v.Known && w.Branch == v.Branch
		})
	}
	return !slices.ContainsFunc(a, func(v policy.Value) bool { return !has(b, v) }) &&
		!slices.ContainsFunc(b, func(v policy.Value) bool { return !has(a, v) })
}

func sameConditions(a, b *policy.Statement) bool {
	same := func(c, d policy.Condition) bool {
		return strings.EqualFold(c.Operator, d.Operator) && c.LowerKey == d.LowerKey && c.Branch == d.Branch && sameValues(c.Values, d.Values, false)
	}
	within := func(a, b []policy.Condition) bool {
		return !slices.ContainsFunc(a, func(c policy.Condition) bool {
			return !slices.ContainsFunc(b, func(d policy.Condition) bool { return same(c, d) })
		})
	}
	return len(a.Conditions) == len(b.Conditions) && within(a.Conditions, b.Conditions) && within(b.Conditions, a.Conditions)
}

// dead notes the actions of a statement of which a Deny without conditions leaves nothing.
func dead(s, deny *policy.Statement, held *policy.Document) {
	if len(deny.Conditions) > 0 || len(s.Resources) == 0 || !principalsWithin(s, deny) || !deniesResources(s, deny) {
		return
	}
	for _, a := range s.Actions {
		told := func(r policy.Redundancy) bool { return r.Kind == policy.DeadAction && r.At == a.At }
		if at, by := denies(a.Value, deny); by != "" && !slices.ContainsFunc(s.Redundant, told) {
			s.Redundant = append(s.Redundant, policy.Redundancy{
				Kind: policy.DeadAction, Text: a.Text, At: a.At, By: by, ByAt: at, Holder: held.Name, Origin: held.Origin,
			})
		}
	}
}

// denies tells through which of its words a Deny is about all of an action.
func denies(a policy.Value, deny *policy.Statement) (source.Location, string) {
	for _, d := range deny.Actions {
		if covers(d.Value, a, true) {
			return d.At, d.Text
		}
	}
	excepted := func(d policy.Action) bool {
		return glob.Meets(strings.ToLower(possible(d.Value)), strings.ToLower(possible(a)))
	}
	if len(deny.NotActions) == 0 || slices.ContainsFunc(deny.NotActions, excepted) {
		return source.Location{}, ""
	}
	return deny.NotActions[0].At, "everything but " + deny.NotActions[0].Text
}

// deniesResources tells whether a Deny is about all the resources of a statement.
func deniesResources(s, deny *policy.Statement) bool {
	return len(deny.Resources) > 0 && listWithin(valuesOfResources(s.Resources), valuesOfResources(deny.Resources), false)
}
