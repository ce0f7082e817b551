package iamlint.rules.unscoped_kms_test

import data.iamlint.rules.unscoped_kms

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"wildcard": "none"}],
	"not_resources": [],
	"grants": {"kms:Decrypt": {
		"at": "a.yaml:1:1-1:4",
		"pattern": "kms:Decrypt",
		"reach": "all",
		"reach_at": "a.yaml:2:1-2:4",
	}},
}

grant(changes) := {"grants": {"kms:Decrypt": changes}}

reported(changes) := report if {
	report := unscoped_kms.report with input.having.watched as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.target == "AppRole"
	found.message == concat(" ", [
		`role AppRole may use every KMS key with kms:Decrypt:`,
		`write the keys' ARNs, or add the condition kms:ViaService`,
	])
}

test_fires_on[why] if {
	some why, changes in {
		"all": {},
		"every key of any account": grant({"reach": "type"}),
		"a pattern": grant({"pattern": "kms:D*"}),
		"NotResource": {"reach": "", "not_resources": [{}]},
		"two uses, once": {"grants": {"kms:Encrypt": {"reach": "all", "reach_at": "a.yaml:2:1-2:4", "pattern": "kms:Encrypt"}}},
		"a grant on one key besides": {"grants": {"kms:CreateGrant": {"reach": "exact", "reach_at": "a.yaml:2:1-2:4", "pattern": "kms:CreateGrant"}}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"of NotAction other rules speak": grant({"pattern": ""}),
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a trust policy is another rule's": {"document": {"kind": "trust"}},
		"a key's own policy is another rule's": {"document": {"kind": "resource"}},
		"the resource is named": grant({"reach": "exact"}),
		"the resource begins with a name": grant({"reach": "prefix"}),
		"the resource is not known": grant({"reach": "unresolved"}),
		"no resource fits": grant({"reach": ""}),
		"another rule speaks of every action": {"actions": [{"wildcard": "every"}]},
		"a condition scopes it": {"scoped": true},
		"what could not be read may scope it": {"unresolved": true},
		"the account is named": grant({"reach": "account"}),
		"the graver variant speaks of it": {"grants": {"kms:CreateGrant": {"reach": "all", "reach_at": "a.yaml:2:1-2:4", "pattern": "kms:CreateGrant"}}},
		"it is no use of a key": {"grants": {"kms:Decrypt": {"reach": "exact"}, "iam:PassRole": {"reach": "all"}}},
	}
	count(reported(changes)) == 0
}
