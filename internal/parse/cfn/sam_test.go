package cfn

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/parse/placetest"
	"github.com/iamlint/iamlint/internal/policy"
)

// serverless is a SAM template of a function with some properties.
func serverless(properties string) string {
	return `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Tracing: Active
    VpcConfig: {SubnetIds: [a]}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    ` + properties + `
  Queue: {Type: 'AWS::SQS::Queue'}
  Table: {Type: 'AWS::DynamoDB::Table'}
  Topic: {Type: 'AWS::SNS::Topic'}
`
}

// given writes down what SAM gives to a role by itself, each with the text
// of the template that it stands at.
func given(text string, target *policy.Target) string {
	var lines []string
	for _, a := range target.Managed {
		lines = append(lines, a.Name+" at "+slice(text, a.At))
	}
	for _, d := range target.Documents {
		for _, s := range d.Statements {
			if d.Kind == policy.Identity {
				lines = append(lines, strings.TrimSpace(words(actionValues(s.Actions))+" "+words(resourceValues(s.Resources))+" at "+slice(text, s.Actions[0].At)))
			}
		}
	}
	return strings.Join(lines, "\n")
}

func TestRolesThatSAMMakes(t *testing.T) {
	const basic = "service-role/AWSLambdaBasicExecutionRole at Fn"
	const local = "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:"
	tests := []struct{ name, properties, want string }{
		{
			"globals give what the function does not say",
			`Properties: {}`,
			basic + "\nAWSXrayWriteOnlyAccess at Tracing\nservice-role/AWSLambdaVPCAccessExecutionRole at VpcConfig",
		},
		{"globals that are ignored", "IgnoreGlobals: '*'", basic},
		{"some globals that are ignored", "IgnoreGlobals: [VpcConfig]\n    Properties: {Tracing: Disabled}", basic},
		{
			"a policy that is attached already",
			"IgnoreGlobals: '*'\n    Properties: {Policies: AWSLambdaBasicExecutionRole}",
			"service-role/AWSLambdaBasicExecutionRole at AWSLambdaBasicExecutionRole",
		},
		{
			"a durable function",
			"IgnoreGlobals: '*'\n    Properties: {DurableConfig: {ExecutionTimeout: 1}}",
			"service-role/AWSLambdaBasicDurableExecutionRolePolicy at Fn",
		},
		{
			"dead letters",
			"IgnoreGlobals: '*'\n    Properties: {DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Queue.Arn}}",
			basic + "\n[sqs:SendMessage] [" + local + "${Queue}] at DeadLetterQueue",
		},
		{
			"destinations, one of which SAM makes",
			"IgnoreGlobals: '*'\n    Properties: {EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: SQS}, OnFailure: {Type: S3Bucket, Destination: 'arn:aws:s3:::b'}}}}",
			basic + "\n[sqs:SendMessage] [" + local + "${FnEventInvokeConfigOnSuccessQueue}] at OnSuccess\n[s3:PutObject] [arn:aws:s3:::b/*] at OnFailure\n[s3:ListBucket] [arn:aws:s3:::b] at OnFailure",
		},
		{
			"sources that Lambda polls",
			"IgnoreGlobals: '*'\n    Properties: {Events: {A: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}, B: {Type: Api}, C: {Type: DynamoDB, Properties: {DestinationConfig: {OnFailure: {Type: SNS, Destination: !Ref Topic}}}}}}",
			basic + "\nservice-role/AWSLambdaSQSQueueExecutionRole at SQS\nservice-role/AWSLambdaDynamoDBExecutionRole at DynamoDB\n[sns:publish] [arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${Topic}] at OnFailure",
		},
		{
			"a message broker",
			"IgnoreGlobals: '*'\n    Properties: {Events: {A: {Type: MQ, Properties: {Broker: b, SecretsManagerKmsKeyId: k, SourceAccessConfigurations: [{Type: BASIC_AUTH, URI: u}]}}}}",
			basic + "\n[secretsmanager:GetSecretValue] [u] at MQ\n[mq:DescribeBroker] [b] at MQ\n[kms:Decrypt] [arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/k] at MQ",
		},
		{
			"a policy template",
			"IgnoreGlobals: '*'\n    Properties: {Policies: [{SQSPollerPolicy: {QueueName: !GetAtt Queue.QueueName}}]}",
			basic + "\n[sqs:ChangeMessageVisibility | sqs:ChangeMessageVisibilityBatch | sqs:DeleteMessage | sqs:DeleteMessageBatch | sqs:GetQueueAttributes | sqs:ReceiveMessage] [" + local + "${Queue.QueueName}] at SQSPollerPolicy",
		},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			text := serverless(test.properties)
			m, notices := read(t, text, nil)
			if diff := cmp.Diff(test.want, given(text, m.Targets[0])); diff != "" {
				t.Errorf("granted (-want +got):\n%s", diff)
			}
			if len(notices) > 0 {
				t.Errorf("notices are %q", messages(notices))
			}
			placetest.Check(t, text, m, notices)
		})
	}
}

func TestPlacesInAPolicyTemplate(t *testing.T) {
	text := serverless("Properties: {Policies: [{S3CrudPolicy: {BucketName: '*'}}]}")
	m, _ := read(t, text, nil)
	d := m.Targets[0].Documents[1]
	if d.Origin != policy.FromTemplate || d.Statements[0].Document.Origin != policy.FromTemplate {
		t.Errorf("origins are %q and %q, want %q", d.Origin, d.Statements[0].Document.Origin, policy.FromTemplate)
	}
	resource := d.Statements[0].Resources[1]
	if got := resource.Text; got != "arn:${AWS::Partition}:s3:::*/*" {
		t.Errorf("resource is %q", got)
	}
	if got := slice(text, resource.At); got != "'*'" {
		t.Errorf("resource is at %s, want the user's value", got)
	}
}

func TestTargetsThatSAMMakes(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{
			"roles of a state machine's events",
			`  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      Role: r
      PermissionsBoundary: b
      Events: {E: {Type: Schedule}, F: {Type: Schedule, Properties: {RoleArn: r}}}`,
			"role MERole AWS::Serverless::StateMachine\n  boundary [b]\n" + trustOf("events.amazonaws.com") +
				"  identity \"MEStartExecutionPolicy\"\n    \"Allow\"\n      Action [states:StartExecution]\n      Resource [arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:${M}]\n",
		},
		{
			"the role of a function's schedule",
			`  F: {Type: 'AWS::Serverless::Function', Properties: {Role: r, Events: {E: {Type: ScheduleV2, Properties: {DeadLetterConfig: {Type: SQS}}}}}}`,
			"role FERole AWS::Serverless::Function\n" + trustOf("scheduler.amazonaws.com") +
				"  identity \"FELambdaPolicy\"\n    \"Allow\"\n      Action [lambda:InvokeFunction]\n      Resource [arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${F}]\n" +
				"  identity \"FESQSPolicy\"\n    \"Allow\"\n      Action [sqs:SendMessage]\n      Resource [arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${FEQueue}]\n",
		},
		{
			"a role for CodeDeploy",
			`  F: {Type: 'AWS::Serverless::Function', Properties: {Role: r, DeploymentPreference: {Type: AllAtOnce}}}
  G: {Type: 'AWS::Serverless::Function', Properties: {Role: r, DeploymentPreference: {Type: AllAtOnce}}}`,
			"role CodeDeployServiceRole AWS::Serverless::Function\n  managed [arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda] \"service-role/AWSCodeDeployRoleForLambda\"\n" + trustOf("codedeploy.amazonaws.com"),
		},
		{
			"a role for a capacity provider",
			`  P: {Type: 'AWS::Serverless::CapacityProvider'}`,
			"role POperatorRole AWS::Serverless::CapacityProvider\n  managed [arn:${AWS::Partition}:iam::aws:policy/AWSLambdaManagedEC2ResourceOperator] \"AWSLambdaManagedEC2ResourceOperator\"\n" + trustOf("lambda.amazonaws.com"),
		},
		{
			"a function that everybody may call",
			`  F: {Type: 'AWS::Serverless::Function', Properties: {Role: r, FunctionUrlConfig: {AuthType: NONE}}}`,
			"resource F AWS::Serverless::Function\n  resource \"FunctionUrlConfig\"\n" +
				"    \"Allow\"\n      Principal * [*]\n      Action [lambda:InvokeFunctionUrl]\n      Resource [arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${F}]\n      Condition StringEquals lambda:FunctionUrlAuthType [NONE]\n" +
				"    \"Allow\"\n      Principal * [*]\n      Action [lambda:InvokeFunction]\n      Resource [arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${F}]\n      Condition Bool lambda:InvokedViaFunctionUrl [true]\n",
		},
		{
			"a connector with a resource policy",
			`  C: {Type: 'AWS::Serverless::Connector', Properties: {Source: {Id: B}, Destination: {Id: F}, Permissions: [Write]}}
  B: {Type: 'AWS::S3::Bucket'}
  F: {Type: 'AWS::Lambda::Function'}`,
			"resource C AWS::Serverless::Connector\n  resource \"CPolicy\"\n    \"Allow\"\n      Principal Service [s3.amazonaws.com]\n      Action [lambda:InvokeFunction]\n" +
				"      Resource [arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${F}]\n      Condition ArnLike aws:SourceArn [arn:${AWS::Partition}:s3:::${B}]\n      Condition StringEquals aws:SourceAccount [${AWS::AccountId}]\n",
		},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			text := "Transform: AWS::Serverless-2016-10-31\nResources:\n" + test.text + "\n"
			m, notices := read(t, text, nil)
			if diff := cmp.Diff(test.want, outline(m)); diff != "" {
				t.Errorf("model (-want +got):\n%s", diff)
			}
			placetest.Check(t, text, m, notices)
		})
	}
}

func trustOf(service string) string {
	return "  trust \"AssumeRolePolicyDocument\" 2012-10-17\n    \"Allow\"\n      Principal Service [" + service + "]\n      Action [sts:AssumeRole]\n"
}

func TestPlacesOfResourcePoliciesThatSAMWrites(t *testing.T) {
	text := serverless(`Properties:
      Events:
        A: {Type: S3, Properties: {Bucket: !Ref Bucket}}
        B: {Type: SNS, Properties: {Topic: !Ref Topic, SqsSubscription: true}}
        C: {Type: Api, Properties: {Path: /a, Method: get, Auth: {ResourcePolicy: {IpRangeWhitelist: [203.0.113.0/24]}}}}
        D: {Type: Schedule, Properties: {DeadLetterConfig: {Type: SQS}}}`)
	m, notices := read(t, text, nil)
	want := map[string][]string{
		"FnAPermission":  {"S3"},
		"FnBQueuePolicy": {"SqsSubscription"},
		"FnCPermission":  {"Api"},
		"FnDPermission":  {"Schedule"},
		"FnDQueuePolicy": {"DeadLetterConfig"},
		"ResourcePolicy": {"IpRangeWhitelist", "IpRangeWhitelist"},
	}
	got := map[string][]string{}
	for _, target := range m.Targets {
		for _, d := range target.Documents {
			if d.Kind != policy.ResourceBased {
				continue
			}
			if d.Origin != policy.FromSAM {
				t.Errorf("%s is of origin %q, want %q", d.Name, d.Origin, policy.FromSAM)
			}
			for _, s := range d.Statements {
				got[d.Name] = append(got[d.Name], slice(text, s.Actions[0].At))
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("documents and where they stand (-want +got):\n%s", diff)
	}
	placetest.Check(t, text, m, notices)
}

func TestParametersInWhatSAMWritesAreNotUses(t *testing.T) {
	text := "Parameters: {Q: {Type: String, Default: '*'}}\n" + serverless(`Properties:
      Events:
        A: {Type: SNS, Properties: {Topic: !Ref Topic, SqsSubscription: {QueueArn: !Ref Q, QueueUrl: u}}}`)
	m, _ := read(t, text, nil)
	if len(m.Parameters) > 0 {
		t.Errorf("parameters with uses: %d, want none", len(m.Parameters))
	}
}

func TestConnectorsReachRoles(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"the role that SAM makes", "C: {Type: 'AWS::Serverless::Connector', Properties: {Source: {Id: Fn}, Destination: {Id: Table}, Permissions: [Read]}}", "Fn"},
		{"the role of the destination", "C: {Type: 'AWS::Serverless::Connector', Properties: {Source: {Id: Queue}, Destination: {Id: Fn}, Permissions: [Read, Write]}}", "Fn"},
		{"a role that is named", "C: {Type: 'AWS::Serverless::Connector', Properties: {Source: {Type: 'AWS::Lambda::Function', RoleName: !Ref R}, Destination: {Id: Table}, Permissions: [Read]}}", "R"},
		{"a function with a role", "L: {Type: 'AWS::Lambda::Function', Properties: {Role: !GetAtt R.Arn}, Connectors: {C: {Properties: {Destination: [{Id: Table}], Permissions: [Write]}}}}", "R"},
		{
			"a rule with a role for its target",
			"E: {Type: 'AWS::Events::Rule', Properties: {Targets: [{Arn: !Ref Topic, RoleArn: x}, {Arn: !Ref S, RoleArn: !GetAtt R.Arn}]}, Connectors: {C: {Properties: {Destination: {Id: S}, Permissions: [Write]}}}}\n  S: {Type: 'AWS::StepFunctions::StateMachine'}",
			"R",
		},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			m, notices := read(t, serverless("Properties: {}")+"  R: {Type: 'AWS::IAM::Role'}\n  "+test.text+"\n", nil)
			var reached []string
			for _, target := range m.Targets {
				for range target.Reaching {
					reached = append(reached, target.Name)
				}
			}
			if got := strings.Join(reached, " "); got != test.want {
				t.Errorf("reaches %q, want %q; notices are %q", got, test.want, messages(notices))
			}
		})
	}
}

func TestConnectorsThatSAMRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"{Source: {Id: Fn}, Destination: {Id: Gone}, Permissions: [Read]}":   `SAM does not connect "AWS::Lambda::Function" to ""`,
		"{Source: {Id: Fn}, Destination: {Id: Topic}, Permissions: [Read]}":  `permission "Read" is not one that SAM has`,
		"{Source: {Id: Fn}, Destination: text, Permissions: [Read]}":         "is not a map",
		"{Source: {Id: Queue}, Destination: {Id: Topic}, Permissions: [Re]}": "SAM does not connect",
	} {
		_, notices := read(t, serverless("Properties: {}")+"  C: {Type: 'AWS::Serverless::Connector', Properties: "+text+"}\n", nil)
		if got := messages(notices); !strings.Contains(got, want) {
			t.Errorf("%s: notices are %q, want %q", text, got, want)
		}
	}
}
