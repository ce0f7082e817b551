package gen

// spellings are the services that templates call otherwise than IAM does, by what
// stands after AWS:: in a type. Their ARNs say so; those of DocDB and Neptune are of RDS.
var spellings = map[string]string{
	"Cognito":                   "cognito-idp",
	"DevOpsAgent":               "aidevops",
	"DocDB":                     "rds",
	"EFS":                       "elasticfilesystem",
	"EMR":                       "elasticmapreduce",
	"Elasticsearch":             "es",
	"EventSchemas":              "schemas",
	"InspectorV2":               "inspector2",
	"MSK":                       "kafka",
	"MWAA":                      "airflow",
	"Neptune":                   "rds",
	"ServiceCatalogAppRegistry": "servicecatalog",
}

// arnOverrides are what is told under "Return values" on the page of the type in
// the CloudFormation template reference, and by neither schema nor name.
var arnOverrides = []ARNOverride{
	// Ref gives the ARN, which is not the primary identifier.

	{"AWS::AppSync::GraphQLApi", "", "appsync", "graphqlapi", ""},
	{"AWS::Batch::JobDefinition", "", "batch", "job-definition-revision", ""},
	{"AWS::CertificateManager::Certificate", "", "acm", "certificate", ""},
	{"AWS::ECS::Service", "", "ecs", "service", ""},
	{"AWS::SageMaker::NotebookInstance", "", "sagemaker", "notebook-instance", ""},

	// Its name does not say that it is one.

	{"AWS::SecretsManager::Secret", "", "secretsmanager", "Secret", ""},
	{"AWS::SecretsManager::Secret", "Id", "secretsmanager", "Secret", ""},

	// It is that of another type than the name suggests.

	{"AWS::Batch::JobDefinition", "JobDefinitionArn", "batch", "job-definition-revision", ""},
	{"AWS::BedrockAgentCore::BrowserCustom", "BrowserArn", "bedrock-agentcore", "browser-custom", ""},
	{"AWS::BedrockAgentCore::CodeInterpreterCustom", "CodeInterpreterArn", "bedrock-agentcore", "code-interpreter-custom", ""},
	{"AWS::CloudWatch::CompositeAlarm", "Arn", "cloudwatch", "alarm", ""},
	{"AWS::DSQL::Cluster", "ResourceArn", "dsql", "Cluster", ""},
	{"AWS::DynamoDB::GlobalTable", "Arn", "dynamodb", "table", ""},
	{"AWS::ECR::PublicRepository", "Arn", "ecr-public", "repository", ""},
	{"AWS::KMS::ReplicaKey", "Arn", "kms", "key", ""},
	{"AWS::KinesisVideo::SignalingChannel", "Arn", "kinesisvideo", "channel", ""},
	{"AWS::Lambda::Alias", "", "lambda", "function alias", ""},
	{"AWS::Lambda::Alias", "AliasArn", "lambda", "function alias", ""},
	{"AWS::Lambda::Version", "", "lambda", "function version", ""},
	{"AWS::Lambda::Version", "FunctionArn", "lambda", "function version", ""},
	{"AWS::MSK::ServerlessCluster", "", "kafka", "cluster", ""},
	{"AWS::MSK::ServerlessCluster", "Arn", "kafka", "cluster", ""},
	{"AWS::RDS::DBCluster", "DBClusterArn", "rds", "cluster", ""},
	{"AWS::RDS::DBCluster", "MasterUserSecret.SecretArn", "secretsmanager", "Secret", ""},
	{"AWS::RDS::DBInstance", "MasterUserSecret.SecretArn", "secretsmanager", "Secret", ""},
	{"AWS::S3Express::DirectoryBucket", "Arn", "s3express", "bucket", ""},
	{"AWS::ServiceDiscovery::HttpNamespace", "Arn", "servicediscovery", "namespace", ""},
	{"AWS::ServiceDiscovery::PrivateDnsNamespace", "Arn", "servicediscovery", "namespace", ""},
	{"AWS::ServiceDiscovery::PublicDnsNamespace", "Arn", "servicediscovery", "namespace", ""},

	// It has one of several forms, by properties of the load balancer.

	{"AWS::ElasticLoadBalancingV2::LoadBalancer", "", "", "", ""},
	{"AWS::ElasticLoadBalancingV2::LoadBalancer", "LoadBalancerArn", "", "", ""},

	// It has more after it.

	{"AWS::Logs::LogGroup", "Arn", "logs", "log-group", ":*"},
}

// nameOverrides are of the same pages.
var nameOverrides = []NameOverride{
	// Ref gives the name, of types whose schema has no primary identifier of its own.
	{"AWS::CodeBuild::Project", "Name", "Name"},
	{"AWS::Elasticsearch::Domain", "DomainName", "DomainName"},
	// On a bus of its own, a rule has the name of that before its own in the ARN.
	{"AWS::Events::Rule", "", ""},
}
