# METADATA
# title: Partition or region written out in an ARN
# description: |
#   A template whose ARNs name a region or a partition grants nothing, or something else, when it is deployed to
#   another one. CloudFormation knows where it deploys.
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
# custom:
#   id: hard-coded-arn-scope
#   category: hygiene
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Write `${AWS::Partition}` and `${AWS::Region}` in `Fn::Sub`, or the resource's own ARN by `Fn::GetAtt`.
#   cwe: [547]
#   aliases: [I3042]
package iamlint.rules.hard_coded_arn_scope

import data.iamlint.lib

report contains lib.finding(statement.target, resource.at, message) if {
	some statement in input.having.fixed_scope
	statement.target.type != ""
	statement.document.origin == ""
	some resource in statement.resources
	parts := sort(resource.fixed)
	count(parts) > 0
	message := sprintf("%q has its %s written out: write %s in Fn::Sub", [
		resource.text,
		concat(" and its ", parts),
		concat(" and ", [pseudo[part] | some part in parts]),
	])
}

pseudo := {"partition": "${AWS::Partition}", "region": "${AWS::Region}"}
