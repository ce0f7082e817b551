package gen

// Document says what kind of policy document a property holds, and what that is
// attached to, as names of constants of package policy.
type Document struct {
	Property
	Kind, Target string
}

// documents are the properties that hold policy documents. The page of each type
// in the CloudFormation template reference says so; what only limits the sessions
// that something starts is a boundary.
var documents = append([]Document{
	{Property{"AWS::IAM::Role", "AssumeRolePolicyDocument"}, "Trust", "Role"},
	{Property{"AWS::IAM::Role", "Policies[].PolicyDocument"}, "Identity", "Role"},
	{Property{"AWS::IAM::User", "Policies[].PolicyDocument"}, "Identity", "User"},
	{Property{"AWS::IAM::Group", "Policies[].PolicyDocument"}, "Identity", "Group"},
	{Property{"AWS::IAM::Policy", "PolicyDocument"}, "Identity", "Role"},
	{Property{"AWS::IAM::RolePolicy", "PolicyDocument"}, "Identity", "Role"},
	{Property{"AWS::IAM::UserPolicy", "PolicyDocument"}, "Identity", "User"},
	{Property{"AWS::IAM::GroupPolicy", "PolicyDocument"}, "Identity", "Group"},
	{Property{"AWS::IAM::ManagedPolicy", "PolicyDocument"}, "Identity", "ManagedPolicy"},
	{Property{"AWS::IoT::Policy", "PolicyDocument"}, "Identity", "ManagedPolicy"},
	{Property{"AWS::SSO::PermissionSet", "InlinePolicy"}, "Identity", "Role"},
	{Property{"AWS::Transfer::User", "Policy"}, "Boundary", "User"},
	{Property{"AWS::Organizations::Policy", "Content"}, "SCP", "ManagedPolicy"},
	{Property{"AWS::EKS::PodIdentityAssociation", "Policy"}, "Boundary", "Role"},
	{Property{"AWS::RolesAnywhere::Profile", "SessionPolicy"}, "Boundary", "Role"},
}, onResources...)

// onResources are the properties that hold policies of the resource that has them.
var onResources = resourceBased(map[string][]string{
	"AWS::AIOps::InvestigationGroup":             {"InvestigationGroupPolicy"},
	"AWS::APS::ResourcePolicy":                   {"PolicyDocument"},
	"AWS::ApiGateway::DomainNameV2":              {"Policy"},
	"AWS::ApiGateway::RestApi":                   {"Policy"},
	"AWS::Backup::BackupVault":                   {"AccessPolicy"},
	"AWS::Backup::LogicallyAirGappedBackupVault": {"AccessPolicy"},
	"AWS::Bedrock::ResourcePolicy":               {"PolicyDocument"},
	"AWS::CloudTrail::ResourcePolicy":            {"ResourcePolicy"},
	"AWS::CodeArtifact::Domain":                  {"PermissionsPolicyDocument"},
	"AWS::CodeArtifact::Repository":              {"PermissionsPolicyDocument"},
	"AWS::Comprehend::DocumentClassifier":        {"ModelPolicy"},
	"AWS::DSQL::Cluster":                         {"PolicyDocument"},
	"AWS::DynamoDB::GlobalTable":                 {"Replicas[].ReplicaStreamSpecification.ResourcePolicy.PolicyDocument", "Replicas[].ResourcePolicy.PolicyDocument"},
	"AWS::DynamoDB::Table":                       {"ResourcePolicy.PolicyDocument", "StreamSpecification.ResourcePolicy.PolicyDocument"},
	"AWS::EC2::VPCEndpoint":                      {"PolicyDocument"},
	"AWS::ECR::PublicRepository":                 {"RepositoryPolicyText"},
	"AWS::ECR::RegistryPolicy":                   {"PolicyText"},
	"AWS::ECR::Repository":                       {"RepositoryPolicyText"},
	"AWS::ECR::RepositoryCreationTemplate":       {"RepositoryPolicy"},
	"AWS::EFS::FileSystem":                       {"FileSystemPolicy"},
	"AWS::Elasticsearch::Domain":                 {"AccessPolicies"},
	"AWS::EventSchemas::RegistryPolicy":          {"Policy"},
	"AWS::Events::EventBus":                      {"Policy"},
	"AWS::FSx::S3AccessPointAttachment":          {"S3AccessPoint.Policy"},
	"AWS::KMS::Key":                              {"KeyPolicy"},
	"AWS::KMS::ReplicaKey":                       {"KeyPolicy"},
	"AWS::Kinesis::ResourcePolicy":               {"ResourcePolicy"},
	"AWS::Lambda::ResourcePolicy":                {"PolicyDocument"},
	"AWS::Lex::ResourcePolicy":                   {"Policy"},
	"AWS::Logs::DeliveryDestination":             {"DeliveryDestinationPolicy.DeliveryDestinationPolicy"},
	"AWS::Logs::Destination":                     {"DestinationPolicy"},
	"AWS::Logs::LogGroup":                        {"ResourcePolicyDocument"},
	"AWS::Logs::ResourcePolicy":                  {"PolicyDocument"},
	"AWS::MSK::ClusterPolicy":                    {"Policy"},
	"AWS::MediaPackageV2::ChannelPolicy":         {"Policy"},
	"AWS::MediaPackageV2::OriginEndpointPolicy":  {"Policy"},
	"AWS::MediaStore::Container":                 {"Policy"},
	"AWS::MediaTailor::ChannelPolicy":            {"Policy"},
	"AWS::ODB::OdbNetwork":                       {"KmsPolicyDocument", "S3PolicyDocument", "StsPolicyDocument"},
	"AWS::OSIS::Pipeline":                        {"ResourcePolicy.Policy"},
	"AWS::Oam::Sink":                             {"Policy"},
	"AWS::Omics::SequenceStore":                  {"S3AccessPolicy"},
	"AWS::OpenSearchService::Domain":             {"AccessPolicies"},
	"AWS::Organizations::ResourcePolicy":         {"Content"},
	"AWS::RUM::AppMonitor":                       {"ResourcePolicy.PolicyDocument"},
	"AWS::Redshift::Cluster":                     {"NamespaceResourcePolicy"},
	"AWS::RedshiftServerless::Namespace":         {"NamespaceResourcePolicy"},
	"AWS::S3::AccessPoint":                       {"Policy"},
	"AWS::S3::BucketPolicy":                      {"PolicyDocument"},
	"AWS::S3::MultiRegionAccessPointPolicy":      {"Policy"},
	"AWS::S3Express::AccessPoint":                {"Policy"},
	"AWS::S3Express::BucketPolicy":               {"PolicyDocument"},
	"AWS::S3Files::FileSystemPolicy":             {"Policy"},
	"AWS::S3ObjectLambda::AccessPointPolicy":     {"PolicyDocument"},
	"AWS::S3Outposts::AccessPoint":               {"Policy"},
	"AWS::S3Outposts::BucketPolicy":              {"PolicyDocument"},
	"AWS::S3Tables::TableBucketPolicy":           {"ResourcePolicy"},
	"AWS::S3Tables::TablePolicy":                 {"ResourcePolicy"},
	"AWS::S3Vectors::VectorBucketPolicy":         {"Policy"},
	"AWS::SMSVOICE::ResourcePolicy":              {"PolicyDocument"},
	"AWS::SNS::TopicInlinePolicy":                {"PolicyDocument"},
	"AWS::SNS::TopicPolicy":                      {"PolicyDocument"},
	"AWS::SQS::QueueInlinePolicy":                {"PolicyDocument"},
	"AWS::SQS::QueuePolicy":                      {"PolicyDocument"},
	"AWS::SSM::ResourcePolicy":                   {"Policy"},
	"AWS::SageMaker::ModelPackageGroup":          {"ModelPackageGroupPolicy"},
	"AWS::SecretsManager::ResourcePolicy":        {"ResourcePolicy"},
	"AWS::VpcLattice::AuthPolicy":                {"Policy"},
	"AWS::VpcLattice::ResourcePolicy":            {"Policy"},
	"AWS::XRay::ResourcePolicy":                  {"PolicyDocument"},
})

func resourceBased(paths map[string][]string) []Document {
	var found []Document
	for name := range paths {
		for _, path := range paths[name] {
			found = append(found, Document{Property{name, path}, "ResourceBased", "Resource"})
		}
	}
	return found
}

// Attachment says where a type names managed policies and its permissions
// boundary; "" is nowhere.
type Attachment struct{ Type, Managed, Boundary string }

var attachments = []Attachment{
	{"AWS::IAM::Group", "ManagedPolicyArns", ""},
	{"AWS::IAM::Role", "ManagedPolicyArns", "PermissionsBoundary"},
	{"AWS::IAM::User", "ManagedPolicyArns", "PermissionsBoundary"},
	{"AWS::SSO::PermissionSet", "ManagedPolicies", ""},
}
