# METADATA
# title: A parameter that opens a policy
# description: |
#   The template takes an action, a resource or a principal of a policy from a parameter whose default or allowed values
#   hold a wildcard. Whoever deploys it without thinking of the parameter gives far more than the policy shows, and
#   reviewers of the template don't see it.
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
# custom:
#   id: permissive-parameter
#   category: hygiene
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Leave out the default, so that whoever deploys has to choose, and refuse wildcards with `AllowedPattern`:
#     `[^*?]+`. Better still, take the ARN from a resource with `!GetAtt`.
#   cwe: [250, 732]
package iamlint.rules.permissive_parameter

import data.iamlint.lib
import data.iamlint.lib.parameters

report contains lib.related(lib.finding(parameter, wildcard.at, message), parameters.places(uses)) if {
	some parameter in input.parameters
	some wildcard in parameter.wildcards
	uses := parameters.widened(parameter, wildcard)
	count(uses) > 0
	message := sprintf(
		"parameter %s may be %q, which widens %s: leave it out, and refuse wildcards with AllowedPattern",
		[parameter.name, wildcard.text, parameters.owners(uses)],
	)
}
