# METADATA
# title: Resource of an account that is written out
# description: |
#   A template is deployed to one account, and an account's id in an ARN is either that one, so that the template
#   works nowhere else, or another one, whose resources nobody expects it to reach. Accounts that are meant can be
#   named once, in the settings.
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
# custom:
#   id: foreign-scope-resource
#   category: resource
#   severity: low
#   since: 0.1.0
#   settings:
#     type: object
#     properties:
#       accounts:
#         type: array
#         description: Accounts whose resources templates may name, besides the trusted ones, such as those of logs and artifacts.
#         default: []
#         items: {type: string, pattern: "^[0-9]{12}$"}
#   remediation: |
#     For the template's own account write `${AWS::AccountId}` in `Fn::Sub`. Name an account that is meant in
#     `trusted-accounts`, or pass it as a parameter.
#   cwe: [547, 732]
#   aliases: []
package iamlint.rules.foreign_scope_resource

import data.iamlint.lib

report contains lib.finding(statement.target, resource.at, message) if {
	some statement in input.having.fixed_scope
	statement.effect == "Allow"
	statement.target.type != ""
	statement.document.origin == ""
	statement.document.kind in {"identity", "boundary"}
	some resource in statement.resources
	not resource.account in input.settings.foreign_scope_resource.accounts
	message := sprintf(
		"%s names %q of account %s: write ${AWS::AccountId} if it is this one, and list it in trusted-accounts if another is meant",
		[lib.title(statement.target), resource.text, resource.account],
	)
}
