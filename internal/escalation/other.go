package escalation

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// reachOther tells what a method reaches that gives somebody else's permissions.
func (s *search) reachOther(p *principal, m *method, on way, o *outcome, entry policy.ResourceARN, fit func(*entity) []way) {
	if m.Gains == identity && ofItself(entry) {
		return
	}
	if m.Target == "policy" {
		s.reachPolicy(p, o, entry)
		return
	}
	fits := func(e *entity) bool { return on.grant.Meets(arnOf(m, e)) && len(fit(e)) == len(o.others) }
	var known []*entity
	for _, x := range s.within(m, entry) {
		known = append(known, x.matching(entry.Value, func(e *entity) bool { return !wide(entry) || s.gives(p, m, e) && fits(e) })...)
	}
	if i := slices.IndexFunc(known, func(e *entity) bool { return s.gives(p, m, e) && fits(e) }); i >= 0 {
		o.confidence, o.entity, o.others = policy.Proven, known[i], fit(known[i])
		return
	}
	if i := slices.IndexFunc(known, func(e *entity) bool { return m.Gains == existing && e.of == p && fits(e) }); i >= 0 && !wide(entry) {
		o.confidence, o.entity = policy.Proven, known[i]
		return
	}
	o.confidence = s.unproven(m, entry, known)
}

// unproven is what can be said where nothing that is known has more.
func (s *search) unproven(m *method, entry policy.ResourceARN, known []*entity) policy.Confidence {
	switch {
	case !wide(entry) && len(known) > 0 && !slices.ContainsFunc(known, unclear(m)):
		return "" // it is known, and has nothing more
	case m.ID == assumeRole && (entry.Breadth == policy.Exact || entry.Breadth == policy.UnresolvedBreadth):
		return "" // who may assume a role that is named is meant to
	}
	return unnamed(entry)
}

// within are the indexes in which to look for what an entry reaches: where it reaches everything, only for what can be
// meant.
func (s *search) within(m *method, entry policy.ResourceARN) []*index {
	switch {
	case !wide(entry):
		return []*index{s.targets[m.Target]}
	case m.ID == assumeRole:
		return []*index{s.targets[trustingAccount]}
	case m.Gains != passed:
		return []*index{s.targets[m.Target]}
	}
	var all []*index
	for _, service := range m.Trusts {
		all = append(all, s.targets[trusting(serviceName(service))])
	}
	return append(all, s.targets[trusting("*")])
}

// assumeRole is the method that an edge between roles is as well.
const assumeRole = "assume-role"

// ofItself tells whether a resource is the caller's own: arn:aws:iam::*:user/${aws:username}.
func ofItself(entry policy.ResourceARN) bool {
	return strings.Contains(entry.Text, "${aws:username}") || strings.Contains(entry.Text, "${aws:userid}")
}

// unclear tells of an entity whether what it has is not known.
func unclear(m *method) func(*entity) bool {
	return func(e *entity) bool {
		if e.of == nil {
			return true
		}
		if m.Gains == passed && !e.of.trustsService(m.Trusts) {
			return false
		}
		return slices.ContainsFunc(e.of.Gaps, func(g gap) bool { return g.Allows })
	}
}

// gives tells whether a principal comes by more through an entity.
func (s *search) gives(p *principal, m *method, e *entity) bool {
	switch {
	case e.of == nil || e.of == p:
		return false
	case m.ID == assumeRole:
		return e.of.rules && trusts(e.of, p)
	case m.Gains == passed:
		return e.of.trustsService(m.Trusts) && s.canUse(m, e.of) && s.more(e.of, p)
	case len(m.Allows) > 1 && m.Gravity == "critical":
		return !slices.Contains(slices.Concat(m.Allows...), "sts:AssumeRole") || trusts(e.of, p) // it gives it any permissions first
	}
	return s.more(e.of, p)
}

// canUse tells whether a role that is passed has what the service uses it for. A role may assume another of its own
// account as well if that one's trust policy names it.
func (s *search) canUse(m *method, role *principal) bool {
	return m.Only == "" || len(role.of(m.Only)) > 0 || m.Only == "sts:AssumeRole" && len(s.namedBy["role/"+role.name]) > 0
}

// reachPolicy tells whether a policy that may be rewritten is that of a role that the principal may become.
func (s *search) reachPolicy(p *principal, o *outcome, entry policy.ResourceARN) {
	for _, e := range s.targets["policy"].matching(entry.Value, func(*entity) bool { return !wide(entry) }) {
		for _, holder := range s.holders[e.name] {
			if holder == p || holder.target.Kind != policy.Role {
				continue
			}
			role := entityOf(holder)
			if slices.ContainsFunc(o.others, func(w way) bool { return becomes(p, &w, role) }) {
				o.confidence, o.entity = policy.Proven, role
				return
			}
		}
	}
}

// becomes tells whether a way lets a principal become a role: by assuming it, or by writing whom it trusts.
func becomes(p *principal, w *way, role *entity) bool {
	return (w.action != "sts:AssumeRole" || trusts(role.of, p)) && slices.ContainsFunc(entries(w), func(r policy.ResourceARN) bool {
		return glob.Match(tailOf(r.Value), role.tail)
	})
}

// trusts tells whether the trust policy of a role lets a principal in, by its name or with its whole account. Whether
// a condition does as well is for the principal to satisfy.
func trusts(role, p *principal) bool {
	named, withAccount := letsIn(role, p)
	return named || withAccount
}

func letsIn(role, p *principal) (named, withAccount bool) {
	for _, d := range role.Trust {
		for _, st := range d.Statements {
			if st.Effect != "Allow" {
				continue
			}
			for _, who := range st.Principals {
				switch {
				case who.Kind == policy.Anyone, who.Kind == policy.AccountPrincipal:
					withAccount = true
				case who.Type == "AWS" && tailOf(who.Value) == string(p.target.Kind)+"/"+p.name:
					named = true
				}
			}
		}
	}
	return named, withAccount
}

// arnOf is the ARN of an entity as far as it is known.
func arnOf(m *method, e *entity) policy.Value {
	head := strings.SplitN(m.arn, ":", 6)
	if len(head) < 6 {
		return policy.Text("*", policy.Value{}.At)
	}
	if len(e.arn.Parts) > 0 {
		return e.arn
	}
	opaque := func(name string) policy.Part { return policy.Part{Kind: policy.Opaque, Text: name} }
	text := func(t string) policy.Part { return policy.Part{Kind: policy.Literal, Text: t} }
	parts := []policy.Part{text("arn:"), opaque("AWS::Partition"), text(":" + head[2] + ":")}
	if head[3] != "" {
		parts = append(parts, opaque("AWS::Region"))
	}
	parts = append(parts, text(":"), opaque("AWS::AccountId"), text(":"))
	before, name, ok := strings.Cut(e.tail, symbolStart)
	parts = append(parts, text(before))
	if ok {
		parts = append(parts, opaque(strings.TrimSuffix(name, symbolEnd)))
	}
	return policy.Compose(parts, policy.Value{}.At)
}
