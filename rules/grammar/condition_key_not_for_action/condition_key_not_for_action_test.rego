package iamlint.rules.condition_key_not_for_action_test

import data.iamlint.rules.condition_key_not_for_action

fault := {"kind": "key-unsupported", "element": "ec2:ResourceTag/x", "text": "s3:GetObject", "suggestion": "", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := condition_key_not_for_action.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a condition in work of role AppRole asks for ec2:ResourceTag/x, which requests of s3:GetObject never have, so that it does not allow them: put them into a statement without the condition`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"a negated operator": [{}, {"kind": "key-unnarrowing"}],
		"a deny with a negated operator": [{"effect": "Deny"}, {"kind": "key-unnarrowing"}],
		"a resource policy": [{"document": {"kind": "resource", "name": "PolicyDocument"}}, {}],
		"several actions": [{}, {"text": "s3:A, s3:B and 2 more"}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"a deny of a key that narrows nothing there": [{"effect": "Deny"}, {"kind": "key-unsupported"}],
		"a deny, which is another rule's": [{"effect": "Deny"}, {}],
		"a key that does not exist": [{}, {"kind": "key"}],
		"an unknown effect": [{"effect": ""}, {}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
