# METADATA
# title: An effect that is neither Allow nor Deny
# description: |
#   `Effect` is `Allow` or `Deny`, in exactly this spelling. IAM refuses a policy with another word, also
#   one in other case.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
# custom:
#   id: invalid-effect
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write `Effect: Allow` or `Effect: Deny`.
#   cwe: [863]
#   aliases: [INVALID_EFFECT, MALFORMED, E3510, invalid_effect]
package iamlint.rules.invalid_effect

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "effect"
	message := sprintf("a statement in %s has the effect %q, which is neither Allow nor Deny: %s", [
		grammar.whose(statement),
		fault.text,
		grammar.instead(fault.suggestion, "write one of them"),
	])
}
