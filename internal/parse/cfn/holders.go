package cfn

import "github.com/iamlint/iamlint/internal/policy"

// holder says where a resource type keeps a policy document.
type holder struct {
	path     string // from Properties; a name that ends in [] is a list to look into
	document policy.DocumentKind
	target   policy.TargetKind
}

// holders are the properties that hold policy documents, by resource type. The
// document of a bare statement, and what Lambda makes of a permission, are read apart.
var holders = map[string][]holder{
	"AWS::IAM::Role": {
		{"AssumeRolePolicyDocument", policy.Trust, policy.Role},
		{"Policies[].PolicyDocument", policy.Identity, policy.Role},
	},
	"AWS::IAM::User":          {{"Policies[].PolicyDocument", policy.Identity, policy.User}},
	"AWS::IAM::Group":         {{"Policies[].PolicyDocument", policy.Identity, policy.Group}},
	"AWS::IAM::Policy":        {{"PolicyDocument", policy.Identity, policy.Role}},
	"AWS::IAM::RolePolicy":    {{"PolicyDocument", policy.Identity, policy.Role}},
	"AWS::IAM::UserPolicy":    {{"PolicyDocument", policy.Identity, policy.User}},
	"AWS::IAM::GroupPolicy":   {{"PolicyDocument", policy.Identity, policy.Group}},
	"AWS::IAM::ManagedPolicy": {{"PolicyDocument", policy.Identity, policy.ManagedPolicy}},

	"AWS::IoT::Policy":        {{"PolicyDocument", policy.Identity, policy.ManagedPolicy}},
	"AWS::SSO::PermissionSet": {{"InlinePolicy", policy.Identity, policy.Role}},
	"AWS::Transfer::User":     {{"Policy", policy.Boundary, policy.User}},

	"AWS::Organizations::Policy": {{"Content", policy.SCP, policy.ManagedPolicy}},

	"AWS::ApiGateway::RestApi":                  {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::Backup::BackupVault":                  {{"AccessPolicy", policy.ResourceBased, policy.Resource}},
	"AWS::CloudTrail::ResourcePolicy":           {{"ResourcePolicy", policy.ResourceBased, policy.Resource}},
	"AWS::CodeArtifact::Domain":                 {{"PermissionsPolicyDocument", policy.ResourceBased, policy.Resource}},
	"AWS::CodeArtifact::Repository":             {{"PermissionsPolicyDocument", policy.ResourceBased, policy.Resource}},
	"AWS::DynamoDB::GlobalTable":                {{"Replicas[].ResourcePolicy.PolicyDocument", policy.ResourceBased, policy.Resource}},
	"AWS::DynamoDB::Table":                      {{"ResourcePolicy.PolicyDocument", policy.ResourceBased, policy.Resource}, {"StreamSpecification.ResourcePolicy.PolicyDocument", policy.ResourceBased, policy.Resource}},
	"AWS::EC2::VPCEndpoint":                     {{"PolicyDocument", policy.ResourceBased, policy.Resource}},
	"AWS::ECR::PublicRepository":                {{"RepositoryPolicyText", policy.ResourceBased, policy.Resource}},
	"AWS::ECR::RegistryPolicy":                  {{"PolicyText", policy.ResourceBased, policy.Resource}},
	"AWS::ECR::Repository":                      {{"RepositoryPolicyText", policy.ResourceBased, policy.Resource}},
	"AWS::EFS::FileSystem":                      {{"FileSystemPolicy", policy.ResourceBased, policy.Resource}},
	"AWS::Elasticsearch::Domain":                {{"AccessPolicies", policy.ResourceBased, policy.Resource}},
	"AWS::EventSchemas::RegistryPolicy":         {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::Events::EventBus":                     {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::KMS::Key":                             {{"KeyPolicy", policy.ResourceBased, policy.Resource}},
	"AWS::KMS::ReplicaKey":                      {{"KeyPolicy", policy.ResourceBased, policy.Resource}},
	"AWS::Kinesis::ResourcePolicy":              {{"ResourcePolicy", policy.ResourceBased, policy.Resource}},
	"AWS::Lex::ResourcePolicy":                  {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::Logs::ResourcePolicy":                 {{"PolicyDocument", policy.ResourceBased, policy.Resource}},
	"AWS::MSK::ClusterPolicy":                   {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::MediaPackageV2::ChannelPolicy":        {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::MediaPackageV2::OriginEndpointPolicy": {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::MediaStore::Container":                {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::MediaTailor::ChannelPolicy":           {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::Oam::Sink":                            {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::OpenSearchService::Domain":            {{"AccessPolicies", policy.ResourceBased, policy.Resource}},
	"AWS::Organizations::ResourcePolicy":        {{"Content", policy.ResourceBased, policy.Resource}},
	"AWS::Redshift::Cluster":                    {{"NamespaceResourcePolicy", policy.ResourceBased, policy.Resource}},
	"AWS::RedshiftServerless::Namespace":        {{"NamespaceResourcePolicy", policy.ResourceBased, policy.Resource}},
	"AWS::S3::AccessPoint":                      {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::S3::BucketPolicy":                     {{"PolicyDocument", policy.ResourceBased, policy.Resource}},
	"AWS::S3::MultiRegionAccessPointPolicy":     {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::S3Express::BucketPolicy":              {{"PolicyDocument", policy.ResourceBased, policy.Resource}},
	"AWS::S3ObjectLambda::AccessPointPolicy":    {{"PolicyDocument", policy.ResourceBased, policy.Resource}},
	"AWS::S3Outposts::AccessPoint":              {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::S3Outposts::BucketPolicy":             {{"PolicyDocument", policy.ResourceBased, policy.Resource}},
	"AWS::SNS::TopicInlinePolicy":               {{"PolicyDocument", policy.ResourceBased, policy.Resource}},
	"AWS::SNS::TopicPolicy":                     {{"PolicyDocument", policy.ResourceBased, policy.Resource}},
	"AWS::SQS::QueueInlinePolicy":               {{"PolicyDocument", policy.ResourceBased, policy.Resource}},
	"AWS::SQS::QueuePolicy":                     {{"PolicyDocument", policy.ResourceBased, policy.Resource}},
	"AWS::SSM::ResourcePolicy":                  {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::SageMaker::ModelPackageGroup":         {{"ModelPackageGroupPolicy", policy.ResourceBased, policy.Resource}},
	"AWS::SecretsManager::ResourcePolicy":       {{"ResourcePolicy", policy.ResourceBased, policy.Resource}},
	"AWS::VpcLattice::AuthPolicy":               {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::VpcLattice::ResourcePolicy":           {{"Policy", policy.ResourceBased, policy.Resource}},
	"AWS::XRay::ResourcePolicy":                 {{"PolicyDocument", policy.ResourceBased, policy.Resource}},
}

// attachers say where a resource type names managed policies and its
// permissions boundary; "" is nowhere.
var attachers = map[string]struct{ managed, boundary string }{
	"AWS::IAM::Role":          {"ManagedPolicyArns", "PermissionsBoundary"},
	"AWS::IAM::User":          {"ManagedPolicyArns", "PermissionsBoundary"},
	"AWS::IAM::Group":         {"ManagedPolicyArns", ""},
	"AWS::SSO::PermissionSet": {"ManagedPolicies", ""},
}
