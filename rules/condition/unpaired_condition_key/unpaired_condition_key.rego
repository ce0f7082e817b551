# METADATA
# title: A condition key that means nothing by itself
# description: |
#   Private addresses are the same in every VPC: `aws:VpcSourceIp` tells whose they are only together with
#   `aws:SourceVpc` or `aws:SourceVpce`, as anybody can make a VPC with that range. Likewise, a key policy for
#   everyone in an account by `kms:CallerAccount` needs `kms:ViaService` to say by which service.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpcsourceip
#   - https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
# custom:
#   id: unpaired-condition-key
#   category: condition
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Add `aws:SourceVpc` or `aws:SourceVpce` beside `aws:VpcSourceIp`, and `kms:ViaService` beside
#     `kms:CallerAccount`.
#   cwe: [284]
#   aliases:
#     - MISSING_PAIRED_CONDITION_KEYS
package iamlint.rules.unpaired_condition_key

import data.iamlint.lib
import data.iamlint.lib.guards

report contains lib.finding(statement.target, condition.key_at, message) if {
	some statement in input.having.conditioned
	guards.written(statement)
	some condition in statement.conditions
	partners := pairs[condition.lower_key]
	matters(statement, condition.lower_key)
	count([other | some other in statement.conditions; other.lower_key in partners]) == 0
	message := sprintf("%s goes by %s alone, which says too little: add %s", [
		lib.title(statement.target), condition.key, advice[condition.lower_key],
	])
}

pairs := {
	"aws:vpcsourceip": {"aws:sourcevpc", "aws:sourcevpcarn", "aws:sourcevpce", "aws:vpceaccount", "aws:vpceorgid"},
	"kms:calleraccount": {"kms:viaservice"},
}

advice := {
	"aws:vpcsourceip": "aws:SourceVpc or aws:SourceVpce",
	"kms:calleraccount": "kms:ViaService, or name the principals",
}

matters(_, "aws:vpcsourceip")

matters(statement, "kms:calleraccount") if {
	statement.effect == "Allow"
	some principal in statement.principals
	principal.kind == "anyone"
}
