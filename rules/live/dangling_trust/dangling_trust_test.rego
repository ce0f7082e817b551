package iamlint.rules.dangling_trust_test

import data.iamlint.rules.dangling_trust

providers := [
	{"name": "gitlab.com", "type": "OIDC", "at": "a.yaml:8:1-8:4"},
	{"name": "Company", "type": "SAML", "at": "a.yaml:9:1-9:4"},
]

oidc(text) := {"at": "a.yaml:2:1-2:4", "kind": "oidc", "text": text}

statement := {
	"effect": "Allow",
	"overruled": false,
	"document": {"kind": "trust"},
	"target": {"kind": "role", "name": "Deploy"},
	"actions": [{"text": "sts:AssumeRoleWithWebIdentity"}],
	"principals": [oidc("arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com")],
}

reported(changes, has) := report if {
	report := dangling_trust.report with input.accounts as [{"id": "111122223333", "providers": has}]
		with input.having.trust as [object.union(statement, changes)]
}

test_message if {
	some found in reported({}, providers)
	found.at == "a.yaml:2:1-2:4"
	found.target == "Deploy"
	found.message == concat("", [
		"role Deploy trusts the OIDC identity provider token.actions.githubusercontent.com, which the account does not have: ",
		"take it out",
	])
}

test_fires_on[why] if {
	some why, principal in {
		"one of SAML": {"at": "a.yaml:2:1-2:4", "kind": "saml", "text": "arn:aws:iam::111122223333:saml-provider/OldCompany"},
		"one in China": oidc("arn:aws-cn:iam::111122223333:oidc-provider/login.example.com"),
		"one of two paths": oidc("arn:aws:iam::111122223333:oidc-provider/gitlab.com/groups"),
	}
	count(reported({"principals": [principal]}, providers)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny trusts nobody": {"effect": "Deny"},
		"it is there": {"principals": [oidc("arn:aws:iam::111122223333:oidc-provider/GitLab.com")]},
		"of another account nothing is known": {"principals": [oidc("arn:aws:iam::444455556666:oidc-provider/login.example.com")]},
		"AWS's own is always there": {"principals": [oidc("cognito-identity.amazonaws.com")]},
		"a role that has such a name": {"principals": [{
			"at": "a.yaml:2:1-2:4",
			"kind": "role",
			"text": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
		}]},
	}
	count(reported(changes, providers)) == 0
}

test_is_silent_where_none_of_its_type_is_on_record[why] if {
	some why, has in {"none at all": [], "one of another type": [providers[1]]}
	count(reported({}, has)) == 0
}
