package iamlint.rules.unknown_condition_operator_test

import data.iamlint.rules.unknown_condition_operator

fault := {"kind": "operator", "element": "Condition", "text": "StringEqual", "suggestion": "StringEquals", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := unknown_condition_operator.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a condition in work of role AppRole has the operator "StringEqual", which does not exist: did you mean "StringEquals"?`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"one that is near no other": [{}, {"text": "Matches", "suggestion": ""}],
		"a deny": [{"effect": "Deny"}, {}],
		"a trust policy": [{"document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}, {}],
		"a resource policy": [{"document": {"kind": "resource", "name": "PolicyDocument"}}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"a key": [{}, {"kind": "key"}],
		"a type that does not fit": [{}, {"kind": "operator-type"}],
		"an empty operator": [{}, {"kind": "empty", "element": "Condition"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
