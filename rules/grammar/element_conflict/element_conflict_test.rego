package iamlint.rules.element_conflict_test

import data.iamlint.rules.element_conflict

fault := {"kind": "conflict", "element": "Action", "text": "NotAction", "suggestion": "", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := element_conflict.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a statement in work of role AppRole has both Action and NotAction, which IAM refuses: keep one, and put the other into a statement of its own`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"resources": [{}, {"element": "Resource", "text": "NotResource"}],
		"principals": [{"document": {"kind": "resource", "name": "p"}}, {"element": "Principal", "text": "NotPrincipal"}],
		"a deny": [{"effect": "Deny"}, {}],
		"a boundary": [{"document": {"kind": "boundary", "name": "p"}}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"a missing element": [{}, {"kind": "missing-element"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an empty element": [{}, {"kind": "empty"}],
		"a Sid twice": [{}, {"kind": "duplicate-sid"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
