# METADATA
# title: Policy that locks everybody out
# description: |
#   A Deny for everybody without a condition also denies those who would have to mend it: nobody in the account but
#   its root user can change or delete such a policy any more, and of a KMS key not even that one can. With
#   `NotPrincipal` it is no better: who names only the account leaves out none of its roles.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
# custom:
#   id: policy-lockout
#   category: resource-policy
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Leave out somebody who can mend the policy: add a condition such as `ArnNotLike: {aws:PrincipalArn:
#     arn:aws:iam::111122223333:role/admin}`, or deny only the actions that are meant.
#   cwe: [284]
#   aliases:
#     - CKV_AWS_93
package iamlint.rules.policy_lockout

import data.iamlint.lib
import data.iamlint.lib.policies
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, statement.principals[0].at, message) if {
	some statement in input.having.anyone
	locks(statement)
	message := sprintf(
		"%s denies %s to everybody, those who would mend it included: add ArnNotLike on aws:PrincipalArn with an administrator",
		[lib.title(statement.target), wildcards.quoted(statement.actions)],
	)
}

report contains lib.finding(statement.target, statement.not_principals[0].at, message) if {
	some statement in input.having.not_principal
	locks(statement)
	every principal in statement.not_principals {
		principal.kind == "account"
	}
	message := sprintf(
		"%s denies %s to every role and user, as NotPrincipal names only %s: use ArnNotLike on aws:PrincipalArn",
		[lib.title(statement.target), wildcards.quoted(statement.actions), wildcards.quoted(statement.not_principals)],
	)
}

locks(statement) if {
	statement.effect == "Deny"
	statement.document.kind == "resource"
	not statement.unresolved
	count(statement.conditions) == 0
	policies.whole(statement)
	not statement.target.type in {"AWS::EC2::VPCEndpoint", "AWS::ApiGateway::RestApi", "AWS::Serverless::Api", "AWS::VpcLattice::AuthPolicy"}
	not inside(statement)
}

# inside tells whether a statement is only on what is in the resource, as objects are in a bucket.
inside(statement) if {
	count(statement.resources) > 0
	every resource in statement.resources {
		resource.breadth != "all"
		contains(resource.text, "/")
	}
}
