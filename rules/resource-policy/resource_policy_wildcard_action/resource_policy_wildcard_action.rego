# METADATA
# title: Resource policy with every action
# description: |
#   A resource policy that allows everything lets its principals change and delete the resource, and rewrite the
#   policy itself: whoever was to read or to send can let others in and lock its owner out.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
# custom:
#   id: resource-policy-wildcard-action
#   category: resource-policy
#   severity: high
#   since: 0.1.0
#   remediation: |
#     List the actions that the principals need, such as `s3:GetObject`, `sqs:SendMessage` or `sns:Publish`.
#   cwe: [250, 732]
#   aliases:
#     - F15
#     - F20
#     - CKV_AWS_72
#     - AWS-0097
#     - S3BucketPolicyWildcardActionRule
#     - SQSQueuePolicyWildcardActionRule
#     - SNSTopicPolicyWildcardActionRule
#     - S3_BUCKET_POLICY_NO_WILDCARD_ACTION
#     - SQS_QUEUEPOLICY_NO_WILDCARD_ACTION
package iamlint.rules.resource_policy_wildcard_action

import data.iamlint.lib
import data.iamlint.lib.policies
import data.iamlint.lib.trusts
import data.iamlint.lib.wildcards

report contains found if {
	some statement in input.having.every_action
	some found in wild(statement, "every")
}

report contains found if {
	some statement in input.having.service_wildcard
	some found in wild(statement, "service")
}

wild(statement, wildcard) := {lib.finding(statement.target, action.at, message) |
	policies.allows(statement)
	not policies.key_policy(statement)
	not statement.target.type in elsewhere
	not trusts.asks(statement, by_access_point)
	others := strangers(statement)
	count(others) > 0
	some action in statement.actions
	action.wildcard == wildcard
	not action.service in {"es", "execute-api", "vpc-lattice-svcs"} # which give no more than to use it
	message := sprintf(
		"%s lets %s use %q, with which they can change the resource and its policy, too: list the actions that are needed",
		[lib.title(statement.target), wildcards.quoted(others), action.text],
	)
}

# strangers are the principals that are not the account itself: what that may do, its own policies say.
# Through an access point objects are worked with, and the bucket stays as it is:
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-service-api-support.html.
by_access_point := {"s3:dataaccesspointaccount", "s3:dataaccesspointarn"}

strangers(statement) := [principal |
	some principal in statement.principals
	not own_account(statement, principal)
]

own_account(statement, principal) if {
	principal.kind == "account"
	policies.home(statement, principal)
}

# elsewhere are the types of which other rules speak, or in which a wildcard is the default.
elsewhere := {
	"AWS::ApiGateway::RestApi",
	"AWS::EC2::VPCEndpoint",
	"AWS::Elasticsearch::Domain",
	"AWS::Lambda::LayerVersionPermission",
	"AWS::Lambda::Permission",
	"AWS::OpenSearchService::Domain",
	"AWS::Serverless::Api",
	"AWS::VpcLattice::AuthPolicy",
}
