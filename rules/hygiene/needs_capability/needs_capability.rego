# METADATA
# title: Template that makes IAM resources
# description: |
#   CloudFormation makes IAM resources only for those who say that they know about it. A pipeline has to pass
#   CAPABILITY_IAM, or CAPABILITY_NAMED_IAM where a name is set, and then everything that the template grants is
#   granted without another question.
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html
# custom:
#   id: needs-capability
#   category: hygiene
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Pass the capability to the deployment, and only to those stacks that need it.
#   cwe: [1078]
#   aliases: []
package iamlint.rules.needs_capability

import data.iamlint.lib

naming := {"RoleName", "UserName", "GroupName", "ManagedPolicyName", "InstanceProfileName"}

report contains lib.finding(first, first.at, message) if {
	some first in input.resources
	first == identities[0]
	message := sprintf("with %s%s this template needs %s", [
		first.name, others(count(identities) - 1),
		capability,
	])
}

others(0) := ""

others(1) := " and another IAM resource"

others(n) := sprintf(" and %d more IAM resources", [n]) if n > 1

identities := [resource |
	some resource in input.resources
	makes_iam(resource)
]

makes_iam(resource) if startswith(resource.type, "AWS::IAM::")

makes_iam(resource) if {
	startswith(resource.type, "AWS::Serverless::")
	resource.role == resource.name
}

default capability := "CAPABILITY_IAM"

capability := "CAPABILITY_NAMED_IAM" if {
	some resource in identities
	some name in naming
	resource.properties[name]
	not resource.type in {"AWS::IAM::AccessKey", "AWS::IAM::UserToGroupAddition"} # whose names are others'
}
