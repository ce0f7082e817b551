package iamlint.rules.condition_key_ignored_for_service_test

import data.iamlint.rules.condition_key_ignored_for_service

asks(key, changes) := object.union(
	{
		"base": "StringEquals",
		"set": "",
		"if_exists": false,
		"negated": false,
		"trivial": false,
		"limits": "service",
		"key": key,
		"key_at": "a.yaml:7:1-7:4",
		"lower_key": lower(key),
		"values": [{"text": "x", "known": true, "at": "a.yaml:8:1-8:4"}],
	},
	changes,
)

statement := {
	"effect": "Allow",
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::SNS::TopicPolicy"},
	"document": {"kind": "resource", "origin": "", "name": "PolicyDocument"},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"reach": "exact",
	"grants": {},
	"actions": [{"at": "a.yaml:3:1-3:4", "text": "sns:Publish", "wildcard": "none", "status": "known", "service": "sns", "reach": "exact"}],
	"not_actions": [],
	"resources": [],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "events.amazonaws.com", "account": ""}],
	"not_principals": [],
	"conditions": [asks("aws:PrincipalOrgID", {})],
}

reported(changes) := report if {
	report := condition_key_ignored_for_service.report with input.having.resource_based as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:7:1-7:4"
	startswith(found.message, `AWS::SNS::TopicPolicy Policy asks "events.amazonaws.com" for aws:PrincipalOrgID, which services never send`)
}

test_fires[why] if {
	some why, changes in {
		"an organization": {},
		"a tag": {"conditions": [asks("aws:PrincipalTag/team", {})]},
		"an ARN": {"conditions": [asks("aws:PrincipalArn", {"base": "ArnLike"})]},
		"MFA": {"conditions": [asks("aws:MultiFactorAuthPresent", {"base": "Bool"})]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny gives nothing": {"effect": "Deny"},
		"what SAM writes": {"document": {"origin": "sam"}},
		"the organization of the source": {"conditions": [asks("aws:SourceOrgID", {})]},
		"a missing key passes": {"conditions": [asks("aws:PrincipalOrgID", {"if_exists": true})]},
		"all but one": {"conditions": [asks("aws:PrincipalOrgID", {"negated": true})]},
		"people, too": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "events.amazonaws.com", "account": ""}, {"at": "a.yaml:1:1-1:4", "kind": "account", "text": "111122223333", "account": "111122223333"}]},
		"everybody": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "anyone", "text": "*", "account": ""}]},
		"nobody": {"principals": []},
	}
	count(reported(changes)) == 0
}

by_certificate(service, key) := {
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": service, "account": ""}],
	"conditions": [asks(key, {})],
}

test_a_certificate_gives_tags[key] if {
	some key in {"aws:PrincipalTag/x509Subject/CN", "aws:PrincipalTag/x509Issuer/CN", "aws:PrincipalTag/x509SAN/DNS"}
	count(reported(by_certificate("rolesanywhere.amazonaws.com", key))) == 0
}

test_a_certificate_gives_no_more if {
	count(reported(by_certificate("rolesanywhere.amazonaws.com", "aws:PrincipalTag/team"))) == 1
	count(reported(by_certificate("rolesanywhere.amazonaws.com", "aws:PrincipalOrgID"))) == 1
	count(reported(by_certificate("events.amazonaws.com", "aws:PrincipalTag/x509Subject/CN"))) == 1
}

test_fires_on_trust if {
	report := condition_key_ignored_for_service.report with input.having.trust as [object.union(statement, {"document": {"kind": "trust"}})]
	count(report) == 1
}
