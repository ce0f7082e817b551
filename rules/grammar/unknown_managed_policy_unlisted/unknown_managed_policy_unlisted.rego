# METADATA
# title: An AWS managed policy that iamlint does not know
# description: |
#   No AWS managed policy had this name, or one near to it, when iamlint's data was made. It may be newer. It may also
#   be misspelt, or retired: then the stack fails where it is attached.
# related_resources:
#   - https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-deprecated.html
# custom:
#   id: unknown-managed-policy-unlisted
#   category: grammar
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Look the policy up in the AWS Managed Policy Reference. If it is there, a newer iamlint may know it, too.
#   cwe: [863]
#   aliases: []
package iamlint.rules.unknown_managed_policy_unlisted

import data.iamlint.lib

report contains lib.finding(target, attachment.at, message) if {
	some target in input.targets
	some attachment in target.managed
	attachment.name != ""
	not attachment.exists
	attachment.suggestion == ""
	message := sprintf("%s has the AWS managed policy %q, which the data of %s does not have: look whether it exists, or is new", [
		lib.title(target),
		attachment.text,
		input.catalogue.managed_date,
	])
}
