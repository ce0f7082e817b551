# METADATA
# title: Policy that SAM attaches by itself
# description: |
#   SAM gives the role that it makes for a function what the function needs to write logs, to trace and to work in
#   a VPC. To name these policies again changes nothing and makes the list look longer than what the author
#   decided.
# related_resources:
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
# custom:
#   id: sam-implicit-role
#   category: sam
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Take the entry out.
#   cwe: [1164]
#   aliases: []
package iamlint.rules.sam_implicit_role

import data.iamlint.lib

given := {
	"service-role/AWSLambdaBasicExecutionRole": "",
	"service-role/AWSLambdaVPCAccessExecutionRole": "VpcConfig",
	"AWSXrayWriteOnlyAccess": "Tracing",
}

report contains lib.finding(target, attachment.at, message) if {
	some target in input.targets
	target.type == "AWS::Serverless::Function"
	some attachment in target.managed
	attachment.origin == ""
	property := given[attachment.name]
	asked(target.name, property)
	message := sprintf("SAM attaches %s to %s by itself: take it out", [attachment.name, lib.title(target)])
}

asked(_, "")

asked(name, property) if properties[name][property]

properties := {resource.name: resource.properties | some resource in input.resources}
