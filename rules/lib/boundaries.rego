# METADATA
# description: |
#   What the rules on permissions boundaries share: whether a target has one, and whether it is one of those
#   that the settings allow.
package iamlint.lib.boundaries

import data.iamlint.lib

# fault is what is wrong with the boundary of a target, with the place to mend. It is undefined when nothing is,
# or when the boundary is not known before deployment.
fault(target, _) := {"at": target.at, "message": sprintf("%s has no permissions boundary: set PermissionsBoundary", [
	lib.title(target),
])} if {
	not target.boundary
}

fault(target, allowed) := {"at": target.boundary.at, "message": message} if {
	target.boundary.known
	count(allowed) > 0
	not among(target.boundary.text, allowed)
	message := sprintf("the permissions boundary of %s is %q, and none of those that the settings allow: %s", [
		lib.title(target), target.boundary.text,
		lib.words(array.slice(allowed, 0, 3)),
	])
}

# among tells whether a policy is one of a list, in which it stands by its ARN, with wildcards, or by its name.
among(arn, allowed) if {
	some pattern in allowed
	glob.match(pattern, null, arn)
}

among(arn, allowed) if array.reverse(split(arn, "/"))[0] in allowed
