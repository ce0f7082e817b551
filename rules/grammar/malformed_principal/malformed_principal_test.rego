package iamlint.rules.malformed_principal_test

import data.iamlint.rules.malformed_principal

fault := {"kind": "principal", "element": "Service", "text": "lambda", "suggestion": "lambda.amazonaws.com", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := malformed_principal.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `AssumeRolePolicyDocument of role AppRole has a principal of type Service that is none, "lambda": write lambda.amazonaws.com`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"an account": [{}, {"element": "AWS", "text": "1234"}],
		"no type": [{}, {"kind": "bare-principal", "element": "Principal", "text": "arn:aws:iam::111122223333:root"}],
		"a type in other case": [{}, {"kind": "principal-type", "text": "aws", "suggestion": "AWS"}],
		"a type that is none": [{}, {"kind": "principal-type", "text": "Robot", "suggestion": ""}],
		"a resource policy": [{"document": {"kind": "resource", "name": "PolicyDocument"}}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"a principal in an identity policy": [{}, {"kind": "unsupported-element", "element": "Principal"}],
		"no principal": [{}, {"kind": "missing-element", "element": "Principal"}],
		"an empty principal": [{}, {"kind": "empty", "element": "Principal"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
