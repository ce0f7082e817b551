package iamlint.rules.empty_element_test

import data.iamlint.rules.empty_element

fault := {"kind": "empty", "element": "Action", "text": "", "suggestion": "", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := empty_element.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a statement in work of role AppRole: Action is empty, so that it does nothing: fill it or take it out`
}

test_message_of_a_condition if {
	some found in reported({}, {"element": "Condition"})
	found.message == "a statement in work of role AppRole: Condition is empty, so that it narrows nothing: fill it or take it out"
}

test_message_of_a_key if {
	some found in reported({}, {"element": "Condition", "text": "aws:SourceArn"})
	contains(found.message, `"aws:SourceArn" in Condition is empty, so that it narrows nothing or everything, depending on the operator`)
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"resources": [{}, {"element": "Resource"}],
		"a condition": [{}, {"element": "Condition"}],
		"an operator": [{}, {"element": "Condition", "text": "StringEquals"}],
		"a principal": [{"document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}, {"element": "Principal"}],
		"a deny": [{"effect": "Deny"}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"a missing element": [{}, {"kind": "missing-element"}],
		"an empty id": [{}, {"kind": "sid-empty"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
