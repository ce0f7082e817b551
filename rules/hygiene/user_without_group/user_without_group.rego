# METADATA
# title: User and group that are apart
# description: |
#   Groups show who may do what, and leaving one takes its permissions away at once. A user in no group gets its
#   permissions one by one, or has none. A group that nobody is put into, on the other hand, gives nothing to
#   anybody yet.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html
# custom:
#   id: user-without-group
#   category: hygiene
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Name the group in the user's `Groups`, or put both into an `AWS::IAM::UserToGroupAddition`. Where members
#     are added by other means, leave this rule off.
#   cwe: [269]
#   aliases:
#     - F2000
#     - IAMUserGroupMembership
#     - IAMGroupHasUsers
#     - IAM_USER_MISSING_GROUP_RULE
#     - iam_user_without_group
#     - iam_group_without_users
package iamlint.rules.user_without_group

import data.iamlint.lib

report contains lib.finding(user, user.at, message) if {
	some user in input.resources
	user.type == "AWS::IAM::User"
	not grouped(user)
	message := sprintf("%s is in no group: put it into the group that has the permissions it needs", [lib.title(user)])
}

report contains lib.finding(group, group.at, message) if {
	some group in input.resources
	group.type == "AWS::IAM::Group"
	not peopled(group)
	message := sprintf("%s has no users in this template: put them in, or leave the group out", [lib.title(group)])
}

grouped(user) if count(user.properties.Groups.values) > 0

grouped(user) if member(user, "Users")

grouped(user) if {
	some own in user.properties.UserName.values
	own.text in added.Users
}

peopled(group) if member(group, "GroupName")

peopled(group) if {
	some reference in group.references
	reference.property == "Groups"
	reference.type == "AWS::IAM::User"
}

peopled(group) if {
	some own in group.properties.GroupName.values
	own.text in (added.GroupName | chosen)
}

# member tells whether a membership refers to a user or group.
member(resource, property) if {
	some reference in resource.references
	reference.type == "AWS::IAM::UserToGroupAddition"
	reference.property == property
}

# added are the users and groups that memberships name, by property.
added[property] := {name.text |
	some addition in input.resources
	addition.type == "AWS::IAM::UserToGroupAddition"
	some name in addition.properties[property].values
} if {
	some property in {"Users", "GroupName"}
}

# chosen are the groups that users name.
chosen contains name.text if {
	some user in input.resources
	user.type == "AWS::IAM::User"
	some name in user.properties.Groups.values
}
