# METADATA
# title: Another account may use the resource
# description: |
#   A resource policy that names a principal of another account opens the resource to it: if that account is taken
#   over, sold or was mistyped, whoever has it has the resource, too. Nobody needs to be asked on this side.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
# custom:
#   id: cross-account-resource-policy
#   category: resource-policy
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Make sure that the account is one that you trust, and name the role in it rather than the whole account. If it
#     is of your own organization, say so with `StringEquals: {aws:PrincipalOrgID: o-…}`. Your own account is best
#     written as `${AWS::AccountId}`.
#   cwe: [284]
#   aliases:
#     - S3CrossAccountTrustRule
#     - SQSQueuePolicyCrossAccountRule
#     - SNSTopicPolicyCrossAccountRule
#     - KMSKeyCrossAccountTrustRule
#     - GenericCrossAccountTrustRule
package iamlint.rules.cross_account_resource_policy

import data.iamlint.lib
import data.iamlint.lib.policies
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.external
	policies.allows(statement)
	not statement.closed
	not statement.target.type in {"AWS::EC2::VPCEndpoint", "AWS::VpcLattice::AuthPolicy"}
	some principal in statement.principals
	not principal.trusted
	policies.foreign(statement, principal)
	message := sprintf(
		"%s lets %s %s use %s: %s",
		[lib.title(statement.target), who[principal.kind], principal.account, wildcards.quoted(policies.used(statement)), remedy[principal.kind]],
	)
}

remedy := {
	"account": "name the role that needs it, and add aws:PrincipalOrgID if the account is yours",
	"role": "add aws:PrincipalOrgID if the account is yours, or list it in trusted-accounts if it is known",
	"user": "name a role instead of the user, and add aws:PrincipalOrgID if the account is yours",
}

who := {"account": "all of account", "role": "a role of account", "user": "a user of account"}
