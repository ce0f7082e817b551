# METADATA
# title: Requests without TLS are not denied
# description: |
#   Buckets, queues and topics also answer over plain HTTP, where others on the way can read and change what is sent.
#   A statement that denies requests whose `aws:SecureTransport` is false closes that door; without a policy it stands
#   open. Every SDK uses TLS by itself, so that most people need not ask for it; some standards do.
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
#     - S3_BUCKET_SSL_REQUESTS_ONLY
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

report contains lib.finding(resource, resource.at, message) if {
	some resource in input.resources
	wanted := policed[resource.type]
	not encrypted(resource)
	not has_policy(resource, wanted)
	message := sprintf(
		"%s has no policy that denies requests without TLS: add %s with Deny for everybody, %s, when aws:SecureTransport is false",
		[lib.title(resource), wanted.type, advice[wanted.service]],
	)
}

# policed are the types that take such a policy, which is a resource of its own.
policed := {
	"AWS::S3::Bucket": {"service": "s3", "type": "AWS::S3::BucketPolicy", "name": "BucketName", "property": {"Bucket"}},
	"AWS::SNS::Topic": {"service": "sns", "type": "AWS::SNS::TopicPolicy", "name": "TopicName", "property": {"Topics"}},
	"AWS::SQS::Queue": {"service": "sqs", "type": "AWS::SQS::QueuePolicy", "name": "QueueName", "property": {"Queues"}},
}

# has_policy tells whether a policy in the template is, or may be, that of a resource.
has_policy(resource, wanted) if {
	some reference in resource.references
	reference.property in wanted.property
	services[reference.type] == wanted.service
}

has_policy(resource, _) if {
	some reference in resource.references
	reference.by == "Transform"
}

# Where a policy does not know whose it is, it may be that of any.
has_policy(_, wanted) if wanted.service in vague

has_policy(resource, wanted) if {
	whose[wanted.service]
	some name in resource.properties[wanted.name].values
	not name.known
}

has_policy(resource, wanted) if {
	some name in resource.properties[wanted.name].values
	whose[wanted.service][name.text]
}

# vague are the services of which some policy is of what is not known.
vague := {named.service | some named in namings; not named.value.known}

# whose are the names that policies speak of, by service: a queue is named by its URL, a topic by its ARN.
whose := object.union_n([{named.service: {array.reverse(regex.split(`[/:]`, named.value.text))[0]: true}} | some named in namings])

namings := [{"service": wanted.service, "value": value} |
	some policy in input.resources
	some wanted in policed
	services[policy.type] == wanted.service
	some property in wanted.property
	some value in policy.properties[property].values
]

# encrypted tells whether a topic or queue only answers over TLS, as it does with a key of KMS:
# https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html.
encrypted(resource) if resource.properties.KmsMasterKeyId

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
denying := {
	"s3": ({statement.target.name | some statement in refusals; all_of(statement, "s3"); policies.objects(statement)} | unresolved),
	"sns": ({statement.target.name | some statement in refusals; publishes(statement)} | unresolved),
	"sqs": ({statement.target.name | some statement in refusals; all_of(statement, "sqs")} | unresolved),
}

refusals := [statement | some statement in input.having.resource_based; policies.plaintext(statement)]

unresolved := {statement.target.name | some statement in input.having.resource_based; statement.unresolved}

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
