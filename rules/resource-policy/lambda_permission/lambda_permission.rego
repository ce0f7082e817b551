# METADATA
# title: A service may call the function for anyone
# description: |
#   A Lambda permission that names a service but not for whom it may come lets every customer of that service call
#   the function: with an API, a bucket or a topic of their own. What the function takes for an event of yours is
#   then anybody's.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
# custom:
#   id: lambda-permission
#   category: resource-policy
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Add `SourceArn` with the ARN of the API, bucket, topic or rule, and `SourceAccount: !Ref AWS::AccountId`, which
#     a bucket's ARN does not hold.
#   cwe: [441, 284]
#   aliases:
#     - CKV_AWS_364
#     - W3663
package iamlint.rules.lambda_permission

import data.iamlint.lib
import data.iamlint.lib.origins
import data.iamlint.lib.policies
import data.iamlint.lib.trusts

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.resource_based
	statement.target.type == "AWS::Lambda::Permission"
	policies.allows(statement)
	not statement.scoped
	some principal in statement.principals
	name := trusts.service(principal)
	not name in elsewhere
	message := sprintf(
		"%s lets %s call the function for any of AWS's customers: add SourceArn%s%s",
		[lib.title(statement.target), principal.text, source(principal), account(name)],
	)
}

# source is the ARN to write, where the template has it.
source(principal) := array.concat(
	[sprintf(": %s", [caller]) | caller := origins.caller(principal)],
	[" with the ARN of what calls it"],
)[0]

# account adds what also does for the services that tell whose resource calls, which not all do.
account(service) := ", or SourceAccount: !Ref AWS::AccountId" if {
	service in {"codecommit", "config", "events", "iot", "logs", "s3", "ses"}
} else := ""

# elsewhere are services that name no source: skills have an EventSourceToken instead, rotation is asked for with
# a permission on the secret, and macros of CloudFormation have none.
elsewhere := {"alexa-appkit", "alexa-connectedhome", "cloudformation", "secretsmanager"}
