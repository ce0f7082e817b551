package catalog_test

import (
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/catalog/gen"
)

func TestTemplateTypesGiveNamesAndARNs(t *testing.T) {
	const region = "${Region}:${Account}:"
	tests := []struct {
		kind, attribute string
		ref, name       string // properties
		format, own     string // the format is without its partition
	}{
		{"AWS::S3::Bucket", "Arn", "BucketName", "BucketName", "s3:::${BucketName}", "BucketName"},
		{"AWS::SNS::Topic", "", "", "TopicName", "sns:" + region + "${TopicName}", "TopicName"},
		{"AWS::SQS::Queue", "Arn", "", "QueueName", "sqs:" + region + "${QueueName}", "QueueName"},
		{"AWS::IAM::Role", "Arn", "RoleName", "RoleName", "iam::${Account}:role/${RoleNameWithPath}", "RoleNameWithPath"},
		{"AWS::IAM::ManagedPolicy", "", "", "ManagedPolicyName", "iam::${Account}:policy/${PolicyNameWithPath}", "PolicyNameWithPath"},
		{"AWS::DynamoDB::Table", "StreamArn", "TableName", "TableName", "dynamodb:" + region + "table/${TableName}/stream/${StreamLabel}", "TableName"},
		{"AWS::KMS::Key", "Arn", "", "", "kms:" + region + "key/${KeyId}", "KeyId"},
		{"AWS::Logs::LogGroup", "Arn", "LogGroupName", "LogGroupName", "logs:" + region + "log-group:${LogGroupName}:*", "LogGroupName"},
		{"AWS::RDS::DBInstance", "DBInstanceArn", "", "", "rds:" + region + "db:${DbInstanceName}", "DbInstanceName"}, // AWS writes the name small
		{"AWS::Bedrock::Agent", "AgentArn", "", "", "bedrock:" + region + "agent/${AgentId}", "AgentId"},
		{"AWS::Bedrock::GuardrailVersion", "GuardrailArn", "", "", "bedrock:" + region + "guardrail/${GuardrailId}", ""},
	}
	for _, test := range tests {
		t.Run(test.kind+"."+test.attribute, func(t *testing.T) {
			of, ok := catalog.FindTemplateType(test.kind)
			if !ok || of.RefProperty() != test.ref || of.NameProperty() != test.name {
				t.Errorf("Ref gives %q, the name is %q, %v; want %q and %q", of.RefProperty(), of.NameProperty(), ok, test.ref, test.name)
			}
			given, ok := of.ARN(test.attribute)
			if want := "arn:${Partition}:" + test.format; !ok || given.Format() != want || given.Own() != test.own {
				t.Errorf("ARN is %q with %q, %v; want %q with %q", given.Format(), given.Own(), ok, want, test.own)
			}
		})
	}
}

func TestTemplateTypesGiveNothingElse(t *testing.T) {
	for _, test := range []struct{ kind, attribute string }{
		{"AWS::S3::Bucket", ""},
		{"AWS::S3::Bucket", "arn"},
		{"AWS::S3::Bucket", "DomainName"},
		{"AWS::SQS::Queue", ""},
		{"AWS::CloudFormation::WaitConditionHandle", "Arn"},
	} {
		of, ok := catalog.FindTemplateType(test.kind)
		if !ok {
			t.Fatalf("%s is not found", test.kind)
		}
		if given, ok := of.ARN(test.attribute); ok {
			t.Errorf("%s.%s gives the ARN %q", test.kind, test.attribute, given.Format())
		}
	}
	for _, name := range []string{"", "AWS::S3::bucket", "AWS::S3::Bucke", "AWS::S3::Buckets", "Zoo::A::B", "AWS::Serverless::Function"} {
		if of, ok := catalog.FindTemplateType(name); ok {
			t.Errorf("FindTemplateType(%q) finds %s", name, of.Name())
		}
	}
}

// What cfn.bin says of an ARN has to be in catalog.bin, which may be newer.
func TestEveryTemplateARNHasItsForm(t *testing.T) {
	types, formed := 0, 0
	for of := range catalog.TemplateTypes() {
		types++
		for given := range of.ARNs() {
			service, name := given.ResourceType()
			if service == "" {
				continue
			}
			formed++
			format := given.Format()
			if !strings.HasPrefix(format, "arn:${Partition}:") || strings.ContainsAny(strings.TrimSuffix(format, ":*"), "*,") {
				t.Errorf("%s.%s is a %s of %s, of the form %q", of.Name(), given.Attribute(), name, service, format)
			}
			if own := given.Own(); own != "" && !strings.Contains(format, "${"+own+"}") {
				t.Errorf("%s.%s has its name at %q, which is not in %q", of.Name(), given.Attribute(), own, format)
			}
		}
	}
	if types < catalog.LeastTemplateTypes || formed < 1200 {
		t.Errorf("%d types with %d ARNs of a known form are less than there were in 2026", types, formed)
	}
}

func TestOverridesOfARNsAreInTheTable(t *testing.T) {
	for _, o := range gen.ARNOverrides() {
		of, ok := catalog.FindTemplateType(o.Type)
		if !ok {
			t.Errorf("there is no type %s", o.Type)
			continue
		}
		given, ok := of.ARN(o.Attribute)
		if service, name := given.ResourceType(); !ok || service != o.Service || name != o.Resource || !strings.HasSuffix(given.Format(), o.Suffix) {
			t.Errorf("%s.%s is a %q of %q, want %q of %q", o.Type, o.Attribute, name, service, o.Resource, o.Service)
		}
	}
}
