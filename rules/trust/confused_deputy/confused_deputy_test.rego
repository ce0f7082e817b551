package iamlint.rules.confused_deputy_test

import data.iamlint.rules.confused_deputy

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"},
	"document": {"kind": "trust", "origin": ""},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"grants": {"sts:AssumeRole": {"pattern": "sts:AssumeRole"}},
	"actions": [{"text": "sts:AssumeRole", "wildcard": "none", "status": "known"}],
	"not_actions": [],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "states.amazonaws.com"}, {"at": "a.yaml:2:1-2:4", "kind": "service", "text": "lambda.amazonaws.com"}],
	"conditions": [],
}

reported(changes) := report if {
	report := confused_deputy.report with input.having.trust as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `role AppRole does not say for whom states.amazonaws.com may use it: add aws:SourceAccount, and aws:SourceArn such as arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:`)
}

test_message_of_a_bare_policy if {
	some found in reported({"target": {"name": "trust.json", "kind": "document", "type": ""}})
	contains(found.message, "such as arn:aws:states:REGION:ACCOUNT:")
}

test_fires[why] if {
	some why, changes in {
		"state machines": {},
		"in a Region": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "states.${AWS::Region}.amazonaws.com"}]},
		"in China": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "codebuild.cn-north-1.amazonaws.com.cn"}]},
		"two words": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "resources.cloudformation.amazonaws.com"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny trusts nobody": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"a resource policy is another rule's": {"document": {"kind": "resource"}},
		"a tag assumes nothing": {"actions": [{"text": "sts:TagSession", "wildcard": "none", "status": "known"}]},
		"a condition": {"scoped": true},
		"what SAM writes": {"document": {"origin": "sam"}},
		"functions have no source": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "lambda.amazonaws.com"}]},
		"a role": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "arn:aws:iam::111122223333:role/states.amazonaws.com"}]},
	}
	count(reported(changes)) == 0
}
