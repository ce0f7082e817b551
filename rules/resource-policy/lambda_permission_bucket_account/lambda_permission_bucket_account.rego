# METADATA
# title: A bucket may call the function, whosever it is
# description: |
#   The ARN of a bucket does not say which account owns it. If the bucket is deleted, anybody can make one of that
#   name, and its events call the function. `SourceAccount` says whose bucket is meant.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
# custom:
#   id: lambda-permission-bucket-account
#   category: resource-policy
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Add `SourceAccount: !Ref AWS::AccountId` beside `SourceArn`.
#   cwe: [441, 284]
#   aliases:
#     - W3663
package iamlint.rules.lambda_permission_bucket_account

import data.iamlint.lib
import data.iamlint.lib.policies
import data.iamlint.lib.trusts

report contains lib.finding(statement.target, source.at, message) if {
	some statement in input.having.resource_based
	statement.target.type == "AWS::Lambda::Permission"
	policies.allows(statement)
	not trusts.asks(statement, {"aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths"})
	some condition in statement.conditions
	condition.lower_key == "aws:sourcearn"
	not condition.negated
	some source in condition.values
	of_bucket(statement, source)
	message := sprintf(
		"%s lets the bucket %q call the function, whoever owns it by then: add SourceAccount: !Ref AWS::AccountId",
		[lib.title(statement.target), source.text],
	)
}

# of_bucket tells whether an ARN is that of a bucket. What is left open in it, such as the name, doesn't matter: no
# bucket's ARN says whose it is.
of_bucket(_, source) if contains(source.text, ":s3:::")

# Events that S3 sends come from buckets, also where the template does not have the ARN.
of_bucket(statement, source) if {
	not source.known
	not startswith(source.text, "arn:")
	some principal in statement.principals
	trusts.service(principal) == "s3"
}
