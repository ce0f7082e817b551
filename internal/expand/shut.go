package expand

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/policy"
)

// shut marks the statements of a trust or resource policy to which Denies beside them leave nobody but whom they name:
// what is denied to all who are not of an organization, is allowed to none but those who are.
func shut(d *policy.Document) {
	if d.Kind != policy.Trust && d.Kind != policy.ResourceBased || len(d.Statements) > mostCompared {
		return
	}
	spared := map[*policy.Statement][]string{}
	var denials []*policy.Statement
	for _, s := range d.Statements {
		deny := inItsBranch(s)
		if keys := sparing(deny); len(keys) > 0 {
			spared[deny] = keys
			denials = append(denials, deny)
		}
	}
	for _, s := range d.Statements {
		if s.Effect != "Allow" || s.Closed || s.Overruled || len(spared) == 0 {
			continue
		}
		if keys := shutBy(s, denials, spared); len(keys) > 0 {
			s.Closed, s.ClosedBy = true, keys
		}
	}
}

// shutBy are the keys by which some of the Denies spare those whom they name, if there is one for each action and resource
// of a statement.
func shutBy(s *policy.Statement, denials []*policy.Statement, spared map[*policy.Statement][]string) []string {
	resources := valuesOfResources(s.Resources)
	if s.Document.Kind == policy.Trust {
		resources = []policy.Value{everything} // which a trust policy does not name
	}
	var keys []string
	for _, a := range s.Actions {
		for _, r := range resources {
			var branches []string
			for _, deny := range denials {
				if shuts(deny, s, a.Value, r) {
					branches = append(branches, deny.Branch)
					keys = append(keys, spared[deny]...)
				}
			}
			if !everywhere(branches, s.Branch, mostChoices) {
				return nil
			}
		}
	}
	return unique(keys)
}

// shuts tells whether a Deny is about all of an action and a resource of a statement, and about everybody.
func shuts(deny, s *policy.Statement, action, resource policy.Value) bool {
	_, by := denies(action, deny)
	return by != "" && bars(deny, s) && (s.Document.Kind == policy.Trust || takes(deny, resource))
}

// inItsBranch is a Deny whose parts hold always that hold wherever it does itself: Fn::If inside a statement makes one
// of it for each branch.
func inItsBranch(s *policy.Statement) *policy.Statement {
	if s.Effect != "Deny" || s.Branch == "" {
		return s
	}
	branch := func(of string) string {
		if policy.HoldsOn(of, s.Branch) {
			return ""
		}
		return of
	}
	c := *s
	c.Actions, c.Principals, c.NotPrincipals = slices.Clone(s.Actions), slices.Clone(s.Principals), slices.Clone(s.NotPrincipals)
	c.Resources, c.NotResources, c.Conditions = slices.Clone(s.Resources), slices.Clone(s.NotResources), slices.Clone(s.Conditions)
	for i := range c.Actions {
		c.Actions[i].Branch = branch(c.Actions[i].Branch)
	}
	for _, list := range [][]policy.Principal{c.Principals, c.NotPrincipals} {
		for i := range list {
			list[i].Branch = branch(list[i].Branch)
		}
	}
	for _, list := range [][]policy.ResourceARN{c.Resources, c.NotResources} {
		for i := range list {
			list[i].Branch = branch(list[i].Branch)
		}
	}
	for i := range c.Conditions {
		c.Conditions[i].Branch = branch(c.Conditions[i].Branch)
	}
	return &c
}

// mostChoices is how many conditions of a template are gone through to see whether some branches come to all of them.
const mostChoices = 8

// everywhere tells whether one branch or another holds wherever a certain one does, as "IsProd" and "not IsProd" do.
func everywhere(branches []string, under string, choices int) bool {
	if slices.ContainsFunc(branches, func(b string) bool { return policy.HoldsOn(b, under) }) {
		return true
	}
	for _, b := range branches {
		for choice := range strings.SplitSeq(b, " and ") {
			name := strings.TrimPrefix(choice, "not ")
			if choices == 0 || policy.HoldsOn(name, under) || policy.HoldsOn("not "+name, under) {
				continue
			}
			return everywhere(branches, policy.Both(under, name), choices-1) && everywhere(branches, policy.Both(under, "not "+name), choices-1)
		}
	}
	return false
}

// unique are the texts, each once, in their order.
func unique(texts []string) []string {
	var out []string
	for _, text := range texts {
		if !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// bars tells whether a Deny is about everybody whom a statement lets in.
func bars(deny, s *policy.Statement) bool {
	if len(deny.NotPrincipals) == 0 {
		return deniesWho(s, deny)
	}
	return !slices.ContainsFunc(s.Principals, func(p policy.Principal) bool { return p.Kind != policy.Anyone })
}

// sparing are the keys by which a Deny spares those whom it names and nobody else; there are none if strangers get by
// it. As it takes all of its conditions to deny, each of them has to hold strangers.
func sparing(deny *policy.Statement) []string {
	if deny.Effect != "Deny" || deny.Unresolved {
		return nil
	}
	if len(deny.NotPrincipals) > 0 {
		return sparingWhom(deny)
	}
	var keys []string
	for i := range deny.Conditions {
		c := &deny.Conditions[i]
		spared, ok := opposite(c)
		if !ok || !keepsStrangersOut(&spared) {
			return nil
		}
		if !slices.Contains(keys, c.Key) {
			keys = append(keys, c.Key)
		}
	}
	return keys
}

// sparingWhom is the element by which a Deny spares those whom it names and nobody else, as sparing has it.
func sparingWhom(deny *policy.Statement) []string {
	if len(deny.Conditions) > 0 || slices.ContainsFunc(deny.NotPrincipals, func(p policy.Principal) bool { return p.Kind == policy.Anyone || p.Branch != "" }) {
		return nil
	}
	return []string{"NotPrincipal"}
}

// opposite is the condition that holds for just those requests for which the other does not. There is one where the
// other holds for a missing key: of negated operators, whatever the set but ForAnyValue, and of BoolIfExists.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
func opposite(c *policy.Condition) (policy.Condition, bool) {
	if c.Branch != "" {
		return policy.Condition{}, false
	}
	other := policy.Condition{Key: c.Key, Values: c.Values}
	switch {
	case c.Negated && c.Set != "ForAnyValue":
		other.Operator = strings.Replace(c.Base, "Not", "", 1)
	case c.Base == "Bool" && c.IfExists && len(c.Values) == 1 && strings.EqualFold(concrete(c.Values[0]), "false"):
		other.Operator = "Bool"
		other.Values = []policy.Value{{Text: "true", Known: true, Parts: []policy.Part{{Kind: policy.Literal, Text: "true"}}}}
	default:
		return policy.Condition{}, false
	}
	condition(&other)
	return other, true
}
