# METADATA
# title: A deny whose condition an action can never meet
# description: |
#   Each action has its condition keys. A Deny that asks for a key that the requests of an action never
#   have does not apply to the action: what looks protected is not.
# related_resources:
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
# custom:
#   id: condition-key-not-for-action-deny
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Look up in the service's page of the Service Authorization Reference which keys the action has.
#     Split the statement, so that each action stands with conditions that its requests can meet. Deny
#     what has no such key without the condition.
#   cwe: [863]
#   aliases: [UNSUPPORTED_ACTION_FOR_CONDITION_KEY, MISSING_ACTION_FOR_CONDITION_KEY, UNKNOWN_CONDITION_FOR_ACTION]
package iamlint.rules.condition_key_not_for_action_deny

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	statement.effect == "Deny"
	some fault in statement.faults
	fault.kind == "key-unsupported"
	message := sprintf("a deny in %s asks for %s, which requests of %s never have, so that it does not protect them: deny these in a statement without the condition", [
		grammar.whose(statement),
		fault.element,
		fault.text,
	])
}
