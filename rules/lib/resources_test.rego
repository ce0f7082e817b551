package iamlint.lib.resources_test

import data.iamlint.lib.resources

none := {"count": 0, "names": [], "arns": [], "reach_at": ""}

nothing := {"permissions": none, "write": none, "data": none, "tagging": none, "read": none, "list": none}

some_of(names, at) := {"count": count(names), "names": names, "arns": ["arn:1", "arn:2", "arn:3"], "reach_at": at}

statement(scopable) := {
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"actions": [{"wildcard": "none"}],
	"scopable": object.union(nothing, scopable),
}

test_gravest[group] if {
	some group, scopable in {
		"permissions": {"permissions": some_of(["a:P"], "1"), "list": some_of(["a:L"], "2")},
		"change": {"write": some_of(["a:W"], "1"), "data": some_of(["a:D"], "2")},
		"data": {"data": some_of(["a:D"], "1"), "read": some_of(["a:R"], "2")},
		"tagging": {"tagging": some_of(["a:T"], "1"), "list": some_of(["a:L"], "2")},
		"look": {"list": some_of(["a:L"], "1")},
	}
	resources.gravest(statement(scopable)) == group
}

test_nothing_is_gravest_of_nothing if {
	not resources.gravest(statement({}))
}

test_rules_on_wildcards_speak_of_every_action if {
	every_action := {"actions": [{"wildcard": "none"}, {"wildcard": "every"}]}
	not resources.gravest(object.union(statement({"write": some_of(["a:W"], "1")}), every_action))
}

test_what_sam_writes_is_not_spoken_of[origin] if {
	some origin in {"template", "sam"}
	subject := object.union(statement({"write": some_of(["a:W"], "1")}), {"document": {"origin": origin}})
	resources.gravest(subject) == "none"
}

test_what_users_and_aws_write_is_spoken_of[origin] if {
	some origin in {"", "managed"}
	subject := object.union(statement({"write": some_of(["a:W"], "1")}), {"document": {"origin": origin}})
	resources.gravest(subject) == "change"
}

test_message[want] if {
	some want, scopable in {
		"role AppRole may write with a:W on b: write the ARNs that it needs, such as arn:1": {"write": some_of(["a:W"], "1")},
		`role AppRole may write with a:V and a:W on b: write the ARNs that it needs, such as arn:1 or arn:2, and those of one more action`: {
			"write": some_of(["a:V", "a:W"], "1"), "data": some_of(["a:D"], "2"),
		},
		`role AppRole may change permissions with a:P on b: write the ARNs that it needs, such as arn:1, and those of one more action`: {
			"permissions": some_of(["a:P"], "1"), "list": some_of(["a:L"], "2"),
		},
		`role AppRole may read and list with a:R and a:L on b: write the ARNs that it needs, such as arn:1 or arn:2`: {
			"read": some_of(["a:R"], "1"), "list": some_of(["a:L"], "2"),
		},
		`role AppRole may read data with a:D on b: write the ARNs that it needs, such as arn:1, and those of 2 more actions`: {
			"data": some_of(["a:D"], "1"), "list": some_of(["a:L", "a:M"], "2"),
		},
	}
	resources.message(statement(scopable), "on b") == want
}

test_without_formats_there_is_no_example if {
	resources.examples([]) == "the ARNs that it needs"
}

test_at_is_where_the_gravest_are_allowed if {
	resources.at(statement({"data": some_of(["a:D"], "2"), "list": some_of(["a:L"], "1")})) == "2"
}

test_misfits[unscopable] if {
	some unscopable, want in {true: ["s3:ListAllMyBuckets"], false: ["s3:GetObject"]}
	subject := {"resources": [], "misfits": [
		{"action": "s3:ListAllMyBuckets", "unscopable": true},
		{"action": "s3:GetObject", "unscopable": false},
	]}
	[misfit.action | some misfit in resources.misfits(subject, unscopable)] == want
}

misfitting(action, resource) := count(resources.misfits(
	{
		"resources": [resource],
		"misfits": [{"action": action, "unscopable": true}],
	},
	true,
))

test_what_aws_wrote_is_not_for_the_user_to_mend[origin] if {
	some origin in {"template", "managed", "sam"}
	resources.misfits(
		{
			"document": {"origin": origin},
			"misfits": [{"action": "s3:GetObject", "unscopable": true}],
		},
		true,
	) == []
}

test_some_work_all_the_same if {
	misfitting("states:SendTaskSuccess", {"service": "states", "breadth": "exact", "text": "arn"}) == 0
	misfitting("logs:DescribeLogGroups", {"service": "logs", "breadth": "type", "text": "arn:aws:logs:*:*:*"}) == 0
	misfitting("logs:DescribeLogGroups", {"service": "logs", "breadth": "exact", "text": "arn"}) == 1
	misfitting("cloudformation:CreateChangeSet", {
		"service": "cloudformation", "breadth": "exact",
		"text": "arn:aws:cloudformation:us-east-1:aws:transform/Serverless-2016-10-31",
	}) == 0
	misfitting("cloudformation:CreateChangeSet", {"service": "cloudformation", "breadth": "exact", "text": "arn"}) == 1
}

test_dead_has_the_other_places_beside_it if {
	found := [{"action": "a:X", "at": "1"}, {"action": "a:Y", "at": "2"}]
	dead := resources.dead(statement({}), found, "do this")
	dead.at == "1"
	dead.related == [{"at": "2", "message": "a:Y grants nothing, either"}]
	resources.named(found) == "a:X and a:Y"
}
