package iamlint.rules.action_resource_mismatch_test

import data.iamlint.rules.action_resource_mismatch

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"unresolved": false,
	"misfits": [
		{"action": "s3:One", "at": "a.yaml:1:1-1:4", "unscopable": true, "arns": []},
		{"action": "s3:Two", "at": "a.yaml:2:1-2:4", "unscopable": false, "arns": ["arn:bucket", "arn:access-point"]},
		{"action": "s3:Three", "at": "a.yaml:3:1-3:4", "unscopable": false, "arns": ["arn:object"]},
	],
}

reported(changes) := report if {
	report := action_resource_mismatch.report with input.having.misfit as [object.union(statement, changes)]
}

test_speaks_once_and_names_all if {
	some found in reported({})
	count(reported({})) == 1
	found.at == "a.yaml:2:1-2:4"
	found.target == "AppRole"
	startswith(found.message, "role AppRole gets nothing from s3:Two and s3:Three, which none")
	endswith(found.message, `such as arn:bucket or arn:access-point`)
	found.related == [{"at": "a.yaml:3:1-3:4", "message": "s3:Three grants nothing, either"}]
}

test_fires_on_one_action if {
	some found in reported({"misfits": [statement.misfits[2]]})
	found.at == "a.yaml:3:1-3:4"
	found.related == []
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing anyway": {"effect": "Deny"},
		"what could not be read may fit": {"unresolved": true},
		"a boundary is not judged": {"document": {"kind": "boundary"}},
		"an organization's policy is not judged": {"document": {"kind": "scp"}},
		"the other variant speaks of it": {"misfits": [statement.misfits[0]]},
	}
	count(reported(changes)) == 0
}
