# METADATA
# description: |
#   What the rules on resources share: which of the actions that could be limited to fewer resources
#   a rule speaks of, and how its message does.
package iamlint.lib.resources

import data.iamlint.lib
import data.iamlint.lib.names
import data.iamlint.lib.wildcards

# groups are the access levels that one rule speaks of, with what one does with their actions.
groups := {
	"permissions": {"permissions": "change permissions"},
	"change": {"write": "write"},
	"data": {"data": "read data"},
	"tagging": {"tagging": "tag"},
	"look": {"read": "read", "list": "list"},
}

# order is how messages go through the levels: gravest first.
order := ["permissions", "write", "data", "tagging", "read", "list"]

# gravest is the group that speaks of a statement: the gravest in which it has an action. It is undefined
# when no action could be limited, and when every action is allowed: then rules on wildcards speak of it. Of an IoT
# policy another rule speaks. What SAM writes for an event or a policy template is not for the user to mend; the values
# that it was given have a rule of their own.
# Of "data" and "tagging" in a policy of one's own, rules on exposure speak.
gravest(statement) := "none" if {
	wildcards.of_devices(statement)
} else := "none" if {
	statement.document.origin in {"template", "sam"}
} else := "permissions" if {
	statement.scopable.permissions.count > 0
	not every_action(statement)
} else := "change" if {
	statement.scopable.write.count > 0
	not every_action(statement)
} else := "data" if {
	statement.scopable.data.count > 0
	not every_action(statement)
} else := "tagging" if {
	statement.scopable.tagging.count > 0
	not every_action(statement)
} else := "look" if {
	statement.scopable.read.count + statement.scopable.list.count > 0
	not every_action(statement)
}

every_action(statement) if {
	some action in statement.actions
	action.wildcard == "every"
}

# at is the resource on which the gravest actions are allowed.
at(statement) := levels(statement)[0].reach_at

# message says what may be done where, and what to write instead.
message(statement, where) := sprintf("%s %s with %s %s: write %s%s", [
	wildcards.may(statement), lib.words([level.verb | some level in spoken]), lib.several(actions(spoken)), where,
	advice(spoken), others(statement, spoken),
]) if {
	spoken := levels(statement)
}

# levels are the levels of the gravest group, in order, with the verb of each.
levels(statement) := [object.union(actions, {"verb": verb}) |
	verbs := groups[gravest(statement)]
	some level in order
	verb := verbs[level]
	actions := statement.scopable[level]
	actions.count > 0
]

# actions joins levels into one.
actions(spoken) := {
	"count": sum([level.count | some level in spoken]),
	"names": [name | some level in spoken; some name in level.names],
}

# advice is one ARN for one action, and two for more.
advice(spoken) := examples(array.slice(arns, 0, min([2, actions(spoken).count]))) if {
	all := [arn | some level in spoken; some arn in level.arns]
	arns := [arn | some i, arn in all; not arn in array.slice(all, 0, i)]
}

# examples is "the ARNs that it needs, such as a or b".
examples([]) := "the ARNs that it needs"

examples(arns) := sprintf("the ARNs that it needs, such as %s", [concat(" or ", arns)]) if count(arns) > 0

# others counts the actions of less grave groups, which would be spoken of next.
others(statement, spoken) := sprintf(", and those of %d more actions", [rest]) if {
	rest := remaining(statement, spoken)
	rest > 1
} else := ", and those of one more action" if {
	remaining(statement, spoken) == 1
} else := ""

remaining(statement, spoken) := sum([level.count | some level in statement.scopable]) - actions(spoken).count

# misfits are the actions that none of the statement's resources fits: those that only take *, or the others.
# What AWS wrote is not for the user to mend.
misfits(statement, unscopable) := [misfit |
	not names.aws_wrote(statement)
	some misfit in statement.misfits
	misfit.unscopable == unscopable
	not works_all_the_same(statement, lower(misfit.action))
]

# Some actions take ARNs of which the Service Authorization Reference does not know. Those of callbacks and
# HTTP tasks are state machines.
works_all_the_same(_, action) if {
	action in {"states:invokehttpendpoint", "states:sendtaskfailure", "states:sendtaskheartbeat", "states:sendtasksuccess"}
}

# A change set with a transform needs the permission on the transform, too.
works_all_the_same(statement, "cloudformation:createchangeset") if {
	some resource in statement.resources
	contains(resource.text, ":transform/")
}

# To list log groups is asked for on arn:aws:logs:us-east-1:111122223333:log-group::log-stream:
works_all_the_same(statement, "logs:describeloggroups") if {
	some resource in statement.resources
	resource.service == "logs"
	resource.breadth in {"account", "type"}
}

# dead is the finding of misfits: at the first, with the others beside it.
dead(statement, found, message) := lib.related(
	lib.finding(statement.target, found[0].at, message),
	[lib.place(misfit.at, sprintf("%s grants nothing, either", [misfit.action])) |
		some misfit in array.slice(found, 1, count(found))
	],
)

# named lists misfits in a message.
named(found) := lib.several({"count": count(names), "names": names}) if {
	names := [misfit.action | some misfit in found]
}

# account_wide is the gravest level, "permissions" or "write", on which a statement gives actions of a sensitive
# service on all that the account has of a kind.
account_wide(statement) := "permissions" if {
	wildcards.allows(statement)
	wildcards.open(statement)
	not statement.document.origin == "template"
	count(wide_actions(statement, "permissions")) > 0
} else := "write" if {
	wildcards.allows(statement)
	wildcards.open(statement)
	not statement.document.origin == "template"
	count(wide_actions(statement, "write")) > 0
}

# wide_actions leaves out whole services and passing roles, which have rules of their own, and the writing of logs,
# for which AWS's own examples say so.
wide_actions(statement, level) := [action |
	some action in statement.actions
	action.reach == "account"
	action.level == level
	action.wildcard in {"none", "partial"}
	action.service in wildcards.sensitive
	not action.names[0] in {"iam:PassRole", "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "sts:AssumeRole"}
]

# account_message says what may be done to all of a kind.
account_message(statement, level, verb, resource) := sprintf(
	"%s %s with %s on %q, which is all that the account has of it: write the names, or the beginning that they share",
	[wildcards.may(statement), verb, lib.several({"count": count(names), "names": names}), resource.text],
) if {
	names := [action.text | some action in wide_actions(statement, level)]
}

# abroad are the actions of a group that a statement gives on a resource and that work across accounts.
abroad(statement, resource, group) := [action.text |
	some action in statement.actions
	action.wildcard in {"none", "partial"}
	kind := crossing[group][action.service]
	resource.service == kind.on
	some name in action.names
	name in kind.actions
]

# crossing are the actions by which something leaves the account, with the service whose resources they take.
crossing := {
	"data": {
		"events": {"on": "events", "actions": {"events:PutEvents"}},
		"kinesis": {"on": "kinesis", "actions": {"kinesis:PutRecord"}},
		"lambda": {"on": "lambda", "actions": {"lambda:InvokeFunction"}},
		"sns": {"on": "sns", "actions": {"sns:Publish"}},
		"sqs": {"on": "sqs", "actions": {"sqs:SendMessage"}},
	},
	"keys": {"kms": {
		"on": "kms",
		"actions": {
			"kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey",
			"kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptTo",
		},
	}},
}
