package live

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// guarding gives what documents of an RCP take off what the principals of the account may do with its own resources: what
// they deny, under the condition that the resource is the account's, which is all that an RCP speaks of
// (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html). What surely is not about the
// account's principals is left out, as what only keeps strangers away.
func (r *reader) guarding(documents []*policy.Document, organization string) (left []*policy.Document) {
	account := r.model.Artifact
	known := map[string][]string{"aws:PrincipalIsAWSService": {"false"}}
	if isNumber(account) {
		known["aws:PrincipalAccount"], known["aws:ResourceAccount"] = []string{account}, []string{account}
	}
	if organization != "" {
		known["aws:PrincipalOrgID"], known["aws:ResourceOrgID"] = []string{organization}, []string{organization}
	}
	for _, d := range documents {
		other := d.As(policy.RCP)
		other.Statements = nil
		for _, s := range d.Statements {
			if s.Effect != "Allow" && !access.Refuted(d, s, known) {
				other.Statements = append(other.Statements, guards(s, account)...)
			}
		}
		if len(other.Statements) > 0 {
			left = append(left, other)
		}
	}
	return left
}

// guards are a statement of an RCP as statements about the account's resources: one that says so by a condition and, as far
// as ARNs tell whose a resource is, one without it.
func guards(s *policy.Statement, account string) []*policy.Statement {
	own := *s
	if !isNumber(account) {
		own.Unresolved = true
		return []*policy.Statement{&own}
	}
	own.Conditions = append(slices.Clone(s.Conditions), policy.Condition{
		Operator: "StringEquals", At: s.At, Key: "aws:ResourceAccount", KeyAt: s.At, Values: []policy.Value{policy.Text(account, s.At)},
	})
	plain := *s
	plain.Actions = slices.DeleteFunc(slices.Clone(s.Actions), mayBeOfAWS)
	plain.Resources = inAccount(s.Resources, account)
	if len(plain.Actions) == 0 || len(plain.Resources) == 0 {
		return []*policy.Statement{&own}
	}
	return []*policy.Statement{&plain, &own}
}

// mayBeOfAWS tells whether an action may be about keys that AWS manages, of which RCPs don't speak though their ARNs have the
// account's number (https://docs.aws.amazon.com/kms/latest/developerguide/resource-control-policies.html).
func mayBeOfAWS(a policy.Action) bool {
	text, known := a.Literal()
	prefix, _, _ := strings.Cut(strings.ToLower(text), ":")
	return !known || glob.Match(prefix, "kms")
}

// inAccount narrows resources to those that have the account in their ARNs.
func inAccount(resources []policy.ResourceARN, account string) (narrowed []policy.ResourceARN) {
	for _, resource := range resources {
		text, known := resource.Literal()
		if text == "*" {
			text = "arn:*:*:*:*:*"
		}
		fields := strings.SplitN(text, ":", 6)
		if !known || len(fields) < 6 || fields[4] != "*" && fields[4] != account {
			continue
		}
		fields[4] = account
		narrowed = append(narrowed, policy.ResourceARN{Value: policy.Text(strings.Join(fields, ":"), resource.At)})
	}
	return narrowed
}
