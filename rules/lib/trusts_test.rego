package iamlint.lib.trusts_test

import data.iamlint.lib.trusts

condition(key, changes) := object.union(
	{"base": "StringEquals", "set": "", "if_exists": false, "negated": false, "trivial": false, "key": key, "lower_key": lower(key)},
	changes,
)

test_asks if trusts.asks({"conditions": [condition("SAML:aud", {})]}, {"saml:aud"})

test_asks_by_a_key_that_is_not_known if trusts.asks({"conditions": [condition("${Issuer}:aud", {})]}, {"saml:aud"})

test_does_not_ask[why] if {
	some why, asked in {
		"a missing key passes": condition("SAML:aud", {"if_exists": true}),
		"any other value passes": condition("SAML:aud", {"negated": true}),
		"every value passes": condition("SAML:aud", {"trivial": true}),
		"another key": condition("SAML:iss", {}),
	}
	not trusts.asks({"conditions": [asked]}, {"saml:aud"})
}

test_service[name] if {
	some text, name in {
		"states.amazonaws.com": "states",
		"logs.us-gov-west-1.amazonaws.com": "logs",
		"states.${AWS::Region}.amazonaws.com": "states",
		"codebuild.${AWS::URLSuffix}": "codebuild",
		"ec2.amazonaws.com.cn": "ec2",
		"delivery.logs.amazonaws.com": "delivery.logs",
		"alexa-appkit.amazon.com": "alexa-appkit",
	}
	trusts.service({"kind": "service", "text": text}) == name
}

test_service_is_none_of_a_role if not trusts.service({"kind": "role", "text": "ec2.amazonaws.com"})

test_issuer[host] if {
	some text, host in {
		"arn:aws:iam::111122223333:oidc-provider/GitLab.com": "gitlab.com",
		"arn:${AWS::Partition}:iam::${AWS::AccountId}:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/A": "oidc.eks.us-east-1.amazonaws.com/id/a",
		"accounts.google.com": "accounts.google.com",
	}
	trusts.issuer({"kind": "oidc", "text": text}) == host
}

test_claims if {
	conditions := [condition("gitlab.com:sub", {}), condition("gitlab.com:aud", {"if_exists": true}), condition("aws:SourceIp", {})]
	trusts.claims({"conditions": conditions}) == {"sub"}
}

test_anybodys[text] if {
	some text in {"*", "project_path:*", "project_path:acme*", "organization:*:project:shop:*", "owner:*"}
	trusts.anybodys(text)
}

test_somebodys[text] if {
	some text in {
		"project_path:acme/*", "project_path:acme/shop:ref_type:branch:ref:*", "organization:acme:*", "owner:acme:project:shop:*",
	}
	not trusts.anybodys(text)
}

test_any_pod if {
	trusts.any_pod("system:serviceaccount:*:orders")
	trusts.any_pod("system:*")
	not trusts.any_pod("system:serviceaccount:shop:*")
}
