# METADATA
# title: Requests without TLS are not denied
# description: |
#   Buckets, queues and topics also answer over plain HTTP, where others on the way can read and change what is sent.
#   A statement that denies requests whose `aws:SecureTransport` is false closes that door. Every SDK uses TLS by
#   itself, so that most people need not ask for it; some standards do.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
#   - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html
# custom:
#   id: insecure-transport-not-denied
#   category: resource-policy
#   severity: low
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Add a statement with `Effect: Deny`, `Principal: "*"`, all actions (`s3:*`, `sqs:*`, `sns:Publish`), the
#     resource (of a bucket both its ARN and its ARN with `/*`), and `Bool: {aws:SecureTransport: "false"}`.
#   cwe: [319]
#   aliases:
#     - AwsSolutions-S10
#     - AwsSolutions-SNS3
#     - AwsSolutions-SQS4
#     - CKV_AWS_379
#     - s3_bucket_secure_transport_policy
#     - S3BucketSSLRequestsOnly
package iamlint.rules.insecure_transport_not_denied

import data.iamlint.lib
import data.iamlint.lib.policies

report contains lib.finding(document.target, document.at, message) if {
	some document in input.having.documents
	service := services[document.target.type]
	not denies(document, service)
	message := sprintf(
		"%s does not deny requests without TLS: add Deny for everybody, %s, when aws:SecureTransport is false",
		[lib.title(document.target), advice[service]],
	)
}

services := {
	"AWS::S3::BucketPolicy": "s3",
	"AWS::SNS::TopicInlinePolicy": "sns",
	"AWS::SNS::TopicPolicy": "sns",
	"AWS::SQS::QueueInlinePolicy": "sqs",
	"AWS::SQS::QueuePolicy": "sqs",
}

advice := {
	"s3": "s3:* on the bucket and its objects",
	"sns": "sns:Publish",
	"sqs": "sqs:*",
}

denies(document, service) if document.target.name in denying[service]

# denying are the targets that deny requests without TLS, or may, by service.
denying.s3 contains statement.target.name if {
	some statement in input.having.resource_based
	policies.plaintext(statement)
	all_of(statement, "s3")
	policies.objects(statement)
}

denying.sqs contains statement.target.name if {
	some statement in input.having.resource_based
	policies.plaintext(statement)
	all_of(statement, "sqs")
}

denying.sns contains statement.target.name if {
	some statement in input.having.resource_based
	policies.plaintext(statement)
	publishes(statement)
}

denying[service] contains statement.target.name if {
	some statement in input.having.resource_based
	statement.unresolved
	some service in {"s3", "sns", "sqs"}
}

all_of(statement, _) if {
	some action in statement.actions
	action.wildcard == "every"
}

all_of(statement, service) if {
	some action in statement.actions
	action.wildcard == "service"
	action.service == service
}

publishes(statement) if all_of(statement, "sns")

publishes(statement) if {
	some action in statement.actions
	lower(action.text) == "sns:publish"
}
