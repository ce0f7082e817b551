package iamlint.rules.ineffective_deny_test

import data.iamlint.rules.ineffective_deny

statement := {
	"effect": "Deny",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"not_actions": [{"text": "*", "wildcard": "every", "at": "a.yaml:1:1-1:4"}],
	"not_resources": [{"text": "*", "breadth": "all", "at": "a.yaml:2:1-2:4"}],
	"not_principals": [{"text": "*", "kind": "anyone", "at": "a.yaml:4:1-4:4"}],
	"resources": [{"text": "arn:aws:iam::111122223333:group/people"}],
	"misfits": [{"action": "iam:CreateAccessKey", "at": "a.yaml:3:1-3:4", "unscopable": false}],
}

by_action(changes) := report if {
	report := ineffective_deny.report with input.having.not_action as [object.union(statement, changes)]
}

by_resource(changes) := report if {
	report := ineffective_deny.report with input.having.not_resource as [object.union(statement, changes)]
}

by_group(changes) := report if {
	report := ineffective_deny.report with input.having.misfit as [object.union(statement, changes)]
}

by_principal(changes) := report if {
	report := ineffective_deny.report with input.having.not_principal as [object.union(statement, changes)]
}

condition := {"operator": "NotIpAddress", "base": "NotIpAddress", "lower_key": "aws:sourceip", "values": [{"text": "203.0.113.0/24", "at": "a.yaml:5:1-5:4"}, {"text": "0.0.0.0/0", "at": "a.yaml:6:1-6:4"}]}

by_condition(changes, condition_changes) := report if {
	conditioned := object.union(statement, {"conditions": [object.union(condition, condition_changes)]})
	report := ineffective_deny.report with input.having.conditioned as [object.union(conditioned, changes)]
}

everyone := {"operator": "ArnNotLike", "base": "ArnNotLike", "lower_key": "aws:principalarn", "values": [{"text": "*", "at": "a.yaml:6:1-6:4"}]}

test_message_on_a_condition if {
	count(by_condition({}, {})) == 1
	some found in by_condition({}, {})
	found.at == "a.yaml:6:1-6:4"
	found.message == `role AppRole denies next to nothing, as NotIpAddress "0.0.0.0/0" spares every address: write those that are to be spared`
}

test_fires_on_a_condition[why] if {
	some why, changes in {
		"everybody": everyone,
		"everybody by another operator": object.union(everyone, {"base": "ArnNotEquals"}),
		"every account": object.union(everyone, {"base": "StringNotLike", "lower_key": "aws:principalaccount"}),
		"every id": object.union(everyone, {"base": "StringNotLike", "lower_key": "aws:userid"}),
	}
	count(by_condition({}, changes)) == 1
}

test_is_silent_on_a_condition[why] if {
	some why, report in {
		"it allows": by_condition({"effect": "Allow"}, {}),
		"AWS wrote it": by_condition({"document": {"origin": "managed"}}, {}),
		"some addresses": by_condition({}, {"values": [{"text": "203.0.113.0/24", "at": "a.yaml:6:1-6:4"}]}),
		"addresses that are in it": by_condition({}, {"base": "IpAddress"}),
		"those of private networks": by_condition({}, {"lower_key": "aws:vpcsourceip"}),
		"some principals": by_condition({}, object.union(everyone, {"values": [{"text": "arn:aws:iam::111122223333:role/*", "at": "a.yaml:6:1-6:4"}]})),
		"a tag that may be missing": by_condition({}, object.union(everyone, {"base": "StringNotLike", "lower_key": "aws:requesttag/team"})),
		"a star that is none": by_condition({}, object.union(everyone, {"base": "StringNotEquals"})),
		"who has to be somebody": by_condition({}, object.union(everyone, {"base": "ArnLike"})),
	}
	count(report) == 0
}

test_message_on_everybody if {
	some found in by_principal({})
	found.at == "a.yaml:4:1-4:4"
	found.message == concat(" ", [
		`role AppRole denies everybody but "*", which is nobody:`,
		"write who is to be spared, or Principal with who is to be denied",
	])
}

test_messages if {
	some action in by_action({})
	action.at == "a.yaml:1:1-1:4"
	action.message == `role AppRole denies every action but "*", which is none: write Action with what is to be denied`
	some resource in by_resource({})
	resource.at == "a.yaml:2:1-2:4"
	some group in by_group({})
	group.at == "a.yaml:3:1-3:4"
	contains(group.message, "role AppRole denies iam:CreateAccessKey on a group")
}

test_is_silent_when_it_allows if {
	allow := {"effect": "Allow"}
	count((((by_action(allow) | by_resource(allow)) | by_group(allow)) | by_principal(allow))) == 0
}

test_is_silent[why] if {
	some why, report in {
		"AWS wrote it of resources": by_resource({"document": {"origin": "managed"}}),
		"AWS wrote it of somebody": by_principal({"document": {"origin": "managed"}}),
		"somebody is spared": by_principal({"not_principals": [{"text": "arn:aws:iam::111122223333:root", "kind": "account", "at": "a.yaml:4:1-4:4"}]}),
		"AWS wrote it of a group": by_group({"document": {"origin": "managed"}}),
		"no resource": by_group({"resources": []}),
		"what only takes a star, and stands somewhere": by_group({"misfits": [{"action": "iam:ListUsers", "unscopable": true, "at": "a.yaml:3:1-3:4"}]}),
		"some actions are denied": by_action({"not_actions": [{"text": "s3:*", "wildcard": "service"}]}),
		"some resources are denied": by_resource({"not_resources": [{"text": "arn:aws:s3:::data", "breadth": "exact"}]}),
		"users are named, too": by_group({"resources": [{"text": "arn:aws:iam::111122223333:user/*"}]}),
		"what only takes a star is another matter": by_group({"misfits": [{"action": "iam:ListUsers", "unscopable": true}]}),
		"AWS wrote it": by_action({"document": {"origin": "managed"}}),
	}
	count(report) == 0
}
