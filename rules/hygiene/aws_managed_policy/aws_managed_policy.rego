# METADATA
# title: Managed policy of AWS attached
# description: |
#   AWS writes its managed policies for everybody, so that they allow more than one task needs, on all resources.
#   AWS also changes them, and what a role may do changes with them. Some organizations ask for policies of their
#   own.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
# custom:
#   id: aws-managed-policy
#   category: hygiene
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Write a policy with the actions and resources that are needed, and attach that. `iamlint` can show what
#     the managed policy allows. Use IAM Access Analyzer to make a policy of what was really used.
#   cwe: [250]
#   aliases:
#     - AwsSolutions-IAM4
#     - IAMNoManagedPolicies
package iamlint.rules.aws_managed_policy

import data.iamlint.lib

report contains lib.finding(target, attachment.at, message) if {
	some target in input.targets
	some attachment in target.managed
	attachment.origin == ""
	attachment.name != ""
	not startswith(attachment.name, "service-role/AWSLambda")
	message := sprintf("%s has %s, which AWS wrote for everybody and may change: write a policy with what it needs", [
		lib.title(target),
		attachment.name,
	])
}
