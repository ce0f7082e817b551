# METADATA
# title: A role or user may do everything with a key
# description: |
#   Whoever administers a key should not be able to decrypt with it, and whoever decrypts should not be able to
#   delete it or to change who else may. `kms:*` in one hand gives both, and stays in the key policy beside whatever
#   IAM policies say.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
#   - https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
# custom:
#   id: kms-key-policy
#   category: resource-policy
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Split the statement: one for administrators, with `kms:Create*`, `kms:Describe*`, `kms:Put*`,
#     `kms:ScheduleKeyDeletion` and the like, and one for users, with `kms:Decrypt`, `kms:GenerateDataKey*` and
#     `kms:DescribeKey`. Only the account itself, `:root`, keeps `kms:*`.
#   cwe: [250, 732]
#   aliases: []
package iamlint.rules.kms_key_policy

import data.iamlint.lib
import data.iamlint.lib.policies
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.resource_based
	policies.key_policy(statement)
	policies.allows(statement)
	not statement.scoped
	some action in statement.actions
	action.wildcard in {"every", "service"}
	not outside(statement)
	people := [principal | some principal in statement.principals; principal.kind in {"role", "user"}]
	count(people) > 0
	message := sprintf(
		"%s lets %s both use the key and decide over it: list the actions to administer it, or those to use it",
		[lib.title(statement.target), wildcards.quoted(people)],
	)
}

outside(statement) if {
	some principal in statement.principals
	policies.outsider(statement, principal)
}
