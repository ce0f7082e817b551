package iamlint.rules.condition_value_type_test

import data.iamlint.rules.condition_value_type

fault := {"kind": "value", "element": "aws:SecureTransport", "text": "yes", "suggestion": "true or false", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := condition_value_type.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a condition in work of role AppRole: "yes" is no value of aws:SecureTransport: write true or false`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"an operator of another type": [{}, {"kind": "operator-type", "element": "s3:prefix", "text": "NumericEquals", "suggestion": "String"}],
		"a range": [{}, {"kind": "value-host-bits", "element": "aws:SourceIp", "text": "10.0.0.1/8", "suggestion": "10.0.0.0/8"}],
		"a deny": [{"effect": "Deny"}, {}],
		"a resource policy": [{"document": {"kind": "resource", "name": "PolicyDocument"}}, {}],
		"a trust policy": [{"document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_message_of_both_booleans if {
	some found in reported({}, {"kind": "value-both", "text": "false", "suggestion": ""})
	found.message == "a condition in work of role AppRole: aws:SecureTransport may be true and may be false, so that it only has to be there: write one value"
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"a private address": [{}, {"kind": "value-private"}],
		"a literal wildcard": [{}, {"kind": "literal-wildcard"}],
		"a key that does not exist": [{}, {"kind": "key"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
