# METADATA
# title: A service may use the role for anyone
# description: |
#   Some services act with a role for whoever names it to them. Unless the trust policy asks for whom the service
#   comes, somebody else who gets hold of the role's ARN may have the service use it on their behalf: it is a
#   confused deputy. The services of which the rule speaks send `aws:SourceAccount` and `aws:SourceArn`, so that
#   asking costs nothing.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
# custom:
#   id: confused-deputy
#   category: trust
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Add `StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}`, and `ArnLike: {aws:SourceArn: …}` with the ARN of
#     what the role is for.
#   cwe: [441]
#   aliases:
#     - iam_role_cross_service_confused_deputy_prevention
#     - confused_deputy_risk
package iamlint.rules.confused_deputy

import data.iamlint.lib
import data.iamlint.lib.origins
import data.iamlint.lib.services
import data.iamlint.lib.trust
import data.iamlint.lib.trusts

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.trust
	trust.assumes(statement)
	statement.document.origin == ""
	not statement.scoped
	not statement.unresolved
	some principal in statement.principals
	source := services.deputies[trusts.service(principal)]
	message := sprintf(
		"%s does not say for whom %s may use it: add aws:SourceAccount, and aws:SourceArn such as %s",
		[lib.title(statement.target), principal.text, origins.local(statement.target, source)],
	)
}
