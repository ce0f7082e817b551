package iamlint.rules.sam_managed_policy_name_test

import data.iamlint.rules.sam_managed_policy_name

function := {
	"name": "Resize",
	"kind": "resource",
	"type": "AWS::Serverless::Function",
	"at": "a.yaml:1:1-1:4",
	"role": "Resize",
	"properties": {},
	"policies": [],
	"public": [],
	"power": {"count": 0, "names": []},
}

reported(changes) := report if {
	entry := {"at": "a.yaml:2:1-2:4", "shape": "name", "name": "AWSXrayWriteOnly", "exists": false, "suggestion": ""}
	report := sam_managed_policy_name.report with input.resources as [object.union(
		function,
		{"policies": [object.union(entry, changes)]},
	)]
}

test_message_with_a_suggestion if {
	some found in reported({"suggestion": "AWSXrayWriteOnlyAccess"})
	found.at == "a.yaml:2:1-2:4"
	found.message == `AWS has no managed policy "AWSXrayWriteOnly" for Resize: did you mean "AWSXrayWriteOnlyAccess"?`
}

test_message_without if {
	some found in reported({"name": "OurPolicy"})
	contains(found.message, "write the ARN of a policy of your own")
}

test_is_silent[why] if {
	some why, changes in {
		"it exists": {"exists": true},
		"a policy template is another rule's": {"shape": "template"},
		"a document": {"shape": "document"},
	}
	count(reported(changes)) == 0
}
