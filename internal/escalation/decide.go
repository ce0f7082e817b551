package escalation

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// outcome is what a method comes to for a principal.
type outcome struct {
	confidence policy.Confidence // "" if it comes to nothing
	entity     *entity           // what it reaches, nil if that is not known
	on         way               // by which it does
	entry      policy.ResourceARN
	others     []way // of the other actions
	lacks      []string
}

var confidences = []policy.Confidence{"", policy.Possible, policy.Likely, policy.Proven}

// surer tells whether an outcome is surer than another.
func (o outcome) surer(than outcome) bool {
	return slices.Index(confidences, o.confidence) > slices.Index(confidences, than.confidence)
}

// try tells what a method comes to for a principal.
func (s *search) try(p *principal, m *method) outcome {
	if slices.ContainsFunc(m.asks, func(ask bits) bool { return !ask.meets(p.speaks) }) {
		return outcome{}
	}
	others, ok := s.others(p, m)
	if !ok {
		return outcome{}
	}
	var best outcome
	tried := map[trial]bool{}
	for _, on := range p.ways(m, m.On) {
		for _, entry := range entries(&on) {
			if best.confidence == policy.Proven {
				return best // nothing is surer
			}
			if !m.about(entry, tried) {
				continue
			}
			o := s.reach(p, m, on, entry, others)
			o.on, o.entry = on, entry
			o.doubt(p)
			if o.surer(best) {
				best = o
			}
		}
	}
	return best
}

// trial is a resource as it is tried.
type trial struct {
	text, pattern string
	breadth       policy.Breadth
	known         bool
}

// about tells whether a resource is of the kind that a method is about and not what AWS owns, and was not tried before
// by a way that is as sure, if all depends on the resource alone.
func (m *method) about(entry policy.ResourceARN, tried map[trial]bool) bool {
	pattern := loose(entry.Value)
	if !glob.MeetsARN(pattern, m.arn) || ofAWS(entry) {
		return false
	}
	this := trial{entry.Text, pattern, entry.Breadth, entry.Known}
	if alone(m) && tried[this] {
		return false
	}
	tried[this] = true
	return true
}

// alone tells whether what a method comes to by a resource depends on that resource alone, whatever statement it stands
// in.
func alone(m *method) bool {
	return m.Gains == itself || m.Gains == made || m.Gains == account || m.Gains == resource
}

// doubt makes an outcome no more than possible when something narrows it or is not known.
func (o *outcome) doubt(p *principal) {
	narrowed := o.on.narrowed || slices.ContainsFunc(o.others, func(w way) bool { return w.narrowed })
	if o.confidence != "" && (narrowed || p.doubtful()) {
		o.confidence, o.entity = policy.Possible, nil
	}
}

// others are the ways of the other actions that a method asks for, of each list in it those of every one in it.
func (s *search) others(p *principal, m *method) (lists [][]way, ok bool) {
	for _, any := range m.Allows {
		if len(any) == 1 && any[0] == m.On {
			continue
		}
		var list []way
		for _, action := range any {
			list = append(list, p.ways(m, action)...)
		}
		if len(list) == 0 {
			return nil, false
		}
		p.inOrder(list)
		lists = append(lists, list)
	}
	return lists, true
}

func rank(w way) int {
	if w.narrowed {
		return 1
	}
	return 0
}

// doubtful tells whether something that limits the principal is not known.
func (p *principal) doubtful() bool {
	for _, g := range p.Gaps {
		if g.Denies && !g.Allows {
			return true
		}
	}
	return false
}

// everything stands for a statement that says what it is not about.
var everything = policy.ResourceARN{Value: policy.Text("*", policy.Value{}.At), Breadth: policy.Everything}

// entries are the resources of a way. Where a boundary leaves a part of them only, they are wide no more.
func entries(w *way) []policy.ResourceARN {
	all := w.grant.Resources
	if len(w.grant.Statement.Resources) == 0 {
		all = []policy.ResourceARN{everything}
	}
	if len(w.grant.Within) == 0 {
		return all
	}
	var left []policy.ResourceARN
	for _, e := range all {
		for _, list := range w.grant.Within {
			if !slices.ContainsFunc(list, wide) {
				e.Breadth = policy.Prefix
			}
		}
		left = append(left, e)
	}
	return left
}

// wide tells whether a resource reaches everything of a kind in the account.
func wide(r policy.ResourceARN) bool {
	return r.Breadth == policy.Everything || r.Breadth == policy.WholeType || r.Breadth == policy.WholeAccount
}

// loose is a pattern of all that a value may turn out to be.
func loose(v policy.Value) string {
	if text, ok := plain(v); ok {
		return text
	}
	var b strings.Builder
	inside := false
	for _, c := range spelled(v) {
		switch {
		case string(c) == symbolStart:
			inside = true
			b.WriteByte('*')
		case string(c) == symbolEnd:
			inside = false
		case !inside:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// reach tells what a method comes to by one resource of the action that names its target.
func (s *search) reach(p *principal, m *method, on way, entry policy.ResourceARN, lists [][]way) outcome {
	fit := func(e *entity) []way { return choose(m, entry, e, lists) }
	all := fit(nil)
	if len(all) < len(lists) {
		return outcome{}
	}
	o := outcome{others: all}
	switch m.Gains {
	case itself:
		o.confidence = s.reachItself(p, m, entry)
	case made:
		o.confidence = reachMade(entry)
	case account:
		o.confidence = unnamed(entry)
	case resource:
		o.confidence, o.lacks = opens(p, m, entry)
	default:
		s.reachOther(p, m, on, &o, entry, fit)
	}
	return o
}

// choose picks of each list a way that goes with what is reached: with the entity, or if that is nil with the entry.
func choose(m *method, entry policy.ResourceARN, e *entity, lists [][]way) []way {
	var chosen []way
	for _, list := range lists {
		i := slices.IndexFunc(list, func(w way) bool { return goesWith(m, w, entry, e) })
		if i < 0 {
			return nil
		}
		chosen = append(chosen, list[i])
	}
	return chosen
}

// goesWith tells whether an action can be used on what a method reaches, if it is about things of that kind at all.
func goesWith(m *method, w way, entry policy.ResourceARN, e *entity) bool {
	arn := targetARN(w.action, m.Target)
	if arn == "" || arn == "*" || m.Gains == passed || m.Target == "policy" {
		return true
	}
	return slices.ContainsFunc(entries(&w), func(r policy.ResourceARN) bool {
		if !glob.MeetsARN(loose(r.Value), arn) {
			return false
		}
		if e != nil {
			return wide(r) || glob.Match(tailOf(r.Value), e.tail)
		}
		return glob.MeetsARN(loose(r.Value), loose(entry.Value))
	})
}

// reachMade tells whether an identity that is made may have any name: one that is named in full is there already.
func reachMade(entry policy.ResourceARN) policy.Confidence {
	if glob.HasWildcard(spelled(entry.Value)) && entry.Known {
		return policy.Proven
	}
	return policy.Possible
}

// unnamed is what can be said of a target of which the artifact knows nothing.
func unnamed(entry policy.ResourceARN) policy.Confidence {
	if wide(entry) {
		return policy.Likely
	}
	return policy.Possible
}

// opens tells what a principal may do with a resource once it has opened it to itself, and may not do now. What it is denied stays
// denied, whatever the resource's policy allows, unless somebody else does it in its place.
func opens(p *principal, m *method, entry policy.ResourceARN) (policy.Confidence, []string) {
	for _, g := range p.Gaps {
		if g.Allows {
			return "", nil
		}
	}
	var lacks []string
	within := loose(entry.Value) + "*"
	some := strings.NewReplacer("*", "x", "?", "x").Replace(within)
	for _, action := range m.Lacks {
		if m.Lifts != liftsDeny && p.Decide(access.Request{Action: action, Resource: some}).Explicit {
			continue
		}
		if !slices.ContainsFunc(p.patterns(m, action), func(has string) bool { return glob.MeetsARN(has, within) }) {
			lacks = append(lacks, action)
		}
	}
	switch {
	case len(lacks) == 0:
		return "", nil
	case entry.Breadth == policy.UnresolvedBreadth:
		return policy.Possible, lacks
	}
	return policy.Proven, lacks
}

// reachItself tells whether what a principal may change is its own.
func (s *search) reachItself(p *principal, m *method, entry policy.ResourceARN) policy.Confidence {
	if !p.alone && !p.hasObstacle(m.Lifts) {
		return ""
	}
	user := p.target.Kind == policy.User || p.target.Kind == policy.Group
	ofItself := strings.Contains(entry.Text, "${aws:username}")
	switch {
	case ofItself && m.Target != "user", ofItself && !p.alone && !user:
		return ""
	case ofItself:
		return policy.Proven
	case slices.ContainsFunc(s.own(p, m.Target), func(tail string) bool { return glob.Match(tailOf(entry.Value), tail) }):
		return policy.Proven
	case p.alone || m.Target == "policy" || m.Target != "role" && user || m.Target == "role" && p.target.Kind == policy.Role:
		if !p.alone && !wide(entry) && s.knows(m.Target, entry) {
			return "" // it is somebody else's
		}
		return unnamed(entry)
	case wide(entry) && m.Lifts == "":
		return policy.Possible // it can't have any itself, but others may give it theirs
	}
	return ""
}

// hasObstacle tells whether there is something in the way of a principal that a method lifts.
func (p *principal) hasObstacle(kind string) bool {
	switch kind {
	case liftsBoundary:
		return len(p.target.Boundaries) > 0
	case liftsDeny:
		return slices.ContainsFunc(p.Identity, func(d *policy.Document) bool {
			return slices.ContainsFunc(d.Statements, func(s *policy.Statement) bool { return s.Effect == "Deny" })
		})
	}
	return true
}

// own are the last fields of the ARNs of what belongs to a principal: itself, its groups, its managed policies.
func (s *search) own(p *principal, kind string) []string {
	if p.alone {
		return nil
	}
	if string(p.target.Kind) == kind {
		return []string{kind + "/" + p.name}
	}
	var tails []string
	for _, d := range p.target.Reaching {
		if kind == "policy" && d.Target.Kind == policy.ManagedPolicy || kind == "group" && d.Target.Kind == policy.Group {
			tails = append(tails, kind+"/"+s.nameOf(d.Target.Name))
		}
	}
	return tails
}

// knows tells whether a resource is that of somebody in the artifact.
func (s *search) knows(kind string, entry policy.ResourceARN) bool {
	return len(s.targets[kind].matching(entry.Value, func(*entity) bool { return true })) > 0
}
