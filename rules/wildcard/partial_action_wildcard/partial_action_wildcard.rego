# METADATA
# title: Wildcard that takes in changes
# description: |
#   A pattern such as `dynamodb:*Item` or `lambda:*Function*` takes in every action whose name fits, most of which nobody
#   thought of, and those that AWS adds later. Among them are some that create, change or delete.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: partial-action-wildcard
#   category: wildcard
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Name the actions that are needed; the Service Authorization Reference lists them with what they do.
#   cwe: [250, 269]
#   aliases: [AwsSolutions-IAM5]
package iamlint.rules.partial_action_wildcard

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
	action.level == "write"
	not lower(action.text) in wildcards.customary
	message := sprintf(
		"%s use %q, which stands for %s, and can create, change or delete: name the actions it needs",
		[wildcards.may(statement), action.text, wildcards.means(action)],
	)
}
