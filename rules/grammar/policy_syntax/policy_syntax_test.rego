package iamlint.rules.policy_syntax_test

import data.iamlint.rules.policy_syntax

fault := {"kind": "syntax", "element": "", "text": "found end of text", "suggestion": "", "at": "a.yaml:1:1-1:9"}

subject := {"name": "work", "kind": "identity", "target": {"name": "AppRole", "kind": "role"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := policy_syntax.report with input.having.faulty_documents as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `work of role AppRole is not JSON (found end of text): mend it, or write the policy as a map`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"another kind of document": [{"kind": "trust"}, {}],
		"a resource": [{"target": {"name": "Q", "kind": "resource", "type": "AWS::SQS::QueuePolicy"}}, {}],
		"another reason": [{}, {"text": "missing comma"}],
		"a policy by itself": [{"target": {"name": "a.json", "kind": "document"}}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"a list instead of a map": [{}, {"kind": "wrong-type", "text": "a list"}],
		"a missing statement": [{}, {"kind": "missing-element"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"an Id of the wrong type": [{}, {"kind": "wrong-type", "element": "Id"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
