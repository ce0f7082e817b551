# METADATA
# title: The use of any KMS key may be handed on
# description: |
#   A grant lets its grantee, who may be in another account, use a KMS key until it is revoked, and no policy
#   shows it. With `kms:CreateGrant` on every key, whoever takes over this identity can open all data for
#   others, and come back to it later.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
#   - https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html
# custom:
#   id: unscoped-kms-grant
#   category: condition
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the ARNs of the keys, and add the condition `Bool: {kms:GrantIsForAWSResource: "true"}`, with which
#     only AWS services get grants. Other actions don't have that key, and need a statement of their own.
#   cwe: [250, 732]
#   aliases: [iam_policy_no_full_access_to_kms, iam_inline_policy_no_full_access_to_kms]
package iamlint.rules.unscoped_kms_grant

import data.iamlint.lib
import data.iamlint.lib.conditions
import data.iamlint.lib.guards
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, grant.reach_at, message) if {
	some statement in input.having.watched
	grant := statement.grants["kms:CreateGrant"]
	conditions.listed(grant)
	grant.reach in {"all", "type"}
	statement.effect == "Allow"
	statement.document.kind == "identity"
	not statement.scoped
	not statement.unresolved
	not conditions.every_action(statement)
	message := sprintf("%s hand on the use of %s%s: write the keys' ARNs, and add the condition kms:GrantIsForAWSResource%s", [
		wildcards.may(statement),
		conditions.every_one(statement, "KMS key"),
		conditions.through(grant, "kms:CreateGrant"),
		guards.apart(statement, {"kms:creategrant", "kms:listgrants", "kms:revokegrant"}),
	])
}
