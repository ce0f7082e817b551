# METADATA
# title: IfExists on a key that always exists
# description: |
#   Some condition keys are part of every request. `IfExists` changes nothing for them, but whoever reads the
#   policy has to think of the case that they are missing, and copies of it end up where that case exists.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
# custom:
#   id: pointless-ifexists
#   category: condition
#   severity: info
#   since: 0.1.0
#   remediation: |
#     Take `IfExists` off the operator.
#   cwe: [1164]
#   aliases: []
package iamlint.rules.pointless_ifexists

import data.iamlint.lib
import data.iamlint.lib.guards

report contains lib.finding(statement.target, condition.at, message) if {
	some statement in input.having.conditioned
	guards.written(statement)
	some condition in statement.conditions
	condition.if_exists
	condition.lower_key in guards.always
	message := sprintf("%s allows for requests without %s, but there are none: write %s", [
		lib.title(statement.target),
		condition.key,
		trim_suffix(condition.operator, "IfExists"),
	])
}
