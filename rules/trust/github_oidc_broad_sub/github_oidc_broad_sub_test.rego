package iamlint.rules.github_oidc_broad_sub_test

import data.iamlint.rules.github_oidc_broad_sub

statement := {
	"effect": "Allow",
	"target": {"name": "DeployRole", "kind": "role"},
	"document": {"kind": "trust"},
	"unresolved": false,
	"actions": [{"text": "sts:AssumeRoleWithWebIdentity"}],
	"principals": [],
	"conditions": [asks("sub", "StringLike", "repo:*")],
}

asks(claim, base, text) := {
	"base": base,
	"set": "",
	"if_exists": false,
	"negated": false,
	"trivial": text == "*",
	"key": sprintf("token.actions.githubusercontent.com:%s", [claim]),
	"lower_key": sprintf("token.actions.githubusercontent.com:%s", [claim]),
	"values": [{"at": "a.yaml:1:1-1:4", "known": true, "text": text}],
}

reported(changes) := report if {
	report := github_oidc_broad_sub.report with input.having.oidc as [object.union(statement, changes)]
}

of(base, text) := reported({"conditions": [asks("sub", base, text)]})

test_message_of_strangers if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "DeployRole"
	startswith(found.message, `strangers' repositories on GitHub may assume role DeployRole with the subject "repo:*": write repo:OWNER/`)
}

test_message_of_an_organization if {
	some found in of("StringLike", "repo:acme/*")
	startswith(found.message, `many repositories of an owner on GitHub may assume role DeployRole with the subject "repo:acme/*": write`)
}

test_fires_on[text] if {
	some text in {
		"*", "?*", "repo:*", "rep*", "repo:acme*", "repo:acme-?/shop:ref:refs/heads/main", "repo:*/shop:*",
		"repo:*/*:ref:refs/heads/main", "*:ref:refs/heads/main", "repo:acme/*", "repo:acme/*:ref:refs/heads/main",
		"repo:acme/**", "repository_owner:*",
	}
	count(of("StringLike", text)) == 1
}

test_fires_on_claims_that_anybody_can_have[text] if {
	some text in {
		"workflow:deploy", "environment:production", "ref:refs/heads/main", "context:main", "head_ref:x", "base_ref:x",
	}
	some base in {"StringEquals", "StringLike", "StringEqualsIgnoreCase"}
	count(of(base, text)) == 1
}

test_is_silent_on[text] if {
	some text in {
		"repo:acme/shop:ref:refs/heads/main", "repo:acme/shop:environment:production", "repo:acme/shop:*", "repo:acme/shop*",
		"repo:acme/app-*:ref:refs/heads/main", "repository_id:1234:*", "job_workflow_ref:acme/pipelines/deploy.yaml@*",
		"repository_owner:acme:repository:acme/shop:*",
	}
	count(of("StringLike", text)) == 0
}

test_is_silent[why] if {
	some why, changes in {
		"deny trusts nobody": {"effect": "Deny"},
		"what could not be read may name the workflow": {"unresolved": true},
		"a resource's policy": {"document": {"kind": "resource"}, "resources": [{"text": "*"}]},
		"another kind of document": {"document": {"kind": "identity"}},
		"a Deny leaves nothing of it": {"overruled": true},
		"a variable is no wildcard": {"conditions": [asks("sub", "StringEquals", "repo:${*}")]},
		"a condition that anybody passes is another rule's": {"conditions": [
			object.union(asks("sub", "StringLike", "repo:*"), {"if_exists": true}),
		]},
		"a negated condition is another rule's": {"conditions": [
			object.union(asks("sub", "StringNotLike", "repo:*"), {"negated": true}),
		]},
		"a value that is not known": {"conditions": [object.union(
			asks("sub", "StringLike", "repo:*"),
			{"values": [{"at": "a.yaml:1:1-1:4", "known": false, "text": "repo:${Owner}*"}]},
		)]},
		"the audience": {"conditions": [asks("aud", "StringLike", "*")]},
		"the workflow is named": {"conditions": [
			asks("sub", "StringLike", "repo:*"),
			asks("job_workflow_ref", "StringLike", "acme/pipelines/.github/workflows/deploy.yaml@*"),
		]},
		"the repository is named": {"conditions": [
			asks("sub", "StringLike", "*"),
			asks("repository_id", "StringEquals", "1234"),
		]},
	}
	count(reported(changes)) == 0
}

test_message_of_a_literal_star if {
	some found in of("StringEquals", "repo:acme/*")
	found.message == concat(" ", [
		`nobody may assume role DeployRole with the subject "repo:acme/*", whose wildcard only StringLike takes for one:`,
		"write repo:OWNER/REPOSITORY:ref:refs/heads/BRANCH",
	])
}

test_fires_on_a_literal_star[text] if {
	some text in {"*", "repo:*", "repo:acme*", "repo:acme/shop:*"}
	some base in {"StringEquals", "StringEqualsIgnoreCase"}
	count(of(base, text)) == 1
}

test_fires_on_a_trust_policy_read_as_a_resources if {
	count(reported({
		"target": {"name": "p.json", "kind": "document"},
		"document": {"kind": "resource"}, "resources": [], "not_resources": [],
	})) == 1
}

test_fires_although[why] if {
	some why, condition in {
		"the owner is asked for": asks("repository_owner", "StringEquals", "acme"),
		"a repository is asked for": asks("repository", "StringLike", "*"),
	}
	count(reported({"conditions": [asks("sub", "StringLike", "repo:acme/*"), condition]})) == 1
}

test_is_silent_on_a_deny[base] if {
	some base in {"StringLike", "StringEquals"}
	count(reported({"effect": "Deny", "conditions": [asks("sub", base, "repo:acme/*")]})) == 0
}
