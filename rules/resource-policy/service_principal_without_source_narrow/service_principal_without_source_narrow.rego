# METADATA
# title: A service may write for one account, of whatever trail
# description: |
#   Services such as CloudTrail and Config write to a bucket under the account that they write for. A policy with the
#   account in the path keeps strangers out, but lets in every trail and recorder of that account: whoever may make
#   one writes into the bucket. AWS asks for the condition on the source, too.
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
# custom:
#   id: service-principal-without-source-narrow
#   category: resource-policy
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Add `ArnLike: {aws:SourceArn: …}` with the ARN of the trail or whatever writes. Make sure of its name first: with the
#     wrong ARN nothing is written anymore.
#   cwe: [441, 284]
#   aliases: []
package iamlint.rules.service_principal_without_source_narrow

import data.iamlint.lib
import data.iamlint.lib.origins
import data.iamlint.lib.policies
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.resource_based
	some principal in origins.untold(statement)
	origins.told_by_path(statement, principal)
	message := sprintf(
		"%s lets %s use %s for the account in the path, whatever asks it to: add aws:SourceArn with the ARN of what is to write",
		[lib.title(statement.target), principal.text, wildcards.quoted(policies.used(statement))],
	)
}
