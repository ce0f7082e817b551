package escalation

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/parallel"
	"github.com/iamlint/iamlint/internal/policy"
)

// principal is somebody whose policies are judged.
type principal struct {
	*access.Principal
	target *policy.Target
	name   string // as it stands in ARNs, after its path
	alone  bool   // a policy or document that nobody in the artifact is known to have
	speaks bits   // the actions of methods that its policies allow something of, or may
	rules  bool   // it is an administrator
	weight int    // how many actions it is allowed, roughly

	mutex  sync.Mutex // guards grants: others ask what a role has that they may pass
	grants map[string][]access.Grant

	finder   *Finder
	free     map[string][]way    // see ways, by action
	has      map[string][]string // see patterns
	wordings map[stated]string

	trusts []string // the services that may assume it, without .amazonaws.com
	found  []*policy.Escalation
}

// lends are the types of resource that are policies of others.
var lends = []string{
	"AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy", "AWS::IAM::GroupPolicy", "AWS::IAM::ManagedPolicy",
}

// strangers are targets of which nobody can say what they are to IAM: their policies are not those of one principal.
var strangers = []string{"AWS::IoT::Policy", "AWS::Transfer::User"}

// principals are all whose policies are judged: roles, users, groups, and policies that nobody in the artifact has.
func (f *Finder) principals(m *policy.Model) []*principal {
	lent := lentDocuments(m)
	names := physicalNames(m)
	all := make([]*principal, len(m.Targets))
	each(len(all), func(i int) { all[i] = f.principal(m.Targets[i], names, lent) })
	return slices.DeleteFunc(all, func(p *principal) bool { return p == nil })
}

// portion is how many principals are worth a goroutine.
const portion = 32

// each does something with every index below n, on all processors where there are many.
func each(n int, do func(i int)) {
	parallel.Workers(n, portion, func() func(int) { return do })
}

// principal is whoever has the policies of a target, nil if that is nobody or somebody else.
func (f *Finder) principal(t *policy.Target, names map[string]string, lent map[*policy.Document]bool) *principal {
	if t.Kind == policy.Resource || slices.Contains(strangers, t.Type) {
		return nil
	}
	p := &principal{Principal: access.Of(t), target: t, finder: f, name: names[t.Name], grants: map[string][]access.Grant{}}
	p.alone = t.Kind == policy.ManagedPolicy || t.Kind == policy.Raw || slices.Contains(lends, t.Type)
	if p.alone && (!p.hasIdentity() || slices.ContainsFunc(t.Documents, func(d *policy.Document) bool { return lent[d] })) {
		return nil
	}
	if p.name == "" {
		p.name = symbol(t.Name)
	}
	f.describe(p)
	return p
}

// lentDocuments are those that somebody in the artifact has from a policy or group.
func lentDocuments(m *policy.Model) map[*policy.Document]bool {
	lent := map[*policy.Document]bool{}
	for _, t := range m.Targets {
		if slices.Contains(lends, t.Type) {
			continue
		}
		for _, d := range t.Reaching {
			lent[d] = true
		}
	}
	return lent
}

func (p *principal) hasIdentity() bool {
	return slices.ContainsFunc(p.target.Documents, func(d *policy.Document) bool { return d.Kind == policy.Identity })
}

// describe notes what is asked of a principal again and again.
func (f *Finder) describe(p *principal) {
	for _, d := range p.Identity {
		p.rules = p.rules || d.Kind == policy.Identity && d.Administers
		for _, s := range d.Statements {
			if s.Effect == "Allow" {
				f.weigh(p, s)
			}
		}
	}
	if p.Bounded() && p.rules {
		p.rules = administers(p)
	}
	for _, d := range p.Trust {
		p.trusts = append(p.trusts, services(d)...)
	}
}

// weigh adds what a statement allows.
func (f *Finder) weigh(p *principal, s *policy.Statement) {
	p.weight += len(s.NotActions) * 1000
	for _, a := range s.Actions {
		p.weight += a.Matches
		if a.Wildcard == policy.EveryAction {
			p.weight += 20_000
			p.rules = p.rules || s.Reach == policy.Everything && !s.Scoped && !s.Unresolved
		}
		if _, literal := a.Literal(); literal {
			p.speaks.add(f.speaksOf(a.Text))
		}
	}
	if len(s.NotActions) > 0 {
		p.speaks.add(f.speaksOf("*"))
	}
}

// administers tells whether a principal keeps what makes it an administrator within its permissions boundary.
func administers(p *principal) bool {
	return !slices.ContainsFunc(policy.Administration(), func(action string) bool { return len(p.of(action)) == 0 })
}

// of are the grants of an action.
func (p *principal) of(action string) []access.Grant {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	found, ok := p.grants[action]
	if !ok {
		found = p.Grants(action)
		p.grants[action] = found
	}
	return found
}

// forget drops the grants that were asked for to find escalations, most of what would be kept: of the others none is
// asked for again.
func (p *principal) forget() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	maps.DeleteFunc(p.grants, func(action string, _ []access.Grant) bool { return action != "sts:AssumeRole" })
	p.has, p.free, p.wordings = nil, nil, nil
}

// services are the services that a trust policy lets in, without what all their names end in.
func services(d *policy.Document) []string {
	var found []string
	for _, s := range d.Statements {
		if s.Effect != "Allow" {
			continue
		}
		for _, p := range s.Principals {
			if p.Kind == policy.Anyone {
				found = append(found, "*")
			}
			if p.Type == "Service" || p.Type == "Federated" {
				found = append(found, serviceName(p.Text))
			}
		}
	}
	return found
}

// serviceName is a service principal without partition and domain: "states" of states.amazonaws.com.
func serviceName(text string) string {
	text = strings.ReplaceAll(text, "${AWS::URLSuffix}", "amazonaws.com")
	before, _, _ := strings.Cut(text, ".amazonaws.com")
	return before
}

// trustsService tells whether one of some services may assume the role. One that is only known when the template is
// deployed may be any.
func (p *principal) trustsService(wanted []string) bool {
	return slices.ContainsFunc(p.trusts, func(has string) bool {
		return has == "*" || strings.HasPrefix(has, "${") || slices.ContainsFunc(wanted, func(w string) bool {
			w = serviceName(w)
			return has == w || strings.HasPrefix(has, w+".")
		})
	})
}

// provisioners are the services that do with a role what a template says, and nothing else.
var provisioners = []string{"cloudformation", "servicecatalog"}

// provisioner tells whether nobody but provisioners assumes the role.
func (p *principal) provisioner() bool {
	if len(p.Trust) == 0 {
		return false
	}
	for _, d := range p.Trust {
		for _, s := range d.Statements {
			for _, who := range s.Principals {
				if s.Effect == "Allow" && (who.Type != "Service" || !slices.Contains(provisioners, serviceName(who.Text))) {
					return false
				}
			}
		}
	}
	return len(p.trusts) > 0
}

// physicalNames are the names, after their path, that a template gives to roles, users, groups and functions.
func physicalNames(m *policy.Model) map[string]string {
	names := map[string]string{}
	for _, r := range m.Resources {
		path := ""
		if p, ok := r.Properties["Path"]; ok && len(p.Values) == 1 {
			path = strings.TrimPrefix(p.Values[0].Text, "/")
		}
		for _, property := range []string{"RoleName", "UserName", "GroupName", "ManagedPolicyName", "FunctionName"} {
			if p, ok := r.Properties[property]; ok && len(p.Values) == 1 && r.Type != "AWS::IAM::AccessKey" {
				names[r.Name] = path + spelled(p.Values[0])
			}
		}
	}
	return names
}
