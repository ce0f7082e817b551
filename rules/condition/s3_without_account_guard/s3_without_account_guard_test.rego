package iamlint.rules.s3_without_account_guard_test

import data.iamlint.rules.s3_without_account_guard

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"wildcard": "none"}],
	"conditions": [],
	"not_resources": [],
	"resources": [{"at": "a.yaml:2:1-2:4", "text": "arn:aws:iam::111122223333:role/app"}],
	"grants": {"s3:PutObject": {
		"at": "a.yaml:1:1-1:4",
		"pattern": "s3:PutObject",
		"reach": "all",
		"reach_at": "a.yaml:2:1-2:4",
	}},
}

grant(changes) := {"grants": {"s3:PutObject": changes}}

asks(key) := {"conditions": [{
	"lower_key": key,
	"base": "StringEquals",
	"set": "",
	"if_exists": false,
	"trivial": false,
	"values": [{"text": "x"}],
}]}

reported(changes) := report if {
	report := s3_without_account_guard.report with input.having.watched as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	contains(found.message, "aws:ResourceAccount")
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"target": {"name": "U", "kind": "user"}},
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy"}},
		"every bucket": grant({"reach": "type"}),
		"a prefix": object.union(grant({"reach": "prefix"}), {"resources": [{"at": "a.yaml:2:1-2:4", "text": "arn:aws:s3:::app-*/*"}]}),
		"a tag is of no account": {"conditions": asks("aws:resourcetag/team").conditions},
	}
	count(reported(object.union({}, changes))) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"the part of the organization is asked for": {"conditions": asks("aws:resourceorgpaths").conditions},
		"a grant that is exact, beside a pattern": object.union(grant({"reach": "exact"}), {"resources": [{"at": "a.yaml:2:1-2:4", "text": "arn:aws:s3:::app-*/*"}]}),
		"the pattern of something else": object.union(grant({"reach": "prefix"}), {"resources": [{"at": "a.yaml:2:1-2:4", "text": "arn:aws:s3:::app/in-*"}, {"at": "a.yaml:9:1-9:4", "text": "arn:aws:s3:::app-*/*"}]}),
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"what could not be read may scope it": {"unresolved": true},
		"another rule speaks of every action": {"actions": [{"wildcard": "every"}], "grants": {"s3:PutObject": {"pattern": "*"}}},
		"a bucket": grant({"reach": "exact"}),
		"a prefix within a bucket": object.union(grant({"reach": "prefix"}), {"resources": [{"at": "a.yaml:2:1-2:4", "text": "arn:aws:s3:::app/in-*"}]}),
		"the account is asked for": asks("aws:resourceaccount"),
		"the organization is asked for": asks("aws:resourceorgid"),
		"the account is asked for by S3": asks("s3:resourceaccount"),
	}
	count(reported(object.union({}, changes))) == 0
}
