package iamlint.rules.wildcard_without_like_test

import data.iamlint.rules.wildcard_without_like

fault := {"kind": "literal-wildcard", "element": "StringEquals", "text": "home/*", "suggestion": "StringLike", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := wildcard_without_like.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a condition in work of role AppRole compares with "home/*" by StringEquals, to which a wildcard is a character like others: use StringLike`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"a resource policy": [{"document": {"kind": "resource", "name": "PolicyDocument"}}, {}],
		"a boundary": [{"document": {"kind": "boundary", "name": "p"}}, {}],
		"another operator": [{}, {"element": "StringEqualsIgnoreCase"}],
		"a negated operator": [{}, {"element": "StringNotEquals", "suggestion": "StringNotLike"}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"a deny": [{"effect": "Deny"}, {}],
		"a trust policy": [{"effect": "Allow", "document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}, {}],
		"a value of another form": [{}, {"kind": "value"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
