# METADATA
# title: Key policy lets its users hand the key on
# description: |
#   A grant gives somebody else the use of a key, in any account, and no policy shows it. AWS services that encrypt
#   for a user need one of their own, and `kms:GrantIsForAWSResource` limits `kms:CreateGrant` to those.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
#   - https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
# custom:
#   id: kms-key-policy-grant
#   category: resource-policy
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Put `kms:CreateGrant` into a statement of its own with `Bool: {kms:GrantIsForAWSResource: "true"}`.
#   cwe: [284, 732]
#   aliases:
#     - prevent_wildcard_create_grant
package iamlint.rules.kms_key_policy_grant

import data.iamlint.lib
import data.iamlint.lib.policies
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, grant.at, message) if {
	some statement in input.having.resource_based
	policies.key_policy(statement)
	policies.allows(statement)
	not statement.scoped
	grant := statement.grants["kms:CreateGrant"]
	lower(grant.pattern) == "kms:creategrant"
	users := [principal | some principal in statement.principals; principal.kind in {"role", "user"}]
	count(users) > 0
	message := sprintf(
		"%s lets %s hand the key on to anybody: add Bool with kms:GrantIsForAWSResource, in a statement of its own",
		[lib.title(statement.target), wildcards.quoted(users)],
	)
}
