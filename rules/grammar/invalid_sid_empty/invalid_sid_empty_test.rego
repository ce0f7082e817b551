package iamlint.rules.invalid_sid_empty_test

import data.iamlint.rules.invalid_sid_empty

fault := {"kind": "sid-empty", "element": "Sid", "text": "", "suggestion": "", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := invalid_sid_empty.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `work of role AppRole has an empty statement id: name the statement, or leave Sid out`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"a deny": [{"effect": "Deny"}, {}],
		"a trust policy": [{"document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}, {}],
		"a boundary": [{"document": {"kind": "boundary", "name": "p"}}, {}],
		"an organization's policy": [{"document": {"kind": "scp", "name": "p"}}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"an invalid id": [{}, {"kind": "sid-characters", "text": "a b"}],
		"the same id twice": [{}, {"kind": "duplicate-sid"}],
		"an id of the wrong type": [{}, {"kind": "wrong-type", "element": "Sid"}],
		"an empty action": [{}, {"kind": "empty", "element": "Action"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
