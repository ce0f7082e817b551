package iamlint.rules.kms_key_policy_wildcard_test

import data.iamlint.rules.kms_key_policy_wildcard

statement := {
	"effect": "Allow",
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::KMS::Key"},
	"document": {"kind": "resource", "origin": "", "name": "PolicyDocument"},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"reach": "exact",
	"grants": {},
	"actions": [{"at": "a.yaml:3:1-3:4", "text": "kms:*", "wildcard": "service", "status": "known", "service": "kms", "reach": "exact"}],
	"not_actions": [],
	"resources": [{"at": "a.yaml:4:1-4:4", "text": "*", "breadth": "all", "known": true}],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "logs.us-east-1.amazonaws.com", "account": ""}],
	"not_principals": [],
	"conditions": [],
}

reported(changes) := report if {
	changed := object.union(statement, changes)
	report := kms_key_policy_wildcard.report with input.having.resource_based as [root, changed]
}

root := object.union(statement, {"principals": [{"at": "a.yaml:9:1-9:4", "kind": "account", "text": "arn:aws:iam::111122223333:root", "account": "111122223333"}]})

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:3:1-3:4"
	startswith(found.message, `AWS::KMS::Key Policy lets "logs.us-east-1.amazonaws.com" do everything, deleting the key and rewriting its policy included: list`)
}

test_fires[why] if {
	some why, changes in {
		"a service": {},
		"a role of another account": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "arn:aws:iam::444455556666:role/a", "account": "444455556666"}]},
		"everything": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "*", "wildcard": "every", "status": "known", "service": "*", "reach": "exact"}]},
		"a policy that stands alone": {"target": {"type": ""}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny gives nothing": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"a condition limits it": {"scoped": true, "closed": true},
		"a trust policy is another rule's": {"document": {"kind": "trust"}},
		"the account": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "arn:aws:iam::111122223333:root", "account": "111122223333"}]},
		"a role of it is the milder rule's": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "arn:aws:iam::111122223333:role/a", "account": "111122223333"}]},
		"anyone is another rule's": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "anyone", "text": "*", "account": ""}]},
		"some actions": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "kms:Decrypt", "wildcard": "none", "status": "known", "service": "kms", "reach": "exact"}]},
		"one that is not known": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "unresolved", "text": "${P}", "account": ""}]},
		"another policy": {"target": {"type": "AWS::SQS::QueuePolicy"}},
	}
	count(reported(changes)) == 0
}
