# METADATA
# description: |
#   What rules share: the form of a finding, and the wording of messages. Facts about
#   policies are not here: Go writes them onto input.
package iamlint.lib

# finding is what a rule reports: whose (anything with a name), where, and what to do about it.
finding(subject, at, message) := {
	"at": at,
	"target": subject.name,
	"kind": object.get(subject, "kind", ""),
	"message": message,
	"related": [],
}

# related is a finding that speaks of other places, too.
related(found, places) := object.union(found, {"related": places})

# place is one of the other places of a finding.
place(at, message) := {"at": at, "message": message}

# title names a target as people do: "role AppRole".
title(target) := "this policy" if target.kind == "document"

title(target) := sprintf("managed policy %s", [target.name]) if {
	target.kind == "managed-policy"
	not of_devices(target)
}

# A policy of IoT is for the certificates of devices, and no identity has it.
title(target) := sprintf("IoT policy %s", [target.name]) if of_devices(target)

of_devices(target) if target.type == "AWS::IoT::Policy"

title(target) := sprintf("%s %s", [target.type, target.name]) if target.kind == "resource"

title(target) := sprintf("%s %s", [target.kind, target.name]) if {
	target.kind in {"role", "user", "group"}
	not attached(target)
}

# A policy that is a resource of its own goes by its own name, as those who have it may be several, or elsewhere.
title(target) := sprintf("policy %s", [target.name]) if attached(target)

# attached tells whether a target is an inline policy that a template writes apart from its role, user or group.
attached(target) if target.type in {"AWS::IAM::GroupPolicy", "AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy"}

title(target) := "the root user" if target.kind == "root"

# pseudo is advice to write what only templates fill in, and nothing for the policies of accounts and those that stand alone.
pseudo(target, advice) := "" if {
	target.type == ""
} else := advice

# policy names a policy: by its own name and whose it is, unless it stands apart.
policy(name, target) := title(target) if {
	attached(target)
} else := title(target) if {
	target.kind == "managed-policy"
} else := sprintf("policy %q of %s", [name, title(target)])

# several words a set of actions: "a", "a and b", "a, b and c", "a, b, c and 4 more". Its argument
# has a count and names, of which there may be fewer.
several(actions) := words(actions.names) if actions.count <= 3

several(actions) := sprintf("%s and %d more", [
	concat(", ", array.slice(actions.names, 0, 3)),
	actions.count - 3,
]) if {
	actions.count > 3
}

# words joins a few names: "a, b and c".
words(names) := concat(" and ", array.concat(
	[concat(", ", array.slice(names, 0, last)) | last > 0],
	array.slice(names, last, last + 1),
)) if {
	last := count(names) - 1
}
