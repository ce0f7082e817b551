package iamlint.rules.foreign_service_in_resource_policy_test

import data.iamlint.rules.foreign_service_in_resource_policy

wrong := {"at": "a.yaml:2:1-2:9", "text": "kms:Decrypt", "service": "kms", "status": "known"}

right := {"at": "a.yaml:2:1-2:9", "text": "s3:GetObject", "service": "s3", "status": "known"}

queue := {"at": "a.yaml:3:1-3:9", "text": "arn:aws:sqs:::q", "service": "sqs", "known": true}

statement := {
	"effect": "Allow",
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::S3::BucketPolicy"},
	"document": {"kind": "resource", "name": "PolicyDocument", "origin": ""},
	"actions": [right],
	"not_actions": [],
	"resources": [],
	"not_resources": [],
}

reported(changes) := report if {
	report := foreign_service_in_resource_policy.report with input.having.resource_based as [object.union(statement, changes)]
}

test_message if {
	some found in reported({"actions": [wrong]})
	found.at == "a.yaml:2:1-2:9"
	found.target == "Policy"
	found.message == concat("", [
		"the policy of AWS::S3::BucketPolicy Policy names \"kms:Decrypt\", an action of another service: ",
		"only actions of s3 can stand here",
	])
}

test_fires_on[why] if {
	some why, changes in {
		"one of several actions": {"actions": [right, wrong]},
		"NotAction": {"actions": [], "not_actions": [wrong]},
		"a deny": {"effect": "Deny", "actions": [wrong]},
		"a resource": {"resources": [queue]},
		"NotResource": {"not_resources": [queue]},
		"an action that does not exist": {"actions": [object.union(wrong, {"status": "unknown-action"})]},
		"another resource": {"target": {"name": "T", "kind": "resource", "type": "AWS::SNS::TopicPolicy"}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"a name in place of an ARN": {"resources": [object.union(queue, {"text": "queue"})]},
		"a service that is not known": {"resources": [object.union(queue, {"text": "arn:aws:*:::q", "service": ""})]},
		"a recovery point of a volume": {"target": {"name": "V", "kind": "resource", "type": "AWS::Backup::BackupVault"}, "actions": [], "resources": [{"at": "a.yaml:3:1-3:9", "text": "arn:aws:ec2:us-east-1::snapshot/*", "service": "ec2", "known": true}]},
		"its own service": {},
		"every action": {"actions": [{"at": "a.yaml:2:1-2:9", "text": "*", "service": "", "status": "known"}]},
		"a service that does not exist": {"actions": [object.union(wrong, {"service": "kmss", "status": "unknown-service"})]},
		"a type that may speak of all": {"actions": [wrong], "target": {"name": "E", "kind": "resource", "type": "AWS::EC2::VPCEndpoint"}},
		"a policy that stands alone": {"actions": [wrong], "target": {"name": "a.json", "kind": "document", "type": ""}},
		"a resource that is not known": {"resources": [object.union(queue, {"known": false})]},
	}
	count(reported(changes)) == 0
}
