# METADATA
# title: Role of several functions
# description: |
#   Functions that share a role have the permissions of all of them together. Whoever takes over the weakest of
#   them has what the others need, and nobody dares to take a permission away because some other function may use
#   it.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-permissions.html
# custom:
#   id: shared-function-role
#   category: sam
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Give each function a role of its own. SAM makes one when a function has `Policies` and no `Role`.
#   cwe: [250, 653]
#   aliases:
#     - lambda_functions_without_unique_iam_roles
#     - serverless_function_without_unique_iam_role
package iamlint.rules.shared_function_role

import data.iamlint.lib

# sharing are the functions that name a role, by their place among the resources.
sharing := object.union_n([{value.text: {index: true}} |
	some index, function in input.resources
	endswith(function.type, "::Function")
	some value in function.properties.Role.values
	value.known
])

report contains lib.related(lib.finding(first, first.properties.Role.at, message), places) if {
	some index, first in input.resources
	some value in first.properties.Role.values
	indexes := sort(object.keys(sharing[value.text]))
	count(indexes) > 1
	indexes[0] == index
	functions := [input.resources[each] | some each in indexes]
	others := array.slice(functions, 1, count(functions))
	places := [lib.place(other.properties.Role.at, sprintf("%s has it, too", [other.name])) | some other in others]
	names := [function.name | some function in functions]
	message := sprintf("%s share one role, so that each has the permissions of all: give each a role of its own", [
		lib.several({"count": count(names), "names": names}),
	])
}
