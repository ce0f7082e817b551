package iamlint.rules.redundant_trusted_session_test

import data.iamlint.rules.redundant_trusted_session

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "trust", "origin": ""},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"grants": {"sts:AssumeRole": {"pattern": "sts:AssumeRole"}},
	"actions": [{"text": "sts:AssumeRole", "wildcard": "none", "status": "known"}],
	"not_actions": [],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "account": "111122223333", "text": "arn:aws:sts::111122223333:assumed-role/build/main"}, {"at": "a.yaml:2:1-2:4", "kind": "role", "account": "111122223333", "text": "arn:aws:iam::111122223333:role/ci/build"}],
	"conditions": [],
}

session(text, account) := {"at": "a.yaml:1:1-1:4", "kind": "role", "account": account, "text": text}

role(text, account) := {"at": "a.yaml:2:1-2:4", "kind": "role", "account": account, "text": text}

reported(changes) := report if {
	report := redundant_trusted_session.report with input.having.trust as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `role AppRole trusts all of the role "build", so that its session "arn:aws:sts::111122223333:assumed-role/build/main" adds nothing`)
}

test_fires[why] if {
	some why, changes in {
		"a role with a path": {},
		"of this account": {"principals": [session("arn:aws:sts::${AWS::AccountId}:assumed-role/a/b", "self"), role("arn:aws:iam::${AWS::AccountId}:role/a", "self")]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"two sessions": {"principals": [session("arn:aws:sts::111122223333:assumed-role/build/build", "111122223333")]},
		"deny trusts nobody": {"effect": "Deny"},
		"a resource policy is another rule's": {"document": {"kind": "resource"}},
		"only a session": {"principals": [session("arn:aws:sts::111122223333:assumed-role/build/main", "111122223333")]},
		"of another role": {"principals": [session("arn:aws:sts::111122223333:assumed-role/build/main", "111122223333"), role("arn:aws:iam::111122223333:role/app", "111122223333")]},
		"of another account": {"principals": [session("arn:aws:sts::111122223333:assumed-role/build/main", "111122223333"), role("arn:aws:iam::444455556666:role/build", "444455556666")]},
		"accounts that are not known": {"principals": [session("arn:aws:sts::${A}:assumed-role/build/main", ""), role("arn:aws:iam::${B}:role/build", "")]},
	}
	count(reported(changes)) == 0
}
