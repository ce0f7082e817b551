package iamlint.rules.sam_connector_scope_test

import data.iamlint.rules.sam_connector_scope

reported(name, texts) := report if {
	report := sam_connector_scope.report with input.resources as [{
		"name": "Link",
		"kind": "resource",
		"type": "AWS::Serverless::Connector",
		"properties": {name: {"at": "a.yaml:2:1-2:4", "values": [{"text": text} | some text in texts]}},
	}]
}

test_message if {
	some found in reported("Permissions", ["Read", "Write"])
	found.at == "a.yaml:2:1-2:4"
	found.message == "connector Link gives both Read and Write: leave out what its source does not do"
}

test_message_of_one_inside_its_source if {
	some found in reported("Connectors.ToTable.Permissions", ["Write", "Read"])
	startswith(found.message, "connector Link.Connectors.ToTable gives both")
}

test_is_silent[why] if {
	some why, texts in {"read": ["Read"], "write": ["Write"], "nothing": []}
	count(reported("Permissions", texts)) == 0
}

test_other_properties_are_silent if {
	count(reported("Tags", ["Read", "Write"])) == 0
}

test_fires_on_more_than_one[why] if {
	some why, texts in {"written twice": ["Read", "Write", "Read"]}
	count(reported("Permissions", texts)) == 1
}
