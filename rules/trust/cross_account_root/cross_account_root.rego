# METADATA
# title: All of another account may assume the role
# description: |
#   `arn:aws:iam::ACCOUNT:root`, and the account's number alone, stand for everyone in that account whose own
#   policies allow it. Who that is, the other account's administrators decide, now and in future: a role that one
#   build server needs is open to whatever else they let in.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
# custom:
#   id: cross-account-root
#   category: trust
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Name the role or user of the other account in `Principal`, or keep the account and limit who in it with
#     `ArnLike: {aws:PrincipalArn: arn:aws:iam::111122223333:role/build-*}`.
#   cwe: [284]
#   aliases:
#     - CKV_AWS_61
#     - CrossAccountTrustRule
package iamlint.rules.cross_account_root

import data.iamlint.lib
import data.iamlint.lib.trust
import data.iamlint.lib.trusts

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.external
	trust.assumes(statement)
	statement.closed # otherwise third-party-without-external-id speaks of it
	not trusts.names_who(statement)
	some principal in statement.principals
	not principal.trusted
	principal.kind == "account"
	regex.match(`^[0-9]{12}$`, principal.account)
	message := sprintf(
		"account %s decides who in it may assume %s: name the role that needs it, or add ArnLike on aws:PrincipalArn",
		[principal.account, trust.role(statement.target)],
	)
}
