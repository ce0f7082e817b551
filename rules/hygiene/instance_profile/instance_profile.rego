# METADATA
# title: Instance profile without exactly one role
# description: |
#   An instance profile holds one role. With none, the instance has no permissions, and people put access keys on
#   it instead. IAM refuses a second one.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-instanceprofile.html
# custom:
#   id: instance-profile
#   category: hygiene
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Name one role in `Roles`, the one with what the instance needs.
#   cwe: [1068]
#   aliases: []
package iamlint.rules.instance_profile

import data.iamlint.lib

report contains lib.finding(profile, at(profile), message) if {
	some profile in input.resources
	profile.type == "AWS::IAM::InstanceProfile"
	roles := object.get(profile.properties, ["Roles", "values"], [])
	every role in roles {
		role.branch == ""
		role.known
	}
	fault := wrong(roles)
	message := sprintf("instance profile %s names %s: name the one role that its instances need", [profile.name, fault])
}

at(profile) := object.get(profile.properties, ["Roles", "at"], profile.at)

wrong([]) := "no role"

wrong(roles) := sprintf("%d roles, and IAM takes only one", [count(roles)]) if count(roles) > 1

wrong([role]) := sprintf("%q, and IAM takes no wildcard", [role.text]) if contains(role.text, "*")
