package iamlint.rules.unknown_condition_key_test

import data.iamlint.rules.unknown_condition_key

fault := {"kind": "key", "element": "unknown", "text": "aws:SourceArm", "suggestion": "aws:SourceArn", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := unknown_condition_key.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a condition in work of role AppRole asks for the key "aws:SourceArm", which no request has: did you mean "aws:SourceArn"?`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"a key that is near no other": [{}, {"text": "s3:thing", "suggestion": ""}],
		"no prefix": [{}, {"element": "malformed", "text": "a", "suggestion": ""}],
		"no tag": [{}, {"element": "tag-missing", "text": "aws:ResourceTag"}],
		"two spellings": [{}, {"kind": "key-twice", "element": "aws:sourcearn", "text": "aws:SourceArn"}],
		"a deny": [{"effect": "Deny"}, {}],
		"a trust policy": [{"document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"a key of another action": [{}, {"kind": "key-unsupported"}],
		"an operator": [{}, {"kind": "operator"}],
		"a value": [{}, {"kind": "value"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
