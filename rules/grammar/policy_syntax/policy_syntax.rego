# METADATA
# title: A policy that cannot be read
# description: |
#   A policy document that stands as text in a template has to be JSON. IAM refuses one that is not, so
#   that the deployment fails, or, where a service does not look, nothing of what it says holds.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_policies.html
# custom:
#   id: policy-syntax
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Mend the JSON: quotes, commas and brackets. Better still, write the policy as a map in the template,
#     which needs no quotes and can be checked where it stands.
#   cwe: [863]
#   aliases: [JSON_SYNTAX_ERROR, MALFORMED_JSON, E3510, E3512, E3530]
package iamlint.rules.policy_syntax

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(document.target, fault.at, message) if {
	some document in input.having.faulty_documents
	some fault in document.faults
	fault.kind == "syntax"
	message := sprintf("%s is not JSON (%s): mend it, or write the policy as a map", [
		grammar.document(document),
		fault.text,
	])
}
