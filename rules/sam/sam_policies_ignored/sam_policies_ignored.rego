# METADATA
# title: Policies next to a Role
# description: |
#   SAM makes a role for a function or state machine only if it has no Role. With a Role it passes over Policies,
#   PermissionsBoundary, AssumeRolePolicyDocument and RolePath without a word: the permissions are not there, and
#   neither is the boundary that somebody counts on.
# related_resources:
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
# custom:
#   id: sam-policies-ignored
#   category: sam
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Take out `Role`, so that SAM makes one with these properties, or move them to the role that is named.
#   cwe: [1164]
#   aliases: []
package iamlint.rules.sam_policies_ignored

import data.iamlint.lib

ignored := ["Policies", "PermissionsBoundary", "AssumeRolePolicyDocument", "RolePath"]

report contains lib.finding(resource, property.key_at, message) if {
	some resource in input.resources
	resource.type in {"AWS::Serverless::Function", "AWS::Serverless::StateMachine"}
	resource.properties.Role.always
	some name in ignored
	property := resource.properties[name]
	property.own
	message := sprintf("SAM ignores %s of %s, as it has a Role: move it to that role, or take out Role", [
		name,
		resource.name,
	])
}
