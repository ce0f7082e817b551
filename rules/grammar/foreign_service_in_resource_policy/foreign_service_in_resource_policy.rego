# METADATA
# title: An action or resource of another service in the policy of a resource
# description: |
#   The policy of a resource speaks of that resource: a bucket policy of S3's actions on the bucket and
#   its objects. Services refuse a policy with actions or ARNs of another service, or it has no effect.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
# custom:
#   id: foreign-service-in-resource-policy
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Take the foreign action or ARN out. What a principal may do elsewhere belongs into its identity
#     policy or into the policy of the other resource, such as the key's for `kms:Decrypt`.
#   cwe: [863]
#   aliases: [UNSUPPORTED_ACTION_IN_POLICY, UNSUPPORTED_RESOURCE_ARN_IN_POLICY, W3037, E3514]
package iamlint.rules.foreign_service_in_resource_policy

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.resource_based
	own := grammar.owners[statement.target.type]
	some action in array.concat(statement.actions, statement.not_actions)
	action.status in {"known", "unknown-action", "unlisted", "retired", "matches-nothing"}
	action.service != ""
	not action.service in own
	message := sprintf("the policy of %s names %q, an action of another service: only actions of %s can stand here", [
		lib.title(statement.target),
		action.text,
		lib.words(sort(own)),
	])
}

report contains lib.finding(statement.target, resource.at, message) if {
	some statement in input.having.resource_based
	own := grammar.owners[statement.target.type]
	some resource in array.concat(statement.resources, statement.not_resources)
	resource.known
	startswith(resource.text, "arn:")
	resource.service != ""
	not resource.service in own
	not resource.service in shared
	message := sprintf("the policy of %s names %q, a resource of another service: name the resource that the policy is for", [
		lib.title(statement.target),
		resource.text,
	])
}

# A backup vault's policy speaks of recovery points, whose ARNs have the service that was backed up.
shared contains service if {
	some service in {"ec2", "backup", "rds"}
}
