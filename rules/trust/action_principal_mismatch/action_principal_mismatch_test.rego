package iamlint.rules.action_principal_mismatch_test

import data.iamlint.rules.action_principal_mismatch

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
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc", "text": "accounts.google.com"}],
	"conditions": [],
}

judged(statements) := report if {
	report := action_principal_mismatch.report with input.having.trust as statements
		with input.having.documents as [{"target": {"name": "AppRole", "kind": "role"}, "trusting": statements}]
}

reported(changes) := report if {
	report := judged([object.union(statement, changes)])
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `"accounts.google.com" can't assume role AppRole by "sts:AssumeRole": allow it sts:AssumeRoleWithWebIdentity`)
}

test_message_of_a_service if {
	some found in reported(service("rolesanywhere.amazonaws.com", ["sts:AssumeRole"]))
	found.message == `"rolesanywhere.amazonaws.com" can't assume role AppRole without sts:TagSession and sts:SetSourceIdentity: add it`
}

service(host, names) := {
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": host}],
	"actions": [{"text": name, "wildcard": "none", "status": "known"} | some name in names],
}

test_fires[why] if {
	some why, changes in {
		"a web identity": {},
		"a SAML provider": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "saml", "text": "arn:aws:iam::111122223333:saml-provider/a"}]},
		"a service by a token": service("ec2.amazonaws.com", ["sts:AssumeRoleWithWebIdentity"]),
		"a role by an assertion": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "arn:aws:iam::111122223333:role/a"}], "actions": [{"text": "sts:AssumeRoleWithSAML", "wildcard": "none", "status": "known"}]},
		"a pod without its tags": service("pods.eks.amazonaws.com", ["sts:AssumeRole"]),
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny trusts nobody": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"a resource policy is another rule's": {"document": {"kind": "resource"}},
		"a tag assumes nothing": {"actions": [{"text": "sts:TagSession", "wildcard": "none", "status": "known"}]},
		"a wildcard covers it": {"actions": [{"text": "sts:*", "wildcard": "service", "status": "known"}]},
		"an action that is not known": {"actions": [{"text": "${Action}", "wildcard": "none", "status": "unresolved"}]},
		"everything but some": {"actions": [], "not_actions": [{"text": "sts:TagSession"}]},
		"in another case": service("ec2.amazonaws.com", ["STS:assumerole"]),
		"a pod with its tags": service("pods.eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]),
		"a principal that is not known": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "unresolved", "text": "${P}"}]},
	}
	count(reported(changes)) == 0
}

test_is_silent_when_another_statement_adds_the_tags if {
	role := object.union(statement, service("pods.eks.amazonaws.com", ["sts:AssumeRole"]))
	tags := object.union(statement, service("pods.eks.amazonaws.com", ["sts:TagSession"]))
	report := judged([role, tags])
	count(report) == 0
}

test_of_a_pod[why] if {
	pod := object.union(statement, service("pods.eks.amazonaws.com", ["sts:AssumeRole"]))
	tags := object.union(statement, service("pods.eks.amazonaws.com", ["sts:TagSession"]))
	some why, case in {
		"deny": [[object.union(pod, {"effect": "Deny"})], 0],
		"what could not be read": [[object.union(pod, {"unresolved": true})], 0],
		"tags that are denied": [[pod, object.union(tags, {"effect": "Deny"})], 1],
		"another principal's tags": [[pod, object.union(tags, {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "x"}]})], 1],
	}
	report := judged(case[0])
	count(report) == case[1]
}
