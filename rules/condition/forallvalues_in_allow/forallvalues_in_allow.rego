# METADATA
# title: ForAllValues lets requests without the key pass
# description: |
#   `ForAllValues` asks that no value of the request be another than those listed. A request without the key has
#   none at all, and passes. In an Allow that opens what the condition was to close, for everyone who can call
#   without the key.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
# custom:
#   id: forallvalues-in-allow
#   category: condition
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write `ForAnyValue` if one fitting value is enough, or add `"Null": {KEY: "false"}`, so that the key has
#     to be there.
#   cwe: [284, 636]
#   aliases: []
package iamlint.rules.forallvalues_in_allow

import data.iamlint.lib
import data.iamlint.lib.guards

report contains lib.finding(statement.target, condition.at, message) if {
	some statement in input.having.conditioned
	statement.effect == "Allow"
	guards.written(statement)
	statement.document.kind in {"identity", "trust", "resource"}
	some condition in statement.conditions
	condition.set == "ForAllValues"
	condition.multi
	condition.base != "Null"
	not usual(condition.lower_key)
	not guards.present(statement, condition.lower_key)
	not guards.asks(statement, condition.lower_key)
	message := sprintf("%s lets pass whatever comes without %s, as ForAllValues does: write ForAnyValue, or add Null %q", [
		lib.title(statement.target), condition.key, "false",
	])
}

# usual keys are in every request that they are for, or do no harm when they are missing: to set no tags needs no
# permission.
usual(key) if startswith(key, "dynamodb:")

usual(key) if startswith(key, "route53:")

usual(key) if endswith(key, "tagkeys")

usual(key) if key in {"acm:domainnames", "kms:grantoperations", "ses:recipients", "sts:requestcontextproviders"}
