package iamlint.rules.oidc_without_scope_shared_test

import data.iamlint.rules.oidc_without_scope_shared

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
	"closed": false,
	"unresolved": false,
	"grants": {"sts:AssumeRole": {"pattern": "sts:AssumeRole"}},
	"actions": [{"text": "sts:AssumeRoleWithWebIdentity", "wildcard": "none", "status": "known"}],
	"not_actions": [],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc", "type": "Federated", "text": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"}],
	"conditions": [asks("gitlab.com:aud", {})],
}

reported(changes) := report if {
	report := oidc_without_scope_shared.report with input.having.oidc as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `anybody's projects on gitlab.com may assume role AppRole: add a condition on gitlab.com:sub, such as project_path:GROUP/PROJECT`)
}

subject(host, text) := {
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc", "type": "Federated", "text": sprintf("arn:aws:iam::111122223333:oidc-provider/%s", [host])}],
	"conditions": [asks(sprintf("%s:sub", [host]), {"base": "StringLike", "values": [{"text": text, "known": true, "at": "a.yaml:8:1-8:4"}]})],
}

test_message_of_a_subject if {
	some found in reported(subject("gitlab.com", "project_path:*"))
	found.at == "a.yaml:8:1-8:4"
	startswith(found.message, `strangers' projects on gitlab.com may assume role AppRole with the subject "project_path:*": write project_path:GROUP`)
}

test_fires_on_the_subject[text] if {
	some text, host in {
		"*": "gitlab.com",
		"project_path:acme*": "gitlab.com",
		"organization:*:project:*": "app.terraform.io",
		"organization:acme*:project:*": "app.terraform.io",
		"organization:*": "agent.buildkite.com",
	}
	count(reported(subject(host, text))) == 1
}

test_is_silent_on_the_subject[text] if {
	some text, host in {
		"project_path:acme/*": "gitlab.com",
		"project_path:acme/shop:ref_type:branch:ref:main": "gitlab.com",
		"organization:acme:project:*": "app.terraform.io",
		"organization:acme:pipeline:shop:*": "agent.buildkite.com",
	}
	count(reported(subject(host, text))) == 0
}

test_fires[why] if {
	some why, changes in {
		"an audience": {},
		"no condition": {"conditions": []},
		"a missing subject passes": {"conditions": [asks("gitlab.com:sub", {"if_exists": true})]},
		"another provider": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc", "type": "Federated", "text": "arn:aws:iam::111122223333:oidc-provider/app.terraform.io"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny of a subject": object.union({"effect": "Deny"}, subject("gitlab.com", "*")),
		"a subject, but what could not be read may limit it": object.union({"unresolved": true}, subject("gitlab.com", "*")),
		"deny trusts nobody": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"a provider of one's own": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc", "type": "Federated", "text": "arn:aws:iam::111122223333:oidc-provider/login.example.com"}]},
		"GitHub is other rules'": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc", "type": "Federated", "text": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}]},
		"a cluster is another rule's": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc", "type": "Federated", "text": "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/A"}]},
		"exactly one subject": {"conditions": [asks("gitlab.com:sub", {})]},
	}
	count(reported(changes)) == 0
}
