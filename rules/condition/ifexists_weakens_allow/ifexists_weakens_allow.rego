# METADATA
# title: A condition that a missing key gets round
# description: |
#   An operator that ends in `IfExists` is fulfilled when the request lacks the key. In an Allow, whoever
#   manages to call without it passes: from another network, another account or another service than the
#   condition was written for.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists
# custom:
#   id: ifexists-weakens-allow
#   category: condition
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Take `IfExists` off the operator. Where some of the actions never carry the key, give them a statement of
#     their own.
#   cwe: [284, 636]
#   aliases: []
package iamlint.rules.ifexists_weakens_allow

import data.iamlint.lib
import data.iamlint.lib.guards

report contains lib.finding(statement.target, condition.at, message) if {
	some statement in input.having.conditioned
	statement.effect == "Allow"
	guards.written(statement)
	statement.document.kind in {"identity", "trust", "resource"}
	some condition in statement.conditions
	condition.if_exists
	not condition.negated
	guards.identifies(condition.lower_key)
	not condition.lower_key in guards.always
	not guards.present(statement, condition.lower_key)
	not guards.asks(statement, condition.lower_key)
	message := sprintf("%s lets pass whatever comes without %s: write %s", [
		lib.title(statement.target),
		condition.key,
		trim_suffix(condition.operator, "IfExists"),
	])
}
