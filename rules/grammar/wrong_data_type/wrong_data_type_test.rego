package iamlint.rules.wrong_data_type_test

import data.iamlint.rules.wrong_data_type

fault := {"kind": "wrong-type", "element": "Action", "text": "a map", "suggestion": "text", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := wrong_data_type.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a statement in work of role AppRole: something in Action is a map: write text`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"a list in a list": [{}, {"text": "a list in a list"}],
		"values of several types": [{}, {"kind": "mixed-types", "element": "Condition", "text": "s3:prefix", "suggestion": ""}],
		"a deny": [{"effect": "Deny"}, {}],
		"a trust policy": [{"document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}, {"element": "Principal"}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"an empty list": [{}, {"kind": "empty"}],
		"a missing element": [{}, {"kind": "missing-element"}],
		"a value that can't be read": [{}, {"kind": "value", "text": "abc"}],
		"text that is no JSON": [{}, {"kind": "syntax"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}

test_is_silent_on_documents_with_other_faults if {
	report := wrong_data_type.report with input.having.faulty as []
		with input.having.faulty_documents as [object.union(subject, {"name": "work", "kind": "identity", "faults": [object.union(fault, {"kind": "syntax"})]})]
	count(report) == 0
}
