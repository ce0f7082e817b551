package iamlint.rules.hard_coded_arn_scope_test

import data.iamlint.rules.hard_coded_arn_scope

resource := {"at": "a.yaml:4:1-4:4", "text": "arn:aws:sqs:us-east-1:${AWS::AccountId}:jobs", "fixed": ["partition", "region"]}

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"},
	"document": {"kind": "identity", "origin": ""},
	"resources": [resource],
}

reported(changes) := report if {
	report := hard_coded_arn_scope.report with input.having.fixed_scope as [object.union(statement, changes)]
}

fixed(parts) := {"resources": [object.union(resource, {"fixed": parts})]}

test_message if {
	some found in reported({})
	found.at == "a.yaml:4:1-4:4"
	found.target == "AppRole"
	found.message == concat("", [
		`"arn:aws:sqs:us-east-1:${AWS::AccountId}:jobs" has its partition and its region written out: `,
		"write ${AWS::Partition} and ${AWS::Region} in Fn::Sub",
	])
}

test_message_of_the_region if {
	some found in reported(fixed(["region"]))
	endswith(found.message, "has its region written out: write ${AWS::Region} in Fn::Sub")
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"the partition": fixed(["partition"]),
		"deny": {"effect": "Deny"},
		"a bucket policy": {"target": {"name": "B", "kind": "resource", "type": "AWS::S3::BucketPolicy"}, "document": {"kind": "resource", "origin": ""}},
		"one of two": {"resources": [{"at": "a.yaml:3:1-3:4", "text": "*"}, resource]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"a policy that stands alone": {"target": {"name": "a.json", "kind": "document", "type": ""}},
		"AWS wrote it": {"document": {"kind": "identity", "origin": "managed"}},
		"SAM wrote it": {"document": {"kind": "identity", "origin": "sam"}},
		"the account alone": {"resources": [object.union(object.remove(resource, ["fixed"]), {"account": "444455556666"})]},
		"nothing": fixed([]),
	}
	count(reported(changes)) == 0
}
