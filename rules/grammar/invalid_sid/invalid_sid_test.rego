package iamlint.rules.invalid_sid_test

import data.iamlint.rules.invalid_sid

fault := {"kind": "sid-characters", "element": "Sid", "text": "Read data", "suggestion": "Readdata", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := invalid_sid.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `work of role AppRole has the statement id "Read data", in which IAM takes letters and digits only: write "Readdata"`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"nothing that remains": [{}, {"text": "---", "suggestion": ""}],
		"a deny": [{"effect": "Deny"}, {}],
		"a trust policy": [{"document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}, {}],
		"a boundary": [{"document": {"kind": "boundary", "name": "p"}}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"an empty id": [{}, {"kind": "sid-empty", "text": ""}],
		"the same id twice": [{}, {"kind": "duplicate-sid"}],
		"an id of the wrong type": [{}, {"kind": "wrong-type", "element": "Sid"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
