# METADATA
# title: A version that IAM does not have
# description: |
#   IAM's policy language has two versions, 2012-10-17 and 2008-10-17. The version is no date for people to
#   fill in: with any other, creating or changing the policy fails.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
# custom:
#   id: policy-version-invalid
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write `Version: "2012-10-17"`.
#   cwe: [477]
#   aliases: [INVALID_VERSION, W2511]
package iamlint.rules.policy_version_invalid

import data.iamlint.lib
import data.iamlint.lib.versions

report contains lib.finding(document.target, versions.at(document), message) if {
	some document in input.having.documents
	versions.state(document) == "invalid"
	message := sprintf(
		`%s has version %q, which IAM does not know and refuses: write Version: "2012-10-17"`,
		[versions.title(document), document.version.text],
	)
}
