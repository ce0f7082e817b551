# METADATA
# title: Some private addresses as source
# description: |
#   `aws:SourceIp` is the public address from which AWS is called. It is never one of a private network:
#   what such an address in the list is for does not work.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html
# custom:
#   id: condition-value-type-private
#   category: grammar
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Write the public addresses of the network. To limit private ones, which come in through a VPC
#     endpoint, use `aws:VpcSourceIp` together with `aws:SourceVpc` or `aws:SourceVpce`.
#   cwe: [863]
#   aliases: [PRIVATE_NOT_IP_ADDRESS_SUBSET, PRIVATE_IP_ADDRESS_SUBSET]
package iamlint.rules.condition_value_type_private

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "value-private"
	message := sprintf("a condition in %s has the private address %q for aws:SourceIp, which is never one of these: write public ones, or use aws:VpcSourceIp with aws:SourceVpc", [
		grammar.whose(statement),
		fault.text,
	])
}
