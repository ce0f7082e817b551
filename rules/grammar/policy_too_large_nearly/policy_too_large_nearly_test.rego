package iamlint.rules.policy_too_large_nearly_test

import data.iamlint.rules.policy_too_large_nearly

document := {
	"name": "work",
	"kind": "identity",
	"origin": "",
	"at": "a.yaml:1:1-9:1",
	"size": 5600,
	"target": {"name": "AppPolicy", "kind": "managed-policy", "type": "AWS::IAM::ManagedPolicy"},
}

target := {
	"name": "AppRole",
	"kind": "role",
	"type": "AWS::IAM::Role",
	"at": "a.yaml:1:1-1:8",
	"inline_size": 9300,
	"managed": [],
}

reported(changes) := report if {
	report := policy_too_large_nearly.report with input.having.documents as [object.union(document, changes)] with input.targets as []
}

reported_of(changes) := report if {
	report := policy_too_large_nearly.report with input.targets as [object.union(target, changes)] with input.having.documents as []
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-9:1"
	found.target == "AppPolicy"
	found.message == "work of managed policy AppPolicy has 5600 of the 6144 characters that a managed policy can have: split it before it grows"
}

attached(count) := [{"name": sprintf("P%d", [i])} | some i in numbers.range(1, count)]

test_fires_on[why] if {
	some why, changes in {
		"one that just fits": {"size": 6144},
		"a boundary": {"kind": "boundary"},
		"a trust policy": {"kind": "trust", "size": 1900},
		"an organization's policy": {"kind": "scp", "size": 4700},
		"a policy that stands alone": {"size": 9500, "target": {"name": "a.json", "kind": "document", "type": ""}},
	}
	count(reported(changes)) == 1
}

test_fires_of[why] if {
	some why, changes in {
		"a role that just fits": {"inline_size": 10240},
		"twenty managed policies": {"inline_size": 0, "managed": attached(20)},
		"a role": {},
		"a group": {"kind": "group", "inline_size": 4800},
		"a user": {"kind": "user", "inline_size": 2000},
		"managed policies": {"inline_size": 0, "managed": attached(12)},
	}
	count(reported_of(changes)) == 1
}

test_is_silent_on[why] if {
	some why, changes in {
		"nine tenths of an organization's": {"kind": "scp", "size": 4608},
		"a small policy": {"size": 1200},
		"one that is too large": {"size": 7000},
		"an inline policy, which is counted with its like": {"target": {"name": "R", "kind": "role", "type": "AWS::IAM::Role"}},
		"the policy of a resource": {"kind": "resource", "size": 15000, "target": {"name": "B", "kind": "resource", "type": "AWS::S3::BucketPolicy"}},
		"what AWS wrote": {"origin": "managed"},
	}
	count(reported(changes)) == 0
}

test_is_silent_of[why] if {
	some why, changes in {
		"a role that is too large": {"inline_size": 10241},
		"nine tenths of a role": {"inline_size": 9216},
		"too many managed policies": {"inline_size": 0, "managed": attached(21)},
		"a small role": {"inline_size": 4000},
		"a permission set, which may have more": {"type": "AWS::SSO::PermissionSet"},
		"a managed policy": {"kind": "managed-policy"},
		"a few managed policies": {"inline_size": 0, "managed": attached(10)},
	}
	count(reported_of(changes)) == 0
}
