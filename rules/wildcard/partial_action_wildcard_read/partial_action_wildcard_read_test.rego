package iamlint.rules.partial_action_wildcard_read_test

import data.iamlint.rules.partial_action_wildcard_read

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:Get*", "wildcard": "partial", "service": "s3", "status": "known", "level": "read", "sensitive": true, "matches": 63, "names": ["s3:GetObject", "s3:GetObjectTorrent", "s3:GetObjectVersion"]}],
}

reported(changes) := report if {
	report := partial_action_wildcard_read.report with input.having.partial_wildcard as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == `role AppRole may use "s3:Get*", which stands for s3:GetObject, s3:GetObjectTorrent, s3:GetObjectVersion and 60 more, and can read data: name the actions it needs`
}

test_message_when_no_data_is_read if {
	some found in reported({"actions": [{
		"at": "a.yaml:1:1-1:4", "text": "sqs:*Queues", "wildcard": "partial", "service": "sqs", "status": "known",
		"level": "list", "sensitive": false, "matches": 2, "names": ["sqs:ListDeadLetterSourceQueues", "sqs:ListQueues"],
	}]})
	endswith(found.message, "which stands for sqs:ListDeadLetterSourceQueues and sqs:ListQueues: name the actions it needs")
}

test_fires[why] if {
	some why, changes in {
		"all but one thing": {"actions": [object.union(statement.actions[0], {"reach": ""})], "resources": [], "not_resources": [{"text": "arn:aws:sns:eu-west-1:111122223333:t"}]},
		"one that fits": {"actions": [object.union(statement.actions[0], {"reach": "exact"})], "resources": [{"text": "arn:aws:s3:::b"}]},
		"objects": {},
		"a name that tells nothing": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqs:*Queue*s", "wildcard": "partial", "service": "sqs", "status": "known", "level": "list", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"secrets": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "secretsmanager:Get*", "wildcard": "partial", "service": "secretsmanager", "status": "known", "level": "read", "sensitive": true, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"in lower case": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:getobject*", "wildcard": "partial", "service": "s3", "status": "known", "level": "read", "sensitive": true, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"a managed policy, too": {"target": {"name": "P", "kind": "managed-policy"}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"what only AWS's policies name": {"actions": [object.union(statement.actions[0], {"status": "unlisted"})]},
		"deny grants nothing": {"effect": "Deny"},
		"none of the resources fits": {"actions": [object.union(statement.actions[0], {"reach": ""})], "resources": [{"text": "arn:aws:sns:eu-west-1:111122223333:t"}]},
		"a Deny leaves nothing of it": {"actions": [object.union(statement.actions[0], {"denied": true})]},
		"a policy template of SAM is not the user's to mend": {"document": {"kind": "identity", "origin": "template"}},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a bucket policy is another rule's": {"document": {"kind": "resource"}},
		"a service control policy grants nothing": {"document": {"kind": "scp"}},
		"a pattern that matches nothing": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:Puut*", "wildcard": "partial", "service": "s3", "status": "matches-nothing", "level": "", "sensitive": false, "matches": 0, "names": []}]},
		"no wildcard": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:PutObject", "wildcard": "none", "service": "s3", "status": "known", "level": "read", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"permissions": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "iam:Get*", "wildcard": "partial", "service": "iam", "status": "known", "level": "permissions", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"write": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:Get*", "wildcard": "partial", "service": "s3", "status": "known", "level": "write", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"descriptions": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "ec2:Describe*", "wildcard": "partial", "service": "ec2", "status": "known", "level": "list", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"lists in lower case": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqs:list*", "wildcard": "partial", "service": "sqs", "status": "known", "level": "list", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"settings": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "iam:Get*", "wildcard": "partial", "service": "iam", "status": "known", "level": "read", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"batches": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "ecr:BatchGet*", "wildcard": "partial", "service": "ecr", "status": "known", "level": "read", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"searches": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "cloudsearch:Search*", "wildcard": "partial", "service": "cloudsearch", "status": "known", "level": "read", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"lookups": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "cloudtrail:LookUp*", "wildcard": "partial", "service": "cloudtrail", "status": "known", "level": "read", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"views": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "billing:View*", "wildcard": "partial", "service": "billing", "status": "known", "level": "read", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"checks": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "ecr:Check*", "wildcard": "partial", "service": "ecr", "status": "known", "level": "read", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"heads": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "mediastore:Head*", "wildcard": "partial", "service": "mediastore", "status": "known", "level": "read", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
	}
	count(reported(changes)) == 0
}
