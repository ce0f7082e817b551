package iamlint.rules.service_principal_without_source_narrow_test

import data.iamlint.rules.service_principal_without_source_narrow

resource(text) := {"at": "a.yaml:4:1-4:4", "text": text, "breadth": "prefix", "known": true}

statement := {
	"effect": "Allow",
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::S3::BucketPolicy"},
	"document": {"kind": "resource", "origin": "", "name": "PolicyDocument"},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:PutObject"}],
	"not_actions": [],
	"resources": [resource("arn:aws:s3:::logs/AWSLogs/${AWS::AccountId}/*")],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "cloudtrail.amazonaws.com", "account": ""}],
	"not_principals": [],
	"conditions": [],
}

reported(changes) := report if {
	report := service_principal_without_source_narrow.report with input.having.resource_based as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.message == `AWS::S3::BucketPolicy Policy lets cloudtrail.amazonaws.com use "s3:PutObject" for the account in the path, whatever asks it to: add aws:SourceArn with the ARN of what is to write`
}

test_fires_on[why] if {
	some why, changes in {
		"a trail": {},
		"an account by its number, under a prefix": {"resources": [resource("arn:${AWS::Partition}:s3:::${Logs}/trails/AWSLogs/111122223333/*")]},
		"a recorder": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "config.amazonaws.com", "account": ""}]},
		"inventory": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "ssm.amazonaws.com", "account": ""}], "resources": [resource("arn:aws:s3:::logs/*/accountid=111122223333/*")]},
		"two accounts": {"resources": [resource("arn:aws:s3:::logs/AWSLogs/111122223333/*"), resource("arn:aws:s3:::logs/AWSLogs/444455556666/*")]},
	}
	count(reported(changes)) == 1
}

test_is_silent_on[why] if {
	some why, changes in {
		"a condition that limits it": {"closed": true},
		"deny": {"effect": "Deny"},
		"every account": {"resources": [resource("arn:aws:s3:::logs/AWSLogs/*")]},
		"one path with the account and one without": {"resources": [resource("arn:aws:s3:::logs/AWSLogs/111122223333/*"), resource("arn:aws:s3:::logs/*")]},
		"a service that writes where it is told to": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "logging.s3.amazonaws.com", "account": ""}]},
		"reading": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:GetObject"}]},
		"all but something": {"actions": [], "not_actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:GetObject"}]},
		"no resource": {"resources": []},
		"a path of another shape": {"resources": [resource("arn:aws:s3:::logs/accountid=111122223333/*")]},
	}
	count(reported(changes)) == 0
}
