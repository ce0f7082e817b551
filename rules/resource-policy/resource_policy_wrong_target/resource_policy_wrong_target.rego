# METADATA
# title: Resource policy on something else than its actions need
# description: |
#   Actions on the objects of a bucket need `arn:aws:s3:::BUCKET/*`, actions on the bucket itself
#   `arn:aws:s3:::BUCKET`; queues and topics have one ARN each. An action that none of the resources fits does
#   nothing: an Allow of it does not allow, and a Deny does not protect. Amazon S3 refuses such a policy.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
# custom:
#   id: resource-policy-wrong-target
#   category: resource-policy
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Add the resource that the action needs: for `s3:GetObject` and `s3:PutObject` the bucket's ARN with `/*`, for
#     `s3:ListBucket` the ARN without it.
#   cwe: [1164]
#   aliases:
#     - UNSUPPORTED_RESOURCE_ARN_IN_POLICY
package iamlint.rules.resource_policy_wrong_target

import data.iamlint.lib
import data.iamlint.lib.grammar
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, idle[0].at, message) if {
	some statement in input.having.resource_based
	statement.target.type in types
	statement.effect in {"Allow", "Deny"}
	not statement.unresolved
	count(statement.resources) > 0
	every resource in statement.resources {
		resource.known
		startswith(resource.text, "arn:")
	}
	some one in statement.resources
	one.service in grammar.owners[statement.target.type]
	idle := [action |
		some action in statement.actions
		action.status == "known"
		action.wildcard != "every"
		action.service in grammar.owners[statement.target.type] # of others another rule speaks
		action.reach == ""
	]
	message := sprintf(
		"%s %s %s on %s, which it can't be used on: %s",
		[lib.title(statement.target), verb[statement.effect], wildcards.quoted(idle), wildcards.quoted(statement.resources), advice(idle[0])],
	)
}

verb := {"Allow": "allows", "Deny": "denies"}

types := {
	"AWS::S3::BucketPolicy",
	"AWS::SNS::TopicInlinePolicy",
	"AWS::SNS::TopicPolicy",
	"AWS::SQS::QueueInlinePolicy",
	"AWS::SQS::QueuePolicy",
}

# advice tells of S3, whose policies speak of buckets and of objects, which is missing.
advice(action) := "add the ARN of the bucket's objects, which ends in /*" if {
	action.service == "s3"
	contains(lower(action.text), "object")
} else := "add the ARN of the bucket, without /*" if {
	action.service == "s3"
} else := "write the ARN of the queue or topic that the policy is of"
