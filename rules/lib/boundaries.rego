# METADATA
# description: |
#   What the rules on permissions boundaries share: whether a target has one, and whether it is one of those
#   that the settings allow.
package iamlint.lib.boundaries

import data.iamlint.lib

# faults are what is wrong with the boundaries of a target, each with the place to mend. Bounds are what the template
# sets, and loose says when it sets none although it does otherwise. Of one that is not known before deployment nothing
# is wrong.
faults(target, [], _, _) := {{"at": target.at, "message": sprintf("%s has no permissions boundary: set PermissionsBoundary", [lib.title(target)])}}

faults(target, bounds, loose, allowed) := absent(target, bounds, loose) | {found |
	some bound in bounds
	bound.known
	count(allowed) > 0
	not among(bound.text, allowed)
	message := sprintf("the permissions boundary of %s is %q, and none of those that the settings allow: %s", [
		lib.title(target), bound.text,
		lib.words(array.slice(allowed, 0, 3)),
	])
	found := {"at": bound.at, "message": message}
} if {
	count(bounds) > 0
}

absent(target, bounds, loose) := {found |
	count(loose) > 0
	message := sprintf("%s has no permissions boundary %s, where nothing bounds it: set PermissionsBoundary there as well", [
		lib.title(target), lib.words(loose),
	])
	found := {"at": bounds[0].at, "message": message}
}

# among tells whether a policy is one of a list, in which it stands by its ARN, with wildcards, or by its name.
among(arn, allowed) if {
	some pattern in allowed
	glob.match(pattern, null, arn)
}

among(arn, allowed) if array.reverse(split(arn, "/"))[0] in allowed
