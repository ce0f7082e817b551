# METADATA
# title: A bucket may send what it has to tell, whosever it is
# description: |
#   The ARN of a bucket does not say which account owns it. If the bucket is deleted, anybody can make one of that
#   name, and its events go to the queue or topic. AWS shows `aws:SourceAccount` beside `aws:SourceArn`: it says whose bucket
#   is meant.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
# custom:
#   id: bucket-source-without-account
#   category: resource-policy
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Add `StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}` beside the condition on `aws:SourceArn`.
#   cwe: [441, 284]
#   aliases: []
package iamlint.rules.bucket_source_without_account

import data.iamlint.lib
import data.iamlint.lib.policies
import data.iamlint.lib.trusts
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, source.at, message) if {
	some statement in input.having.resource_based
	policies.allows(statement)
	not policies.permission(statement) # of which lambda-permission-bucket-account speaks
	not policies.key_policy(statement)
	some principal in statement.principals
	trusts.service(principal) in {"s3", "logging.s3"}
	not trusts.asks(statement, {"aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths"})
	some source in policies.sources(statement)
	policies.kind(source) == "s3"
	split(policies.plain(source), ":")[4] in {"", "*"}
	message := sprintf(
		"%s lets the bucket %q use %s, whoever owns it by then: add aws:SourceAccount",
		[lib.title(statement.target), source.text, wildcards.quoted(policies.used(statement))],
	)
}
