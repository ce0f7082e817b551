# METADATA
# title: A resource that is not an ARN
# description: |
#   `Resource` holds ARNs or `*`. IAM refuses other text, such as the name that `!Ref` gives of a bucket. An ARN
#   with a field missing is filled up with `*` and covers more than it seems to; one with a Region, account or
#   partition that does not exist covers nothing.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
# custom:
#   id: malformed-arn
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the ARN in full, `arn:partition:service:region:account:resource`, with fields left empty where
#     the service has none. In a template use `!GetAtt Thing.Arn` or `!Sub` with `${AWS::Partition}`,
#     `${AWS::Region}` and `${AWS::AccountId}`.
#   cwe: [863]
#   aliases: [INVALID_ARN_PREFIX, MISSING_ARN_FIELD, INVALID_ARN_SERVICE_CASE, INVALID_PARTITION, INVALID_ARN_ACCOUNT, INVALID_ARN_REGION, INVALID_ARN, E3510, E3514, invalid_resource]
package iamlint.rules.malformed_arn

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	message := sprintf("%s in %s: %s", [fault.element, grammar.whose(statement), wrong(statement.target, fault)])
}

wrong(target, fault) := sprintf("%q is not an ARN, which begins with arn:, and not *: %s", [
	fault.text,
	grammar.instead(fault.suggestion, "write the ARN of the resource"),
]) if {
	fault.kind == "arn-none"
} else := sprintf("%q lacks fields of an ARN, which IAM fills up with *: write all six, as in %q", [
	fault.text,
	fault.suggestion,
]) if {
	fault.kind == "arn-fields"
} else := sprintf("there is no partition %q: write %saws", [fault.text, lib.pseudo(target, "${AWS::Partition} or ")]) if {
	fault.kind == "arn-partition"
} else := sprintf("the service %q is in lower case in ARNs: write %q", [fault.text, fault.suggestion]) if {
	fault.kind == "arn-service-case"
} else := sprintf("there is no Region %q: write %sthe name of one, or *", [fault.text, lib.pseudo(target, "${AWS::Region}, ")]) if {
	fault.kind == "arn-region"
} else := sprintf("%q is not an account: write %stwelve digits", [fault.text, lib.pseudo(target, "${AWS::AccountId} or ")]) if {
	fault.kind == "arn-account"
}
