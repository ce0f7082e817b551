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

provider(issuer) := {"at": "a.yaml:1:1-1:4", "kind": "oidc", "text": concat("", ["arn:aws:iam::111122223333:oidc-provider/", issuer])}

asks(key) := {"base": "StringEquals", "set": "", "if_exists": false, "negated": false, "key": key, "lower_key": lower(key), "key_at": "a.yaml:7:1-7:4"}

# of_tokens is what is reported of a statement on the tokens of a provider, with changes.
of_tokens(changes) := report if {
	given := {
		"actions": [{"text": "sts:AssumeRoleWithWebIdentity", "wildcard": "none", "status": "known"}],
		"principals": [provider("oidc.eks.eu-west-1.amazonaws.com/id/A1")],
		"conditions": [asks("oidc.eks.eu-west-1.amazonaws.com/id/B2:sub")],
	}
	report := action_principal_mismatch.report with input.having.oidc as [object.union(object.union(statement, given), changes)]
}

test_message_of_claims if {
	count(of_tokens({})) == 1
	some found in of_tokens({})
	found.at == "a.yaml:7:1-7:4"
	found.target == "AppRole"
	found.message == concat(" ", [
		`"arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A1" can't assume role AppRole`,
		"by oidc.eks.eu-west-1.amazonaws.com/id/B2:sub, as its tokens have no claims of oidc.eks.eu-west-1.amazonaws.com/id/b2:",
		"write oidc.eks.eu-west-1.amazonaws.com/id/a1:sub",
	])
}

test_fires_on_claims[why] if {
	some why, changes in {
		"of another host": {"conditions": [asks("gitlab.example.com:sub")]},
		"beside its own": {"conditions": [asks("oidc.eks.eu-west-1.amazonaws.com/id/A1:aud"), asks("oidc.eks.eu-west-1.amazonaws.com/id/B2:sub")]},
	}
	count(of_tokens(changes)) == 1
}

test_is_silent_on_claims[why] if {
	some why, changes in {
		"its own": {"conditions": [asks("oidc.eks.eu-west-1.amazonaws.com/id/A1:sub")]},
		"its own with a slash": {"conditions": [asks("oidc.eks.eu-west-1.amazonaws.com/id/A1/:sub")]},
		"its own, of a provider with a slash": {"principals": [provider("oidc.eks.eu-west-1.amazonaws.com/id/B2/")]},
		"what may be missing": {"conditions": [object.union(asks("gitlab.example.com:sub"), {"if_exists": true})]},
		"what is no claim": {"conditions": [asks("aws:SourceIp")]},
		"of what is not known": {"conditions": [asks("${Issuer}.example.com:sub")]},
		"by a provider that is not known": {"principals": [provider("${Issuer}")]},
		"of one of several": {"principals": [provider("oidc.eks.eu-west-1.amazonaws.com/id/A1"), provider("oidc.eks.eu-west-1.amazonaws.com/id/B2")]},
		"of GitHub": {"principals": [provider("token.actions.githubusercontent.com/acme")]},
		"deny": {"effect": "Deny"},
		"what could not be read": {"unresolved": true},
		"of nobody's tokens": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "ec2.amazonaws.com"}]},
	}
	count(of_tokens(changes)) == 0
}
