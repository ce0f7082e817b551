package cli

import (
	"slices"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// asks tells whether a person is somebody who can make requests, to whom policies of resources can speak.
func (p *person) asks() bool {
	kind := p.principal.Target.Kind
	return kind == policy.Role || kind == policy.User
}

// trustOf gives what a role trusts, and whether that is not at hand.
func (p *people) trustOf(role string) (trust access.Policies, hidden bool) {
	hidden = true
	for _, other := range p.all {
		if len(other.principal.Trust) > 0 && other.means(role, nameIn(role)) {
			trust, hidden = access.Read(other.principal.Trust...), false
		}
	}
	return trust, hidden
}

// attached gives the policies of resources, and whether a resource may have one that is not among them: whether it can have one, and
// nothing that was read makes it. Without a resource there are always such.
func (p *people) attached(resource string) (policies access.Policies, hidden bool) {
	if p.guards == nil || p.guards.resource != resource {
		g := &guards{resource: resource, hidden: access.MayHavePolicy(resource)}
		var all []access.Policies
		for _, m := range p.models {
			all = append(all, g.of(m)...)
		}
		g.policies = g.policies.And(all...)
		p.guards = g
	}
	return p.guards.policies, p.guards.hidden
}

// guards are the policies that may be those of a resource.
type guards struct {
	resource string // "" for any
	policies access.Policies
	hidden   bool // another one may be
}

// of gives the policies of a model that may be those of the resource, and notes whether the model makes it.
func (g *guards) of(m *policy.Model) (all []access.Policies) {
	for _, own := range m.Own {
		if g.hidden && len(own.ARN.Parts) > 0 && access.Within([]policy.Value{own.ARN}, g.resource) {
			g.hidden = false
		}
	}
	for _, t := range m.Targets {
		arns := t.ARNs
		if t.Kind == policy.Raw {
			arns = nil
		}
		if held := access.Read(ofResource(t)...).On(arns); g.resource == "" || held.MayBeOf(g.resource) {
			all = append(all, held)
		}
	}
	return all
}

// ofResource are the documents of a target that say who may come.
func ofResource(t *policy.Target) []*policy.Document {
	return slices.DeleteFunc(slices.Clone(t.Documents), func(d *policy.Document) bool { return d.Kind != policy.ResourceBased })
}

// mayHavePolicies tells whether resources of an action can have policies of their own.
func mayHavePolicies(a catalog.Action) bool {
	for t := range a.ResourceTypes() {
		if access.MayHavePolicy(t.ARN()) {
			return true
		}
	}
	return false
}

// limit has the policies of an organization that stand among what was read limit everybody. Those of a saved account do already.
// Whether a template's limit who asks, or an RCP the resource, is not known: TargetIds may name the account that the template
// goes to, but not whether that is the management account, which neither limits.
func (p *people) limit() {
	var all []*policy.Document
	for _, m := range p.models {
		if !accountID.MatchString(m.Artifact) {
			all = append(all, limits(m)...)
		}
	}
	if len(all) == 0 {
		return
	}
	for _, one := range p.all {
		if one.asks() {
			target := *one.principal.Target
			target.Reaching = slices.Concat(target.Reaching, all)
			one.principal = access.Of(&target)
		}
	}
}

// limits are the policies of an organization in a model.
func limits(m *policy.Model) (all []*policy.Document) {
	for _, t := range m.Targets {
		for _, d := range t.Documents {
			if d.Kind == policy.SCP || d.Kind == policy.RCP {
				all = append(all, limiting(d, t.Kind == policy.Raw && d.Kind == policy.SCP))
			}
		}
	}
	return all
}

// limiting is a policy of an organization without what takes nothing away.
func limiting(d *policy.Document, sure bool) *policy.Document {
	other := d.As(d.Kind)
	other.Statements = slices.DeleteFunc(other.Statements, func(s *policy.Statement) bool {
		return s.Effect == "Allow" && len(s.Conditions) == 0 && len(s.NotActions)+len(s.NotResources) == 0 &&
			slices.ContainsFunc(s.Actions, func(a policy.Action) bool { return a.Text == "*" }) &&
			slices.ContainsFunc(s.Resources, func(r policy.ResourceARN) bool { return r.Text == "*" })
	})
	for _, s := range other.Statements {
		s.Unresolved = s.Unresolved || !sure
	}
	return other
}
