# METADATA
# title: People may assume the role without MFA
# description: |
#   Users have passwords and access keys, which get stolen. Where a role can be assumed with them alone, whoever has
#   the key has the role; with `aws:MultiFactorAuthPresent` a thief needs the second factor, too.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
# custom:
#   id: human-without-mfa
#   category: trust
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Add `Bool: {aws:MultiFactorAuthPresent: "true"}` (without `IfExists`). If only roles and services are to assume
#     the role, name them in `Principal` in place of the account.
#   cwe: [308, 287]
#   aliases:
#     - iam-assume-role-no-mfa
package iamlint.rules.human_without_mfa

import data.iamlint.lib
import data.iamlint.lib.trust

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.trust
	trust.assumes(statement)
	statement.document.origin == ""
	statement.grants["sts:AssumeRole"]
	not statement.scoped
	not statement.unresolved
	some principal in statement.principals
	principal.account == "self"
	principal.kind in {"account", "user"}
	message := sprintf(
		"%s may assume %s without MFA: add aws:MultiFactorAuthPresent, or name the roles that are meant",
		[who[principal.kind], trust.role(statement.target)],
	)
}

who := {"account": "users of this account", "user": "a user"}
