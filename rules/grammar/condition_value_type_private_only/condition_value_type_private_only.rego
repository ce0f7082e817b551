# METADATA
# title: Only private addresses as source
# description: |
#   `aws:SourceIp` is the public address from which AWS is called. It is never one of a private network,
#   so that a condition on such addresses alone never holds, and one that shuts out all others shuts out
#   everybody.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html
# custom:
#   id: condition-value-type-private-only
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the public addresses of the network. To limit private ones, which come in through a VPC
#     endpoint, use `aws:VpcSourceIp` together with `aws:SourceVpc` or `aws:SourceVpce`.
#   cwe: [863]
#   aliases: [PRIVATE_IP_ADDRESS]
package iamlint.rules.condition_value_type_private_only

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "value-private-only"
	message := sprintf("a condition in %s has only private addresses such as %q for aws:SourceIp, which is always a public one: write public ones, or use aws:VpcSourceIp with aws:SourceVpc", [
		grammar.whose(statement),
		fault.text,
	])
}
