package iamlint.rules.any_principal_with_conditions_test

import data.iamlint.rules.any_principal_with_conditions

asks(key, changes) := object.union(
	{
		"base": "StringEquals",
		"set": "",
		"if_exists": false,
		"negated": false,
		"trivial": false,
		"limits": "principal",
		"key": key,
		"lower_key": lower(key),
		"values": [{"text": "x", "known": true, "at": "a.yaml:8:1-8:4"}],
	},
	changes,
)

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "trust", "origin": ""},
	"scoped": false,
	"closed": true,
	"unresolved": false,
	"grants": {"sts:AssumeRole": {"pattern": "sts:AssumeRole"}},
	"actions": [{"text": "sts:AssumeRole", "wildcard": "none", "status": "known"}],
	"not_actions": [],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "anyone"}, {"at": "a.yaml:2:1-2:4", "kind": "service"}],
	"conditions": [asks("aws:PrincipalOrgID", {})],
}

reported(changes) := report if {
	report := any_principal_with_conditions.report with input.having.anyone as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `nothing but a condition on aws:PrincipalOrgID keeps strangers from assuming role AppRole: name`)
}

test_message_on_a_deny if {
	some found in reported({"closed_by": ["aws:PrincipalOrgID", "aws:PrincipalIsAWSService"], "conditions": [asks("aws:SourceIp", {})]})
	startswith(found.message, "nothing but a condition on aws:PrincipalOrgID and aws:PrincipalIsAWSService keeps strangers")
}

test_fires[why] if {
	some why, changes in {
		"an organization": {},
		"every action": {"actions": [{"text": "*"}]},
		"two conditions": {"conditions": [asks("aws:PrincipalOrgID", {}), asks("aws:SourceIp", {})]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny trusts nobody": {"effect": "Deny"},
		"a resource policy is another rule's": {"document": {"kind": "resource"}},
		"a tag assumes nothing": {"actions": [{"text": "sts:TagSession", "wildcard": "none", "status": "known"}]},
		"without a condition public-trust speaks": {"closed": false},
		"a named role": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role"}]},
	}
	count(reported(changes)) == 0
}
