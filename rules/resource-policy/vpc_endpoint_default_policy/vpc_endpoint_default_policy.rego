# METADATA
# title: VPC endpoint that lets everything through
# description: |
#   An endpoint's policy says what may pass through it. With the default policy anybody in the network can carry data
#   out to buckets and queues of any account with credentials of their own, past every firewall, as the traffic looks
#   like that to your own.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html
# custom:
#   id: vpc-endpoint-default-policy
#   category: resource-policy
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Name the resources that the network needs, or let through only your own: `StringEquals: {aws:ResourceAccount:
#     …}` or `{aws:ResourceOrgID: …}`, with `aws:PrincipalOrgID` for who may come.
#   cwe: [284, 732]
#   aliases:
#     - vpc_endpoint_connections_trust_boundaries
package iamlint.rules.vpc_endpoint_default_policy

import data.iamlint.lib
import data.iamlint.lib.policies

report contains found if {
	some statement in input.having.every_action
	some found in open(statement, "every")
}

report contains found if {
	some statement in input.having.service_wildcard
	some found in open(statement, "service")
}

open(statement, wildcard) := {lib.finding(statement.target, action.at, message) |
	statement.target.type == "AWS::EC2::VPCEndpoint"
	policies.allows(statement)
	not statement.scoped
	statement.reach == "all"
	policies.everyone(statement)
	some action in statement.actions
	action.wildcard == wildcard
	message := sprintf(
		"%s lets everybody use %q on the resources of any account: name yours, or add aws:ResourceAccount or aws:ResourceOrgID",
		[lib.title(statement.target), action.text],
	)
}
