# METADATA
# title: Data may be moved to buckets of other accounts
# description: |
#   The ARN of a bucket names no account. A statement that allows writing to, or reading from, buckets by a
#   wildcard therefore takes in buckets of strangers that let themselves be used, so that data can be carried
#   off there, or planted.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
# custom:
#   id: s3-without-account-guard
#   category: condition
#   severity: low
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Name the buckets, or add the condition `StringEquals: {aws:ResourceAccount: …}` or `aws:ResourceOrgID`.
#   cwe: [200, 732]
#   aliases: []
package iamlint.rules.s3_without_account_guard

import data.iamlint.lib
import data.iamlint.lib.guards
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, grant.at, message) if {
	some statement in input.having.watched
	wildcards.allows(statement)
	not statement.unresolved
	names := sort([name | some name in ["s3:GetObject", "s3:PutObject"]; stray(statement, statement.grants[name])])
	grant := statement.grants[names[0]]
	not guards.asks(statement, "aws:resourceaccount")
	not guards.asks(statement, "aws:resourceorgid")
	not guards.asks(statement, "aws:resourceorgpaths")
	not guards.asks(statement, "s3:resourceaccount")
	message := sprintf("%s use %s in buckets of any account: name the buckets, or add the condition aws:ResourceAccount or aws:ResourceOrgID", [
		wildcards.may(statement),
		lib.words(names),
	])
}

# stray tells whether a grant takes in buckets that are not named.
stray(_, grant) if {
	grant.reach in {"all", "type"}
	not grant.pattern in {"*", "*:*", ""}
}

stray(statement, grant) if {
	grant.reach == "prefix"
	some resource in statement.resources
	resource.at == grant.reach_at
	bucket := split(split(resource.text, ":::")[1], "/")[0]
	contains(bucket, "*")
}
