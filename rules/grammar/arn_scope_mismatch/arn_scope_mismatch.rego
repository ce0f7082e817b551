# METADATA
# title: An ARN with a Region or account that its type does not have, or without one that it has
# description: |
#   Buckets and IAM resources have no Region in their ARN, buckets no account; queues and tables have
#   both. An ARN that differs in this matches nothing, so that an Allow grants nothing and a Deny protects
#   nothing.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: arn-scope-mismatch
#   category: grammar
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Leave the field empty (`arn:aws:s3:::bucket`) or fill it in, as the message says.
#   cwe: [863]
#   aliases: [ARN_ACCOUNT_NOT_ALLOWED, ARN_REGION_NOT_ALLOWED, MISSING_ARN_REGION, MISSING_ARN_ACCOUNT]
package iamlint.rules.arn_scope_mismatch

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	message := sprintf("%s in %s %s", [fault.element, grammar.whose(statement), wrong(statement.target, fault)])
}

wrong(target, fault) := sprintf("names the Region %q in an ARN that has none, so that it matches nothing: leave the field empty", [fault.text]) if {
	fault.kind == "arn-region-not-allowed"
} else := sprintf("names the account %q in an ARN that has none, so that it matches nothing: leave the field empty", [fault.text]) if {
	fault.kind == "arn-account-not-allowed"
} else := sprintf("has %q, an ARN without the Region, so that it matches nothing: write %sthe name of one, or *", [
	fault.text,
	lib.pseudo(target, "${AWS::Region}, "),
]) if {
	fault.kind == "arn-region-missing"
} else := sprintf("has %q, an ARN without the account, so that it matches nothing: write %stwelve digits", [
	fault.text,
	lib.pseudo(target, "${AWS::AccountId} or "),
]) if {
	fault.kind == "arn-account-missing"
}
