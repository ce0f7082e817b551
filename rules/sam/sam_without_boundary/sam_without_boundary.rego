# METADATA
# title: Role that SAM makes without the permissions boundary that is asked for
# description: |
#   The role that SAM makes for a function or a state machine has the boundary that `PermissionsBoundary` of the
#   resource or of Globals names, and otherwise none. Where an organization relies on boundaries, such a role can do
#   whatever somebody adds to `Policies`.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
# custom:
#   id: sam-without-boundary
#   category: sam
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
#   remediation: |
#     Set `PermissionsBoundary` in Globals, for all functions of the template, or at the resource.
#   cwe: [250]
#   aliases: []
package iamlint.rules.sam_without_boundary

import data.iamlint.lib
import data.iamlint.lib.boundaries

report contains lib.finding(resource, fault.at, fault.message) if {
	some resource in input.resources
	resource.type in {"AWS::Serverless::Function", "AWS::Serverless::StateMachine"}
	not resource.properties.Role # so SAM makes one
	bounds := [bound | some bound in resource.properties.PermissionsBoundary.values]
	some fault in boundaries.faults(resource, bounds, loose(resource), input.settings.sam_without_boundary.allowed)
}

# loose says when the role that SAM makes has no boundary although it has one otherwise.
loose(resource) := ["on some branch of the template"] if {
	not resource.properties.PermissionsBoundary.always
} else := []
