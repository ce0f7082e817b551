# METADATA
# title: Role shared by several services
# description: |
#   A role that several services use, or a service and people, needs the permissions of all of them, and each of them
#   gets all of those. Who takes over one of them has what was meant for the others, and what the role did cannot be
#   told apart in CloudTrail.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
# custom:
#   id: many-trusted-services
#   category: trust
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Give each service a role of its own, with what it needs.
#   cwe: [250]
#   aliases: []
package iamlint.rules.many_trusted_services

import data.iamlint.lib
import data.iamlint.lib.trust
import data.iamlint.lib.trusts

report contains lib.finding(document.target, trusted[0].at, message) if {
	some document in input.having.documents
	document.origin == ""
	trusted := [principal | some principal in principals(document); principal.kind == "service"]
	families := {family(principal) | some principal in trusted}
	others := count(families)
	others > 2
	message := sprintf(
		"%s is shared by %s, and each gets what the others need: make a role for each",
		[trust.role(document.target), lib.several({"count": others, "names": sort(families)})],
	)
}

report contains lib.finding(document.target, people[0].at, message) if {
	some document in input.having.documents
	document.origin == ""
	all := principals(document)
	people := [principal | some principal in all; principal.account == "self"; principal.kind in {"account", "user"}]
	services := {family(principal) | some principal in all}
	count(services) in {1, 2}
	message := sprintf(
		"%s is shared by %s and by people: make a role for each",
		[trust.role(document.target), lib.words(sort(services))],
	)
}

# principals are those that may assume a role, by any statement of its trust policy.
principals(document) := [principal |
	some statement in document.trusting
	trust.assumes(statement)
	some principal in statement.principals
]

# family is a service, or the one that it belongs to.
family(principal) := object.get(families, name, name) if name := trusts.service(principal)

families := {
	"ecs-tasks": "ecs",
	"edgelambda": "lambda",
	"eks-fargate-pods": "eks",
	"eks-nodegroup": "eks",
	"pods.eks": "eks",
	"replicator.lambda": "lambda",
	"spotfleet": "ec2",
	"ssm": "ec2",
}
