package iamlint.rules.foreign_scope_resource_test

import data.iamlint.rules.foreign_scope_resource

resource := {"at": "a.yaml:4:1-4:4", "text": "arn:aws:sqs:us-east-1:444455556666:jobs", "account": "444455556666"}

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"},
	"document": {"kind": "identity", "origin": ""},
	"resources": [resource],
}

set(changes, accounts) := report if {
	report := foreign_scope_resource.report with input.having.fixed_scope as [object.union(statement, changes)]
		with input.settings.foreign_scope_resource.accounts as accounts
}

reported(changes) := set(changes, [])

test_message if {
	some found in reported({})
	found.at == "a.yaml:4:1-4:4"
	found.target == "AppRole"
	found.message == concat("", [
		`role AppRole names "arn:aws:sqs:us-east-1:444455556666:jobs" of account 444455556666: `,
		"write ${AWS::AccountId} if it is this one, and list it in trusted-accounts if another is meant",
	])
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"target": {"name": "U", "kind": "user", "type": "AWS::IAM::User"}},
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy", "type": "AWS::IAM::ManagedPolicy"}},
		"a boundary": {"document": {"kind": "boundary", "origin": ""}},
		"one of two": {"resources": [{"at": "a.yaml:3:1-3:4", "text": "*"}, resource]},
	}
	count(reported(changes)) == 1
}

test_an_account_of_the_settings_is_meant if {
	count(set({}, ["111122223333", "444455556666"])) == 0
	count(set({}, ["111122223333"])) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny keeps out": {"effect": "Deny"},
		"a policy that stands alone has no other way": {"target": {"name": "a.json", "kind": "document", "type": ""}},
		"AWS wrote it": {"document": {"kind": "identity", "origin": "managed"}},
		"a resource policy is of a resource of its own": {"document": {"kind": "resource", "origin": ""}},
		"no account, or a trusted one": {"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:s3:::b"}]},
	}
	count(reported(changes)) == 0
}
