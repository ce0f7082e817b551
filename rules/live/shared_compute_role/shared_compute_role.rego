# METADATA
# title: Role that different things run with
# description: |
#   What runs with a role has all that the role may do. A role that functions and instances run with, or instances of several
#   profiles, has what each of them needs, so that whoever gets into the weakest of them has what the others need, too.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: shared-compute-role
#   category: live
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Give each of them a role of its own, with what it needs.
#   cwe: [250, 653]
#   aliases: []
package iamlint.rules.shared_compute_role

import data.iamlint.lib
import data.iamlint.lib.trust
import data.iamlint.lib.trusts

report contains lib.related(lib.finding(role, first.at, message), others) if {
	some role in input.records
	count(role.profiles) > 1
	first := role.profiles[0]
	others := [lib.place(other.at, "the other profile") | some i, other in role.profiles; i > 0]
	message := sprintf("instances of %d profiles run as %s, and each has what the others need: make a role for each", [
		count(role.profiles), lib.title(role),
	])
}

report contains lib.finding(document.target, places[kinds[0]], message) if {
	some document in input.having.documents
	places := code(document)
	count(places) > 1
	count(input.accounts) > 0
	kinds := sort(object.keys(places))
	message := sprintf("code of %s runs as %s, and each has what the others need: make a role for each", [lib.words(kinds), lib.title(document.target)])
}

# code are the kinds of code that run as a role by its trust policy, with where it says so.
code(document) := object.union_n([{runs[trusts.service(principal)]: principal.at} |
	some statement in document.trusting
	trust.assumes(statement)
	some principal in statement.principals
])

# runs are the services that run code of those who use them, by whose it is.
runs := {
	"apprunner": "App Runner",
	"batch": "Batch",
	"codebuild": "CodeBuild",
	"ec2": "EC2",
	"ecs-tasks": "ECS",
	"edgelambda": "Lambda",
	"elasticmapreduce": "EMR",
	"emr-serverless": "EMR",
	"glue": "Glue",
	"lambda": "Lambda",
	"sagemaker": "SageMaker",
	"tasks.apprunner": "App Runner",
}
