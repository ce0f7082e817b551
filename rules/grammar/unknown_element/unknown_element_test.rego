package iamlint.rules.unknown_element_test

import data.iamlint.rules.unknown_element

fault := {"kind": "unknown-element", "element": "", "text": "actions", "suggestion": "Action", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := unknown_element.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a statement in work of role AppRole has the element "actions", which statements do not have: did you mean "Action"?`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"a name that is near no other": [{}, {"text": "Comment", "suggestion": ""}],
		"a deny": [{"effect": "Deny"}, {}],
		"a resource policy": [{"document": {"kind": "resource", "name": "PolicyDocument"}}, {}],
		"an effect that is not known": [{"effect": ""}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"a missing element": [{}, {"kind": "missing-element", "element": "Effect"}],
		"a principal in an identity policy": [{}, {"kind": "unsupported-element", "element": "Principal"}],
		"a principal in an organization's policy": [{"document": {"kind": "scp", "name": "p"}}, {"kind": "unsupported-element", "element": "Principal"}],
		"a type of principal": [{}, {"kind": "principal-type", "element": "Principal", "text": "aws"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}

test_is_silent_on_documents_with_other_faults if {
	report := unknown_element.report with input.having.faulty as []
		with input.having.faulty_documents as [object.union(subject, {"name": "work", "kind": "identity", "faults": [object.union(fault, {"kind": "missing-element"})]})]
	count(report) == 0
}
