package iamlint.rules.oidc_without_scope_test

import data.iamlint.rules.oidc_without_scope

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
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc", "type": "Federated", "text": "arn:aws:iam::111122223333:oidc-provider/login.example.com"}],
	"conditions": [],
}

reported(changes) := report if {
	report := oidc_without_scope.report with input.having.oidc as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `everyone with a token of the provider may assume role AppRole: add StringEquals on login.example.com:sub or :aud`)
}

cluster(claim, changes) := {
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc", "type": "Federated", "text": "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/A1"}],
	"conditions": [asks(sprintf("oidc.eks.us-east-1.amazonaws.com/id/A1:%s", [claim]), changes)],
}

service_account(text) := cluster("sub", {"base": "StringLike", "values": [{"text": text, "known": true, "at": "a.yaml:8:1-8:4"}]})

test_message_of_a_cluster if {
	some found in reported(cluster("aud", {}))
	startswith(found.message, "every pod of the cluster may assume role AppRole: add StringEquals on oidc.eks.us-east-1.amazonaws.com/id/a1:sub,")
}

test_message_of_a_subject if {
	some found in reported(service_account("system:serviceaccount:*:*"))
	found.at == "a.yaml:8:1-8:4"
	startswith(found.message, `every pod of the cluster may assume role AppRole with the subject "system:serviceaccount:*:*": write`)
}

test_fires[why] if {
	some why, changes in {
		"no condition": {},
		"a claim that may be missing": {"conditions": [asks("login.example.com:sub", {"if_exists": true})]},
		"one of no token": {"conditions": [asks("aws:RequestedRegion", {})]},
		"the audience of a cluster": cluster("aud", {}),
		"any subject of a cluster": service_account("*"),
		"any service account": service_account("system:serviceaccount:*"),
		"a provider of the template": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc", "type": "Federated", "text": "arn:aws:iam::111122223333:oidc-provider/Provider"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny of any pod": object.union({"effect": "Deny"}, service_account("*")),
		"any pod, but what could not be read may limit it": object.union({"unresolved": true}, service_account("*")),
		"a subject of no cluster": {"conditions": [asks("login.example.com:sub", {"base": "StringLike", "values": [{"text": "*", "known": true, "at": "a.yaml:8:1-8:4"}]})]},
		"strangers are kept out": {"closed": true},
		"deny trusts nobody": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"an audience of an application": {"conditions": [asks("login.example.com:aud", {})]},
		"another rule speaks of shared providers": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc", "type": "Federated", "text": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"}]},
		"and of GitHub": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc", "type": "Federated", "text": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}]},
		"and of Cognito": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc", "type": "Federated", "text": "cognito-identity.amazonaws.com"}]},
		"a key that is not known": {"conditions": [asks("${Issuer}:sub", {})]},
		"a service account": cluster("sub", {}),
		"those of a namespace": service_account("system:serviceaccount:shop:*"),
	}
	count(reported(changes)) == 0
}
