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
func (r *Reader) statement(n *node.Node, under Branch) []*policy.Statement {
	fields, complete := r.elements(n, statementElements)
	var statements []*policy.Statement
	for _, branch := range r.branches(fields, under) {
		for _, s := range r.effects(n, fields["Effect"], branch) {
			s.Unresolved = !complete
			statements = append(statements, s.Statement)
			r.fill(s, fields)
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
				if split, ok := b.With(c, holds); ok {
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
			s.Effect = r.effect(effect, a)
			statements = append(statements, s)
		}
	}
	if len(statements) > 0 {
		return statements
	}
	r.Notices.Add(n.At, "the statement has no Effect; rules about what it allows or denies were not applied to it")
	return []branched{blank(under)}
}

// effect is Allow or Deny, or "" when it is neither or not known.
func (r *Reader) effect(n *node.Node, a Alternative) string {
	if len(a.Values) == 1 {
		switch text, known := a.Values[0].Literal(); {
		case text == "Allow" || text == "Deny":
			return text
		case known:
			r.Notices.Add(a.At(n), "effect %q is neither \"Allow\" nor \"Deny\"; rules about what the statement allows or denies were not applied to it", text)
			return ""
		}
	}
	r.Notices.Add(a.At(n), "the effect is %s; rules about what the statement allows or denies were not applied to it", describe(a))
	return ""
}

// fill reads every element of a statement but its effect.
func (r *Reader) fill(s branched, fields map[string]*node.Node) {
	read := func(name string) []policy.Value {
		values, ok := r.list(name, fields[name], s.branch)
		s.Unresolved = s.Unresolved || !ok
		return values
	}
	if sid := fields["Sid"]; sid != nil {
		for _, v := range r.scalars(sid, s.branch) {
			s.Sid = v.Text
		}
	}
	s.Actions = actions(read("Action"))
	s.NotActions = actions(read("NotAction"))
	s.Resources = resources(read("Resource"))
	s.NotResources = resources(read("NotResource"))
	s.Principals = r.principals(s, "Principal", fields["Principal"])
	s.NotPrincipals = r.principals(s, "NotPrincipal", fields["NotPrincipal"])
	s.Conditions = r.conditions(s, fields["Condition"])
}

func actions(values []policy.Value) []policy.Action {
	var list []policy.Action
	for _, v := range values {
		list = append(list, policy.Action{Value: v})
	}
	return list
}

func resources(values []policy.Value) []policy.ResourceARN {
	var list []policy.ResourceARN
	for _, v := range values {
		list = append(list, policy.ResourceARN{Value: v})
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
