# METADATA
# title: A condition key that does not exist
# description: |
#   IAM takes any condition key. No request has one that does not exist: an Allow that asks for it never
#   holds, and a Deny never applies; with a negated operator or `IfExists` it is the other way round, and
#   the condition holds nobody back.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: unknown-condition-key
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the key as the list of global keys or the service's page of the Service Authorization
#     Reference has it, with the tag behind `aws:ResourceTag/`. Claims of an identity provider begin with
#     its host, as in `token.actions.githubusercontent.com:sub`.
#   cwe: [863]
#   aliases: [INVALID_GLOBAL_CONDITION_KEY, INVALID_SERVICE_CONDITION_KEY, INVALID_CONDITION_KEY_FORMAT, DUPLICATE_KEYS_WITH_DIFFERENT_CASE, MISSING_TAG_KEY_IN_CONDITION, UNSUPPORTED_GLOBAL_CONDITION_KEY, DEPRECATED_GLOBAL_CONDITION_KEY, UNKNOWN_CONDITION_FOR_ACTION, invalid_condition_key]
package iamlint.rules.unknown_condition_key

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "key"
	message := sprintf("a condition in %s asks for the key %q, %s: %s", [
		grammar.whose(statement),
		fault.text,
		wrong[fault.element],
		grammar.instead(fault.suggestion, remedy[fault.element]),
	])
}

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "key-twice"
	message := sprintf("a condition in %s has the key %q besides %q, which IAM takes for the same and refuses: keep one", [
		grammar.whose(statement),
		fault.element,
		fault.text,
	])
}

wrong := {
	"unknown": "which no request has",
	"malformed": "which is no key, as it lacks a prefix or a name",
	"tag-missing": "which lacks the name of the tag",
}

remedy := {
	"unknown": "correct it",
	"malformed": "write it as prefix:name",
	"tag-missing": "add a slash and the tag",
}
