package iamlint.rules.arn_scope_mismatch_test

import data.iamlint.rules.arn_scope_mismatch

fault := {"kind": "arn-region-not-allowed", "element": "Resource", "text": "us-east-1", "suggestion": "", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := arn_scope_mismatch.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `Resource in work of role AppRole names the Region "us-east-1" in an ARN that has none, so that it matches nothing: leave the field empty`
}

alone := {"target": {"name": "policy.json", "kind": "document", "type": ""}}

test_message_of_what_is_missing[kind] if {
	some kind, [in_template, elsewhere] in {
		"arn-region-missing": ["write ${AWS::Region}, the name of one, or *", "write the name of one, or *"],
		"arn-account-missing": ["write ${AWS::AccountId} or twelve digits", "write twelve digits"],
	}
	some found in reported({}, {"kind": kind})
	endswith(found.message, in_template)
	some other in reported(alone, {"kind": kind})
	endswith(other.message, concat("", [": ", elsewhere]))
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"an account": [{}, {"kind": "arn-account-not-allowed"}],
		"no Region": [{}, {"kind": "arn-region-missing"}],
		"no account": [{}, {"kind": "arn-account-missing"}],
		"NotResource": [{}, {"element": "NotResource"}],
		"a deny": [{"effect": "Deny"}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"a Region that does not exist": [{}, {"kind": "arn-region"}],
		"a type that is not known": [{}, {"kind": "arn-resource"}],
		"text": [{}, {"kind": "arn-none"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an element of the wrong type": [{}, {"kind": "wrong-type"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
