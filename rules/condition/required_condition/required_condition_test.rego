package iamlint.rules.required_condition_test

import data.iamlint.rules.required_condition

statement := {
	"effect": "Allow",
	"at": "a.yaml:1:1-9:4",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"unresolved": false,
	"actions": [{"at": "a.yaml:2:1-2:4", "text": "iam:CreateRole", "names": ["iam:CreateRole"]}],
	"not_actions": [],
	"conditions": [],
}

condition(changes) := object.union(
	{
		"key": "iam:PermissionsBoundary",
		"lower_key": "iam:permissionsboundary",
		"base": "StringEquals",
		"set": "",
		"if_exists": false,
		"trivial": false,
		"values": [{"text": "arn:aws:iam::111122223333:policy/Team", "known": true}],
	},
	changes,
)

bounded(changes) := {"conditions": [condition(changes)]}

requirement(changes) := object.union(
	{"actions": ["iam:Create*"], "all_of": [], "any_of": [], "none_of": [], "reason": ""},
	changes,
)

wanted(changes) := object.union({"key": "iam:PermissionsBoundary", "values": []}, changes)

every_of(changes) := requirement({"all_of": [wanted(changes)]})

reported(changes, asked) := report if {
	report := required_condition.report with input.having.statements as [object.union(statement, changes)]
		with input.settings.required_condition.requirements as [asked]
}

test_message if {
	some found in reported({}, every_of({"operator": "StringEquals", "values": ["arn:a", "arn:b"]}))
	found.at == "a.yaml:2:1-2:4"
	found.target == "AppRole"
	found.message == concat("", [
		`role AppRole may use "iam:CreateRole" without a condition on `,
		"iam:PermissionsBoundary (StringEquals) of arn:a or arn:b",
	])
}

test_message_says_why if {
	some found in reported({}, object.union(every_of({}), {"reason": "see the handbook"}))
	endswith(found.message, "on iam:PermissionsBoundary: see the handbook")
}

test_message_of_any if {
	some found in reported({}, requirement({"any_of": [wanted({}), wanted({"key": "aws:RequestTag/team"})]}))
	endswith(found.message, "without a condition on iam:PermissionsBoundary or aws:RequestTag/team")
}

test_message_of_none if {
	some found in reported(bounded({}), requirement({"none_of": [wanted({})]}))
	endswith(found.message, "with a condition on iam:PermissionsBoundary, which may not be")
}

test_each_of_all_is_told if {
	asked := requirement({"all_of": [wanted({}), wanted({"key": "aws:RequestTag/team"})]})
	count(reported({}, asked)) == 2
	count(reported(bounded({}), asked)) == 1
}

test_fires_on[why] if {
	some why, case in {
		"no condition": [{}, every_of({})],
		"a resource policy": [{"document": {"kind": "resource", "origin": ""}}, every_of({})],
		"another operator": [bounded({"base": "StringLike"}), every_of({"operator": "StringEquals"})],
		"another value": [bounded({}), every_of({"values": ["arn:aws:iam::444455556666:policy/*"]})],
		"one value of two": [
			bounded({"values": [{"text": "arn:aws:iam::111122223333:policy/Team", "known": true}, {"text": "x", "known": true}]}),
			every_of({"values": ["arn:*"]}),
		],
		"a value that is all": [bounded({"trivial": true}), every_of({})],
		"a key that may be missing": [bounded({"if_exists": true}), every_of({})],
		"a set that may be empty": [bounded({"set": "ForAllValues"}), every_of({})],
		"another key": [bounded({"lower_key": "aws:requestedregion"}), every_of({})],
		"a wider action": [{"actions": [{"at": "a.yaml:2:1-2:4", "text": "iam:*", "names": []}]}, every_of({})],
		"an action in another case": [{"actions": [{"at": "a.yaml:2:1-2:4", "text": "IAM:createrole", "names": []}]}, every_of({})],
		"a pattern that meets it": [
			{"actions": [{"at": "a.yaml:2:1-2:4", "text": "iam:*Role", "names": ["iam:CreateRole", "iam:DeleteRole"]}]},
			every_of({}),
		],
		"all but other actions": [{"actions": [], "not_actions": [{"text": "s3:*"}]}, every_of({})],
		"none of several": [bounded({}), requirement({"any_of": [wanted({"key": "a:b"}), wanted({"key": "c:d"})]})],
	}
	count(reported(case[0], case[1])) == 1
}

test_all_but_is_at_the_statement if {
	some found in reported({"actions": [], "not_actions": [{"text": "s3:*"}]}, every_of({}))
	found.at == "a.yaml:1:1-9:4"
	contains(found.message, `use everything but "s3:*" without`)
}

test_is_silent_on[why] if {
	some why, case in {
		"the condition": [bounded({}), every_of({})],
		"its operator in another case": [bounded({}), every_of({"operator": "stringequals"})],
		"the key in another case": [bounded({}), every_of({"key": "IAM:permissionsBoundary"})],
		"a value by a pattern": [bounded({}), every_of({"values": ["x", "arn:aws:iam::111122223333:policy/*"]})],
		"a value that is not known": [bounded({"values": [{"text": "${B}", "known": false}]}), every_of({"values": ["x"]})],
		"a key that is not known": [bounded({"key": "${Key}", "lower_key": "${key}"}), every_of({})],
		"one of several": [bounded({}), requirement({"any_of": [wanted({"key": "a:b"}), wanted({})]})],
		"nothing that is barred": [{}, requirement({"none_of": [wanted({})]})],
		"a requirement of nothing": [{}, requirement({})],
		"other actions": [{"actions": [{"at": "a.yaml:2:1-2:4", "text": "s3:Get*", "names": ["s3:GetObject"]}]}, every_of({})],
		"all but these": [{"actions": [], "not_actions": [{"text": "iam:*"}]}, every_of({})],
		"deny": [{"effect": "Deny"}, every_of({})],
		"a boundary": [{"document": {"kind": "boundary", "origin": ""}}, every_of({})],
		"what AWS wrote": [{"document": {"kind": "identity", "origin": "managed"}}, every_of({})],
		"what could not be read": [{"unresolved": true}, every_of({})],
	}
	count(reported(case[0], case[1])) == 0
}

test_an_empty_list_of_values_is_no_other_way_in if {
	count(reported(bounded({"trivial": true, "values": []}), every_of({}))) == 1
}
