package escalation

import (
	"slices"

	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// What escalations are that no method stands for.
const (
	chain      = "chain"       // several ways, one after the other, to what rules the account
	circle     = "circle"      // two that may assume each other
	compute    = "compute"     // an administrator that runs code
	ownCompute = "own-compute" // what runs with a role may be changed by that role
)

// Edge is a way from one principal of the artifact to another.
type Edge struct {
	From, To *policy.Target
	How      How
	Step     policy.Step

	from, to *principal
}

// How says how one principal comes to another.
type How string

// The ways from one principal to another.
const (
	Assumes How = "assume"   // it may assume it, and is trusted
	Passes  How = "pass"     // it may pass it to a service that works for it
	TakesOn How = "escalate" // it may take it over
)

// edges are the ways between the principals of the artifact that are sure. Of what reaches everybody only the most
// powerful are there.
func (s *search) edges() []Edge {
	var found []Edge
	for _, p := range s.all {
		if p.alone || p.target.Kind == policy.Group {
			continue
		}
		found = append(found, s.assumes(p)...)
		for _, e := range p.found {
			if to := s.leadsTo(e); to != nil && to != p {
				found = append(found, edge(p, to, hows[e.Gains == passed], e.Steps[0]))
			}
		}
	}
	return found
}

// hows are the ways of escalations, by whether a role is passed.
var hows = map[bool]How{true: Passes, false: TakesOn}

// leadsTo is whom an escalation surely leads to, nil if that is not known or told otherwise.
func (s *search) leadsTo(e *policy.Escalation) *principal {
	if e.Confidence != policy.Proven || e.Method == assumeRole {
		return nil
	}
	if e.Gains == existing && e.ReachedKind == string(policy.Resource) {
		return s.byName[s.runsAs[e.Reached]]
	}
	return s.byName[e.Reached]
}

func edge(from, to *principal, how How, st policy.Step) Edge {
	st.Reaches = to.target.Name
	return Edge{From: from.target, To: to.target, How: how, Step: st, from: from, to: to}
}

// assumes are the roles that a principal may assume: those that its policies let it and that trust it, by its
// name or with its account.
func (s *search) assumes(p *principal) []Edge {
	if p.rules {
		return nil
	}
	var found []Edge
	add := func(to *principal, st policy.Step) {
		if to != p && !slices.ContainsFunc(found, func(f Edge) bool { return f.to == to }) {
			found = append(found, edge(p, to, Assumes, st))
		}
	}
	for _, w := range p.ways(&s.assume, "sts:AssumeRole") {
		for _, entry := range entries(&w) {
			for _, e := range s.assumable(p, &w, entry) {
				add(e.of, step(p, &w, entry, ""))
			}
		}
	}
	for _, role := range s.namedBy[string(p.target.Kind)+"/"+p.name] {
		add(role.to, policy.Step{Target: p.target.Name, At: role.at, Document: role.document})
	}
	return found
}

// assumable are the roles that an entry reaches and that trust the principal.
func (s *search) assumable(p *principal, w *way, entry policy.ResourceARN) []*entity {
	if w.narrowed {
		return nil
	}
	x := s.targets["role"]
	if wide(entry) {
		x = s.targets[trustingAccount]
	}
	return x.matching(entry.Value, func(e *entity) bool {
		return e.of != p && trusts(e.of, p) && w.grant.Meets(arnOf(&s.assume, e))
	})
}

// naming is a trust policy that names somebody.
type naming struct {
	to       *principal
	document string
	at       source.Location
}

// naming finds which trust policies name whom, by the last field of its ARN. In its own account that is enough:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html.
func (s *search) naming() map[string][]naming {
	named := map[string][]naming{}
	for _, role := range s.all {
		for _, d := range role.Trust {
			for _, who := range lets(d) {
				tail := tailOf(who.Value)
				named[tail] = append(named[tail], naming{role, d.Name, who.At})
			}
		}
	}
	return named
}

// lets are the roles and users that a trust policy names and lets in without conditions.
func lets(d *policy.Document) []policy.Principal {
	var found []policy.Principal
	for _, st := range d.Statements {
		if st.Effect != "Allow" || len(st.Conditions) > 0 {
			continue
		}
		for _, who := range st.Principals {
			if who.Type == "AWS" && who.Known && (who.Kind == policy.RolePrincipal || who.Kind == policy.UserPrincipal) {
				found = append(found, who)
			}
		}
	}
	return found
}

// chains are the shortest ways of several steps from each principal to what rules the account, and the circles. One
// search from all ends at once finds them, so that it takes time in proportion to the edges.
func (s *search) chains() []*policy.Escalation {
	edges := s.edges()
	into := map[*principal][]int{}
	for i, e := range edges {
		into[e.to] = append(into[e.to], i)
	}
	next := map[*principal]int{}
	queue, length := s.ends()
	for at := 0; at < len(queue); at++ {
		for _, i := range into[queue[at]] {
			from := edges[i].from
			if _, seen := length[from]; !seen {
				next[from], length[from] = i, length[queue[at]]+1
				queue = append(queue, from)
			}
		}
	}
	var found []*policy.Escalation
	for _, p := range s.all {
		if i, ok := next[p]; ok && length[p] > 1 {
			found = append(found, tellChain(p, edges, next, i))
		}
	}
	return append(found, circles(edges)...)
}

// ends are those who rule the account, and then those who can make themselves do so, which is one step more.
func (s *search) ends() (queue []*principal, length map[*principal]int) {
	length = map[*principal]int{}
	for _, p := range s.all {
		if p.rules {
			queue, length[p] = append(queue, p), 0
		}
	}
	for _, p := range s.all {
		if !p.rules && !p.alone && p.riseAlone() != nil {
			queue, length[p] = append(queue, p), 1
		}
	}
	return queue, length
}

// riseAlone is the surest escalation by which a principal makes itself an administrator, nil if it has none.
func (p *principal) riseAlone() *policy.Escalation {
	for _, e := range p.found {
		if e.Gravity == "critical" && e.Confidence == policy.Proven && (e.Gains == itself || e.Gains == made || e.Gains == identity) {
			return e
		}
	}
	return nil
}

// tellChain makes a fact of the way from a principal.
func tellChain(p *principal, edges []Edge, next map[*principal]int, first int) *policy.Escalation {
	e := &policy.Escalation{
		Target: p.target.Subject(), Family: "E82", Gains: chain, Gravity: "high", Likely: "high", Confidence: policy.Proven,
		At: edges[first].Step.At, Provisioner: p.provisioner(),
	}
	at := p
	for i, ok := first, true; ok; i, ok = next[at] {
		e.Steps = append(e.Steps, edges[i].Step)
		at = edges[i].to
	}
	e.Reached, e.ReachedKind = at.target.Name, string(at.target.Kind)
	if rise := at.riseAlone(); rise != nil && !at.rules {
		e.Steps = append(e.Steps, rise.Steps...)
		e.May = rise.May
	}
	for _, st := range e.Steps {
		if st.Action != "" && !slices.Contains(e.Actions, st.Action) {
			e.Actions = append(e.Actions, st.Action)
		}
	}
	return e
}

// circles are the pairs that may assume each other, each told once.
func circles(edges []Edge) []*policy.Escalation {
	type direction struct{ from, to *principal }
	assume := map[direction]Edge{}
	for _, e := range edges {
		if e.How == Assumes {
			assume[direction{e.from, e.to}] = e
		}
	}
	var found []*policy.Escalation
	for _, e := range edges {
		back, ok := assume[direction{e.to, e.from}]
		if !ok || e.How != Assumes || e.from.target.Name >= e.to.target.Name {
			continue
		}
		found = append(found, &policy.Escalation{
			Target: e.From.Subject(), Family: "E83", Gains: circle, Gravity: "low", Likely: "low", Confidence: policy.Proven,
			Reached: e.To.Name, ReachedKind: string(e.To.Kind), At: e.Step.At, Steps: []policy.Step{e.Step, back.Step},
		})
	}
	return found
}

// computes are the administrators that services run code with.
func (s *search) computes() []*policy.Escalation {
	var found []*policy.Escalation
	for _, p := range s.all {
		if !p.rules || p.target.Kind != policy.Role || p.alone {
			continue
		}
		if at, service, ok := s.runsCode(p); ok {
			found = append(found, &policy.Escalation{
				Target: p.target.Subject(), Family: "E84", Gains: compute, Gravity: "high", Likely: "high", Confidence: policy.Proven,
				May: "be given to code by " + service, At: at,
			})
		}
	}
	return found
}

// runsCode finds the service that runs code with a role.
func (s *search) runsCode(p *principal) (at source.Location, service string, ok bool) {
	for _, d := range p.Trust {
		for _, st := range d.Statements {
			if st.Effect != "Allow" {
				continue
			}
			for _, who := range st.Principals {
				if name := serviceName(who.Text); who.Type == "Service" && slices.Contains(s.compute, name) {
					return who.At, who.Text, true
				}
			}
		}
	}
	return at, "", false
}
