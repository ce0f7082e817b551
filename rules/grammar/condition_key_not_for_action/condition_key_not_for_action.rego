# METADATA
# title: A condition key that an action does not have
# description: |
#   Each action has its condition keys. A condition on a key that the requests of an action never have
#   does not hold for it: the statement does not allow the action. With a negated operator it holds
#   always, and narrows nothing.
# related_resources:
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
# custom:
#   id: condition-key-not-for-action
#   category: grammar
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Look up in the service's page of the Service Authorization Reference which keys the action has.
#     Split the statement, so that each action stands with conditions that its requests can meet. Keys
#     such as `aws:ResourceTag` and `aws:PrincipalOrgID` fit more actions than the keys of one service.
#   cwe: [863]
#   aliases: [UNSUPPORTED_ACTION_FOR_CONDITION_KEY, MISSING_ACTION_FOR_CONDITION_KEY, UNKNOWN_CONDITION_FOR_ACTION]
package iamlint.rules.condition_key_not_for_action

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	message := sprintf("a condition in %s asks for %s, which requests of %s never have, %s", [
		grammar.whose(statement),
		fault.element,
		fault.text,
		wrong(statement, fault),
	])
}

wrong(statement, fault) := "so that it does not allow them: put them into a statement without the condition" if {
	statement.effect == "Allow"
	fault.kind == "key-unsupported"
} else := "so that it allows them to everybody: limit them by a key that they have" if {
	statement.effect == "Allow"
	fault.kind == "key-unnarrowing"
} else := "so that it always denies them: put them into a statement of their own, or use a key that they have" if {
	statement.effect == "Deny"
	fault.kind == "key-unnarrowing"
}
