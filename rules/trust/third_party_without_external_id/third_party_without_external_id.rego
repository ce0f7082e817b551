# METADATA
# title: Another account may assume the role without an external id
# description: |
#   A company that works in its customers' accounts assumes a role in each of them. If one customer gives it the
#   ARN of another's role, the company acts in the wrong account for them: it is a confused deputy. An external
#   id that the company keeps for each customer prevents that. Who only wants to trust an account of the same
#   organization can say so, too.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
# custom:
#   id: third-party-without-external-id
#   category: trust
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Ask the company for the external id that it uses for you, and demand it: `StringEquals: {sts:ExternalId: …}`.
#     For an account of your own, demand your organization: `StringEquals: {aws:PrincipalOrgID: o-…}`. The account
#     of the template itself is best written as `${AWS::AccountId}`.
#   cwe: [284, 441]
#   aliases:
#     - FG_R00255
#     - CrossAccountTrustRule
#     - iam-assume-role-lacks-external-id-and-mfa
#     - CKV_AWS_61
package iamlint.rules.third_party_without_external_id

import data.iamlint.lib
import data.iamlint.lib.trust

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.external
	trust.assumes(statement)
	statement.grants["sts:AssumeRole"]
	not statement.scoped
	not statement.closed
	not statement.unresolved
	some principal in statement.principals
	not principal.trusted
	principal.kind in {"account", "role", "user"}
	regex.match(`^[0-9]{12}$`, principal.account)
	message := sprintf(
		"%s of account %s may assume %s without an external id: add sts:ExternalId, or aws:PrincipalOrgID if the account is yours",
		[who(principal), principal.account, trust.role(statement.target)],
	)
}

who(principal) := "everyone who may assume roles" if {
	principal.kind == "account"
} else := sprintf("a %s", [principal.kind])
