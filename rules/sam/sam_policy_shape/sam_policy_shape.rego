# METADATA
# title: Policy in a shape that SAM does not take
# description: |
#   In `Policies` of a function SAM wants names, policy documents and policy templates. A `{PolicyName,
#   PolicyDocument}` as in AWS::IAM::Role is none of these: SAM refuses the template, and older versions dropped
#   the policy without a word.
# related_resources:
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
# custom:
#   id: sam-policy-shape
#   category: sam
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the document itself as the entry: `Version` and `Statement`, without `PolicyName` and
#     `PolicyDocument`.
#   cwe: [1287]
#   aliases: []
package iamlint.rules.sam_policy_shape

import data.iamlint.lib

report contains lib.finding(resource, entry.at, message) if {
	some resource in input.resources
	some entry in resource.policies
	advice := mends[entry.shape]
	message := sprintf("SAM does not take this entry in Policies of %s: %s", [resource.name, advice])
}

report contains lib.finding(resource, entry.at, message) if {
	some resource in input.resources
	some entry in resource.policies
	entry.shape == "flat"
	message := sprintf("the parameters of %s stand next to it in Policies of %s, so that SAM does not take it: indent them", [
		entry.name,
		resource.name,
	])
}

mends := {
	"wrapped": "write Version and Statement without PolicyName and PolicyDocument around them",
	"odd": "write the name of a managed policy, a document with Statement, or one policy template",
}
