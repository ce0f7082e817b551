package cfn

import (
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// arnOf says which resource type of the catalogue an ARN is of.
type arnOf struct {
	service  string
	resource string
	suffix   string // what the attribute has after the ARN
}

// arns are the things whose ARN a template can take: by resource type where Ref
// gives the ARN, by type and attribute where Fn::GetAtt does. What they give is
// told under "Return values" on each type's page of the CloudFormation template reference.
var arns = map[string]arnOf{
	"AWS::ACMPCA::CertificateAuthority":              {"acm-pca", "certificate-authority", ""},
	"AWS::ACMPCA::CertificateAuthority.Arn":          {"acm-pca", "certificate-authority", ""},
	"AWS::AppSync::GraphQLApi":                       {"appsync", "graphqlapi", ""},
	"AWS::AppSync::GraphQLApi.Arn":                   {"appsync", "graphqlapi", ""},
	"AWS::Backup::BackupPlan.BackupPlanArn":          {"backup", "backupPlan", ""},
	"AWS::Backup::BackupVault.BackupVaultArn":        {"backup", "backupVault", ""},
	"AWS::Batch::ComputeEnvironment":                 {"batch", "compute-environment", ""},
	"AWS::Batch::JobDefinition":                      {"batch", "job-definition-revision", ""},
	"AWS::Batch::JobQueue":                           {"batch", "job-queue", ""},
	"AWS::CertificateManager::Certificate":           {"acm", "certificate", ""},
	"AWS::CloudTrail::Trail.Arn":                     {"cloudtrail", "trail", ""},
	"AWS::CloudWatch::Alarm.Arn":                     {"cloudwatch", "alarm", ""},
	"AWS::CodeArtifact::Domain":                      {"codeartifact", "domain", ""},
	"AWS::CodeArtifact::Domain.Arn":                  {"codeartifact", "domain", ""},
	"AWS::CodeArtifact::Repository":                  {"codeartifact", "repository", ""},
	"AWS::CodeArtifact::Repository.Arn":              {"codeartifact", "repository", ""},
	"AWS::CodeBuild::Project.Arn":                    {"codebuild", "project", ""},
	"AWS::CodeCommit::Repository.Arn":                {"codecommit", "repository", ""},
	"AWS::Cognito::UserPool.Arn":                     {"cognito-idp", "userpool", ""},
	"AWS::Config::ConfigRule.Arn":                    {"config", "ConfigRule", ""},
	"AWS::DynamoDB::GlobalTable.Arn":                 {"dynamodb", "table", ""},
	"AWS::DynamoDB::GlobalTable.StreamArn":           {"dynamodb", "stream", ""},
	"AWS::DynamoDB::Table.Arn":                       {"dynamodb", "table", ""},
	"AWS::DynamoDB::Table.StreamArn":                 {"dynamodb", "stream", ""},
	"AWS::ECR::Repository.Arn":                       {"ecr", "repository", ""},
	"AWS::ECS::Cluster.Arn":                          {"ecs", "cluster", ""},
	"AWS::ECS::Service":                              {"ecs", "service", ""},
	"AWS::ECS::Service.ServiceArn":                   {"ecs", "service", ""},
	"AWS::ECS::TaskDefinition":                       {"ecs", "task-definition", ""},
	"AWS::ECS::TaskDefinition.TaskDefinitionArn":     {"ecs", "task-definition", ""},
	"AWS::EFS::AccessPoint.Arn":                      {"elasticfilesystem", "access-point", ""},
	"AWS::EFS::FileSystem.Arn":                       {"elasticfilesystem", "file-system", ""},
	"AWS::EKS::Cluster.Arn":                          {"eks", "cluster", ""},
	"AWS::EKS::Nodegroup.Arn":                        {"eks", "nodegroup", ""},
	"AWS::ElastiCache::ServerlessCache.ARN":          {"elasticache", "serverlesscache", ""},
	"AWS::ElastiCache::User.Arn":                     {"elasticache", "user", ""},
	"AWS::ElasticLoadBalancingV2::TargetGroup":       {"elasticloadbalancing", "targetgroup", ""},
	"AWS::Elasticsearch::Domain.Arn":                 {"es", "domain", ""},
	"AWS::Elasticsearch::Domain.DomainArn":           {"es", "domain", ""},
	"AWS::Events::ApiDestination.Arn":                {"events", "api-destination", ""},
	"AWS::Events::Archive.Arn":                       {"events", "archive", ""},
	"AWS::Events::Connection.Arn":                    {"events", "connection", ""},
	"AWS::Events::EventBus.Arn":                      {"events", "event-bus", ""},
	"AWS::Events::Rule.Arn":                          {"events", "rule-on-default-event-bus", ""},
	"AWS::IAM::Group.Arn":                            {"iam", "group", ""},
	"AWS::IAM::InstanceProfile.Arn":                  {"iam", "instance-profile", ""},
	"AWS::IAM::ManagedPolicy":                        {"iam", "policy", ""},
	"AWS::IAM::ManagedPolicy.PolicyArn":              {"iam", "policy", ""},
	"AWS::IAM::OIDCProvider":                         {"iam", "oidc-provider", ""},
	"AWS::IAM::OIDCProvider.Arn":                     {"iam", "oidc-provider", ""},
	"AWS::IAM::Role.Arn":                             {"iam", "role", ""},
	"AWS::IAM::SAMLProvider":                         {"iam", "saml-provider", ""},
	"AWS::IAM::SAMLProvider.Arn":                     {"iam", "saml-provider", ""},
	"AWS::IAM::ServerCertificate.Arn":                {"iam", "server-certificate", ""},
	"AWS::IAM::User.Arn":                             {"iam", "user", ""},
	"AWS::KMS::Key.Arn":                              {"kms", "key", ""},
	"AWS::KMS::ReplicaKey.Arn":                       {"kms", "key", ""},
	"AWS::Kinesis::Stream.Arn":                       {"kinesis", "stream", ""},
	"AWS::Kinesis::StreamConsumer":                   {"kinesis", "consumer", ""},
	"AWS::Kinesis::StreamConsumer.ConsumerARN":       {"kinesis", "consumer", ""},
	"AWS::KinesisFirehose::DeliveryStream.Arn":       {"firehose", "deliverystream", ""},
	"AWS::Lambda::Alias":                             {"lambda", "function alias", ""},
	"AWS::Lambda::Function.Arn":                      {"lambda", "function", ""},
	"AWS::Lambda::LayerVersion":                      {"lambda", "layerVersion", ""},
	"AWS::Lambda::Version":                           {"lambda", "function version", ""},
	"AWS::Logs::Destination.Arn":                     {"logs", "destination", ""},
	"AWS::Logs::LogGroup.Arn":                        {"logs", "log-group", ":*"},
	"AWS::MSK::Cluster":                              {"kafka", "cluster", ""},
	"AWS::MSK::Cluster.Arn":                          {"kafka", "cluster", ""},
	"AWS::MSK::ServerlessCluster":                    {"kafka", "cluster", ""},
	"AWS::MSK::ServerlessCluster.Arn":                {"kafka", "cluster", ""},
	"AWS::OpenSearchServerless::Collection.Arn":      {"aoss", "Collection", ""},
	"AWS::OpenSearchService::Domain.Arn":             {"es", "domain", ""},
	"AWS::OpenSearchService::Domain.DomainArn":       {"es", "domain", ""},
	"AWS::RDS::DBCluster.DBClusterArn":               {"rds", "cluster", ""},
	"AWS::RDS::DBInstance.DBInstanceArn":             {"rds", "db", ""},
	"AWS::RDS::DBProxy.DBProxyArn":                   {"rds", "proxy", ""},
	"AWS::S3::AccessPoint.Arn":                       {"s3", "accesspoint", ""},
	"AWS::S3::Bucket.Arn":                            {"s3", "bucket", ""},
	"AWS::SNS::Topic":                                {"sns", "topic", ""},
	"AWS::SNS::Topic.TopicArn":                       {"sns", "topic", ""},
	"AWS::SQS::Queue.Arn":                            {"sqs", "queue", ""},
	"AWS::SageMaker::Endpoint":                       {"sagemaker", "endpoint", ""},
	"AWS::SageMaker::NotebookInstance":               {"sagemaker", "notebook-instance", ""},
	"AWS::Scheduler::Schedule.Arn":                   {"scheduler", "schedule", ""},
	"AWS::Scheduler::ScheduleGroup.Arn":              {"scheduler", "schedule-group", ""},
	"AWS::SecretsManager::Secret":                    {"secretsmanager", "Secret", ""},
	"AWS::SecretsManager::Secret.Id":                 {"secretsmanager", "Secret", ""},
	"AWS::Serverless::Function.Arn":                  {"lambda", "function", ""},
	"AWS::Serverless::LayerVersion":                  {"lambda", "layerVersion", ""},
	"AWS::Serverless::SimpleTable.Arn":               {"dynamodb", "table", ""},
	"AWS::Serverless::StateMachine":                  {"states", "statemachine", ""},
	"AWS::Serverless::StateMachine.Arn":              {"states", "statemachine", ""},
	"AWS::ServiceDiscovery::PrivateDnsNamespace.Arn": {"servicediscovery", "namespace", ""},
	"AWS::ServiceDiscovery::Service.Arn":             {"servicediscovery", "service", ""},
	"AWS::StepFunctions::Activity":                   {"states", "activity", ""},
	"AWS::StepFunctions::Activity.Arn":               {"states", "activity", ""},
	"AWS::StepFunctions::StateMachine":               {"states", "statemachine", ""},
	"AWS::StepFunctions::StateMachine.Arn":           {"states", "statemachine", ""},
	"AWS::Transfer::Server":                          {"transfer", "server", ""},
	"AWS::Transfer::Server.Arn":                      {"transfer", "server", ""},
	"AWS::WAFv2::WebACL.Arn":                         {"wafv2", "webacl", ""},
}

// arn is the ARN of a resource as an attribute gives it, or as Ref does if the
// attribute is "". It is nil if that is no ARN or its form is not known.
func arn(r *resource, attribute string) []policy.Part {
	key := r.kind
	if attribute != "" {
		key += "." + attribute
	}
	of, ok := arns[key]
	if !ok {
		return nil
	}
	format := format(of)
	if format == "" {
		return nil
	}
	return fill(format+of.suffix, r)
}

// format is the form of an ARN in the catalogue.
func format(of arnOf) string {
	service, ok := catalog.FindService(of.service)
	if !ok {
		return ""
	}
	for r := range service.ResourceTypes() {
		if r.Name() == of.resource {
			return r.ARN()
		}
	}
	return ""
}

// fill makes parts of the form of an ARN. The last name in it is the resource's
// own and stands under its logical id; one before that, as of the cluster that
// holds a service, is a name of its own.
func fill(format string, r *resource) []policy.Part {
	var parts []policy.Part
	for format != "" {
		start := strings.Index(format, "${")
		end := strings.IndexByte(format, '}')
		if start < 0 || end < start {
			return append(parts, policy.Part{Kind: policy.Literal, Text: format})
		}
		if start > 0 {
			parts = append(parts, policy.Part{Kind: policy.Literal, Text: format[:start]})
		}
		name := format[start+2 : end]
		format = format[end+1:]
		parts = append(parts, meaning(name, r, !strings.Contains(format, "${")))
	}
	return parts
}

// meaning is what a name in the form of an ARN stands for.
func meaning(name string, r *resource, last bool) policy.Part {
	switch {
	case name == "Partition" || name == "Region":
		return policy.Part{Kind: policy.Opaque, Text: "AWS::" + name}
	case name == "Account":
		return policy.Part{Kind: policy.Opaque, Text: "AWS::AccountId"}
	case last:
		return nameInARN(r)
	default:
		return policy.Part{Kind: policy.Opaque, Text: r.id + "." + name}
	}
}
