package cfn

import (
	"strings"

	"github.com/iamlint/iamlint/internal/node"
)

// runners are the types of resource that work with a role of the account: the property that names it, or the instance
// profile that holds it, and the attribute that gives the ARN of the resource, "" for Ref. Services that only take a role
// to deliver something, as logs, are not among them, nor are roles with which a service starts what runs.
var runners = map[string]struct{ role, arn string }{
	"AWS::AppRunner::Service":                      {"InstanceConfiguration.InstanceRoleArn", "ServiceArn"},
	"AWS::AutoScaling::LaunchConfiguration":        {"IamInstanceProfile", ""},
	"AWS::Batch::JobDefinition":                    {"ContainerProperties.JobRoleArn", ""},
	"AWS::BedrockAgentCore::BrowserCustom":         {"ExecutionRoleArn", "BrowserArn"},
	"AWS::BedrockAgentCore::CodeInterpreterCustom": {"ExecutionRoleArn", "CodeInterpreterArn"},
	"AWS::BedrockAgentCore::Runtime":               {"RoleArn", "AgentRuntimeArn"},
	"AWS::CodeBuild::Project":                      {"ServiceRole", "Arn"},
	"AWS::EC2::Instance":                           {"IamInstanceProfile", ""},
	"AWS::EC2::LaunchTemplate":                     {"LaunchTemplateData.IamInstanceProfile", ""},
	"AWS::ECS::TaskDefinition":                     {"TaskRoleArn", ""},
	"AWS::Glue::DevEndpoint":                       {"RoleArn", ""},
	"AWS::Glue::Job":                               {"Role", ""},
	"AWS::Lambda::Function":                        {"Role", "Arn"},
	"AWS::SageMaker::NotebookInstance":             {"RoleArn", ""},
	"AWS::SageMaker::UserProfile":                  {"UserSettings.ExecutionRole", "UserProfileArn"},
	"AWS::Serverless::Function":                    {"Role", "Arn"},
	"AWS::Serverless::StateMachine":                {"Role", "Arn"},
	"AWS::StepFunctions::StateMachine":             {"RoleArn", "Arn"},
}

// runsAs is the target that is the role of what runs code, "" if it has none in the template, or one of several.
func (t *template) runsAs(r *resource) string {
	runner, ok := runners[r.kind]
	if !ok {
		return ""
	}
	role := r.properties
	for name := range strings.SplitSeq(runner.role, ".") {
		role = role.Get(name)
	}
	if role == nil && r.isSAM() {
		return r.id
	}
	made := t.onlyReference(role)
	if made != nil && made.kind == "AWS::IAM::InstanceProfile" {
		made = t.onlyReference(made.properties.Get("Roles"))
	}
	if made == nil || made.kind != "AWS::IAM::Role" {
		return ""
	}
	return made.id
}

// onlyReference is the resource that a property speaks of, nil if it speaks of none or of several things.
func (t *template) onlyReference(n *node.Node) *resource {
	names := references(n)
	if len(names) != 1 {
		return nil
	}
	return t.resources[names[0]]
}
