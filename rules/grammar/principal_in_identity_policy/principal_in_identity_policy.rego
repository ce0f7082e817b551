# METADATA
# title: A principal in an identity policy
# description: |
#   An identity policy or a permissions boundary speaks of whoever it is attached to. It can name no
#   principals: IAM refuses it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html
# custom:
#   id: principal-in-identity-policy
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Take `Principal` out. If somebody else is to be let in, the statement belongs into the policy of the
#     resource or the role's trust policy.
#   cwe: [863]
#   aliases: [UNSUPPORTED_PRINCIPAL, unexpected_principal, E3510]
package iamlint.rules.principal_in_identity_policy

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	statement.document.kind in {"identity", "boundary"}
	some fault in statement.faults
	fault.kind == "unsupported-element"
	message := sprintf("a statement in %s has %s, which only policies of resources and trust policies can have: take it out", [
		grammar.whose(statement),
		fault.element,
	])
}
