package iamlint.rules.missing_element_test

import data.iamlint.rules.missing_element

fault := {"kind": "missing-element", "element": "Effect", "text": "", "suggestion": "", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := missing_element.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a statement in work of role AppRole has no Effect: write Allow or Deny`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"no action": [{}, {"element": "Action"}],
		"no resource in a deny": [{"effect": "Deny"}, {"element": "Resource"}],
		"no principal in a trust policy": [{"document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}, {"element": "Principal"}],
		"no principal in a resource control policy": [{"document": {"kind": "rcp", "name": "p"}}, {"element": "Principal"}],
		"a policy by itself": [{"target": {"name": "AppRole", "kind": "document"}}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"an empty element": [{}, {"kind": "empty", "element": "Action"}],
		"a wrong effect": [{}, {"kind": "effect", "element": "Effect"}],
		"an element too many": [{}, {"kind": "unsupported-element", "element": "Principal"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type", "element": "Action"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}

test_is_silent_on_documents_with_other_faults if {
	report := missing_element.report with input.having.faulty as []
		with input.having.faulty_documents as [object.union(subject, {"name": "work", "kind": "identity", "faults": [object.union(fault, {"kind": "empty"})]})]
	count(report) == 0
}
