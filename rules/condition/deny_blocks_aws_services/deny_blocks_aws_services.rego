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
#     Add `Bool: {aws:ViaAWSService: "false"}` to the Deny; in policies of resources also `BoolIfExists:
#     {aws:PrincipalIsAWSService: "false"}`, as `Bool` would spare those who come without any credentials.
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

# spares_services tells whether a condition keeps the Deny from calls of services: which have the key, and true. What
# will only be known later may be what does.
spares_services(statement) if {
	some condition in statement.conditions
	condition.lower_key in marks
	not condition.negated
	condition.base != "Null"
	not guards.says(condition, "true")
}

spares_services(statement) if {
	some condition in statement.conditions
	condition.lower_key in marks
	condition.negated
	not guards.says(condition, "false")
}

spares_services(statement) if {
	some condition in statement.conditions
	condition.lower_key in names
	condition.negated
}

spares_services(statement) if {
	some condition in statement.conditions
	condition.lower_key in ({"aws:principalisawsservice"} | names)
	condition.base == "Null"
	not guards.says(condition, "false")
}

# marks are the keys that tell of a call whether it is a service's, names those that tell which one's.
marks := {"aws:principalisawsservice", "aws:viaawsservice"}

names := {
	"aws:calledvia", "aws:calledviafirst", "aws:calledvialast", "aws:principalservicename",
	"aws:principalservicenameslist",
}

advice(kind) := `Bool aws:ViaAWSService "false"` if {
	kind in {"identity", "boundary", "scp"}
} else := `BoolIfExists aws:PrincipalIsAWSService "false" and aws:ViaAWSService "false"`
