# METADATA
# title: Principal with a wildcard inside its ARN
# description: |
#   `Principal` takes an account, a role, a user or a session as a whole, or `*` for everybody, and nothing between.
#   AWS refuses a policy in which a wildcard stands inside an ARN; where an old one is left, it matches nobody, so
#   that an Allow does not allow and a Deny does not protect.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
# custom:
#   id: partial-wildcard-principal
#   category: trust
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Name the account, and limit who in it with a condition such as `ArnLike: {aws:PrincipalArn:
#     arn:aws:iam::111122223333:role/build-*}`.
#   cwe: [1286, 284]
#   aliases:
#     - UNSUPPORTED_WILDCARD_IN_PRINCIPAL
#     - PartialWildcardPrincipalRule
#     - GenericResourcePartialWildcardPrincipalRule
package iamlint.rules.partial_wildcard_principal

import data.iamlint.lib

report contains found if {
	some statement in input.having.trust
	some found in partial(statement)
}

report contains found if {
	some statement in input.having.resource_based
	some found in partial(statement)
}

partial(statement) := {lib.finding(statement.target, principal.at, message) |
	some principal in array.concat(statement.principals, statement.not_principals)
	principal.kind == "wildcard"
	message := sprintf(
		"%s names the principal %q, in which AWS takes no wildcard: name the account, with ArnLike on aws:PrincipalArn",
		[lib.title(statement.target), principal.text],
	)
}
