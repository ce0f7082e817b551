# METADATA
# title: Keys of any account
# description: |
#   With `*` in the field of the account, the ARN of a key stands for keys of strangers as well. Data that is
#   encrypted with one of those is theirs to give back or not, which is how it is held to ransom.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
# custom:
#   id: any-account-resource-keys
#   category: resource
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the number of the account that has the key. Where there are several, add the condition
#     `StringEquals: {aws:ResourceOrgID: …}`.
#   cwe: [284, 732]
#   aliases: []
package iamlint.rules.any_account_resource_keys

import data.iamlint.lib
import data.iamlint.lib.resources
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, resource.at, message) if {
	some statement in input.having.any_account
	wildcards.allows(statement)
	wildcards.open(statement)
	statement.document.origin == ""
	some resource in statement.resources
	resource.any_account
	names := resources.abroad(statement, resource, "keys")
	count(names) > 0
	message := sprintf("%s use %s in any account, by %q: write the account's number%s", [
		wildcards.may(statement), lib.several({"count": count(names), "names": names}), resource.text, lib.pseudo(statement.target, ", or ${AWS::AccountId}"),
	])
}
