package iamlint.rules.invalid_effect_test

import data.iamlint.rules.invalid_effect

fault := {"kind": "effect", "element": "Effect", "text": "allow", "suggestion": "Allow", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := invalid_effect.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a statement in work of role AppRole has the effect "allow", which is neither Allow nor Deny: did you mean "Allow"?`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"a word that is near none": [{}, {"text": "Permit", "suggestion": ""}],
		"a resource policy": [{"document": {"kind": "resource", "name": "p"}}, {}],
		"a trust policy": [{"document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}, {}],
		"an organization's policy": [{"document": {"kind": "scp", "name": "p"}}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"a missing effect": [{}, {"kind": "missing-element", "element": "Effect"}],
		"an effect of the wrong type": [{}, {"kind": "wrong-type", "element": "Effect"}],
		"an empty list": [{}, {"kind": "empty", "element": "Effect"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
