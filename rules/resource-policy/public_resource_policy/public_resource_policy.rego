# METADATA
# title: Anyone may read the resource
# description: |
#   A resource policy whose principal is `*` speaks to everybody: to every AWS account, and with most services to
#   callers without any. Whatever its actions read is published. Conditions narrow this only if a missing key can't pass
#   them.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: public-resource-policy
#   category: resource-policy
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Name the accounts, roles or services that need the resource, or add a condition such as `aws:PrincipalOrgID`. Serve
#     a website through CloudFront with an origin access control: then only `cloudfront.amazonaws.com` needs to read
#     the bucket, with `aws:SourceArn`.
#   cwe: [200, 284, 732]
#   aliases:
#     - CKV_AWS_32
#     - CKV_AWS_33
#     - CKV_AWS_70
#     - CKV_AWS_167
#     - CKV_AWS_168
#     - CKV_AWS_169
#     - CKV_AWS_283
#     - F16
#     - F18
#     - F21
#     - F76
#     - FullWildcardPrincipalRule
#     - SQSQueuePolicyPublicRule
#     - KMSKeyWildcardPrincipalRule
#     - LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED
#     - LambdaFunctionPublicAccessProhibited
#     - S3_BUCKET_POLICY_NO_WILDCARD_PRINCIPAL
#     - SNS_TOPICPOLICY_NO_WILDCARD_PRINCIPAL
#     - SQS_QUEUEPOLICY_NO_WILDCARD_PRINCIPAL
#     - F13
#     - KMS_NO_WILDCARD_PRINCIPAL
#     - LAMBDA_NO_WILDCARD_PRINCIPALS
package iamlint.rules.public_resource_policy

import data.iamlint.lib
import data.iamlint.lib.principals

report contains lib.finding(statement.target, principal.at, principals.message(statement)) if {
	some statement in input.having.anyone
	principals.public(statement)
	not principals.changes(statement)
	some principal in statement.principals
	principal.kind == "anyone"
}
