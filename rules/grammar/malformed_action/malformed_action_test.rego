package iamlint.rules.malformed_action_test

import data.iamlint.rules.malformed_action

wrong := {"at": "a.yaml:1:1-1:9", "text": "GetObject", "service": "", "status": "malformed", "suggestion": "", "wildcard": "none"}

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "name": "work", "origin": ""},
	"actions": [wrong],
	"not_actions": [],
}

reported(changes) := report if {
	report := malformed_action.report with input.having.malformed_action as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `role AppRole has the action "GetObject", which names no service: write it as service:Name, like s3:GetObject`
}

test_fires_on[why] if {
	some why, changes in {
		"spaces": {"actions": [object.union(wrong, {"text": "s3:Get Object"})]},
		"too many colons": {"actions": [object.union(wrong, {"text": "a:b:c"})]},
		"an empty text": {"actions": [object.union(wrong, {"text": ""})]},
		"other signs": {"actions": [object.union(wrong, {"text": "s3:Gét"})]},
		"NotAction": {"actions": [], "not_actions": [wrong]},
		"a deny": {"effect": "Deny"},
		"a lack of Fn::Sub": {"actions": [object.union(wrong, {"text": "${S}:Get*"})]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"a known action": {"actions": [object.union(wrong, {"status": "known"})]},
		"an unknown action": {"actions": [object.union(wrong, {"status": "unknown-action"})]},
		"not resolved": {"actions": [object.union(wrong, {"status": "unresolved"})]},
		"what AWS wrote": {"document": {"kind": "identity", "origin": "template"}},
		"what another tool fills in": {"target": {"name": "a.json", "kind": "document"}, "actions": [object.union(wrong, {"text": "${s}:Get*"})]},
	}
	count(reported(changes)) == 0
}

guard := {
	"effect": "Deny",
	"target": {"name": "Guard", "kind": "managed-policy"},
	"document": {"kind": "scp", "name": "Content", "origin": ""},
	"actions": [{"at": "a.yaml:1:1-1:9", "text": "s*:Get*", "wildcard": "prefix", "status": "known"}],
	"not_actions": [],
}

of_prefix(changes) := report if {
	report := malformed_action.report with input.having.malformed_action as []
		with input.having.prefix_wildcard as [object.union(guard, changes)]
}

test_fires_on_wild_services_in_control_policies if {
	count(of_prefix({})) == 1
}

test_leaves_wild_services[why] if {
	some why, changes in {
		"in identity policies": {"document": {"kind": "identity"}},
		"where they allow": {"effect": "Allow"},
		"that are not wild": {"actions": [{"at": "a.yaml:1:1-1:9", "text": "s3:Get*", "wildcard": "partial", "status": "known"}]},
	}
	count(of_prefix(changes)) == 0
}

test_message_of_what_nothing_fills_in if {
	some found in reported({"actions": [object.union(wrong, {"text": "${s}:Get"})]})
	contains(found.message, "is filled in by nothing")
}
