# METADATA
# title: Wildcard that takes in reading of data
# description: |
#   A pattern such as `s3:Get*` reads like a look at settings but takes in what is stored, and one such as `ssm:*Parameter*`
#   says nothing about what it takes in. Patterns that begin with Get, List or Describe and meet no data are common
#   and do little harm, so that nothing is said about them.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: partial-action-wildcard-read
#   category: wildcard
#   severity: info
#   since: 0.1.0
#   remediation: |
#     Name the actions that are needed, above all those that read data, such as `s3:GetObject` or `ssm:GetParameter`.
#   cwe: [250, 269]
#   aliases: [AwsSolutions-IAM5]
package iamlint.rules.partial_action_wildcard_read

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
	action.level in {"read", "list"}
	not wildcards.reads(action)
	message := sprintf(
		"%s use %q, which stands for %s%s: name the actions it needs",
		[wildcards.may(statement), action.text, wildcards.means(action), data_too(action)],
	)
}

data_too(action) := ", and can read data" if action.sensitive

data_too(action) := "" if not action.sensitive
