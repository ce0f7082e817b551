# METADATA
# title: Wildcard that takes in changes of permissions
# description: |
#   A pattern such as `iam:Put*` or `s3:Delete*` takes in actions that change who may do what, here
#   `iam:PutRolePolicy` and `s3:DeleteBucketPolicy`. Whoever may change permissions can give themselves, or
#   others, what they have not got.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: partial-action-wildcard-permissions
#   category: wildcard
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Name the actions that are needed. If one of those that change permissions is among them, limit it to its
#     resources and ask for a permissions boundary or a fixed policy by a condition such as
#     `iam:PermissionsBoundary` or `iam:PolicyARN`.
#   cwe: [250, 269]
#   aliases: [AwsSolutions-IAM5]
package iamlint.rules.partial_action_wildcard_permissions

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.partial_wildcard
	wildcards.allows(statement)
	not statement.document.origin == "template"
	some action in statement.actions
	action.wildcard == "partial"
	not action.denied
	action.status == "known"
	not wildcards.idle(statement, action)
	action.level == "permissions"
	message := sprintf(
		"%s use %q, which stands for %s, and can change who has access: name the actions it needs",
		[wildcards.may(statement), action.text, wildcards.means(action)],
	)
}
