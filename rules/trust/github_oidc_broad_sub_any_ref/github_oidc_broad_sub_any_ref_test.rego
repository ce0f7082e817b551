package iamlint.rules.github_oidc_broad_sub_any_ref_test

import data.iamlint.rules.github_oidc_broad_sub_any_ref

statement := {
	"effect": "Allow",
	"target": {"name": "DeployRole", "kind": "role"},
	"document": {"kind": "trust"},
	"unresolved": false,
	"actions": [{"text": "sts:AssumeRoleWithWebIdentity"}],
	"principals": [],
	"conditions": [asks("sub", "StringLike", "repo:acme/shop:*")],
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
	report := github_oidc_broad_sub_any_ref.report with input.having.oidc as [object.union(statement, changes)]
}

of(base, text) := reported({"conditions": [asks("sub", base, text)]})

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "DeployRole"
	startswith(found.message, `workflows that nobody has reviewed, on any branch, may assume role DeployRole with the subject "repo:acme/shop:*": write repo:`)
}

test_fires_beside_any_ref_at_all if {
	count(reported({"conditions": [asks("sub", "StringLike", "repo:acme/shop:*"), asks("ref", "StringLike", "*")]})) == 1
}

pulled := {"conditions": [asks("sub", "StringEquals", "repo:acme/shop:pull_request")]}

grant := {
	"effect": "Allow",
	"target": {"name": "DeployRole", "kind": "role"},
	"document": {"kind": "identity"},
	"actions": [{"text": "s3:GetObject", "wildcard": "none", "level": "read"}, {"text": "s3:PutObject", "wildcard": "none", "level": "write"}],
}

reported_with(changes, granted) := report if {
	report := github_oidc_broad_sub_any_ref.report with input.having.oidc as [object.union(statement, object.union(pulled, changes))]
		with input.having.statements as [object.union(grant, granted)]
}

test_message_on_pull_requests if {
	some found in reported_with({}, {})
	found.at == "a.yaml:1:1-1:4"
	found.message == concat(" ", [
		"every pull request of the repository may change things as role DeployRole,",
		`with the subject "repo:acme/shop:pull_request": give it a role of its own that only reads`,
	])
}

test_fires_on_pull_requests[why] if {
	some why, granted in {
		"that write": {},
		"that change permissions": {"actions": [{"text": "iam:PutRolePolicy", "wildcard": "none", "level": "permissions"}]},
		"that do everything": {"actions": [{"text": "*", "wildcard": "every", "level": ""}]},
	}
	count(reported_with({}, granted)) == 1
}

test_is_silent_on_pull_requests[why] if {
	some why, granted in {
		"that read": {"actions": [{"text": "s3:GetObject", "wildcard": "none", "level": "read"}]},
		"that are denied to write": {"effect": "Deny"},
		"of which another role writes": {"target": {"name": "OtherRole"}},
		"that may write at most": {"document": {"kind": "boundary"}},
	}
	count(reported_with({}, granted)) == 0
}

test_is_silent_on_pull_requests_of[why] if {
	some why, changes in {
		"a branch": {"conditions": [asks("sub", "StringEquals", "repo:acme/shop:pull_request"), asks("ref", "StringEquals", "refs/heads/main")]},
		"another claim": {"conditions": [asks("aud", "StringEquals", "repo:acme/shop:pull_request")]},
		"any repository": {"conditions": [asks("sub", "StringEquals", "repo:*:pull_request")]},
		"nobody": {"effect": "Deny"},
		"what is not known": {"unresolved": true},
		"a subject that is not known": {"conditions": [object.union(
			asks("sub", "StringEquals", "x"),
			{"values": [{"at": "a.yaml:1:1-1:4", "known": false, "text": "repo:acme/shop:pull_request"}]},
		)]},
	}
	count(reported_with(changes, {})) == 0
}

test_fires_on[text] if {
	some text in {
		"repo:acme/shop:*", "repo:acme/shop*", "repo:acme/shop:**", "repo:acme/shop:ref:*", "repo:acme/shop:ref:refs/*",
		"repo:acme/shop:ref:refs/heads/*", "repo:acme/shop:environment:*", "repo:acme/${AWS::StackName}:*",
	}
	count(of("StringLike", text)) == 1
}

test_is_silent_on[text] if {
	some text in {
		"repo:acme/shop:ref:refs/heads/main", "repo:acme/shop:ref:refs/heads/release/*", "repo:acme/shop:ref:refs/tags/v*",
		"repo:acme/shop:environment:production", "repo:acme/shop:environment:prod-*", "repo:acme/shop:pull_request",
		"repo:acme/app-*:ref:refs/heads/main",
	}
	count(of("StringLike", text)) == 0
}

test_leaves_to_the_graver_variant[text] if {
	some text in {"*", "repo:*", "repo:acme/*", "repo:acme*/shop:*", "environment:*"}
	count(of("StringLike", text)) == 0
}

test_is_silent[why] if {
	some why, changes in {
		"deny trusts nobody": {"effect": "Deny"},
		"what could not be read may name the workflow": {"unresolved": true},
		"another kind of document": {"document": {"kind": "resource"}},
		"a star is a letter to StringEquals": {"conditions": [asks("sub", "StringEquals", "repo:acme/shop:*")]},
		"a value that is not known": {"conditions": [object.union(
			asks("sub", "StringLike", "x"),
			{"values": [{"at": "a.yaml:1:1-1:4", "known": false, "text": "repo:${Repository}:*"}]},
		)]},
		"the branch is named": {"conditions": [
			asks("sub", "StringLike", "repo:acme/shop:*"),
			asks("ref", "StringEquals", "refs/heads/main"),
		]},
		"the environment is named": {"conditions": [
			asks("sub", "StringLike", "repo:acme/shop:*"),
			asks("environment", "StringEquals", "production"),
		]},
		"the workflow is named": {"conditions": [
			asks("sub", "StringLike", "repo:acme/shop:*"),
			asks("job_workflow_ref", "StringEquals", "acme/shop/.github/workflows/deploy.yaml@refs/heads/main"),
		]},
	}
	count(reported(changes)) == 0
}
