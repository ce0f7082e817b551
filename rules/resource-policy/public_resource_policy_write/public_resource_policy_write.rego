# METADATA
# title: Anyone may change the resource
# description: |
#   A resource policy whose principal is `*` speaks to everybody: to every AWS account, and with most services to
#   callers without any. With actions that write, strangers can plant or destroy data, send messages that others trust,
#   run functions at the owner's expense or give themselves more. Conditions narrow this only if a missing key can't
#   pass them.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
# custom:
#   id: public-resource-policy-write
#   category: resource-policy
#   severity: critical
#   since: 0.1.0
#   remediation: |
#     Name the accounts, roles or services that need the resource. Where a service acts on its own account's behalf, add
#     `aws:SourceArn` or `aws:SourceAccount`; where a whole organization is meant, add `aws:PrincipalOrgID`.
#   cwe: [284, 732]
#   aliases:
#     - CKV_AWS_32
#     - CKV_AWS_33
#     - CKV_AWS_70
#     - CKV_AWS_167
#     - CKV_AWS_168
#     - CKV_AWS_169
#     - CKV_AWS_283
#     - F13
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
#     - KMS_NO_WILDCARD_PRINCIPAL
#     - LAMBDA_NO_WILDCARD_PRINCIPALS
package iamlint.rules.public_resource_policy_write

import data.iamlint.lib
import data.iamlint.lib.principals

report contains lib.finding(statement.target, principal.at, principals.message(statement)) if {
	some statement in input.having.anyone
	principals.public(statement)
	principals.changes(statement)
	not principals.by_url(statement)
	some principal in statement.principals
	principal.kind == "anyone"
}
