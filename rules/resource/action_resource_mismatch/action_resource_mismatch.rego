# METADATA
# title: An action that none of the resources fits
# description: |
#   An action works only on resources of certain types: `s3:GetObject` on objects (`bucket/*`), not on the
#   bucket. If none of the statement's resources is of such a type, IAM accepts the statement and grants
#   nothing by it. Calls fail, and the usual next step is `*`.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: action-resource-mismatch
#   category: resource
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Add a resource of a type that the action takes, in a statement with the actions that it fits. If the
#     action is not needed, take it out.
#   cwe: [1164]
#   aliases: [RESOURCE_MISMATCH, I3510]
package iamlint.rules.action_resource_mismatch

import data.iamlint.lib
import data.iamlint.lib.resources

report contains resources.dead(statement, misfits, message) if {
	some statement in input.having.misfit
	statement.effect == "Allow"
	statement.document.kind == "identity"
	not statement.unresolved
	misfits := resources.misfits(statement, false)
	message := sprintf("%s gets nothing from %s, which none of the resources here fits: write %s", [
		lib.title(statement.target),
		resources.named(misfits),
		resources.examples(array.slice(misfits[0].arns, 0, 2)),
	])
}
