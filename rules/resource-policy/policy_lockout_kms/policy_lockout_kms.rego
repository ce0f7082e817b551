# METADATA
# title: Key policy that leaves the account out
# description: |
#   A key's policy decides alone: IAM policies count only if it says so, with a statement for the account itself.
#   Without one, the key can be administered by those it names and by nobody else, and when they are deleted, only
#   AWS's support can help.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
#   - https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
# custom:
#   id: policy-lockout-kms
#   category: resource-policy
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Add a statement that allows `kms:*` to `arn:aws:iam::${AWS::AccountId}:root`. It gives nobody anything by
#     itself; IAM policies do.
#   cwe: [284]
#   aliases: []
package iamlint.rules.policy_lockout_kms

import data.iamlint.lib
import data.iamlint.lib.policies

report contains lib.finding(document.target, document.at, message) if {
	some document in input.having.documents
	document.target.type in {"AWS::KMS::Key", "AWS::KMS::ReplicaKey"}
	document.target.name in stated
	not document.target.name in settled
	message := sprintf(
		"%s does not let its account administer the key: add a statement with kms:* for %s",
		[lib.title(document.target), "arn:aws:iam::${AWS::AccountId}:root"],
	)
}

# stated are the targets that have a statement, and settled those of which one lets an account decide or locks it out.
stated := {statement.target.name | some statement in input.having.resource_based}

settled := {statement.target.name | some statement in input.having.resource_based; settles(statement)}

settles(statement) if administers(statement)

settles(statement) if locks(statement)

# locks tells whether a statement denies it to everybody, which another one could not mend: policy-lockout tells that.
locks(statement) if {
	statement.effect == "Deny"
	count(statement.conditions) == 0
	some principal in statement.principals
	principal.kind == "anyone"
}

# administers tells whether a statement lets an account decide over the key, or may.
administers(statement) if statement.unresolved

administers(statement) if {
	statement.effect != "Deny"
	decides(statement)
	some principal in statement.principals
	principal.kind in {"account", "anyone", "malformed", "unresolved"}
}

decides(statement) if policies.whole(statement)

decides(statement) if {
	some action in statement.actions
	lower(action.text) in {"kms:p*", "kms:put*", "kms:putkeypolicy"}
}

decides(statement) if {
	some action in statement.actions
	action.status == "unresolved"
}

decides(statement) if count(statement.not_actions) > 0
