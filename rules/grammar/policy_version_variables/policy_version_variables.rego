# METADATA
# title: Policy variables in a language that has none
# description: |
#   Policy variables such as `${aws:username}` work since version 2012-10-17 of the policy language. In an
#   older one, which is also what a missing `Version` means, they are plain text: an Allow matches nothing, a
#   Deny protects nothing, and a condition compares with the wrong value.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
# custom:
#   id: policy-version-variables
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write `Version: "2012-10-17"` as the first line of the policy document.
#   cwe: [863]
#   aliases: [VARIABLE_UNSUPPORTED_IN_VERSION, MISSING_VERSION, OLD_VERSION, NO_VERSION]
package iamlint.rules.policy_version_variables

import data.iamlint.lib
import data.iamlint.lib.versions

report contains lib.finding(document.target, versions.at(document), message) if {
	some document in input.having.documents
	document.variables
	versions.state(document) in {"missing", "old"}
	message := sprintf(
		`%s uses policy variables, which are plain text in the language of 2008: write Version: "2012-10-17"`,
		[versions.title(document)],
	)
}
