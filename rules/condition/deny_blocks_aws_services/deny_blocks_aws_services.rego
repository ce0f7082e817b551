# METADATA
# title: A Deny that also hits calls of AWS services
# description: |
#   A Deny of all that comes from elsewhere than one network or organization also denies what AWS services do on
#   the caller's behalf or for themselves: they call from networks of their own. Queries, backups or log
#   deliveries then fail in ways that are hard to find.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-viaawsservice
# custom:
#   id: deny-blocks-aws-services
#   category: condition
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Add `Bool: {aws:ViaAWSService: "false"}` to the Deny; in policies of resources also `Bool:
#     {aws:PrincipalIsAWSService: "false"}`.
#   cwe: [703]
#   aliases: []
package iamlint.rules.deny_blocks_aws_services

import data.iamlint.lib
import data.iamlint.lib.guards

report contains lib.finding(statement.target, condition.at, message) if {
	some statement in input.having.conditioned
	statement.effect == "Deny"
	guards.written(statement)
	not statement.unresolved
	some condition in statement.conditions
	condition.negated
	condition.set != "ForAnyValue"
	keys := perimeter(statement)
	condition.lower_key in keys
	not spares_services(statement)
	not statement.target.type in apis
	message := sprintf("%s denies by %s what AWS services call as well: add %s", [
		lib.title(statement.target), condition.key, advice(statement.document.kind),
	])
}

# apis are called by clients, not by services on their behalf, and AWS's own policy for private ones denies so:
# https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
apis := {"AWS::ApiGateway::DomainNameV2", "AWS::ApiGateway::RestApi", "AWS::Serverless::Api"}

# perimeter are the keys that services don't have, or have with other values.
perimeter(statement) := {"aws:sourceip", "aws:sourcevpc", "aws:sourcevpce"} if {
	statement.document.kind in {"identity", "boundary", "scp"}
} else := {"aws:principalorgid", "aws:principalorgpaths", "aws:sourceip", "aws:sourcevpc", "aws:sourcevpce"} if {
	some principal in statement.principals
	principal.kind == "anyone"
}

spares_services(statement) if {
	some condition in statement.conditions
	condition.lower_key in {
		"aws:calledvia", "aws:calledviafirst", "aws:calledvialast", "aws:principalisawsservice",
		"aws:principalservicename", "aws:principalservicenameslist", "aws:viaawsservice",
	}
}

advice(kind) := `Bool aws:ViaAWSService "false"` if {
	kind in {"identity", "boundary", "scp"}
} else := `Bool aws:PrincipalIsAWSService "false" and aws:ViaAWSService "false"`
