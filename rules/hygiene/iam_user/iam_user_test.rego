package iamlint.rules.iam_user_test

import data.iamlint.rules.iam_user

user := {"name": "Ann", "kind": "user", "type": "AWS::IAM::User", "at": "a.yaml:1:1-1:4", "properties": {}}

reported(changes) := report if {
	report := iam_user.report with input.resources as [object.union(user, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "Ann"
	startswith(found.message, "user Ann signs in with credentials that do not end by themselves: let people")
}

test_is_silent[type] if {
	some type in {"AWS::IAM::Role", "AWS::IAM::Group", "AWS::Transfer::User", "AWS::IAM::UserToGroupAddition"}
	count(reported({"type": type})) == 0
}
