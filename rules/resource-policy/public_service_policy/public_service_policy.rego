# METADATA
# title: Search domain that is open to the world
# description: |
#   A domain outside a network is on the internet. If its access policy lets anyone in, without a condition on the
#   address, everybody can read, change and delete its indexes without signing a request.
# related_resources:
#   - https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html
#   - https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html
# custom:
#   id: public-service-policy
#   category: resource-policy
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Put the domain into a network with `VPCOptions`, or name the roles that need it in `Principal`. What can't sign
#     its requests can be let in by address: `IpAddress: {aws:SourceIp: …}`.
#   cwe: [284, 306]
#   aliases:
#     - OpenSearchNoUnsignedOrAnonymousAccess
#     - AwsSolutions-OS5
package iamlint.rules.public_service_policy

import data.iamlint.lib
import data.iamlint.lib.policies

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.anyone
	policies.allows(statement)
	not statement.closed
	on_the_internet(statement.target)
	some principal in statement.principals
	principal.kind == "anyone"
	message := sprintf(
		"%s lets anyone on the internet use the domain: name the roles that need it, or put it into a VPC with VPCOptions",
		[lib.title(statement.target)],
	)
}

on_the_internet(target) if {
	target.type in {"AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain"}
	target.name in open
}

# open are the resources outside of a VPC.
open := {resource.name | some resource in input.resources; not resource.properties.VPCOptions}
