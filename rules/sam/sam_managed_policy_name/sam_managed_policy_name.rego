# METADATA
# title: Name of a managed policy that AWS does not have
# description: |
#   A bare name in `Policies` is looked up among the managed policies of AWS. One that is not there is handed to
#   CloudFormation as if it were an ARN, and the deployment fails. A policy of your own is found by its ARN only.
# related_resources:
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
#   - https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
# custom:
#   id: sam-managed-policy-name
#   category: sam
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Correct the name, or write the ARN of a policy of your own; in a template `!Ref` of an
#     AWS::IAM::ManagedPolicy gives it.
#   cwe: [1287]
#   aliases: []
package iamlint.rules.sam_managed_policy_name

import data.iamlint.lib

report contains lib.finding(resource, entry.at, message) if {
	some resource in input.resources
	some entry in resource.policies
	entry.shape == "name"
	not entry.exists
	message := sprintf("AWS has no managed policy %q for %s: %s", [entry.name, resource.name, advice(entry)])
}

advice(entry) := sprintf("did you mean %q?", [entry.suggestion]) if {
	entry.suggestion != ""
} else := "write the ARN of a policy of your own, or a policy template with its parameters"
