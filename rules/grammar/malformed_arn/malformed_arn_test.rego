package iamlint.rules.malformed_arn_test

import data.iamlint.rules.malformed_arn

fault := {"kind": "arn-none", "element": "Resource", "text": "data/*", "suggestion": "", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := malformed_arn.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `Resource in work of role AppRole: "data/*" is not an ARN, which begins with arn:, and not *: write the ARN of the resource`
}

alone := {"target": {"name": "policy.json", "kind": "document", "type": ""}}

test_message_of_a_field[kind] if {
	some kind, [in_template, elsewhere] in {
		"arn-partition": ["write ${AWS::Partition} or aws", "write aws"],
		"arn-region": ["write ${AWS::Region}, the name of one, or *", "write the name of one, or *"],
		"arn-account": ["write ${AWS::AccountId} or twelve digits", "write twelve digits"],
	}
	some found in reported({}, {"kind": kind})
	endswith(found.message, in_template)
	some other in reported(alone, {"kind": kind})
	endswith(other.message, concat("", [": ", elsewhere]))
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"a prefix that lacks": [{}, {"text": "aws:s3:::a", "suggestion": "arn:aws:s3:::a"}],
		"fields": [{}, {"kind": "arn-fields"}],
		"a partition": [{}, {"kind": "arn-partition"}],
		"the case of the service": [{}, {"kind": "arn-service-case"}],
		"a Region": [{}, {"kind": "arn-region"}],
		"an account in NotResource": [{}, {"kind": "arn-account", "element": "NotResource"}],
		"a resource policy": [{"document": {"kind": "resource", "name": "PolicyDocument"}}, {}],
		"a deny": [{"effect": "Deny"}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"a type that is not known": [{}, {"kind": "arn-resource"}],
		"a Region where there is none": [{}, {"kind": "arn-region-not-allowed"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
