# METADATA
# title: Somebody outside the account may do everything with a key
# description: |
#   With `kms:*` a principal may use the key, hand it on by grants, rewrite its policy and schedule its deletion,
#   after which everything encrypted with it is lost. A service or another account needs a few of these actions at
#   most.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
#   - https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
# custom:
#   id: kms-key-policy-wildcard
#   category: resource-policy
#   severity: high
#   since: 0.1.0
#   remediation: |
#     List what the principal needs: `kms:Decrypt` and `kms:DescribeKey` to read, `kms:GenerateDataKey*` to write;
#     for a service with a condition on `aws:SourceArn` or `kms:EncryptionContext`.
#   cwe: [250, 732]
#   aliases:
#     - KMSKeyCrossAccountTrustRule
package iamlint.rules.kms_key_policy_wildcard

import data.iamlint.lib
import data.iamlint.lib.policies
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.resource_based
	policies.key_policy(statement)
	policies.allows(statement)
	not statement.scoped
	some action in statement.actions
	action.wildcard in {"every", "service"}
	others := [principal | some principal in statement.principals; outside(statement, principal)]
	count(others) > 0
	message := sprintf(
		"%s lets %s do everything, deleting the key and rewriting its policy included: list the actions that it needs",
		[lib.title(statement.target), wildcards.quoted(others)],
	)
}

# outside tells whether a principal is not of the account, where public-resource-policy-write does not speak of it.
outside(statement, principal) if {
	policies.outsider(statement, principal)
	principal.kind != "anyone"
}
