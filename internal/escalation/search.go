package escalation

import (
	"slices"

	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// search is what one model needs while its escalations are found.
type search struct {
	*Finder
	all      []*principal
	byName   map[string]*principal   // those that are not alone
	targets  map[string]*index       // by what methods call their target
	holders  map[string][]*principal // of the managed policies of the artifact, by name
	compared comparisons
	names    map[string]string
	runsAs   map[string]string   // the roles of what runs code, by its name
	namedBy  map[string][]naming // the roles that trust somebody, by the last field of its ARN
}

func (f *Finder) search(m *policy.Model) *search {
	s := &search{
		Finder: f, all: f.principals(m), compared: comparisons{known: map[pair]bool{}}, byName: map[string]*principal{}, holders: map[string][]*principal{}, names: physicalNames(m), runsAs: map[string]string{},
	}
	for _, r := range m.Resources {
		if r.Role != "" {
			s.runsAs[r.Name] = r.Role
		}
	}
	s.targets = targets(m, s.all)
	var policies []*entity
	for _, t := range m.Targets {
		if t.Kind == policy.ManagedPolicy {
			policies = append(policies, &entity{name: t.Name, kind: t.Kind, tail: "policy/" + s.nameOf(t.Name)})
		}
	}
	s.targets["policy"] = newIndex(policies)
	for _, p := range s.all {
		if p.alone {
			continue
		}
		s.byName[p.target.Name] = p
		for _, d := range p.target.Reaching {
			if d.Target.Kind == policy.ManagedPolicy && !slices.Contains(s.holders[d.Target.Name], p) {
				s.holders[d.Target.Name] = append(s.holders[d.Target.Name], p)
			}
		}
	}
	s.namedBy = s.naming()
	return s
}

// nameOf is the name of a target as it stands in ARNs.
func (s *search) nameOf(name string) string {
	if physical := s.names[name]; physical != "" {
		return physical
	}
	return symbol(name)
}

func entityOf(p *principal) *entity {
	return &entity{name: p.target.Name, kind: p.target.Kind, tail: string(p.target.Kind) + "/" + p.name, of: p}
}

// escalations finds those of everybody, and what they come to one after the other. Of an administrator there is
// nothing to say but that it runs code.
func (s *search) escalations() []*policy.Escalation {
	each(len(s.all), func(i int) {
		if p := s.all[i]; !p.rules {
			p.found = s.byFamily(p)
			p.forget()
		}
	})
	var all []*policy.Escalation
	for _, p := range s.all {
		all = append(all, p.found...)
	}
	all = append(all, s.computes()...)
	return append(all, s.chains()...)
}

// byFamily are the escalations of a principal: of each family the surest, of those the gravest.
func (s *search) byFamily(p *principal) []*policy.Escalation {
	var found []*policy.Escalation
	var best outcome
	var by *method
	keep := func() {
		if by != nil && !toldOfGroup(p, &best) {
			found = append(found, s.tell(p, by, &best))
		}
		best, by = outcome{}, nil
	}
	for i := range s.methods {
		m := &s.methods[i]
		if by != nil && by.Family != m.Family || i > 0 && s.methods[i-1].Family != m.Family {
			keep()
		}
		if best.confidence == policy.Proven {
			continue // nothing is surer
		}
		if o := s.try(p, m); o.surer(best) {
			best, by = o, m
		}
	}
	keep()
	return found
}

// toldOfGroup tells whether an escalation of a user is one of a group of the artifact as well, where it is told once.
func toldOfGroup(p *principal, o *outcome) bool {
	if p.target.Kind != policy.User {
		return false
	}
	for _, w := range append([]way{o.on}, o.others...) {
		if w.grant.Document.Target.Kind != policy.Group {
			return false
		}
	}
	return true
}

// tell makes a fact of an outcome.
func (s *search) tell(p *principal, m *method, o *outcome) *policy.Escalation {
	e := &policy.Escalation{
		Target: p.target.Subject(), Family: m.Family, Method: m.ID, Gains: m.Gains, May: m.May, Needs: m.Needs,
		Gravity: m.Gravity, Likely: m.Likely, Confidence: o.confidence, Lacks: o.lacks, Provisioner: p.provisioner(),
	}
	if o.entity != nil {
		e.Reached, e.ReachedKind = o.entity.name, string(o.entity.kind)
	}
	if o.entity != nil && o.entity.of == p {
		e.Gains = ownCompute
	}
	e.Named = e.Gains != ownCompute && meant(m, o)
	e.Steps = append(e.Steps, step(p, &o.on, o.entry, e.Reached))
	e.At = o.on.grant.At
	for i, w := range o.others {
		if i == 0 && m.Gains == passed {
			e.At = w.grant.At
		}
		e.Steps = append(e.Steps, step(p, &w, s.fitting(&w), ""))
	}
	for _, st := range e.Steps {
		e.Actions = append(e.Actions, st.Action)
	}
	return e
}

// meant tells whether what is reached is named in full, so that to reach it is what the policy is for, and does not
// rule the account.
func meant(m *method, o *outcome) bool {
	named := o.entry.Breadth == policy.Exact || o.entry.Breadth == policy.UnresolvedBreadth
	return named && (m.Gains == passed || m.Gains == existing) && o.entity != nil && !o.entity.of.rules
}

// fitting is the resource of a way that its action is about: of those that are, the first.
func (f *Finder) fitting(w *way) policy.ResourceARN {
	all := entries(w)
	i := slices.IndexFunc(all, f.kindsOf(w.action).has)
	return all[max(i, 0)]
}

// step is the evidence that a way gives.
func step(p *principal, w *way, entry policy.ResourceARN, reaches string) policy.Step {
	st := policy.Step{Target: p.target.Name, Action: w.action, Document: w.grant.Document.Name, Origin: w.grant.Document.Origin, Reaches: reaches, At: w.grant.At}
	if entry.At != (source.Location{}) {
		st.Resource = entry.Text
	}
	return st
}
