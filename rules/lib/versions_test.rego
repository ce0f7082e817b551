package iamlint.lib.versions_test

import data.iamlint.lib.versions

document(changes) := object.union(
	{
		"name": "work", "kind": "identity", "at": "a.yaml:1:1-2:1",
		"target": {"name": "AppRole", "kind": "role"},
	},
	changes,
)

version(text) := {"version": {"text": text, "known": true, "at": "a.yaml:1:1-1:4"}}

test_state[want] if {
	some want, changes in {
		"missing": {},
		"old": version("2008-10-17"),
		"current": version("2012-10-17"),
		"invalid": version("2012-10-18"),
	}
	versions.state(document(changes)) == want
}

test_state_is_not_known[why] if {
	some why, changes in {
		"a parameter gives it": {"version": {"text": "${V}", "known": false}},
		"a resource gives it": version("${V}"),
		"SAM writes the document": {"origin": "template"},
		"AWS wrote it long ago": object.union(version("2008-10-17"), {"origin": "managed"}),
		"Lambda writes the document": {"name": "Statement", "kind": "resource"},
	}
	not versions.state(document(changes))
}

test_an_identity_policy_may_be_called_statement if {
	versions.state(document({"name": "Statement"})) == "missing"
}

test_at if {
	versions.at(document({})) == "a.yaml:1:1-2:1"
	versions.at(document(version("2008-10-17"))) == "a.yaml:1:1-1:4"
}

test_title if {
	versions.title(document({})) == "work of role AppRole"
	versions.title(document({"target": {"kind": "document"}})) == "this policy"
}

test_title_of_a_policy_that_stands_apart if {
	target := {"name": "Work", "kind": "role", "type": "AWS::IAM::Policy"}
	versions.title({"name": "work", "target": target}) == "policy Work"
	versions.title({"name": "work", "target": object.union(target, {"type": "AWS::IAM::Role"})}) == "work of role Work"
}
