package iamlint.lib_test

import data.iamlint.lib

test_finding_takes_the_name_of_its_subject if {
	got := lib.finding({"name": "AppRole", "kind": "role"}, "a.yaml:1:1-1:2", "do this")
	got == {"at": "a.yaml:1:1-1:2", "target": "AppRole", "kind": "role", "message": "do this", "related": []}
}

test_finding_may_be_about_what_is_of_no_kind if {
	lib.finding({"name": "111122223333"}, "a.yaml:1:1-1:2", "do this").kind == ""
}

test_related_keeps_the_finding if {
	found := lib.finding({"name": "AppRole"}, "a.yaml:1:1-1:2", "do this")
	got := lib.related(found, [lib.place("a.yaml:3:1-3:2", "seen here")])
	got.message == "do this"
	got.related == [{"at": "a.yaml:3:1-3:2", "message": "seen here"}]
}

test_title[kind] if {
	some kind, want in {
		"role": "role X",
		"user": "user X",
		"group": "group X",
		"managed-policy": "managed policy X",
		"resource": "AWS::S3::Bucket X",
		"document": "this policy",
	}
	lib.title({"name": "X", "kind": kind, "type": "AWS::S3::Bucket"}) == want
}

test_title_of_a_policy_that_stands_apart[type] if {
	some type in {"AWS::IAM::GroupPolicy", "AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy"}
	some kind in {"role", "user", "group"}
	lib.title({"name": "X", "kind": kind, "type": type}) == "policy X"
}

test_title_of_a_policy_of_iot if {
	lib.title({"name": "X", "kind": "managed-policy", "type": "AWS::IoT::Policy"}) == "IoT policy X"
}

test_pseudo if {
	lib.pseudo({"kind": "role", "type": "AWS::IAM::Role"}, ", or ${AWS::AccountId}") == ", or ${AWS::AccountId}"
	lib.pseudo({"kind": "document", "type": ""}, ", or ${AWS::AccountId}") == ""
}

test_policy if {
	lib.policy("work", {"name": "X", "kind": "role", "type": "AWS::IAM::Role"}) == `policy "work" of role X`
	lib.policy("work", {"name": "X", "kind": "role", "type": "AWS::IAM::RolePolicy"}) == "policy X"
	lib.policy("PolicyDocument", {"name": "X", "kind": "managed-policy", "type": "AWS::IAM::ManagedPolicy"}) == "managed policy X"
}

test_several[count] if {
	some count, want in {
		1: "a",
		2: "a and b",
		3: "a, b and c",
		4: "a, b, c and 1 more",
		20: "a, b, c and 17 more",
	}
	names := array.slice(["a", "b", "c", "d"], 0, count)
	lib.several({"count": count, "names": names}) == want
}

test_words_of_nothing_is_nothing if {
	lib.words([]) == ""
}
