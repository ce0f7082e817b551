package iamlint.lib.wildcards_test

import data.iamlint.lib.wildcards

test_may[want] if {
	some want, statement in {
		"role X may": {"document": {"kind": "identity"}, "target": {"kind": "role", "name": "X"}},
		"managed policy X lets its holders": {"document": {"kind": "identity"}, "target": {"kind": "managed-policy", "name": "X"}},
		"policy X lets its holders": {"document": {"kind": "identity"}, "target": {"kind": "role", "type": "AWS::IAM::Policy", "name": "X"}},
		"this policy lets its holders": {"document": {"kind": "scp"}, "target": {"kind": "document", "name": "X"}},
		"role X lets its principals": {"document": {"kind": "trust"}, "target": {"kind": "role", "name": "X"}},
		"AWS::SQS::QueuePolicy X lets its principals": {
			"document": {"kind": "resource"},
			"target": {"kind": "resource", "type": "AWS::SQS::QueuePolicy", "name": "X"},
		},
	}
	wildcards.may(statement) == want
}

test_on[want] if {
	some want, statement in {
		" on every resource": {"reach": "all", "resources": [{"text": "*"}], "not_resources": []},
		` on "a"`: {"reach": "exact", "resources": [{"text": "a"}], "not_resources": []},
		` on "a", "b", "c" and 1 more`: {
			"reach": "exact",
			"resources": [{"text": "a"}, {"text": "b"}, {"text": "c"}, {"text": "d"}],
			"not_resources": [],
		},
		` on everything but "a" and "b"`: {"reach": "", "resources": [], "not_resources": [{"text": "a"}, {"text": "b"}]},
		"": {"reach": "", "resources": [], "not_resources": []},
	}
	wildcards.on(statement) == want
}

test_reads[text] if {
	some text, want in {
		"s3:List*": true,
		"S3:LIST*": true,
		"ecr:BatchGet*": true,
		"s3:*List": false,
		"rds:Download*": false,
	}
	reads(text) == want
}

reads(text) if wildcards.reads({"text": text, "sensitive": false})

reads(text) := false if not wildcards.reads({"text": text, "sensitive": false})

test_policy_name_drops_the_path if {
	wildcards.policy_name({"name": "job-function/SystemAdministrator"}) == "SystemAdministrator"
	wildcards.policy_name({"name": "IAMFullAccess"}) == "IAMFullAccess"
	wildcards.policy_name({"name": ""}) == ""
}
