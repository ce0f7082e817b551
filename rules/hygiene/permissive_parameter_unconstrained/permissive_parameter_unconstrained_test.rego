package iamlint.rules.permissive_parameter_unconstrained_test

import data.iamlint.rules.permissive_parameter_unconstrained

use := {
	"element": "Resource",
	"effect": "Allow",
	"whole": true,
	"at": "a.yaml:9:1-9:4",
	"target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"},
}

parameter := {"name": "TableArn", "at": "a.yaml:1:1-1:4", "constrained": false, "wildcards": [], "uses": [use]}

reported(changes) := report if {
	report := permissive_parameter_unconstrained.report with input.parameters as [object.union(parameter, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "TableArn"
	found.message == `parameter TableArn may be anything, also "*", and is the whole Resource of role AppRole: add an AllowedPattern such as [^*?]+`
	found.related == [{"at": "a.yaml:9:1-9:4", "message": "used in Resource of role AppRole"}]
}

test_message_names_each_use_once if {
	uses := [use, object.union(use, {"at": "a.yaml:10:1-10:4"}), object.union(use, {"element": "Action"})]
	some found in reported({"uses": uses})
	contains(found.message, "is the whole Resource of role AppRole and Action of role AppRole: add")
	count(found.related) == 3
}

test_fires[why] if {
	some why, changes in {
		"an action": {"uses": [object.union(use, {"element": "Action"})]},
		"a principal": {"uses": [object.union(use, {"element": "Principal"})]},
		"a wildcard that opens nothing": {"wildcards": [{"at": "x", "text": "arn:aws:s3:::shop/*"}]},
		"one of two uses": {"uses": [object.union(use, {"effect": "Deny"}), use]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"it is limited": {"constrained": true},
		"a part is limited by the rest": {"uses": [object.union(use, {"whole": false})]},
		"deny keeps out": {"uses": [object.union(use, {"effect": "Deny"})]},
		"all but everything is nothing": {"uses": [object.union(use, {"element": "NotAction"})]},
		"a wildcard is the graver variant's": {"wildcards": [{"at": "x", "text": "*"}]},
	}
	count(reported(changes)) == 0
}
