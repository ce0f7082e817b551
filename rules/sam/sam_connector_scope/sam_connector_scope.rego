# METADATA
# title: Connector that reads and writes
# description: |
#   A connector with Read and Write gives its source every action of both kinds. Often only one is used, and
#   nobody looks at the policy that SAM makes of it.
# related_resources:
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-connector.html
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/managing-permissions-connectors.html
# custom:
#   id: sam-connector-scope
#   category: sam
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Look at what the source does, and leave out `Read` or `Write` if it does not do that.
#   cwe: [250]
#   aliases: []
package iamlint.rules.sam_connector_scope

import data.iamlint.lib

report contains lib.finding(resource, property.at, message) if {
	some resource in input.resources
	some name, property in resource.properties
	endswith(name, "Permissions")
	{"Read", "Write"} == {value.text | some value in property.values}
	message := sprintf("connector %s gives both Read and Write: leave out what its source does not do", [
		trim_suffix(sprintf("%s.%s", [resource.name, name]), ".Permissions"),
	])
}
