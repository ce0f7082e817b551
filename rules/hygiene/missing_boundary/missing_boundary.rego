# METADATA
# title: Role or user without the permissions boundary that is asked for
# description: |
#   A permissions boundary is the most that a role or user can ever do, whatever its policies come to say. An
#   organization that relies on boundaries must see the roles that lack one, or that have one of their own making.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
# custom:
#   id: missing-boundary
#   category: hygiene
#   severity: medium
#   since: 0.1.0
#   opt_in: true
#   settings:
#     type: object
#     properties:
#       allowed:
#         type: array
#         description: The boundaries to choose from, by ARN, with wildcards, or by the policy's name. Without it any will do.
#         default: []
#         items: {type: string}
#       exempt:
#         type: array
#         description: Roles and users that need none, by logical id, with wildcards.
#         default: []
#         items: {type: string}
#   remediation: |
#     Set `PermissionsBoundary` to the ARN of the boundary that your organization provides.
#   cwe: [250]
#   aliases: []
package iamlint.rules.missing_boundary

import data.iamlint.lib
import data.iamlint.lib.boundaries

report contains lib.finding(target, fault.at, fault.message) if {
	some target in input.targets
	target.type in {"AWS::IAM::Role", "AWS::IAM::User"}
	not exempt(target)
	loose := [sprintf("if %s", [branch]) | some branch in target.unbounded]
	some fault in boundaries.faults(target, target.boundaries, loose, input.settings.missing_boundary.allowed)
}

exempt(target) if {
	some pattern in input.settings.missing_boundary.exempt
	glob.match(pattern, null, target.name)
}
