# METADATA
# title: Inline policy that is repeated
# description: |
#   Three or more roles have the same inline policy. A change has to be made in each of them, and sooner or later
#   one is forgotten.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
# custom:
#   id: repeated-inline-policy
#   category: suggestion
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Make one AWS::IAM::ManagedPolicy of it and attach that, if the roles really need the same.
#   cwe: [1041]
#   aliases: []
package iamlint.rules.repeated_inline_policy

import data.iamlint.lib

report contains lib.finding(document.target, document.at, message) if {
	some document in input.having.documents
	count(document.twins) > 1
	message := sprintf("%s is also that of %s: make one managed policy of it", [
		lib.policy(document.name, document.target),
		lib.several({"count": count(document.twins), "names": document.twins}),
	])
}
