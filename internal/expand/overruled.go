package expand

import (
	"slices"

	"github.com/iamlint/iamlint/internal/policy"
)

// overrule marks the statements of a trust or resource policy of which a Deny without conditions in it leaves
// nothing: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html. Of identity
// policies denials knows more.
func overrule(d *policy.Document) {
	if d.Kind != policy.Trust && d.Kind != policy.ResourceBased || len(d.Statements) > mostCompared {
		return
	}
	for _, s := range d.Statements {
		s.Overruled = s.Effect == "Allow" && slices.ContainsFunc(d.Statements, func(deny *policy.Statement) bool {
			return always(deny, s.Branch) && len(deny.NotPrincipals) == 0 && deniesWho(s, deny) && deniesWhat(s, deny) && deniesWhere(s, deny)
		})
	}
}

// deniesWho tells whether a Deny is about all the principals of a statement. An account stands for everyone in it.
func deniesWho(s, deny *policy.Statement) bool {
	return len(s.Principals) > 0 && !slices.ContainsFunc(s.Principals, func(p policy.Principal) bool {
		return !slices.ContainsFunc(deny.Principals, func(q policy.Principal) bool { return policy.HoldsOn(q.Branch, s.Branch) && stands(q, p) })
	})
}

// stands tells whether one principal of a Deny stands for another.
func stands(q, p policy.Principal) bool {
	if samePrincipal(p, q) {
		return true
	}
	switch q.Kind {
	case policy.Anyone:
		return p.Type == "*" || p.Type == "AWS"
	case policy.AccountPrincipal:
		return q.Account != "" && p.Account == q.Account && (p.Kind == policy.AccountPrincipal || p.Kind == policy.RolePrincipal || p.Kind == policy.UserPrincipal)
	default:
		return false
	}
}

// deniesWhat tells whether a Deny is about all the actions of a statement.
func deniesWhat(s, deny *policy.Statement) bool {
	return len(s.Actions) > 0 && !slices.ContainsFunc(s.Actions, func(a policy.Action) bool {
		_, by := denies(a.Value, deny)
		return by == ""
	})
}

// deniesWhere tells whether a Deny is about all the resources of a statement. A trust policy names none.
func deniesWhere(s, deny *policy.Statement) bool {
	if s.Document.Kind == policy.Trust {
		return len(deny.Resources)+len(deny.NotResources) == 0
	}
	return len(s.Resources) > 0 && deniesResources(s, deny)
}
