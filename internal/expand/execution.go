package expand

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/policy"
)

// logging is what a function needs to write its logs to CloudWatch, in lower
// case too: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html.
var logging = []struct{ name, lower string }{
	{"logs:CreateLogStream", "logs:createlogstream"},
	{"logs:PutLogEvents", "logs:putlogevents"},
}

// executions notes what the roles of functions lack, and what they have that
// is too much for a function that anybody may call.
func executions(m *policy.Model) {
	roles := map[string]*policy.Target{}
	for _, target := range m.Targets {
		if target.Kind == policy.Role {
			roles[target.Name] = target
		}
	}
	for _, r := range m.Resources {
		role := roles[r.Role]
		if role == nil {
			continue
		}
		if strings.HasSuffix(r.Type, "::Function") {
			r.Lacks = lacks(role)
		}
		r.Power = power(role)
	}
}

// lacks lists what a role needs to write logs and surely does not have. A
// policy that is not at hand may give it.
func lacks(role *policy.Target) []string {
	for _, a := range role.Managed {
		lent := func(d *policy.Document) bool {
			return d.Target.Kind == policy.ManagedPolicy && strings.Contains(a.Text, d.Target.Name)
		}
		if a.Origin == policy.FromUser && !a.Exists && !slices.ContainsFunc(role.Reaching, lent) {
			return nil
		}
	}
	missing := make([]string, 0, len(logging))
	for _, action := range logging {
		missing = append(missing, action.name)
	}
	for _, d := range identityDocuments(role) {
		for _, s := range d.Statements {
			if s.Unresolved || len(s.NotActions) > 0 {
				return nil
			}
			missing = slices.DeleteFunc(missing, func(name string) bool { return mayAllow(s, strings.ToLower(name)) })
		}
	}
	return missing
}

// mayAllow tells whether a statement allows an action, or may turn out to.
func mayAllow(s *policy.Statement, lower string) bool {
	return s.Effect == "Allow" && slices.ContainsFunc(s.Actions, func(a policy.Action) bool {
		return a.Status == policy.UnresolvedAction || matches(&a, lower)
	})
}

func identityDocuments(role *policy.Target) []*policy.Document {
	all := slices.Concat(role.Documents, role.Reaching)
	return slices.DeleteFunc(all, func(d *policy.Document) bool { return d.Kind != policy.Identity })
}

// power gathers what a role has without limits that makes it more than it is:
// everything, whole services on everything, the management of permissions, and
// the watched actions that take on or pass other roles.
func power(role *policy.Target) policy.Actions {
	var p policy.Actions
	for _, d := range identityDocuments(role) {
		if d.Origin == policy.FromSAM {
			continue
		}
		for _, s := range d.Statements {
			for _, name := range powerOf(s) {
				if !slices.Contains(p.Names, name) {
					p.Names = append(p.Names, name)
					p.Count++
				}
			}
		}
	}
	p.Names = p.Names[:min(shown, len(p.Names))]
	return p
}

// powerOf is what one statement adds to that.
func powerOf(s *policy.Statement) []string {
	if s.Effect != "Allow" || s.Scoped || s.Unresolved {
		return nil
	}
	var names []string
	for _, a := range s.Actions {
		if s.Reach == policy.Everything && (a.Wildcard == policy.EveryAction || a.Wildcard == policy.ServiceWildcard && a.Scopable > 0) {
			names = append(names, a.Text)
		}
	}
	names = append(names, s.Scopable.Permissions.Names...)
	for _, name := range []string{"iam:PassRole", "sts:AssumeRole"} {
		if g, ok := s.Grants[name]; ok && (g.Reach == policy.Everything || g.Reach == policy.WholeType) {
			names = append(names, name)
		}
	}
	return names
}
