package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
)

// registry files the targets of a template under the names that others call
// them by, as values show them: "${Role}" for Ref and the physical name.
type registry map[policy.TargetKind]map[string][]*policy.Target

func (g registry) add(kind policy.TargetKind, name string, target *policy.Target) {
	if g[kind] == nil {
		g[kind] = map[string][]*policy.Target{}
	}
	if !slices.Contains(g[kind][name], target) {
		g[kind][name] = append(g[kind][name], target)
	}
}

// principals are the resource types that policies apply to, with the property
// that holds the physical name.
var principals = map[string]struct {
	kind policy.TargetKind
	name string
}{
	"AWS::IAM::Role":          {policy.Role, "RoleName"},
	"AWS::IAM::User":          {policy.User, "UserName"},
	"AWS::IAM::Group":         {policy.Group, "GroupName"},
	"AWS::IAM::ManagedPolicy": {policy.ManagedPolicy, "ManagedPolicyName"},
}

// register files a target under the names of its resource.
func (t *template) register(r *resource, target *policy.Target) {
	t.targets[r.id] = target
	p, ok := principals[r.kind]
	if !ok {
		return
	}
	path := ""
	if p.kind == policy.ManagedPolicy {
		path = t.path(r)
		t.registry.add(p.kind, "/${"+r.id+"}", target)
	} else {
		t.registry.add(p.kind, "${"+r.id+"}", target)
	}
	for _, v := range t.values(r.properties.Get(p.name), r.under) {
		t.registry.add(p.kind, path+v.Text, target)
	}
}

// path is the Path of a managed policy, which is "/" unless it is given.
func (t *template) path(r *resource) string {
	for _, v := range t.values(r.properties.Get("Path"), r.under) {
		return v.Text
	}
	return "/"
}

// appliers say in which properties a policy names whom it applies to.
var appliers = map[string][]struct {
	property string
	kind     policy.TargetKind
}{
	"AWS::IAM::Policy":        {{"Roles", policy.Role}, {"Users", policy.User}, {"Groups", policy.Group}},
	"AWS::IAM::ManagedPolicy": {{"Roles", policy.Role}, {"Users", policy.User}, {"Groups", policy.Group}},
	"AWS::IAM::RolePolicy":    {{"RoleName", policy.Role}},
	"AWS::IAM::UserPolicy":    {{"UserName", policy.User}},
	"AWS::IAM::GroupPolicy":   {{"GroupName", policy.Group}},
}

// applies tells whether a policy names somebody whom it applies to.
func (r *resource) applies() bool {
	for _, a := range appliers[r.kind] {
		if r.properties.Get(a.property) != nil {
			return true
		}
	}
	return false
}

// reach gives each target the documents of others that apply to it. Users come
// last: what reaches their groups reaches them.
func (t *template) reach() {
	for _, r := range t.order {
		for _, a := range appliers[r.kind] {
			for _, v := range t.values(r.properties.Get(a.property), r.under) {
				targets := t.find(a.kind, v.Text)
				if len(targets) == 0 && !v.Known {
					t.notices.Add(v.At, "the %s %q is not known before deployment; the policy was judged apart from what else that %[1]s may do%[3]s", a.kind, v.Text, parse.Remedy(v))
				}
				lend(t.targets[r.id], targets)
			}
		}
	}
	for _, l := range t.connecting {
		lend(l.lender, t.registry[policy.Role][l.role])
	}
	for _, target := range t.model.Targets {
		t.borrow(target)
		t.limit(target)
	}
	for _, r := range t.order {
		t.join(r)
	}
}

// lend makes the documents of a policy reach its targets.
func lend(lender *policy.Target, targets []*policy.Target) {
	if lender == nil {
		return
	}
	for _, target := range targets {
		for _, d := range slices.Concat(lender.Documents, lender.Reaching) {
			if target != lender && !slices.Contains(target.Reaching, d) {
				target.Reaching = append(target.Reaching, d)
			}
		}
	}
}

// borrow makes the documents of the managed policies of the template that a target attaches reach it.
func (t *template) borrow(target *policy.Target) {
	for i := range target.Managed {
		a := &target.Managed[i]
		for _, lender := range t.lenders(a.Value) {
			a.Read = true
			lend(lender, []*policy.Target{target})
		}
	}
}

// limit makes the documents of a managed policy of the template bound a target. They are copies, because the
// same policy may be attached elsewhere, where it grants.
func (t *template) limit(target *policy.Target) {
	for i := range target.Boundaries {
		b := &target.Boundaries[i]
		for _, lender := range t.lenders(b.Value) {
			b.Read = true
			for _, d := range lender.Documents {
				target.Reaching = append(target.Reaching, d.Bounding(b.Branch))
			}
		}
	}
}

// lenders are the managed policies that have an ARN, of this template or of another one. Policies of AWS have ARNs of their own.
func (t *template) lenders(arn policy.Value) []*policy.Target {
	account, name, ok := strings.Cut(arn.Text, ":policy/")
	if !ok || strings.HasSuffix(account, ":iam::aws") {
		return nil
	}
	name = "/" + name
	if own := t.registry[policy.ManagedPolicy][name]; len(own) > 0 {
		return own
	}
	if !t.imported[arn.Text] && !slices.ContainsFunc(arn.Parts, isForeignPart) {
		return nil
	}
	return t.elsewhere(policy.ManagedPolicy, name)
}

// join makes what reaches groups reach their members.
func (t *template) join(r *resource) {
	var groups, users []policy.Value
	switch r.kind {
	case "AWS::IAM::User":
		groups = t.values(r.properties.Get("Groups"), r.under)
		users = []policy.Value{policy.Compose([]policy.Part{{Kind: policy.Opaque, Text: r.id}}, r.at)}
	case "AWS::IAM::UserToGroupAddition":
		groups = t.values(r.properties.Get("GroupName"), r.under)
		users = t.values(r.properties.Get("Users"), r.under)
	}
	for _, u := range users {
		members := t.find(policy.User, u.Text)
		if len(members) == 0 && !u.Known {
			t.notices.Add(u.At, "the user %q is not known before deployment; that it joins a group was not judged%s", u.Text, parse.Remedy(u))
		}
		for _, user := range members {
			for _, g := range groups {
				t.enter(g, user)
			}
		}
	}
}

// enter makes a user a member of a group, and what reaches the group reach the user.
func (t *template) enter(group policy.Value, user *policy.Target) {
	known := t.find(policy.Group, group.Text)
	if len(known) == 0 {
		user.Elsewhere = append(user.Elsewhere, group)
	}
	for _, g := range known {
		lend(g, []*policy.Target{user})
		user.Groups = append(user.Groups, g)
	}
}
