package cfn

import (
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// physical says how a resource type gets its name in the account.
type physical struct {
	property string // that holds the name
	ref      bool   // Ref gives the name
	path     bool   // Path stands before it in the ARN
}

// physicals are the resource types of which a name may be given that ends their
// ARN. What Ref gives is told by the primaryIdentifier of each type's schema in
// the CloudFormation registry.
var physicals = map[string]physical{
	"AWS::Backup::BackupVault":             {"BackupVaultName", true, false},
	"AWS::CloudTrail::Trail":               {"TrailName", true, false},
	"AWS::CloudWatch::Alarm":               {"AlarmName", true, false},
	"AWS::CodeBuild::Project":              {"Name", true, false},
	"AWS::CodeCommit::Repository":          {"RepositoryName", false, false},
	"AWS::DynamoDB::GlobalTable":           {"TableName", true, false},
	"AWS::DynamoDB::Table":                 {"TableName", true, false},
	"AWS::ECR::Repository":                 {"RepositoryName", true, false},
	"AWS::ECS::Cluster":                    {"ClusterName", true, false},
	"AWS::EKS::Cluster":                    {"Name", true, false},
	"AWS::Elasticsearch::Domain":           {"DomainName", true, false},
	"AWS::Events::EventBus":                {"Name", true, false},
	"AWS::IAM::Group":                      {"GroupName", true, true},
	"AWS::IAM::InstanceProfile":            {"InstanceProfileName", true, true},
	"AWS::IAM::ManagedPolicy":              {"ManagedPolicyName", false, true},
	"AWS::IAM::Role":                       {"RoleName", true, true},
	"AWS::IAM::User":                       {"UserName", true, true},
	"AWS::Kinesis::Stream":                 {"Name", true, false},
	"AWS::KinesisFirehose::DeliveryStream": {"DeliveryStreamName", true, false},
	"AWS::Lambda::Function":                {"FunctionName", true, false},
	"AWS::Logs::LogGroup":                  {"LogGroupName", true, false},
	"AWS::OpenSearchService::Domain":       {"DomainName", true, false},
	"AWS::S3::Bucket":                      {"BucketName", true, false},
	"AWS::SNS::Topic":                      {"TopicName", false, false},
	"AWS::SQS::Queue":                      {"QueueName", false, false},
	"AWS::SSM::Parameter":                  {"Name", true, false},
	"AWS::Serverless::Function":            {"FunctionName", true, false},
	"AWS::Serverless::SimpleTable":         {"TableName", true, false},
	"AWS::Serverless::StateMachine":        {"Name", false, false},
	"AWS::StepFunctions::Activity":         {"Name", false, false},
	"AWS::StepFunctions::StateMachine":     {"StateMachineName", false, false},
}

// physicalName is the part that stands for a resource's name: the name itself where the
// template gives it as plain text, else one under the logical id.
func physicalName(r *resource) policy.Part {
	if text := plainText(r, physicals[r.kind].property); text != "" {
		return policy.Part{Kind: policy.Literal, Text: text}
	}
	return policy.Part{Kind: policy.Opaque, Text: r.id}
}

// nameInARN is the part that stands for a resource in its ARN.
func nameInARN(r *resource) policy.Part {
	part := physicalName(r)
	if part.Kind != policy.Literal || !physicals[r.kind].path || r.properties.Get("Path") == nil {
		return part
	}
	path := plainText(r, "Path")
	if path == "" {
		return policy.Part{Kind: policy.Opaque, Text: r.id}
	}
	part.Text = strings.TrimPrefix(path, "/") + part.Text
	return part
}

// plainText is a property that is plain text, else "". A name with a wildcard
// is none that can be deployed.
func plainText(r *resource, property string) string {
	n := r.properties.Get(property)
	if n == nil || n.Kind != node.String || strings.ContainsAny(n.Text, "*?{") {
		return ""
	}
	return n.Text
}
