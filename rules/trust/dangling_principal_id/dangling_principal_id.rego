# METADATA
# title: Principal that was deleted
# description: |
#   IAM keeps roles and users in policies by their unique id. When one is deleted, the id is what is left, and it
#   stays useless even if somebody makes a role of the same name. In a template such an id was copied from a policy
#   whose principal is gone.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
# custom:
#   id: dangling-principal-id
#   category: trust
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Take the id out, or write the ARN of the role or user that is meant.
#   cwe: [1164]
#   aliases:
#     - INVALID_ROLE_REFERENCE
#     - INVALID_USER_REFERENCE
package iamlint.rules.dangling_principal_id

import data.iamlint.lib

report contains found if {
	some statement in input.having.trust
	some found in dangling(statement)
}

report contains found if {
	some statement in input.having.resource_based
	some found in dangling(statement)
}

dangling(statement) := {lib.finding(statement.target, principal.at, message) |
	some principal in array.concat(statement.principals, statement.not_principals)
	principal.kind == "id"
	message := sprintf(
		"%s names %s, which is what is left of a deleted role or user: take it out or write the ARN that is meant",
		[lib.title(statement.target), principal.text],
	)
}
