# METADATA
# title: An AWS managed policy that writes or reads data on every resource
# description: |
#   AWS writes its policies for every account, so that most of them can only say `*`: what one role needs for one table
#   or bucket, they give for all that the account has, and all that it will have. To write nothing but logs is left
#   alone here.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-use-aws-defined-policies
# custom:
#   id: managed-policy-wildcard-resource
#   category: resource
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Write a policy of your own with the same actions, as far as they are needed, and the ARNs of the resources;
#     `iamlint policy NAME` shows what the policy allows. For a SAM function take the policy template that names the
#     resource.
#   cwe: [250, 732]
#   aliases: [AwsSolutions-IAM4]
package iamlint.rules.managed_policy_wildcard_resource

import data.iamlint.lib
import data.iamlint.lib.resources

report contains found(statement) if {
	some statement in input.having.any_resource
	statement.document.origin == "managed"
	wide(statement)
}

report contains found(statement) if {
	some statement in input.having.broad_resource
	statement.document.origin == "managed"
	wide(statement)
}

wide(statement) if {
	statement.effect == "Allow"
	not statement.scoped
	resources.gravest(statement) in {"permissions", "change", "data"}
	matters(statement)
}

found(statement) := lib.finding(statement.target, statement.reach_at, message) if {
	spoken := resources.levels(statement)
	message := sprintf("%s may %s with %s on every resource by %s: replace it by a policy of your own that names the resources", [
		lib.title(statement.target),
		lib.words([level.verb | some level in spoken]),
		lib.several(resources.actions(spoken)),
		statement.document.name,
	])
}

# matters tells whether some of what a statement writes is neither logs nor, by its name, a list that the Service
# Authorization Reference takes for a write.
matters(statement) if {
	some level in resources.levels(statement)
	some name in level.names
	not name in {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"}
	not contains(name, ":List")
	not contains(name, ":Describe")
}
