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
import data.iamlint.lib.policies
import data.iamlint.lib.services
import data.iamlint.lib.trusts
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.resource_based
	policies.allows(statement)
	not statement.closed
	not policies.permission(statement)
	not policies.key_policy(statement)
	not looks(statement)
	some principal in statement.principals
	trusts.service(principal) in services.senders
	message := sprintf(
		"%s lets %s use %s for any of AWS's customers: add aws:SourceArn with what it is to come from, or aws:SourceAccount",
		[lib.title(statement.target), principal.text, wildcards.quoted(used(statement))],
	)
}

used(statement) := array.concat(statement.actions, statement.not_actions)

# looks tells whether a service may only find out whether it could write to a bucket.
looks(statement) if {
	count(statement.not_actions) == 0
	every action in statement.actions {
		lower(action.text) in {"s3:getbucketacl", "s3:getbucketlocation", "s3:listbucket"}
	}
}
