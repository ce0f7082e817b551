package iamlint.rules.public_service_policy_test

import data.iamlint.rules.public_service_policy

statement := {
	"effect": "Allow",
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::OpenSearchService::Domain"},
	"document": {"kind": "resource", "origin": "", "name": "PolicyDocument"},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"reach": "exact",
	"grants": {},
	"actions": [{"at": "a.yaml:3:1-3:4", "text": "es:ESHttp*", "wildcard": "partial", "status": "known", "service": "es", "reach": "exact"}],
	"not_actions": [],
	"resources": [],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "anyone", "text": "*", "account": ""}],
	"not_principals": [],
	"conditions": [],
}

reported(changes) := report if {
	report := public_service_policy.report with input.having.anyone as [object.union(statement, changes)]
		with input.resources as [{"name": "Policy", "properties": {}}]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `AWS::OpenSearchService::Domain Policy lets anyone on the internet use the domain: name the roles`)
}

test_fires[why] if {
	some why, changes in {
		"OpenSearch": {},
		"Elasticsearch": {"target": {"type": "AWS::Elasticsearch::Domain"}},
		"a tag keeps nobody out": {"scoped": true},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny gives nothing": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"a condition limits it": {"scoped": true, "closed": true},
		"a role": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "r", "account": "1"}]},
		"another type": {"target": {"type": "AWS::S3::BucketPolicy"}},
	}
	count(reported(changes)) == 0
}

test_is_silent_in_a_network if {
	report := public_service_policy.report with input.having.anyone as [statement]
		with input.resources as [{"name": "Policy", "properties": {"VPCOptions": {"values": []}}}]
	count(report) == 0
}
