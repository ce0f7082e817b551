# METADATA
# title: Any KMS key may be used
# description: |
#   Encryption keeps data from those who may not use its key. An identity that may decrypt with every key,
#   its own account's and those that others share with it, is held back by nothing but the permissions of the
#   services that store the data.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html
#   - https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
# custom:
#   id: unscoped-kms
#   category: condition
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the ARNs of the keys. If they can't be known, add the condition `kms:ViaService` with the services
#     that the data is in, or `kms:ResourceAliases`.
#   cwe: [250, 732]
#   aliases: [iam_policy_no_full_access_to_kms, iam_inline_policy_no_full_access_to_kms, KMS.1, KMS.2]
package iamlint.rules.unscoped_kms

import data.iamlint.lib
import data.iamlint.lib.conditions
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, statement.grants[names[0]].reach_at, message) if {
	some statement in input.having.watched
	statement.effect == "Allow"
	statement.document.kind == "identity"
	not statement.scoped
	not statement.unresolved
	not conditions.every_action(statement)
	names := sort(conditions.open_keys(statement))
	not "kms:CreateGrant" in names
	message := sprintf("%s use %s with %s: write the keys' ARNs, or add the condition kms:ViaService", [
		wildcards.may(statement),
		conditions.every_one(statement, "KMS key"),
		lib.several({"count": count(names), "names": names}),
	])
}
