# METADATA
# title: A role for any AWS service may be made
# description: |
#   `iam:CreateServiceLinkedRole` lets an AWS service make the role that it works with, whose permissions AWS
#   decides. On every resource and without a condition, any service can be let into the account this way, those
#   too that nobody meant to use.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
# custom:
#   id: service-linked-role-wildcard
#   category: condition
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Add the condition `StringEquals: {iam:AWSServiceName: …}` with the service that needs its role, or write
#     the role's ARN: `arn:aws:iam::*:role/aws-service-role/SERVICE/*`.
#   cwe: [250, 269]
#   aliases:
#     - CREATE_SLR_WITH_STAR_IN_RESOURCE
#     - CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE
#     - CREATE_SLR_WITH_NOT_RESOURCE
#     - CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE
#     - CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE
#     - CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION
package iamlint.rules.service_linked_role_wildcard

import data.iamlint.lib
import data.iamlint.lib.guards
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, grant.at, message) if {
	some statement in input.having.watched
	grant := statement.grants["iam:CreateServiceLinkedRole"]
	grant.reach in {"all", "type", "account"}
	guards.unlimited(statement)
	guards.in_person(grant)
	message := sprintf("%s let any AWS service make its role: add the condition iam:AWSServiceName with the service that needs one%s", [
		wildcards.may(statement),
		guards.apart(statement, {"iam:createservicelinkedrole"}),
	])
}
