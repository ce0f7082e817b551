# METADATA
# title: Allow with NotResource that leaves nothing
# description: |
#   `NotResource: "*"` leaves out every resource, so that the statement allows nothing at all. Its author meant either
#   `Resource: "*"`, which is far more than one needs, or a few names that still have to be written. Until then
#   something does not work, and the next to look at it may mend it the wrong way.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
# custom:
#   id: allow-notresource-nothing
#   category: wildcard
#   severity: low
#   since: 0.1.0
#   remediation: |
#     List what is needed in `Resource`, or take the statement out.
#   cwe: [561]
#   aliases: [W21, W22, W23, IAM_ROLE_OR_POLICY_NO_ALLOW_PLUS_NOT_RESOURCE]
package iamlint.rules.allow_notresource_nothing

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, entry.at, message) if {
	some statement in input.having.not_resource
	wildcards.gives(statement)
	statement.document.origin == ""
	some entry in statement.not_resources
	entry.breadth == "all"
	message := sprintf(
		"%s use nothing at all, as NotResource %q leaves out every resource: list what is needed in Resource, or take it out",
		[wildcards.may(statement), entry.text],
	)
}
