# METADATA
# title: Large policy that can say the same in fewer characters
# description: |
#   The policy has more than nine tenths of the characters that IAM takes, or more. Some of its actions that only read
#   are all that there are of their name: a pattern stands for exactly those. It grants nothing more today; AWS may add
#   actions that match, which will read as well.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
# custom:
#   id: policy-shrinkable
#   category: suggestion
#   severity: info
#   since: 0.1.0
#   remediation: |
#     Write the patterns in the place of the actions, or split the policy if it is to name each one.
#   cwe: [1164]
#   aliases: [iam-shrink]
package iamlint.rules.policy_shrinkable

import data.iamlint.lib
import data.iamlint.lib.grammar
import data.iamlint.lib.wildcards

report contains lib.finding(document.target, harmless[0].at, message) if {
	some document in input.having.documents
	harmless := [s | some s in document.shorter; reads(s)]
	saved := sum([s.saves | some s in harmless])
	saved >= 20
	some limit in limits(document)
	message := sprintf("%s has %d of the %d characters that %s can have: %s, which saves %d", [
		grammar.document(document), limit.used, limit.size, limit.what,
		concat("; ", [says(s) | some s in array.slice(harmless, 0, 3)]), saved,
	])
}

# limits are what a document nearly fills: what IAM takes of its kind, or of all inline policies together.
limits(document) := {own |
	own := object.union(grammar.limit(document), {"used": document.size})
	nearly(own)
} | {shared |
	document.kind == "identity"
	shared := crowded[document.target.kind][document.target.name]
}

# crowded are the targets whose inline policies nearly fill what they can have. They are gathered once: going through
# all targets for each document takes the square of their number.
crowded := object.union_n([{target.kind: {target.name: limit}} |
	some target in input.targets
	target.type != "AWS::SSO::PermissionSet"
	limit := object.union(grammar.limits[target.kind], {"used": target.inline_size})
	nearly(limit)
])

nearly(limit) if limit.size * 9 < limit.used * 10

# reads tells whether a pattern stands for nothing but what other rules let pass with a wildcard.
reads(shortening) if {
	shortening.level in {"read", "list"}
	wildcards.reads({"text": shortening.pattern, "sensitive": shortening.sensitive})
}

# says is what to write. A pattern takes the place of two entries or more.
says(shortening) := sprintf("write %q for %s and %d more", [
	shortening.pattern,
	shortening.entries[0],
	count(shortening.entries) - 1,
])
