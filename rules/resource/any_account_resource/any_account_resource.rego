# METADATA
# title: A resource of any account
# description: |
#   Topics, queues, functions, streams and event buses can be used from other accounts. With `*` in the field of
#   the account, an ARN stands for those of strangers as well, who only have to choose the name and let
#   everybody in: then data goes to them.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
# custom:
#   id: any-account-resource
#   category: resource
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the account's number; `${AWS::AccountId}` in `Fn::Sub` is the stack's own. Where it may be several,
#     add the condition `aws:ResourceOrgID`.
#   cwe: [200, 732]
#   aliases: []
package iamlint.rules.any_account_resource

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
	names := resources.abroad(statement, resource, "data")
	count(names) > 0
	message := sprintf("%s use %s in any account, by %q: write the account's number%s", [
		wildcards.may(statement), lib.several({"count": count(names), "names": names}), resource.text, lib.pseudo(statement.target, ", or ${AWS::AccountId}"),
	])
}
