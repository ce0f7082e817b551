# METADATA
# title: A policy in the language of 2008
# description: |
#   `Version: "2008-10-17"` is IAM's first policy language, mostly copied from old examples. It has no policy
#   variables: `${aws:username}`, added later, would be plain text that matches nothing, or protects nothing
#   in a Deny.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
# custom:
#   id: policy-version-old
#   category: grammar
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write `Version: "2012-10-17"`. Nothing else changes in a policy that has no `${`.
#   cwe: [477]
#   aliases: [INVALID_VERSION, OLD_VERSION, W2511]
package iamlint.rules.policy_version_old

import data.iamlint.lib
import data.iamlint.lib.versions

report contains lib.finding(document.target, versions.at(document), message) if {
	some document in input.having.documents
	versions.state(document) == "old"
	not document.variables
	message := sprintf(
		`%s is written in the language of 2008, which has no policy variables: write Version: "2012-10-17"`,
		[versions.title(document)],
	)
}
