package iamlint.rules.public_trust_test

import data.iamlint.rules.public_trust

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "trust"},
	"closed": false,
	"unresolved": false,
	"actions": [{"text": "sts:AssumeRole"}],
	"principals": [
		{"at": "a.yaml:1:1-1:4", "kind": "anyone"},
		{"at": "a.yaml:2:1-2:4", "kind": "service"},
	],
}

reported(changes) := report if {
	report := public_trust.report with input.having.anyone as [object.union(statement, changes)]
}

test_fires_on_anyone if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	found.message == "anyone in any AWS account may assume role AppRole: name the principals that need it, or add aws:PrincipalOrgID"
	count(reported({})) == 1
}

test_fires[why] if {
	some why, changes in {
		"every action": {"actions": [{"text": "*"}]},
		"every action but some": {"actions": [], "not_actions": [{"text": "iam:*"}]},
		"an action beside a tag": {"actions": [{"text": "sts:TagSession"}, {"text": "sts:AssumeRole"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny trusts nobody": {"effect": "Deny"},
		"a condition scopes it": {"closed": true},
		"what could not be read may scope it": {"unresolved": true},
		"a bucket policy is another rule's": {"document": {"kind": "resource"}},
		"a tag assumes nothing": {"actions": [{"text": "sts:tagSession"}]},
	}
	count(reported(changes)) == 0
}
