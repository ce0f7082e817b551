# METADATA
# title: A principal that is none
# description: |
#   A principal is `*` or a map of the types `AWS`, `Service`, `Federated` and `CanonicalUser`. IAM
#   refuses a policy with another type, with an ARN under no type, or with an account, service or provider
#   that is not written as one. What it does not refuse trusts nobody.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
# custom:
#   id: malformed-principal
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write `{AWS: …}` with an account of twelve digits or the ARN of an account, role or user; `{Service:
#     lambda.amazonaws.com}`; or `{Federated: …}` with the ARN of an identity provider or the host of one
#     that AWS knows.
#   cwe: [863]
#   aliases: [INVALID_PRINCIPAL_FORMAT, INVALID_PRINCIPAL_KEY, INVALID_SERVICE_PRINCIPAL_FORMAT, INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY, FEDERATED_PRINCIPAL_NOT_SUPPORTED, UNKNOWN_PRINCIPAL, UNKNOWN_FEDERATION_SOURCE, E3512, E3530]
package iamlint.rules.malformed_principal

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	message := sprintf("%s %s", [grammar.whose(statement), wrong(fault)])
}

wrong(fault) := sprintf("has a principal of type %s that is none, %q: write %s", [
	fault.element,
	fault.text,
	fault.suggestion,
]) if {
	fault.kind == "principal"
} else := sprintf("has the principal %q under no type, which IAM refuses: put it under AWS, as in {\"AWS\": …}", [fault.text]) if {
	fault.kind == "bare-principal"
} else := sprintf("has the type of principal %q: %s", [
	fault.text,
	grammar.instead(fault.suggestion, "there are AWS, Service, Federated and CanonicalUser"),
]) if {
	fault.kind == "principal-type"
}
