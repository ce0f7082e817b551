# METADATA
# title: All of the account may be read by a program or another account
# description: |
#   `ReadOnlyAccess`, `SecurityAudit` and `ViewOnlyAccess` are for people who look around. `ReadOnlyAccess` also
#   reads the data: every object, message and parameter. A function, a machine or another company that has one
#   of them knows the whole account, and so does whoever takes it over.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
#   - https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html
# custom:
#   id: read-everything
#   category: wildcard
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write a policy with the few reading actions and resources that are needed.
#   cwe: [200, 250]
#   aliases:
#     - iam_role_cross_account_readonlyaccess_policy
package iamlint.rules.read_everything

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(target, attachment.at, message) if {
	some target in input.targets
	target.kind == "role"
	some attachment in target.managed
	attachment.origin == ""
	what := reads[wildcards.policy_name(attachment)]
	who := holder(target)
	message := sprintf("%s, which %s, has %s, which reads %s: name the actions and resources it needs", [
		lib.title(target), who, wildcards.policy_name(attachment), what,
	])
}

reads := {
	"ReadOnlyAccess": "all settings and data of the account",
	"SecurityAudit": "the settings of all services",
	"ViewOnlyAccess": "the names and settings of all resources",
}

# holder says which program or stranger has the role. AWS's own services, people of the account and those
# who log in elsewhere are meant to look around.
holder(target) := "runs a function" if {
	target.type == "AWS::Serverless::Function"
} else := "another account may assume" if {
	target.name in outsiders
} else := "any account may assume" if {
	target.name in anybodys
} else := sprintf("%s gives to programs", [services[0]]) if {
	services := sort(object.keys(programs[target.name]))
}

# outsiders are the roles that another account may assume, and anybodys those that any may.
outsiders := {statement.target.name | some statement in input.having.external; trusts(statement)}

anybodys := {statement.target.name | some statement in input.having.anyone; trusts(statement)}

# programs are the services that run programs as each role.
programs := object.union_n([{statement.target.name: {principal.text: true}} |
	some statement in input.having.trust
	trusts(statement)
	some principal in statement.principals
	principal.text in compute
])

trusts(statement) if {
	statement.document.kind == "trust"
	statement.effect == "Allow"
}

compute := {
	"codebuild.amazonaws.com", "ec2.amazonaws.com", "ecs-tasks.amazonaws.com", "glue.amazonaws.com",
	"lambda.amazonaws.com", "sagemaker.amazonaws.com", "tasks.apprunner.amazonaws.com",
}
