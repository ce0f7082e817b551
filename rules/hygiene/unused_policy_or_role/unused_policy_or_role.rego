# METADATA
# title: Role or policy that nothing uses
# description: |
#   A role or managed policy that nothing in the template uses or gives away is easily forgotten, with all that it
#   allows. Somebody may attach or assume it later without looking at what is in it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
# custom:
#   id: unused-policy-or-role
#   category: hygiene
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Take it out, attach it, or put its ARN into Outputs where others use it.
#   cwe: [561]
#   aliases:
#     - iam_customer_unattached_policy_no_administrative_privileges
package iamlint.rules.unused_policy_or_role

import data.iamlint.lib

report contains lib.finding(policy, policy.at, message) if {
	some policy in input.resources
	policy.type == "AWS::IAM::ManagedPolicy"
	count(policy.references) == 0
	object.subset({"Description", "Path"}, object.keys(policy.properties))
	message := sprintf("%s is attached to nothing, and not in Outputs: attach it or take it out", [lib.title(policy)])
}

report contains lib.finding(role, role.at, message) if {
	some role in input.resources
	role.type == "AWS::IAM::Role"
	not role.properties.RoleName
	not used(role)
	not role.name in assumed_from_outside
	message := sprintf("nothing in the template uses %s, and it is not in Outputs: use it or take it out", [lib.title(role)])
}

# To give a role a policy is no use of it.
used(role) if {
	some reference in role.references
	not reference.type in {"AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"}
}

# People and other accounts assume a role without the template.
assumed_from_outside contains statement.target.name if {
	some statement in input.having.trust
	some principal in statement.principals
	principal.kind != "service"
}
