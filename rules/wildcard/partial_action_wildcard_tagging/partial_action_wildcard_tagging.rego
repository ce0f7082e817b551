# METADATA
# title: Wildcard that takes in changes of tags
# description: |
#   A pattern such as `ec2:*Tags` takes in actions that change tags. Where policies decide by tags, whoever changes
#   them changes who has access.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: partial-action-wildcard-tagging
#   category: wildcard
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Name the actions that are needed, and say which tags may be set with the condition keys `aws:RequestTag` and
#     `aws:TagKeys`.
#   cwe: [250, 269]
#   aliases: [AwsSolutions-IAM5]
package iamlint.rules.partial_action_wildcard_tagging

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
	action.level == "tagging"
	message := sprintf(
		"%s use %q, which stands for %s, and can change tags, by which others may have access: name the actions it needs",
		[wildcards.may(statement), action.text, wildcards.means(action)],
	)
}
