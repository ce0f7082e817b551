package iamlint.rules.policy_lockout_kms_test

import data.iamlint.rules.policy_lockout_kms

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
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "arn:aws:iam::111122223333:role/app", "account": "111122223333"}],
	"not_principals": [],
	"conditions": [],
}

document := {"at": "a.yaml:5:1-5:4", "name": "KeyPolicy", "kind": "resource", "target": statement.target}

reported(changes) := report if {
	report := policy_lockout_kms.report with input.having.documents as [document]
		with input.having.resource_based as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:5:1-5:4"
	startswith(found.message, `AWS::KMS::Key Policy does not let its account administer the key: add a statement with kms:* for arn:aws:iam::${AWS::AccountId}:root`)
}

test_fires[why] if {
	some why, changes in {
		"only a role": {},
		"the account may only use it": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "${AWS::AccountId}", "account": "self"}], "actions": [{"at": "a.yaml:3:1-3:4", "text": "kms:Decrypt", "wildcard": "none", "status": "known", "service": "kms", "reach": "exact"}]},
		"only a deny": {"effect": "Deny"},
		"everybody is denied under a condition": {"effect": "Deny", "principals": [{"at": "a.yaml:1:1-1:4", "kind": "anyone", "text": "*", "account": ""}], "conditions": [{}]},
		"everybody may use it": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "anyone", "text": "*", "account": ""}], "actions": [{"at": "a.yaml:3:1-3:4", "text": "kms:Decrypt", "wildcard": "none", "status": "known", "service": "kms", "reach": "exact"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"the account": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "${AWS::AccountId}", "account": "self"}]},
		"the account by number": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "111122223333", "account": "111122223333"}]},
		"the account may set the policy": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "${AWS::AccountId}", "account": "self"}], "actions": [{"at": "a.yaml:3:1-3:4", "text": "kms:PutKeyPolicy", "wildcard": "none", "status": "known", "service": "kms", "reach": "exact"}]},
		"one that is not known": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "unresolved", "text": "${Admin}", "account": ""}]},
		"what could not be read may limit it": {"unresolved": true},
		"everything but some": {"actions": [], "not_actions": [{"at": "a.yaml:3:1-3:4", "text": "kms:Decrypt", "wildcard": "none", "status": "known", "service": "kms", "reach": "exact"}], "principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "${AWS::AccountId}", "account": "self"}]},
		"another key's policy": {"target": {"name": "Other"}},
		"everybody is denied": {"effect": "Deny", "principals": [{"at": "a.yaml:1:1-1:4", "kind": "anyone", "text": "*", "account": ""}]},
	}
	count(reported(changes)) == 0
}

test_is_silent_on_other_policies if {
	report := policy_lockout_kms.report with input.having.documents as [object.union(document, {"target": {"type": "AWS::S3::BucketPolicy"}})]
		with input.having.resource_based as [statement]
	count(report) == 0
}
