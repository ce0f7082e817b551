package iamlint.rules.public_acl_or_pool_test

import data.iamlint.rules.public_acl_or_pool

resource(type, properties) := {"name": "B", "kind": "resource", "type": type, "properties": properties}

value(text) := {"values": [{"at": "a.yaml:2:1-2:4", "text": text, "known": true}]}

reported(type, properties) := report if {
	report := public_acl_or_pool.report with input.resources as [resource(type, properties)]
}

test_message_of_a_bucket if {
	some found in reported("AWS::S3::Bucket", {"AccessControl": value("PublicRead")})
	found.at == "a.yaml:2:1-2:4"
	startswith(found.message, "PublicRead lets anybody list bucket B: leave AccessControl out")
}

test_message_of_a_pool if {
	some found in reported("AWS::Cognito::IdentityPool", {"AllowUnauthenticatedIdentities": value("true")})
	found.message == "identity pool B gives everybody credentials for its guest role: set this to false"
}

test_buckets_are_silent[why] if {
	some why, properties in {
		"no access list": {},
		"private": {"AccessControl": value("Private")},
		"to write is another rule's": {"AccessControl": value("PublicReadWrite")},
		"blocked": {
			"AccessControl": value("PublicRead"),
			"PublicAccessBlockConfiguration.IgnorePublicAcls": value("true"),
		},
		"not known": {"AccessControl": value("${Acl}")},
	}
	count(reported("AWS::S3::Bucket", properties)) == 0
}

test_pools_are_silent[text] if {
	some text in {"false", "False", "${Guests}"}
	count(reported("AWS::Cognito::IdentityPool", {"AllowUnauthenticatedIdentities": value(text)})) == 0
}

test_is_silent_on_other_types if {
	count(reported("Custom::Bucket", {"AccessControl": value("PublicRead")})) == 0
	count(reported("Custom::Pool", {"AllowUnauthenticatedIdentities": value("true")})) == 0
}
