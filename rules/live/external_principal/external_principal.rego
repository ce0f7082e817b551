# METADATA
# title: Role that outsiders may assume
# description: |
#   Whoever in another account may assume a role has its permissions here, and that account decides who that is. Each such
#   account should be one that somebody knows and has a contract with.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_aws-accounts.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
# custom:
#   id: external-principal
#   category: live
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Take the account out of the role's trust, or name it among the accounts that you trust in `.iamlint.yaml`.
#   cwe: []
#   aliases: []
package iamlint.rules.external_principal

import data.iamlint.lib

report contains lib.finding(statement.target, principal.at, message) if {
	some account in input.accounts
	some statement in input.having.external
	statement.document.kind == "trust"
	statement.effect == "Allow"
	not statement.overruled
	some principal in statement.principals
	not principal.account in {"", "self", account.id}
	not principal.trusted
	message := sprintf(
		"%s may be assumed from account %s, which is not among those that are trusted: name it there, or take it out",
		[lib.title(statement.target), principal.account],
	)
}
