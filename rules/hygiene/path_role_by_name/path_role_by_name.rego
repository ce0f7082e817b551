# METADATA
# title: Role with a path referred to by its name
# description: |
#   `Ref` gives the name of a role and leaves out its path, which is a part of its ARN. An ARN made of the name
#   alone names another role, one that most likely is not there: a policy that grants something on it grants
#   nothing, and a service that is given it fails.
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-role.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
# custom:
#   id: path-role-by-name
#   category: hygiene
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Take the ARN from the role itself: `!GetAtt AppRole.Arn`.
#   cwe: [628]
#   aliases:
#     - E3050
package iamlint.rules.path_role_by_name

import data.iamlint.lib

report contains lib.finding(role, reference.at, message) if {
	some role in input.resources
	role.type == "AWS::IAM::Role"
	some path in role.properties.Path.values
	path.known
	path.text != "/"
	some reference in role.references
	nameless(reference)
	message := sprintf("this leaves out the path %q of %s, so that it names another role: write !GetAtt %s.Arn", [
		path.text,
		lib.title(role),
		role.name,
	])
}

# An ARN that is made of the name has no place for the path.
nameless(reference) if {
	reference.attribute == ""
	endswith(reference.before, ":role/")
}

# CodeBuild takes a name for an ARN that it completes without a path.
nameless(reference) if {
	reference.attribute == ""
	reference.before == ""
	reference.type == "AWS::CodeBuild::Project"
	reference.property == "ServiceRole"
}
