# METADATA
# title: An action that only works with *, on ARNs
# description: |
#   Some actions have no resource, such as `s3:ListAllMyBuckets` or most of `ec2:Describe*`: IAM grants them
#   only by a statement whose resource is `*`. On ARNs they grant nothing, without any error. Calls fail, and
#   the usual next step is to open the whole statement to `*`.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: unscopable-action-with-arn
#   category: resource
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Move the action to a statement of its own with `Resource: "*"`, and leave the ARNs to the other actions.
#   cwe: [1164]
#   aliases: [RESOURCE_MISMATCH, I3510]
package iamlint.rules.unscopable_action_with_arn

import data.iamlint.lib
import data.iamlint.lib.resources

report contains resources.dead(statement, misfits, message) if {
	some statement in input.having.misfit
	statement.effect == "Allow"
	statement.document.kind == "identity"
	not statement.unresolved
	misfits := resources.misfits(statement, true)
	message := sprintf(
		`%s gets nothing from %s on ARNs: give it a statement of its own with the resource "*"`,
		[lib.title(statement.target), resources.named(misfits)],
	)
}
