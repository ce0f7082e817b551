# METADATA
# description: What the rules on the grammar of policies share.
package iamlint.lib.grammar

import data.iamlint.lib
import data.iamlint.lib.versions

# document names a document: "work of role AppRole".
document(d) := versions.title(d)

# whose names the document that a statement stands in: "work of role AppRole".
whose(statement) := lib.title(statement.target) if {
	statement.target.kind == "document"
} else := lib.title(statement.target) if {
	lib.attached(statement.target)
} else := sprintf("%s of %s", [statement.document.name, lib.title(statement.target)])

# inline begins a sentence on the size of what a target has written out.
inline(target) := sprintf("%s has", [lib.title(target)]) if {
	lib.attached(target)
} else := sprintf("the inline policies of %s have", [lib.title(target)])

# instead proposes what was probably meant, or else the way out that is given.
instead(suggestion, way_out) := proposal if {
	suggestion != ""
	proposal := sprintf("did you mean %q?", [suggestion])
} else := way_out

# owners are the services whose actions and resources the policy of a resource can speak of, by the
# resource's type. A policy of a type that is not here may speak of others.
owners := {
	"AWS::ApiGateway::RestApi": {"execute-api"},
	"AWS::Backup::BackupVault": {"backup"},
	"AWS::CodeArtifact::Domain": {"codeartifact"},
	"AWS::CodeArtifact::Repository": {"codeartifact"},
	"AWS::DynamoDB::GlobalTable": {"dynamodb"},
	"AWS::DynamoDB::Table": {"dynamodb"},
	"AWS::ECR::PublicRepository": {"ecr-public"},
	"AWS::ECR::RegistryPolicy": {"ecr"},
	"AWS::ECR::Repository": {"ecr"},
	"AWS::EFS::FileSystem": {"elasticfilesystem"},
	"AWS::Elasticsearch::Domain": {"es"},
	"AWS::Events::EventBus": {"events"},
	"AWS::Events::EventBusPolicy": {"events"},
	"AWS::KMS::Key": {"kms"},
	"AWS::KMS::ReplicaKey": {"kms"},
	"AWS::Kinesis::ResourcePolicy": {"kinesis"},
	"AWS::Logs::ResourcePolicy": {"logs"},
	"AWS::MSK::ClusterPolicy": {"kafka", "kafka-cluster"},
	"AWS::OpenSearchService::Domain": {"es"},
	"AWS::S3::AccessPoint": {"s3"},
	"AWS::S3::BucketPolicy": {"s3"},
	"AWS::S3Express::BucketPolicy": {"s3express"},
	"AWS::SNS::TopicInlinePolicy": {"sns"},
	"AWS::SNS::TopicPolicy": {"sns"},
	"AWS::SQS::QueueInlinePolicy": {"sqs"},
	"AWS::SQS::QueuePolicy": {"sqs"},
	"AWS::SecretsManager::ResourcePolicy": {"secretsmanager"},
	"AWS::Serverless::Api": {"execute-api"},
}

# limits are the characters that IAM takes, without white space, by what a policy is:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html. A trust policy may have up to
# 4096 on request; an identity policy that stands alone may become one of a role, which may have the most.
limits := {
	"managed": {"size": 6144, "what": "a managed policy"},
	"role": {"size": 10240, "what": "all inline policies of a role together"},
	"group": {"size": 5120, "what": "all inline policies of a group together"},
	"user": {"size": 2048, "what": "all inline policies of a user together"},
	"trust": {"size": 2048, "what": "a trust policy, unless its quota was raised,"},
	"organization": {"size": 5120, "what": "an organization's policy"},
	"alone": {"size": 10240, "what": "any identity policy"},
	"bucket": {"size": 20480, "what": "a bucket policy"},
	"key": {"size": 32768, "what": "a key policy"},
}

# limit is the one of a document by itself. Inline policies are counted together.
limit(d) := limits.trust if {
	d.kind == "trust"
} else := limits.organization if {
	d.kind in {"scp", "rcp"}
} else := limits.managed if {
	d.kind in {"identity", "boundary"}
	d.target.kind == "managed-policy"
	d.target.type != "AWS::IoT::Policy"
} else := limits.alone if {
	d.kind in {"identity", "boundary"}
	d.target.kind == "document"
} else := limits[limited[d.target.type]] if {
	d.kind == "resource"
}

# limited are the types with a resource policy whose limit is documented:
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html,
# https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html.
limited := {
	"AWS::KMS::Key": "key",
	"AWS::KMS::ReplicaKey": "key",
	"AWS::S3::BucketPolicy": "bucket",
}
