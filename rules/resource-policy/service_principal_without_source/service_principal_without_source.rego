# METADATA
# title: A service may use the resource for anyone
# description: |
#   A service principal is the same for all of its customers. A resource policy that lets a service in without asking
#   for whom lets in what the service does for anybody: a stranger's bucket can send its events to your queue, a
#   stranger's distribution can serve your bucket.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
# custom:
#   id: service-principal-without-source
#   category: resource-policy
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Add `ArnLike: {aws:SourceArn: …}` with the ARN of the bucket, topic, rule, distribution or trail that is to use
#     the resource, or at least `StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}`. An organization can be
#     named by `aws:SourceOrgID`.
#   cwe: [441, 284]
#   aliases:
#     - RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL
#     - RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL
package iamlint.rules.service_principal_without_source

import data.iamlint.lib
import data.iamlint.lib.origins
import data.iamlint.lib.policies
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.resource_based
	some principal in origins.untold(statement)
	not origins.told_by_path(statement, principal)
	message := sprintf(
		"%s lets %s use %s for any of AWS's customers: add aws:SourceArn with %s, or aws:SourceAccount",
		[lib.title(statement.target), principal.text, wildcards.quoted(policies.used(statement)), source(principal)],
	)
}

# source is the ARN to write, where the template has it.
source(principal) := array.concat(
	[caller | caller := origins.caller(principal)],
	["what it is to come from"],
)[0]
