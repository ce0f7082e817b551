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
