# METADATA
# title: Machines or models may be used without limit
# description: |
#   Stolen credentials are often used to mine coins on the largest machines, or to run the dearest models for
#   others. A statement that lets its holder start machines of every kind, or use every model, puts no end to
#   the bill.
# related_resources:
#   - https://docs.aws.amazon.com/bedrock/latest/userguide/security_iam_id-based-policy-examples.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_ec2_instances-subnet.html
# custom:
#   id: unconstrained-spending
#   category: exposure
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Write the ARNs of the models, images and subnets that are used, and limit the kinds of machines, as by
#     `ec2:InstanceType`.
#   cwe: [770, 732]
#   aliases: []
package iamlint.rules.unconstrained_spending

import data.iamlint.lib
import data.iamlint.lib.exposure
import data.iamlint.lib.origins

report contains lib.finding(statement.target, actions.at, message) if {
	some statement in input.having.listed
	actions := exposure.named(statement, "spending")
	message := exposure.message(statement, "run up costs", actions)
}

# A model is called by an action that reads, of which the rules on wildcards say next to nothing.
report contains lib.finding(statement.target, uses.at, message) if {
	some statement in input.having.listed
	uses := statement.listed["model-use"]
	exposure.unlimited(statement)
	not whole_service(statement)
	message := exposure.message(statement, "use any model, however dear,", object.union(uses, {"arns": [origins.local(statement.target, model)]}))
}

whole_service(statement) if {
	some action in statement.actions
	action.wildcard in {"service", "prefix"}
}

model := "arn:aws:bedrock:REGION::foundation-model/${ModelId}"
