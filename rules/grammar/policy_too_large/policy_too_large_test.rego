package iamlint.rules.policy_too_large_test

import data.iamlint.rules.policy_too_large

document := {
	"name": "work",
	"kind": "identity",
	"origin": "",
	"at": "a.yaml:1:1-9:1",
	"size": 6500,
	"target": {"name": "AppPolicy", "kind": "managed-policy", "type": "AWS::IAM::ManagedPolicy"},
}

target := {
	"name": "AppRole",
	"kind": "role",
	"type": "AWS::IAM::Role",
	"at": "a.yaml:1:1-1:8",
	"inline_size": 10300,
	"managed": [],
}

reported(changes) := report if {
	report := policy_too_large.report with input.having.documents as [object.union(document, changes)] with input.targets as []
}

reported_of(changes) := report if {
	report := policy_too_large.report with input.targets as [object.union(target, changes)] with input.having.documents as []
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-9:1"
	found.target == "AppPolicy"
	found.message == "work of managed policy AppPolicy has at least 6500 characters, more than the 6144 that a managed policy can have: split it or shorten it with patterns"
}

attached(count) := [{"name": sprintf("P%d", [i])} | some i in numbers.range(1, count)]

test_fires_on[why] if {
	some why, changes in {
		"a boundary": {"kind": "boundary"},
		"a trust policy": {"kind": "trust", "size": 2100},
		"an organization's policy": {"kind": "scp", "size": 5121},
		"a bucket policy": {"kind": "resource", "size": 20481, "target": {"name": "P", "kind": "resource", "type": "AWS::S3::BucketPolicy"}},
		"a key policy": {"kind": "resource", "size": 32769, "target": {"name": "K", "kind": "resource", "type": "AWS::KMS::Key"}},
		"a policy that stands alone": {"size": 10241, "target": {"name": "a.json", "kind": "document", "type": ""}},
	}
	count(reported(changes)) == 1
}

test_fires_of[why] if {
	some why, changes in {
		"a role": {},
		"a group": {"kind": "group", "inline_size": 5200},
		"a user": {"kind": "user", "inline_size": 2100},
		"managed policies": {"inline_size": 0, "managed": attached(21)},
	}
	count(reported_of(changes)) == 1
}

test_is_silent_on_what_just_fits[why] if {
	some why, changes in {
		"a managed policy": {"size": 6144},
		"a trust policy": {"kind": "trust", "size": 2048},
		"a bucket policy": {"kind": "resource", "size": 20480, "target": {"name": "P", "kind": "resource", "type": "AWS::S3::BucketPolicy"}},
		"a key policy": {"kind": "resource", "size": 32768, "target": {"name": "K", "kind": "resource", "type": "AWS::KMS::Key"}},
		"a resource policy of no known limit": {"kind": "resource", "size": 90000, "target": {"name": "Q", "kind": "resource", "type": "AWS::X::Y"}},
	}
	count(reported(changes)) == 0
}

test_is_silent_of_what_just_fits[why] if {
	some why, changes in {
		"a group": {"kind": "group", "inline_size": 5120},
		"a role": {"inline_size": 10240},
		"twenty managed policies": {"inline_size": 0, "managed": attached(20)},
	}
	count(reported_of(changes)) == 0
}

test_is_silent_on[why] if {
	some why, changes in {
		"a small policy": {"size": 1200},
		"one that is nearly too large": {"size": 6144},
		"an inline policy, which is counted with its like": {"target": {"name": "R", "kind": "role", "type": "AWS::IAM::Role"}},
		"the policy of a resource": {"kind": "resource", "size": 15000, "target": {"name": "B", "kind": "resource", "type": "AWS::S3::BucketPolicy"}},
		"what AWS wrote": {"origin": "managed"},
	}
	count(reported(changes)) == 0
}

test_is_silent_of[why] if {
	some why, changes in {
		"a small role": {"inline_size": 4000},
		"a permission set, which may have more": {"type": "AWS::SSO::PermissionSet"},
		"a managed policy": {"kind": "managed-policy"},
		"a few managed policies": {"inline_size": 0, "managed": attached(10)},
	}
	count(reported_of(changes)) == 0
}

test_is_silent_on_policies_of_what_has_no_inline_ones if {
	count(reported_of({"kind": "resource", "inline_size": 90000})) == 0
}
