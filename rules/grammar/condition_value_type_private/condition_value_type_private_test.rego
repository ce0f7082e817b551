package iamlint.rules.condition_value_type_private_test

import data.iamlint.rules.condition_value_type_private

fault := {"kind": "value-private", "element": "aws:SourceIp", "text": "10.0.0.0/8", "suggestion": "", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := condition_value_type_private.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a condition in work of role AppRole has the private address "10.0.0.0/8" for aws:SourceIp, which is never one of these: write public ones, or use aws:VpcSourceIp with aws:SourceVpc`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"a deny": [{"effect": "Deny"}, {}],
		"a resource policy": [{"document": {"kind": "resource", "name": "PolicyDocument"}}, {}],
		"a trust policy": [{"document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}, {}],
		"another range": [{}, {"text": "192.168.0.0/16"}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"the other rule's": [{}, {"kind": "value-private-only"}],
		"a value of another form": [{}, {"kind": "value"}],
		"a range that begins elsewhere": [{}, {"kind": "value-host-bits"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
