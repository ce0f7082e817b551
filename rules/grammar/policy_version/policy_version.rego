# METADATA
# title: A policy without a version
# description: |
#   Without `Version`, IAM reads a policy in its language of 2008, which has no policy variables:
#   `${aws:username}` would be plain text. Nobody who adds a variable later will look for the reason up
#   there.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
# custom:
#   id: policy-version
#   category: grammar
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Write `Version: "2012-10-17"` as the first line of the policy document.
#   cwe: [477]
#   aliases: [MISSING_VERSION, NO_VERSION, W2511]
package iamlint.rules.policy_version

import data.iamlint.lib
import data.iamlint.lib.versions

report contains lib.finding(document.target, versions.at(document), message) if {
	some document in input.having.documents
	versions.state(document) == "missing"
	not document.variables
	message := sprintf(
		`%s has no Version, so that IAM reads it in its language of 2008: add Version: "2012-10-17"`,
		[versions.title(document)],
	)
}
