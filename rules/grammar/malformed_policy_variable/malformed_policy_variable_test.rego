package iamlint.rules.malformed_policy_variable_test

import data.iamlint.rules.malformed_policy_variable

fault := {"kind": "variable", "element": "Resource", "text": "${Bucket}", "suggestion": "wrap the text in Fn::Sub if a value of the template is meant", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := malformed_policy_variable.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `Resource in work of role AppRole has "${Bucket}", which IAM does not fill in: wrap the text in Fn::Sub if a value of the template is meant`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"an operator": [{}, {"kind": "variable-unsupported", "element": "NumericLessThan", "text": "${aws:username}"}],
		"a principal": [{"document": {"kind": "resource", "name": "PolicyDocument"}}, {"kind": "variable-unsupported", "element": "Principal"}],
		"NotResource": [{}, {"element": "NotResource"}],
		"a condition": [{}, {"element": "Condition"}],
		"a deny": [{"effect": "Deny"}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"text that is no ARN": [{}, {"kind": "arn-none"}],
		"a value": [{}, {"kind": "value"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
