package iamlint.rules.unknown_resource_type_test

import data.iamlint.rules.unknown_resource_type

fault := {"kind": "arn-resource", "element": "Resource", "text": "tables/orders", "suggestion": "", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := unknown_resource_type.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `Resource in work of role AppRole: the service has no resources of the form "tables/orders": look up the form of its ARNs`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"a service that does not exist": [{}, {"kind": "arn-service", "text": "dynamdb", "suggestion": "dynamodb"}],
		"a service that is near none": [{}, {"kind": "arn-service", "text": "xyz"}],
		"NotResource": [{}, {"element": "NotResource"}],
		"a deny": [{"effect": "Deny"}, {}],
		"a resource policy": [{"document": {"kind": "resource", "name": "PolicyDocument"}}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"text": [{}, {"kind": "arn-none"}],
		"a Region where there is none": [{}, {"kind": "arn-region-not-allowed"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
