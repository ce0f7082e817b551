package iamlint.rules.public_acl_or_pool_write_test

import data.iamlint.rules.public_acl_or_pool_write

value(text) := {"values": [{"at": "a.yaml:2:1-2:4", "text": text, "known": true}]}

reported(properties) := report if {
	report := public_acl_or_pool_write.report with input.resources as [{
		"name": "B",
		"kind": "resource",
		"type": "AWS::S3::Bucket",
		"properties": properties,
	}]
}

test_message if {
	some found in reported({"AccessControl": value("PublicReadWrite")})
	found.at == "a.yaml:2:1-2:4"
	found.message == "PublicReadWrite lets anybody change what is in bucket B: leave AccessControl out"
}

test_is_silent[why] if {
	some why, properties in {
		"to read is another rule's": {"AccessControl": value("PublicRead")},
		"private": {"AccessControl": value("Private")},
		"no access list": {},
		"blocked": {
			"AccessControl": value("PublicReadWrite"),
			"PublicAccessBlockConfiguration.BlockPublicAcls": value("true"),
		},
	}
	count(reported(properties)) == 0
}

test_fires_unless_all_is_blocked[why] if {
	some why, properties in {
		"another block": {"PublicAccessBlockConfiguration.BlockPublicPolicy": value("true")},
		"blocked in word only": {"PublicAccessBlockConfiguration.BlockPublicAcls": value("false")},
	}
	count(reported(object.union({"AccessControl": value("PublicReadWrite")}, properties))) == 1
}

test_is_silent_on_other_types if {
	report := public_acl_or_pool_write.report with input.resources as [{
		"name": "B",
		"kind": "resource",
		"type": "Custom::Bucket",
		"properties": {"AccessControl": value("PublicReadWrite")},
	}]
	count(report) == 0
}
