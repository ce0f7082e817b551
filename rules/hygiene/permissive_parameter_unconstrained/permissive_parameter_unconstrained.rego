# METADATA
# title: A parameter that may open a policy
# description: |
#   The template takes the whole of an action, a resource or a principal of a policy from a parameter that accepts any
#   text. Nothing keeps whoever deploys it from giving `*`, and nobody who reviews the template sees it.
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
# custom:
#   id: permissive-parameter-unconstrained
#   category: hygiene
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Refuse wildcards with `AllowedPattern`, such as `arn:[^*?]+` for an ARN, or list the `AllowedValues`. Better still,
#     ask for a name and write the rest of the ARN in the template.
#   cwe: [20, 732]
package iamlint.rules.permissive_parameter_unconstrained

import data.iamlint.lib
import data.iamlint.lib.parameters

report contains lib.related(lib.finding(parameter, parameter.at, message), parameters.places(uses)) if {
	some parameter in input.parameters
	not parameter.constrained
	uses := [use | some use in parameter.uses; use.whole; parameters.gives(use)]
	count(uses) > 0
	not opened(parameter)
	message := sprintf(
		"parameter %s may be anything, also \"*\", and is the whole %s: add an AllowedPattern such as [^*?]+",
		[parameter.name, parameters.owners(uses)],
	)
}

# opened tells whether permissive-parameter speaks of the parameter.
opened(parameter) if {
	some wildcard in parameter.wildcards
	count(parameters.widened(parameter, wildcard)) > 0
}
