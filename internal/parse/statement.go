package parse

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// statementElements are the elements of a statement in their only right case.
var statementElements = []string{
	"Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
}

// splits is how many conditions of a template a statement is told apart by at
// most, so that a statement comes to eight of them at worst.
const splits = 3

// statement reads a statement, which is several when the template's conditions
// decide what it does.
func (r *Reader) statement(n *node.Node, under Branch) []branched {
	read := r.elements(n, statementElements)
	var statements []branched
	for _, branch := range r.branches(read.values, under) {
		for _, s := range r.effects(n, read.values["Effect"], branch) {
			s.Unresolved = !read.complete
			s.Faults = append(s.Faults, read.faults...)
			r.fill(s, read)
			statements = append(statements, s)
		}
	}
	return statements
}

// branches are the ways through the conditions that tell a statement apart.
func (r *Reader) branches(fields map[string]*node.Node, under Branch) []Branch {
	branches := []Branch{under}
	decisive := r.decisive(fields)
	for _, c := range decisive[:min(len(decisive), splits)] {
		var next []Branch
		for _, b := range branches {
			for _, holds := range []bool{true, false} {
				if split, ok := r.Narrow(b, c, holds); ok {
					next = append(next, split)
				}
			}
		}
		branches = next
	}
	return branches
}

// decisive are the conditions that decide the effect or a condition of a
// statement, or more than one of its elements: their arms must not be mixed. An
// element that alone depends on a condition carries it itself.
func (r *Reader) decisive(fields map[string]*node.Node) []string {
	var seen, decisive []string
	for _, name := range statementElements {
		if fields[name] == nil {
			continue
		}
		for _, c := range r.Conditions(fields[name]) {
			alone := name != "Effect" && name != "Condition" && !slices.Contains(seen, c)
			if !alone && !slices.Contains(decisive, c) {
				decisive = append(decisive, c)
			}
			seen = append(seen, c)
		}
	}
	return decisive
}

// branched is a statement together with the branch it stands on.
type branched struct {
	*policy.Statement
	branch Branch
}

// effects begins one statement for each effect.
func (r *Reader) effects(n, effect *node.Node, under Branch) []branched {
	blank := func(b Branch) branched {
		return branched{&policy.Statement{At: n.At, Branch: b.String()}, b}
	}
	var statements []branched
	if effect != nil {
		for _, a := range r.Items(effect, under) {
			s := blank(a.Branch)
			s.EffectAt = a.At(effect)
			s.Effect = r.effect(s, effect, a)
			s.Faults = append(s.Faults, r.noText("Effect", effect, under)...)
			statements = append(statements, s)
		}
	}
	if len(statements) > 0 {
		return statements
	}
	s := blank(under)
	if effect != nil && effect.Kind == node.List && len(effect.Items) == 0 {
		s.Faults = []policy.Fault{{Kind: policy.EmptyElement, Element: "Effect", At: effect.At}}
	} else {
		s.Faults = []policy.Fault{{Kind: policy.MissingElement, Element: "Effect", At: n.At}}
	}
	return []branched{s}
}

// effect is Allow or Deny, or "" when it is neither or not known.
func (r *Reader) effect(s branched, n *node.Node, a Alternative) string {
	if len(a.Values) == 1 {
		switch text, known := a.Values[0].Literal(); {
		case text == "Allow" || text == "Deny":
			return text
		case known:
			s.Faults = append(s.Faults, policy.Fault{Kind: policy.InvalidEffect, Element: "Effect", Text: text, Suggestion: nearest(text, effects), At: a.At(n)})
			return ""
		}
	}
	if a.Node == nil || len(a.Values) > 0 {
		r.Notices.Add(a.At(n), "the effect is %s; rules about what the statement allows or denies were not applied to it", describe(a))
	}
	return ""
}

// effects are the only values of Effect.
var effects = []string{"Allow", "Deny"}

// fill reads every element of a statement but its effect.
func (r *Reader) fill(s branched, read fields) {
	values := read.values
	for _, e := range read.elements {
		if len(r.Items(values[e.Name], s.branch)) > 0 || values[e.Name].Kind == node.List {
			s.Elements = append(s.Elements, e)
		}
	}
	list := func(name string) []policy.Value { return r.list(s, name, values[name], s.branch) }
	if sid := values["Sid"]; sid != nil {
		for _, v := range r.scalars(sid, s.branch) {
			s.Sid, s.SidAt = v.Text, v.At
		}
		s.Faults = append(s.Faults, r.noText("Sid", sid, s.branch)...)
	}
	s.Actions = actions(list("Action"))
	s.NotActions = actions(list("NotAction"))
	s.Resources = resources(list("Resource"))
	s.NotResources = resources(list("NotResource"))
	s.Principals = r.principals(s, "Principal", values["Principal"])
	s.NotPrincipals = r.principals(s, "NotPrincipal", values["NotPrincipal"])
	s.Conditions = r.conditions(s, values["Condition"])
}

func actions(values []policy.Value) []policy.Action {
	if len(values) == 0 {
		return nil
	}
	list := make([]policy.Action, len(values))
	for i := range values {
		list[i].Value = values[i]
	}
	return list
}

func resources(values []policy.Value) []policy.ResourceARN {
	if len(values) == 0 {
		return nil
	}
	list := make([]policy.ResourceARN, len(values))
	for i := range values {
		list[i].Value = values[i]
	}
	return list
}

// usesVariables tells whether IAM will replace something in a statement, as in
// ${aws:username}: only what is literal after the template's own functions counts.
func usesVariables(s *policy.Statement) bool {
	variable := func(v policy.Value) bool {
		return slices.ContainsFunc(v.Parts, func(p policy.Part) bool {
			return p.Kind == policy.Literal && strings.Contains(p.Text, "${")
		})
	}
	resource := func(v policy.ResourceARN) bool { return variable(v.Value) }
	return slices.ContainsFunc(s.Resources, resource) || slices.ContainsFunc(s.NotResources, resource) ||
		slices.ContainsFunc(s.Conditions, func(c policy.Condition) bool { return slices.ContainsFunc(c.Values, variable) })
}
