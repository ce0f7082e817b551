# METADATA
# title: A role may be passed to any service
# description: |
#   Without a condition, a role that may be passed goes to every service that its trust policy lets in: meant
#   for one function, it can as well be given to a machine or a job that its holder controls. With the
#   condition, the permission serves its purpose and nothing else.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
# custom:
#   id: passrole-any-service
#   category: condition
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Add the condition `StringEquals: {iam:PassedToService: …}` with the service that gets the role.
#     Other actions don't have that key, and need a statement of their own.
#   cwe: [250, 269]
#   aliases:
#     - AWS-0342
package iamlint.rules.passrole_any_service

import data.iamlint.lib
import data.iamlint.lib.guards
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, grant.at, message) if {
	some statement in input.having.watched
	grant := statement.grants["iam:PassRole"]
	grant.reach in {"exact", "prefix"}
	wildcards.allows(statement)
	guards.written(statement)
	guards.in_person(grant)
	not statement.unresolved
	not guards.asks(statement, "iam:passedtoservice")
	not guards.asks(statement, "iam:associatedresourcearn")
	not only_one(statement)
	message := sprintf("%s pass %s: add the condition iam:PassedToService%s", [
		wildcards.may(statement),
		passed(statement, grant),
		guards.apart(statement, {"iam:passrole"}),
	])
}

# passed is what a statement lets pass to whom.
default passed(_, _) := "the roles that it names to any service that they trust"

passed(statement, grant) := "the role that it names to any service that the role trusts" if {
	grant.reach == "exact"
	count(statement.resources) == 1
}

# only_one tells whether each role is one of the template's that trusts a single service.
only_one(statement) if {
	every resource in statement.resources {
		[_, name] := regex.find_all_string_submatch_n(`/\$\{([^/]*)\}$`, resource.text, 1)[0]
		name in single
	}
}

# single are the roles of the template that a statement lets one service assume.
single := {trust.target.name |
	some trust in input.having.trust
	services := {principal.text | some principal in trust.principals; principal.kind == "service"}
	count(services) == 1
}
