# METADATA
# title: Condition that a service never meets
# description: |
#   A service that calls for itself has no organization, no tags, no ARN of its own in the request and no second
#   factor. A condition that asks a service principal for one of those is never met: what the statement should allow
#   does not work, and the next one to look at it will take the condition out.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
# custom:
#   id: condition-key-ignored-for-service
#   category: resource-policy
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Ask for whom the service comes: `aws:SourceOrgID` in place of `aws:PrincipalOrgID`, `aws:SourceAccount` in
#     place of `aws:PrincipalAccount`, `aws:SourceArn` in place of `aws:PrincipalArn`.
#   cwe: [1164]
#   aliases:
#     - UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL
package iamlint.rules.condition_key_ignored_for_service

import data.iamlint.lib
import data.iamlint.lib.trust
import data.iamlint.lib.trusts
import data.iamlint.lib.wildcards

report contains found if {
	some statement in input.having.trust
	some found in unmet(statement)
}

report contains found if {
	some statement in input.having.resource_based
	some found in unmet(statement)
}

unmet(statement) := {lib.finding(statement.target, condition.key_at, message) |
	statement.effect == "Allow"
	statement.document.origin == ""
	count(statement.principals) > 0
	every principal in statement.principals {
		principal.kind == "service"
	}
	some condition in statement.conditions
	trust.demands(condition)
	not of_certificate(statement, condition.lower_key)
	instead := replacement(condition.lower_key)
	message := sprintf(
		"%s asks %s for %s, which services never send, so that it allows nothing: use %s",
		[lib.title(statement.target), wildcards.quoted(statement.principals), condition.key, instead],
	)
}

# of_certificate tells whether a key is a tag that IAM Roles Anywhere makes of the certificate of those who come:
# https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html.
of_certificate(statement, key) if {
	startswith(key, "aws:principaltag/x509")
	some principal in statement.principals
	trusts.service(principal) == "rolesanywhere"
}

replacement(key) := "aws:SourceOrgID" if {
	key == "aws:principalorgid"
} else := "aws:SourceOrgPaths" if {
	key == "aws:principalorgpaths"
} else := "aws:SourceAccount" if {
	key == "aws:principalaccount"
} else := "aws:SourceArn" if {
	key in {"aws:principalarn", "aws:username", "aws:multifactorauthpresent", "aws:multifactorauthage"}
} else := "aws:SourceArn" if {
	startswith(key, "aws:principaltag/")
}
