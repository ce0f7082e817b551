package escalation

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// hindrance is what conditions do to a grant for a method.
type hindrance uint8

const (
	none    hindrance = iota // it works all the same: who has it can satisfy them
	narrows                  // it works on some targets, or for some principals, and which is not known
	stops                    // it does not work
)

// ways are the grants of an action that a method can use. Where no grant has conditions they are the same for all methods.
func (p *principal) ways(m *method, action string) []way {
	if found, met := p.free[action]; met {
		return found
	}
	grants := p.of(action)
	kinds := p.finder.kindsOf(action)
	var found []way
	free := true
	for i := range grants {
		g := &grants[i]
		free = free && len(g.Conditions)+len(g.Denied) == 0
		h := hindered(m, action, g)
		if h != stops && kinds.suit(g) && !writtenForService(p, g) {
			found = append(found, way{grant: g, action: action, narrowed: h == narrows || g.Uncertain})
		}
	}
	p.inOrder(found)
	if free {
		if p.free == nil {
			p.free = map[string][]way{}
		}
		p.free[action] = found
	}
	return found
}

// patterns are the resources, each once, on which a principal has an action that a method can use. Each resource that
// the method opens is compared with all of them.
func (p *principal) patterns(m *method, action string) []string {
	key := m.ID + " " + action
	if has, met := p.has[key]; met {
		return has
	}
	var has []string
	seen := map[string]bool{}
	for _, w := range p.ways(m, action) {
		for _, r := range entries(&w) {
			if pattern := loose(r.Value); !seen[pattern] {
				seen[pattern] = true
				has = append(has, pattern)
			}
		}
	}
	if p.has == nil {
		p.has = map[string][]string{}
	}
	p.has[key] = has
	return has
}

// way is a grant of one of the actions of a method.
type way struct {
	grant    *access.Grant
	action   string
	narrowed bool
}

// kinds are the resources that an action asks for, as patterns of ARNs.
type kinds struct {
	any   bool // it can't be limited, or the catalogue doesn't know it
	named []string
}

// kindsOf are the kinds of resource that an action asks for. Some actions know a type of which the ARN may be anything,
// as cloudformation:UpdateStackSet does, and that no request is about alone.
func (f *Finder) kindsOf(action string) *kinds {
	if known, ok := f.kinds.Load(action); ok {
		return known.(*kinds)
	}
	k := &kinds{}
	a, ok := catalog.FindAction(action)
	k.any = !ok || a.Scoping() == catalog.Unscopable
	for t := range a.ResourceTypes() {
		arn := anyOf(t.ARN())
		if tail := strings.SplitN(arn, ":", 6); tail[len(tail)-1] != "*" {
			k.named = append(k.named, arn)
		}
	}
	k.any = k.any || len(k.named) == 0
	f.kinds.Store(action, k)
	return k
}

// suit tells whether some resource of a grant is of such a kind.
func (k *kinds) suit(g *access.Grant) bool {
	return len(g.Statement.Resources) == 0 || slices.ContainsFunc(g.Resources, k.has)
}

// has tells whether a resource is of such a kind, and not of what AWS owns.
func (k *kinds) has(r policy.ResourceARN) bool {
	if k.any || r.Breadth == policy.Everything {
		return true
	}
	pattern := loose(r.Value)
	return !ofAWS(r) && slices.ContainsFunc(k.named, func(arn string) bool { return glob.MeetsARN(pattern, arn) })
}

// ofAWS tells whether a resource is in IAM's account of AWS itself, in which nobody else makes anything.
func ofAWS(r policy.ResourceARN) bool { return strings.Contains(r.Text, ":iam::aws:") }

// writtenForService tells whether a grant is of a policy that AWS wrote for one of its services, and that the role of
// that service has to have.
func writtenForService(p *principal, g *access.Grant) bool {
	return g.Document.Origin == policy.FromManaged && slices.ContainsFunc(p.target.Managed, func(a policy.Attachment) bool {
		return strings.HasPrefix(a.Name, "service-role/") && strings.HasSuffix(a.Name, "/"+g.Document.Name)
	})
}

// hindered tells what stands in the way of a grant: its conditions, those of the boundary, and what is denied under
// conditions.
func hindered(m *method, action string, g *access.Grant) hindrance {
	worst := none
	for i := range g.Conditions {
		worst = max(worst, hinders(m, action, &g.Conditions[i]))
	}
	for _, d := range g.Denied {
		worst = max(worst, denies(m, action, d))
	}
	return worst
}

// hinders tells what a condition of an Allow does.
func hinders(m *method, action string, c *policy.Condition) hindrance {
	prefix, _, _ := strings.Cut(c.LowerKey, "/")
	switch {
	case c.LowerKey == "iam:passedtoservice":
		return passes(m, c, c.Negated)
	case !binding(c):
		return none
	case c.LowerKey == "iam:permissionsboundary":
		return bounds(c.Negated)
	case c.LowerKey == "iam:policyarn":
		return attaches(action, c, c.Negated)
	case slices.Contains(free, c.LowerKey), c.Negated:
		return none
	case c.Limits == policy.LimitsNetwork:
		return none
	case prefix == "aws:principaltag", c.LowerKey == "aws:principalarn", c.Limits == policy.LimitsResource, c.Limits == policy.LimitsService:
		return narrows
	}
	return none
}

// free are keys that whoever has the permission can satisfy, and that leave the whole account in reach.
var free = []string{
	"aws:multifactorauthpresent", "aws:multifactorauthage", "aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount",
	"aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths", "aws:requestedregion", "s3:resourceaccount",
}

// denies tells what a Deny with conditions leaves of an action. Where it holds for everything but what asks for a
// boundary, certain policies or certain services, it says what a condition of an Allow would. Any other takes the
// action away for some requests only.
func denies(m *method, action string, d *policy.Statement) hindrance {
	if len(d.Conditions) != 1 {
		if len(d.Conditions) == 0 {
			return narrows // it is there on some branch, or not wholly known
		}
		return none
	}
	c := &d.Conditions[0]
	if c.Set == "ForAnyValue" {
		return none
	}
	switch c.LowerKey {
	case "iam:passedtoservice":
		return passes(m, c, !c.Negated)
	case "iam:permissionsboundary":
		if c.Base == "Null" {
			return stops
		}
		return bounds(!c.Negated)
	case "iam:policyarn":
		return attaches(action, c, !c.Negated)
	}
	return none
}

// binding tells whether a condition of an Allow has to hold, and can fail.
func binding(c *policy.Condition) bool {
	return !c.IfExists && !c.Trivial && c.Set != "ForAllValues" && c.Base != "Null"
}

// bounds tells what a boundary that has to be there, or must not, leaves.
func bounds(but bool) hindrance {
	if but {
		return none
	}
	return stops
}

// passes tells whether a role may be passed to a service of the method; but says that the values are those that must not be.
func passes(m *method, c *policy.Condition, but bool) hindrance {
	if c.Base == "Null" || c.Set == "ForAllValues" {
		return none
	}
	named := slices.ContainsFunc(c.Values, func(v policy.Value) bool {
		text := strings.ReplaceAll(v.Text, "${AWS::URLSuffix}", "amazonaws.com")
		return slices.ContainsFunc(m.Trusts, func(service string) bool {
			return !v.Known && !strings.HasSuffix(text, ".amazonaws.com") || glob.Match(strings.ReplaceAll(text, ".amazonaws.com.cn", ".amazonaws.com"), service)
		})
	})
	if named == but {
		return stops
	}
	return none
}

// mighty are policies of AWS that make whoever has them an administrator.
var mighty = []string{
	"arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/IAMFullAccess", "arn:aws:iam::aws:policy/PowerUserAccess",
}

// attaches tells whether a mighty policy may be attached.
func attaches(action string, c *policy.Condition, but bool) hindrance {
	if !strings.Contains(action, ":Attach") && !strings.Contains(action, ":Detach") {
		return none
	}
	for _, m := range mighty {
		named := slices.ContainsFunc(c.Values, func(v policy.Value) bool {
			return glob.Match(strings.ReplaceAll(v.Text, "${AWS::Partition}", "aws"), m)
		})
		if named != but {
			return none
		}
	}
	return stops
}
