package iamlint.rules.wildcard_without_like_guard_test

import data.iamlint.rules.wildcard_without_like_guard

fault := {"kind": "literal-wildcard", "element": "StringEquals", "text": "home/*", "suggestion": "StringLike", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Deny", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := wildcard_without_like_guard.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a condition in work of role AppRole compares with "home/*" by StringEquals, to which a wildcard is a character like others: use StringLike`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"a trust policy": [{"effect": "Allow", "document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}, {}],
		"a deny of a resource policy": [{"document": {"kind": "resource", "name": "PolicyDocument"}}, {}],
		"a negated operator": [{}, {"element": "StringNotEquals", "suggestion": "StringNotLike"}],
		"an organization's policy": [{"document": {"kind": "scp", "name": "p"}}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"an allow": [{"effect": "Allow"}, {}],
		"a trust policy's deny is a guard, its unknown effect is not": [{"effect": "", "document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}, {}],
		"the subject of a workflow on GitHub": [
			{
				"effect": "Allow",
				"document": {"kind": "trust", "name": "AssumeRolePolicyDocument"},
				"conditions": [{"lower_key": "token.actions.githubusercontent.com:sub", "values": [{"at": "a.yaml:1:1-1:9"}]}],
			},
			{},
		],
		"a value of another form": [{}, {"kind": "value"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
