# METADATA
# title: Ways into any network may be opened
# description: |
#   Rules of security groups, peerings and VPNs decide who reaches machines and databases at all. Whoever may
#   change them everywhere can let himself in where IAM has no say.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_ec2_securitygroups-vpc.html
# custom:
#   id: network-pivot
#   category: exposure
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Write the ARNs of the security groups or VPCs, or limit them by `ec2:Vpc` or a tag.
#   cwe: [732]
#   aliases: []
package iamlint.rules.network_pivot

import data.iamlint.lib
import data.iamlint.lib.exposure

report contains lib.finding(statement.target, actions.at, message) if {
	some statement in input.having.listed
	actions := exposure.named(statement, "network")
	message := exposure.message(statement, "open ways into any network", actions)
}
