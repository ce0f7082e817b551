# METADATA
# title: Explicit name of an IAM resource
# description: |
#   A name that the template sets is the same in every stack and every Region, so that the template can be
#   deployed only once in an account. The resource can't be replaced without a new name, and the deployment needs
#   CAPABILITY_NAMED_IAM.
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html
# custom:
#   id: explicit-iam-name
#   category: hygiene
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Leave the name out: CloudFormation makes one of the stack's name and the logical id. Where others have to
#     know it, put it into Outputs, or give the resource a `Path` of its own.
#   cwe: [1078]
#   aliases:
#     - W28
#     - ResourceWithExplicitNameRule
package iamlint.rules.explicit_iam_name

import data.iamlint.lib

naming := {
	"AWS::IAM::Role": "RoleName",
	"AWS::IAM::User": "UserName",
	"AWS::IAM::Group": "GroupName",
	"AWS::IAM::ManagedPolicy": "ManagedPolicyName",
	"AWS::IAM::InstanceProfile": "InstanceProfileName",
}

report contains lib.finding(resource, resource.properties[name].at, message) if {
	some resource in input.resources
	name := naming[resource.type]
	resource.properties[name]
	message := sprintf("%s has a name of its own, so that it can be there only once: leave %s out", [
		lib.title(resource),
		name,
	])
}
