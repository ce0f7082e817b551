package iamlint.lib.acls_test

import data.iamlint.lib.acls

bucket(name, text) := {"properties": {concat(".", ["PublicAccessBlockConfiguration", name]): {"values": [{"text": text}]}}}

test_blocked[name] if {
	some name in {"BlockPublicAcls", "IgnorePublicAcls"}
	acls.blocked(bucket(name, "true"))
	acls.blocked(bucket(name, "True"))
}

test_open[why] if {
	some why, open in {
		"nothing is set": {"properties": {}},
		"it is false": bucket("BlockPublicAcls", "false"),
		"policies only": bucket("BlockPublicPolicy", "true"),
	}
	not acls.blocked(open)
}
