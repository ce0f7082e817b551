package iamlint.rules.duplicate_sid_test

import data.iamlint.rules.duplicate_sid

fault := {"kind": "duplicate-sid", "element": "Sid", "text": "Data", "suggestion": "", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := duplicate_sid.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `work of role AppRole has two statements with the id "Data": give this one another`
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
		"another kind of policy": [{"document": {"kind": "resource", "name": "p"}}, {}],
		"an invalid id": [{}, {"kind": "sid-characters"}],
		"an empty id": [{}, {"kind": "sid-empty"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
