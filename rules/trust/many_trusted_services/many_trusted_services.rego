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

report contains lib.finding(statement.target, trusted[0].at, message) if {
	some statement in input.having.trust
	statement.document.origin == ""
	trusted := [principal | some principal in principals[statement.target.name]; principal.kind == "service"]
	families := {family(principal) | some principal in trusted}
	others := count(families)
	others > 2
	message := sprintf(
		"%s is shared by %s, and each gets what the others need: make a role for each",
		[lib.title(statement.target), lib.several({"count": others, "names": sort(families)})],
	)
}

report contains lib.finding(statement.target, people[0].at, message) if {
	some statement in input.having.trust
	statement.document.origin == ""
	all := principals[statement.target.name]
	people := [principal | some principal in all; principal.account == "self"; principal.kind in {"account", "user"}]
	services := {family(principal) | some principal in all}
	count(services) in {1, 2}
	message := sprintf(
		"%s is shared by %s and by people: make a role for each",
		[lib.title(statement.target), lib.words(sort(services))],
	)
}

# principals are those that may assume a role, by any statement. It is one object for all roles, because that is made
# in one go.
principals := {name: all |
	some name in {statement.target.name | some statement in input.having.trust}
	all := [principal |
		some statement in input.having.trust
		statement.target.name == name
		trust.assumes(statement)
		some principal in statement.principals
	]
}

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
