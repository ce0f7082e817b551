// Package access tells who can do what: what a principal's policies allow
// together, less what a Deny takes off, within its permissions boundary. It
// answers on the words of policies alone and needs no fact of package expand.
//
// Two kinds of question have an answer. Grants is symbolic: in which ways may
// an action be allowed, on which resources, under which conditions. Decide is
// about one request.
package access

import (
	"slices"

	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// Principal is somebody with policies: a role, a user or a group. A managed
// policy or a document that stands alone is taken for somebody who has it and
// nothing else.
type Principal struct {
	Target   *policy.Target
	Identity []*policy.Document // what gives it anything: its own policies, attached ones, its groups'
	Boundary []*policy.Document // of its permissions boundary, when it can be read
	Trust    []*policy.Document // who may become it
	SCPs     []*policy.Document // of the organization of its account, apart from AWS's own
	RCPs     []*policy.Document // the same, each with the condition that the resource is the account's
	Gaps     []Gap              // what is not known about it; none means that all of it is

	identity, boundary, trust, scps, rcps Policies
	loose                                 []string // the branches of the template on which nothing that can be read bounds it
}

// Gap is something about a principal that is not known, so that nothing can be
// concluded from what it does not say.
type Gap struct {
	At     source.Location
	Reason string // in words, as in "the policy arn:aws:iam::111122223333:policy/x is not in the artifact"
	Allows bool   // it may allow more than is known
	Denies bool   // it may deny more than is known
}

// Of makes a principal of a target. Its attached AWS managed policies have to
// be attached already (parse.Managed), else they are gaps.
func Of(target *policy.Target) *Principal {
	p := &Principal{Target: target}
	alone := target.Kind == policy.ManagedPolicy || target.Kind == policy.Raw
	for _, d := range slices.Concat(target.Documents, target.Reaching) {
		switch d.Kind {
		case policy.Trust:
			p.Trust = append(p.Trust, d)
		case policy.Identity:
			p.Identity = append(p.Identity, d)
		case policy.Boundary:
			if alone {
				p.Identity = append(p.Identity, d)
			} else {
				p.Boundary = append(p.Boundary, d)
			}
		case policy.SCP:
			if alone {
				p.Identity = append(p.Identity, d)
			} else {
				p.SCPs = append(p.SCPs, d)
			}
		case policy.RCP:
			if !alone {
				p.RCPs = append(p.RCPs, d)
			}
		case policy.ResourceBased:
			// Says who may come, not what this one may do.
		}
	}
	p.identity, p.boundary, p.trust = Read(p.Identity...), Read(p.Boundary...), Read(p.Trust...)
	p.scps, p.rcps = Read(p.SCPs...), Read(p.RCPs...)
	p.loose = p.findLoose()
	p.gaps()
	return p
}

// Bounded tells whether a permissions boundary that can be read limits the
// principal on every branch of the template.
func (p *Principal) Bounded() bool { return len(p.loose) == 0 }

// findLoose lists the branches on which no boundary that can be read limits the principal.
func (p *Principal) findLoose() []string {
	if len(p.Boundary) == 0 || unreadable(p.Boundary) {
		return []string{""}
	}
	loose := slices.Clone(p.Target.Unbounded)
	for _, b := range p.Target.Boundaries {
		if !b.Read {
			loose = append(loose, b.Branch)
		}
	}
	return loose
}

// gaps finds what is not known.
func (p *Principal) gaps() {
	for _, a := range p.Target.Managed {
		if !a.Read {
			p.gap(a.At, "the policy "+a.Text+" is not at hand", true, true)
		}
	}
	for _, g := range p.Target.Elsewhere {
		p.gap(g.At, "the group "+g.Text+" is not at hand", true, true)
	}
	for _, d := range p.Identity {
		p.documentGaps(d, true)
	}
	for _, d := range slices.Concat(p.Boundary, p.RCPs) {
		p.documentGaps(d, false)
	}
	for _, d := range p.SCPs {
		for _, s := range d.Statements {
			if s.Effect == "Allow" {
				p.gap(s.At, "SCP "+d.Name+" may be all that a level of the organization allows", false, true)
			}
		}
	}
	for _, b := range p.Target.Boundaries {
		switch {
		case !b.Read:
			p.gap(b.At, "the permissions boundary "+b.Text+" is not at hand", false, true)
		case len(p.Target.Unbounded) > 0:
			p.gap(b.At, "the permissions boundary is there only if "+b.Branch, false, true)
		}
	}
}

func (p *Principal) gap(at source.Location, reason string, allows, denies bool) {
	p.Gaps = append(p.Gaps, Gap{At: at, Reason: reason, Allows: allows, Denies: denies})
}

func (p *Principal) documentGaps(d *policy.Document, allows bool) {
	if d.Unreadable {
		p.gap(d.At, "the policy document can't be read", allows, true)
		return
	}
	for _, s := range d.Statements {
		if s.Effect == "" {
			p.gap(s.At, "the effect of the statement is not known", allows, true)
		}
		if s.Unresolved {
			p.gap(s.At, "an element of the statement is not known", allows && s.Effect == "Allow", s.Effect == "Deny")
		}
	}
}

func unreadable(documents []*policy.Document) bool {
	return slices.ContainsFunc(documents, func(d *policy.Document) bool { return d.Unreadable })
}
