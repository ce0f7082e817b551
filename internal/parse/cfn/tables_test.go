package cfn

import (
	"reflect"
	"strings"
	"testing"

	"github.com/awslabs/goformation/v7/cloudformation"

	"github.com/iamlint/iamlint/internal/catalog"
)

func TestPermissionPropertiesExist(t *testing.T) {
	types := cloudformation.AllResources()
	permission := reflect.TypeOf(types["AWS::Lambda::Permission"]).Elem()
	layer := reflect.TypeOf(types["AWS::Lambda::LayerVersionPermission"]).Elem()
	for _, c := range permissionConditions {
		_, ofPermission := permission.FieldByName(c.property)
		_, ofLayer := layer.FieldByName(c.property)
		if !ofPermission && !ofLayer && c.property != "InvokedViaFunctionUrl" { // goformation does not have it yet
			t.Errorf("no such property %q", c.property)
		}
	}
}

func TestEveryTypeOfSAMBecomesOneOfCloudFormation(t *testing.T) {
	types := cloudformation.AllResources()
	for kind, of := range samTypes {
		t.Run(kind, func(t *testing.T) {
			if _, ok := catalog.FindTemplateType(of.kind); !ok {
				t.Errorf("the catalogue has no type %q", of.kind)
			}
			resource, ok := types[kind]
			if !ok {
				t.Fatal("no such type of SAM")
			}
			if _, ok := reflect.TypeOf(resource).Elem().FieldByName(of.name); of.name != "" && !ok {
				t.Errorf("it has no property %q", of.name)
			}
		})
	}
}

func TestNamesAndARNsAreReadByWhatTheTypeGives(t *testing.T) {
	const resources = `Resources:
  Table: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}
  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}
  Role: {Type: AWS::IAM::Role, Properties: {RoleName: ann, Path: /team/}}
  Machine: {Type: AWS::Serverless::StateMachine, Properties: {Name: steps}}
  Cluster: {Type: AWS::ECS::Cluster}
  Service: {Type: AWS::ECS::Service, Properties: {ServiceName: web}}
  Database: {Type: AWS::RDS::DBInstance, Properties: {DBInstanceIdentifier: Main}}
  Agent: {Type: AWS::Bedrock::Agent, Properties: {AgentName: help}}
  Alias: {Type: AWS::Lambda::Alias, Properties: {Name: live}}
  Rule: {Type: AWS::Events::Rule, Properties: {Name: nightly, EventBusName: own}}
  Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Name: front}}
  Novelty: {Type: AWS::Novelty::Thing, Properties: {Name: new}}
`
	const prefix = "arn:${AWS::Partition}:"
	tests := []struct{ value, want string }{
		{"!Ref Table", "orders"},
		{"!GetAtt Table.Arn", prefix + "dynamodb:${AWS::Region}:${AWS::AccountId}:table/orders"},
		{"!GetAtt Table.StreamArn", prefix + "dynamodb:${AWS::Region}:${AWS::AccountId}:table/orders/stream/${Table.StreamLabel}"},
		{"!Ref Queue", "${Queue}"},
		{"!GetAtt Queue.Arn", prefix + "sqs:${AWS::Region}:${AWS::AccountId}:jobs"},
		{"!GetAtt Role.Arn", prefix + "iam::${AWS::AccountId}:role/team/ann"},
		{"!Ref Machine", prefix + "states:${AWS::Region}:${AWS::AccountId}:stateMachine:steps"},
		{"!Ref Cluster", "${Cluster}"},
		{"!Ref Service", prefix + "ecs:${AWS::Region}:${AWS::AccountId}:service/${Service.ClusterName}/web"},
		{"!GetAtt Service.Name", "${Service.Name}"},
		{"!Ref Database", "${Database}"},
		{"!GetAtt Database.DBInstanceArn", prefix + "rds:${AWS::Region}:${AWS::AccountId}:db:${Database}"},
		{"!GetAtt Database.MasterUserSecret.SecretArn", prefix + "secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:${Database.SecretId}"},
		{"!GetAtt Agent.AgentArn", prefix + "bedrock:${AWS::Region}:${AWS::AccountId}:agent/${Agent}"},
		{"!Ref Alias", prefix + "lambda:${AWS::Region}:${AWS::AccountId}:function:${Alias.FunctionName}:live"},
		{"!GetAtt Rule.Arn", prefix + "events:${AWS::Region}:${AWS::AccountId}:rule/${Rule}"},
		{"!Ref Balancer", "${Balancer}"},
		{"!Ref Novelty", "${Novelty}"},
		{"!GetAtt Novelty.Arn", "${Novelty.Arn}"},
	}
	for _, test := range tests {
		t.Run(test.value, func(t *testing.T) {
			m, _ := read(t, resources+"  Policy: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: {Effect: Allow, Action: '*', Resource: "+test.value+"}}}}\n", nil)
			if got := words(resourceValues(m.Targets[len(m.Targets)-1].Documents[0].Statements[0].Resources)); got != "["+test.want+"]" {
				t.Errorf("it gives %s, want [%s]", got, test.want)
			}
		})
	}
}

// TestPropertiesOfRolesExist holds the table of what runs code against goformation's types, and the attributes against
// the catalogue's. Goformation's schema is older than AgentCore.
func TestPropertiesOfRolesExist(t *testing.T) {
	types := cloudformation.AllResources()
	for kind, runner := range runners {
		t.Run(kind, func(t *testing.T) {
			of, ok := templateType(&resource{kind: kind})
			if !ok {
				t.Fatal("the catalogue has no such type")
			}
			if _, given := of.ARN(runner.arn); runner.arn != "" && !given {
				t.Errorf("its attribute %q is no ARN", runner.arn)
			}
			typed, ok := types[kind]
			if !ok {
				if !strings.HasPrefix(kind, "AWS::BedrockAgentCore::") {
					t.Error("goformation has no such type")
				}
				return
			}
			at := reflect.TypeOf(typed)
			for name := range strings.SplitSeq(runner.role, ".") {
				for at.Kind() == reflect.Pointer {
					at = at.Elem()
				}
				field, ok := at.FieldByName(name)
				if !ok {
					t.Fatalf("%s has no property %q", at, name)
				}
				at = field.Type
			}
		})
	}
}

// TestAttachmentsExist holds the table of what policies are attached to against goformation's types.
func TestAttachmentsExist(t *testing.T) {
	types := cloudformation.AllResources()
	for kind, property := range attachments {
		typed, ok := types[kind]
		if !ok {
			t.Errorf("goformation has no type %q", kind)
			continue
		}
		if _, ok := reflect.TypeOf(typed).Elem().FieldByName(property); !ok {
			t.Errorf("%s has no property %q", kind, property)
		}
	}
	for _, kind := range passages {
		if len(holders[kind]) == 0 {
			t.Errorf("%s has no policy", kind)
		}
	}
}

func TestPoliciesOfResourcesKnowWhatTheyAreAttachedTo(t *testing.T) {
	const document = "PolicyDocument: {Statement: {Effect: Allow, Principal: '*', Action: '*', Resource: '*'}}"
	const resources = `Parameters: {Name: {Type: String}}
Conditions: {Prod: !Equals [!Ref AWS::Region, eu-west-1]}
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Named: {Type: AWS::S3::Bucket, Properties: {BucketName: orders}}
  Queue: {Type: AWS::SQS::Queue}
  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: news}}
  Secret: {Type: AWS::SecretsManager::Secret}
`
	const local = "arn:${AWS::Partition}:"
	for _, c := range []struct{ name, resource, want string }{
		{"a bucket of the template", "{Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref Bucket, " + document + "}}", local + "s3:::${Bucket}"},
		{"a bucket with a name", "{Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref Named, " + document + "}}", local + "s3:::orders"},
		{"a bucket by name", "{Type: AWS::S3::BucketPolicy, Properties: {Bucket: logs, " + document + "}}", local + "s3:::logs"},
		{"a bucket of a parameter", "{Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref Name, " + document + "}}", "unknown"},
		{"queues", "{Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref Queue], " + document + "}}", local + "sqs:${AWS::Region}:${AWS::AccountId}:${Queue}"},
		{"a queue and one that is not known", "{Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref Queue, 'https://x'], " + document + "}}", "unknown"},
		{"a topic", "{Type: AWS::SNS::TopicPolicy, Properties: {Topics: [!Ref Topic], " + document + "}}", local + "sns:${AWS::Region}:${AWS::AccountId}:news"},
		{"a topic by ARN", "{Type: AWS::SNS::TopicPolicy, Properties: {Topics: ['arn:aws:sns:eu-west-1:111122223333:t'], " + document + "}}", "arn:aws:sns:eu-west-1:111122223333:t"},
		{"itself", "{Type: AWS::KMS::Key, Properties: {KeyPolicy: {Statement: {Effect: Allow, Principal: '*', Action: '*', Resource: '*'}}}}", local + "kms:${AWS::Region}:${AWS::AccountId}:key/${Policy}"},
		{"what passes through", "{Type: AWS::EC2::VPCEndpoint, Properties: {" + document + "}}", ""},
		{"what no property tells", "{Type: AWS::Logs::ResourcePolicy, Properties: {PolicyName: p, PolicyDocument: '{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\"}}'}}", "unknown"},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			m, _ := read(t, resources+"  Policy: "+c.resource+"\n", nil)
			target := m.Targets[len(m.Targets)-1]
			got := "unknown"
			if target.ARNs != nil {
				got = strings.Trim(words(target.ARNs), "[]")
			}
			if got != c.want {
				t.Errorf("it is attached to %s, want %s", got, c.want)
			}
		})
	}
}

func TestPrincipalsKnowTheirARNs(t *testing.T) {
	m, _ := read(t, `Resources:
  Role: {Type: AWS::IAM::Role, Properties: {RoleName: worker, Path: /app/}}
  User: {Type: AWS::IAM::User}
  Set: {Type: AWS::SSO::PermissionSet, Properties: {InlinePolicy: {Statement: {Effect: Allow, Action: 's3:*', Resource: '*'}}}}
`, nil)
	const local = "arn:${AWS::Partition}:iam::${AWS::AccountId}:"
	for i, want := range []string{"[" + local + "role/app/worker]", "[" + local + "user/${User}]", "[]"} {
		if got := words(m.Targets[i].ARNs); got != want {
			t.Errorf("%s: got %s, want %s", m.Targets[i].Name, got, want)
		}
	}
}
