package iamlint.rules.missing_set_operator_test

import data.iamlint.rules.missing_set_operator

fault := {"kind": "set-missing", "element": "aws:TagKeys", "text": "StringEquals", "suggestion": "StringEquals", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}, "conditions": []}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := missing_set_operator.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a condition in work of role AppRole compares aws:TagKeys, which may have several values, by StringEquals: write ForAnyValue:StringEquals or ForAllValues:StringEquals`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"a deny": [{"effect": "Deny"}, {}],
		"a resource policy": [{"document": {"kind": "resource", "name": "PolicyDocument"}}, {}],
		"another operator": [{}, {"text": "StringLike"}],
		"a boundary": [{"document": {"kind": "boundary", "name": "p"}}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"the other rule's": [{}, {"kind": "set-single"}],
		"an operator that does not exist": [{}, {"kind": "operator"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
