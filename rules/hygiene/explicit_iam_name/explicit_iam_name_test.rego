package iamlint.rules.explicit_iam_name_test

import data.iamlint.rules.explicit_iam_name

reported(type, name) := report if {
	report := explicit_iam_name.report with input.resources as [{
		"name": "App",
		"kind": "role",
		"type": type,
		"properties": {name: {"at": "a.yaml:1:1-1:4", "values": []}},
	}]
}

test_message if {
	some found in reported("AWS::IAM::Role", "RoleName")
	found.at == "a.yaml:1:1-1:4"
	found.message == "role App has a name of its own, so that it can be there only once: leave RoleName out"
}

test_is_silent[why] if {
	some why, pair in {
		"a path is no name": ["AWS::IAM::Role", "Path"],
		"the user of a key": ["AWS::IAM::AccessKey", "UserName"],
		"the group of a membership": ["AWS::IAM::UserToGroupAddition", "GroupName"],
		"the role of a policy": ["AWS::IAM::RolePolicy", "RoleName"],
	}
	count(reported(pair[0], pair[1])) == 0
}
