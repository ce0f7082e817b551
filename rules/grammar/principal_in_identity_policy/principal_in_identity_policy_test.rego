package iamlint.rules.principal_in_identity_policy_test

import data.iamlint.rules.principal_in_identity_policy

fault := {"kind": "unsupported-element", "element": "Principal", "text": "", "suggestion": "", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "branch": "", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(changes, wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := principal_in_identity_policy.report with input.having.faulty as [object.union(changed, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `a statement in work of role AppRole has Principal, which only policies of resources and trust policies can have: take it out`
}

test_fires_on[why] if {
	some why, [changes, wrong] in {
		"NotPrincipal": [{}, {"element": "NotPrincipal"}],
		"a deny": [{"effect": "Deny"}, {}],
		"a boundary": [{"document": {"kind": "boundary", "name": "p"}}, {}],
		"a managed policy": [{"target": {"name": "P", "kind": "managed-policy"}}, {}],
	}
	count(reported(changes, wrong)) == 1
}

test_is_silent[why] if {
	some why, [changes, wrong] in {
		"an organization's policy has a rule of its own": [{"document": {"kind": "scp", "name": "p"}}, {}],
		"a resource in a trust policy": [{"document": {"kind": "trust", "name": "AssumeRolePolicyDocument"}}, {"element": "Resource"}],
		"a malformed principal": [{}, {"kind": "principal"}],
		"an unknown element": [{}, {"kind": "unknown-element"}],
		"no faults": [{"faults": []}, {}],
	}
	count(reported(changes, wrong)) == 0
}
