package iamlint.rules.missing_set_operator_single_valued_test

import data.iamlint.rules.missing_set_operator_single_valued

fault := {"kind": "set-single", "element": "aws:PrincipalOrgID", "text": "ForAllValues:StringEquals", "suggestion": "StringEquals", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}, "conditions": []}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := missing_set_operator_single_valued.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a condition in work of role AppRole compares aws:PrincipalOrgID, which has one value, by ForAllValues:StringEquals, which also holds for requests without it: use StringEquals`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"a resource policy": [{"document": {"kind": "resource", "name": "PolicyDocument"}}, {}],
		"a trust policy": [{"document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}, {}],
		"another key": [{}, {"element": "aws:PrincipalTag/team"}],
		"a Null that asks for absence": [{"conditions": [{"base": "Null", "lower_key": "aws:principalorgid", "values": [{"text": "true"}]}]}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"a deny": [{"effect": "Deny"}, {}],
		"the key is asked for": [{"conditions": [{"base": "Null", "lower_key": "aws:principalorgid", "values": [{"text": "false"}]}]}, {}],
		"the other rule's": [{}, {"kind": "set-missing"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
