package cfn

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/parse/placetest"
)

const document = "{Statement: {Effect: Allow, Action: 's3:GetObject', Resource: '*'}}"

// functionRole is what every role that SAM makes for a function has.
const functionRole = `  managed [arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole] "service-role/AWSLambdaBasicExecutionRole"
  trust "AssumeRolePolicyDocument" 2012-10-17
    "Allow"
      Principal Service [lambda.amazonaws.com]
      Action [sts:AssumeRole]
`

func TestResources(t *testing.T) {
	tests := []struct {
		name, resources string // under Resources, DOC is a document
		want            string // the outline, DOC is that of the document
		notice          string
	}{
		{
			"an inline policy of a role",
			`R: {Type: 'AWS::IAM::Policy', Properties: {PolicyName: p, Roles: [r], PolicyDocument: DOC}}`,
			"role R AWS::IAM::Policy\n  identity \"p\"\nDOC", "",
		},
		{
			"an inline policy of a user",
			`R: {Type: 'AWS::IAM::Policy', Properties: {PolicyName: p, Users: [ann, bob], PolicyDocument: DOC}}`,
			"user R AWS::IAM::Policy\n  identity \"p\" users [ann | bob]\nDOC", "",
		},
		{
			"an inline policy of a group",
			`R: {Type: 'AWS::IAM::Policy', Properties: {PolicyName: p, Groups: [g], PolicyDocument: DOC}}`,
			"group R AWS::IAM::Policy\n  identity \"p\"\nDOC", "",
		},
		{
			"a role policy",
			`R: {Type: 'AWS::IAM::RolePolicy', Properties: {PolicyName: p, RoleName: r, PolicyDocument: DOC}}`,
			"role R AWS::IAM::RolePolicy\n  identity \"p\"\nDOC", "",
		},
		{
			"a user policy",
			`R: {Type: 'AWS::IAM::UserPolicy', Properties: {PolicyName: p, UserName: ann, PolicyDocument: DOC}}`,
			"user R AWS::IAM::UserPolicy\n  identity \"p\" users [ann]\nDOC", "",
		},
		{
			"a group policy",
			`R: {Type: 'AWS::IAM::GroupPolicy', Properties: {PolicyName: p, GroupName: g, PolicyDocument: DOC}}`,
			"group R AWS::IAM::GroupPolicy\n  identity \"p\"\nDOC", "",
		},
		{
			"a user",
			`R: {Type: 'AWS::IAM::User', Properties: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'], Policies: [{PolicyName: p, PolicyDocument: DOC}]}}`,
			"user R AWS::IAM::User\n  managed [arn:aws:iam::aws:policy/ReadOnlyAccess] \"ReadOnlyAccess\"\n  identity \"p\"\nDOC", "",
		},
		{
			"a group",
			`R: {Type: 'AWS::IAM::Group', Properties: {ManagedPolicyArns: ['arn:aws:iam::123456789012:policy/own'], Policies: [{PolicyName: p, PolicyDocument: DOC}]}}`,
			"group R AWS::IAM::Group\n  managed [arn:aws:iam::123456789012:policy/own] \"\"\n  identity \"p\"\nDOC", "",
		},
		{
			"a role under a condition",
			`R: {Type: 'AWS::IAM::Role', Condition: C, Properties: {Policies: !If [C, [{PolicyName: p, PolicyDocument: DOC}], []]}}`,
			"role R AWS::IAM::Role\n  identity \"p\"\n    \"Allow\" if C\n      Action [s3:GetObject (if C)]\n      Resource [* (if C)]\n", "",
		},
		{
			"a document for each branch",
			`R: {Type: 'AWS::S3::BucketPolicy', Properties: {PolicyDocument: !If [C, DOC, !Ref AWS::NoValue]}}`,
			"resource R AWS::S3::BucketPolicy\n  resource \"PolicyDocument\"\n    \"Allow\" if C\n      Action [s3:GetObject (if C)]\n      Resource [* (if C)]\n", "",
		},
		{
			"a policy of a table bucket, newer than goformation",
			`R: {Type: 'AWS::S3Tables::TableBucketPolicy', Properties: {ResourcePolicy: DOC}}`,
			"resource R AWS::S3Tables::TableBucketPolicy\n  resource \"ResourcePolicy\"\nDOC", "",
		},
		{
			"a policy under a map of the same name",
			`R: {Type: 'AWS::Logs::DeliveryDestination', Properties: {DeliveryDestinationPolicy: {DeliveryDestinationPolicy: DOC}}}`,
			"resource R AWS::Logs::DeliveryDestination\n  resource \"DeliveryDestinationPolicy\"\nDOC", "",
		},
		{
			"a session policy",
			`R: {Type: 'AWS::EKS::PodIdentityAssociation', Properties: {Policy: DOC}}`,
			"role R AWS::EKS::PodIdentityAssociation\n  boundary \"Policy\"\nDOC", "",
		},
		{
			"a queue policy",
			`R: {Type: 'AWS::SQS::QueuePolicy', Properties: {PolicyDocument: DOC}}`,
			"resource R AWS::SQS::QueuePolicy\n  resource \"PolicyDocument\"\nDOC", "",
		},
		{
			"a topic policy",
			`R: {Type: 'AWS::SNS::TopicPolicy', Properties: {PolicyDocument: DOC}}`,
			"resource R AWS::SNS::TopicPolicy\n  resource \"PolicyDocument\"\nDOC", "",
		},
		{
			"a key",
			`R: {Type: 'AWS::KMS::Key', Properties: {KeyPolicy: DOC}}`,
			"resource R AWS::KMS::Key\n  resource \"KeyPolicy\"\nDOC", "",
		},
		{
			"a secret's policy",
			`R: {Type: 'AWS::SecretsManager::ResourcePolicy', Properties: {ResourcePolicy: DOC}}`,
			"resource R AWS::SecretsManager::ResourcePolicy\n  resource \"ResourcePolicy\"\nDOC", "",
		},
		{
			"a table with a policy further down",
			`R: {Type: 'AWS::DynamoDB::GlobalTable', Properties: {Replicas: [{Region: a, ResourcePolicy: {PolicyDocument: DOC}}]}}`,
			"resource R AWS::DynamoDB::GlobalTable\n  resource \"PolicyDocument\"\nDOC", "",
		},
		{"a table without a policy", `R: {Type: 'AWS::DynamoDB::Table'}`, "", ""},
		{
			"a policy as JSON in a string",
			`R: {Type: 'AWS::Logs::ResourcePolicy', Properties: {PolicyName: p, PolicyDocument: '{"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}'}}`,
			"resource R AWS::Logs::ResourcePolicy\n  resource \"p\"\nDOC", "",
		},
		{
			"a policy that is no JSON",
			`R: {Type: 'AWS::Logs::ResourcePolicy', Properties: {PolicyName: p, PolicyDocument: '{"Statement": '}}`,
			"resource R AWS::Logs::ResourcePolicy\n  resource \"p\"\n", "",
		},
		{
			"a service control policy",
			`R: {Type: 'AWS::Organizations::Policy', Properties: {Type: SERVICE_CONTROL_POLICY, Content: DOC}}`,
			"managed-policy R AWS::Organizations::Policy\n  scp \"Content\"\nDOC", "",
		},
		{
			"a resource control policy",
			`R: {Type: 'AWS::Organizations::Policy', Properties: {Type: RESOURCE_CONTROL_POLICY, Content: DOC}}`,
			"managed-policy R AWS::Organizations::Policy\n  rcp \"Content\"\nDOC", "",
		},
		{
			"a resource control policy, as a parameter has it",
			"R: {Type: 'AWS::Organizations::Policy', Properties: {Type: !Ref Kind, Content: DOC}}\nParameters: {Kind: {Type: String, Default: RESOURCE_CONTROL_POLICY, AllowedValues: [RESOURCE_CONTROL_POLICY]}}",
			"managed-policy R AWS::Organizations::Policy\n  rcp \"Content\"\nDOC", "",
		},
		{
			"an organization's policy in another language than IAM's",
			`R: {Type: 'AWS::Organizations::Policy', Properties: {Type: AISERVICES_OPT_OUT_POLICY, Content: {services: {default: {opt_out_policy: {'@@assign': optOut}}}}}}`,
			"", "",
		},
		{
			"a permission set",
			`R: {Type: 'AWS::SSO::PermissionSet', Properties: {ManagedPolicies: ['arn:aws:iam::aws:policy/job-function/ViewOnlyAccess']}}`,
			"role R AWS::SSO::PermissionSet\n  managed [arn:aws:iam::aws:policy/job-function/ViewOnlyAccess] \"job-function/ViewOnlyAccess\"\n", "",
		},
		{
			"an event bus policy",
			`R: {Type: 'AWS::Events::EventBusPolicy', Properties: {StatementId: s, Statement: {Effect: Allow, Action: 's3:GetObject', Resource: '*'}}}`,
			"resource R AWS::Events::EventBusPolicy\n  resource \"Statement\"\nDOC", "",
		},
		{
			"an old event bus policy",
			`R: {Type: 'AWS::Events::EventBusPolicy', Properties: {StatementId: s, Principal: '*', Action: 'events:PutEvents', Condition: {Type: StringEquals, Key: 'aws:PrincipalOrgID', Value: o-1}}}`,
			"resource R AWS::Events::EventBusPolicy\n  resource \"Statement\"\n    \"Allow\"\n      Principal * [*]\n      Action [events:PutEvents]\n      Resource [*]\n      Condition StringEquals aws:PrincipalOrgID [o-1]\n", "",
		},
		{
			"a policy used as boundary only",
			"B: {Type: 'AWS::IAM::ManagedPolicy', Properties: {PolicyDocument: DOC}}\n  R: {Type: 'AWS::IAM::Role', Properties: {PermissionsBoundary: !Sub '${B}'}}",
			"managed-policy B AWS::IAM::ManagedPolicy\n  boundary \"PolicyDocument\"\nDOCrole R AWS::IAM::Role\n  boundary [arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/${B}]\n", "",
		},
		{
			"a policy used as boundary only, by its name",
			"B: {Type: 'AWS::IAM::ManagedPolicy', Properties: {ManagedPolicyName: b, Path: /limits/, PolicyDocument: DOC}}\n  R: {Type: 'AWS::IAM::Role', Properties: {PermissionsBoundary: !Sub 'arn:aws:iam::${AWS::AccountId}:policy/limits/b'}}",
			"managed-policy B AWS::IAM::ManagedPolicy\n  boundary \"b\"\nDOCrole R AWS::IAM::Role\n  boundary [arn:aws:iam::${AWS::AccountId}:policy/limits/b]\n", "",
		},
		{
			"a policy that a condition asks for as boundary",
			"B: {Type: 'AWS::IAM::ManagedPolicy', Properties: {ManagedPolicyName: !Sub '${AWS::StackName}-b', PolicyDocument: DOC}}\n  M: {Type: 'AWS::IAM::ManagedPolicy', Properties: {PolicyDocument: {Statement: {Effect: Deny, Action: 'iam:CreateRole', Resource: '*', Condition: {StringNotEquals: {'iam:PermissionsBoundary': !Sub 'arn:aws:iam::${AWS::AccountId}:policy/${AWS::StackName}-b'}}}}}}",
			"managed-policy B AWS::IAM::ManagedPolicy\n  boundary \"${AWS::StackName}-b\"\nDOCmanaged-policy M AWS::IAM::ManagedPolicy\n  identity \"PolicyDocument\"\n    \"Deny\"\n      Action [iam:CreateRole]\n      Resource [*]\n      Condition StringNotEquals iam:PermissionsBoundary [arn:aws:iam::${AWS::AccountId}:policy/${AWS::StackName}-b]\n", "",
		},
		{
			"a boundary that is attached too",
			"B: {Type: 'AWS::IAM::ManagedPolicy', Properties: {PolicyDocument: DOC}}\n  R: {Type: 'AWS::IAM::Role', Properties: {PermissionsBoundary: !Ref B, ManagedPolicyArns: [!Ref B]}}",
			"managed-policy B AWS::IAM::ManagedPolicy\n  identity \"PolicyDocument\"\nDOCrole R AWS::IAM::Role\n  managed [arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/${B}] \"\"\n  boundary [arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/${B}]\n", "",
		},

		{
			"a permission for an account",
			`R: {Type: 'AWS::Lambda::Permission', Properties: {FunctionName: f, Action: 'lambda:InvokeFunction', Principal: '123456789012'}}`,
			"resource R AWS::Lambda::Permission\n  resource \"Statement\"\n    \"Allow\"\n      Principal AWS [123456789012]\n      Action [lambda:InvokeFunction]\n      Resource [arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:f]\n", "",
		},
		{
			"a permission for everybody",
			`R: {Type: 'AWS::Lambda::Permission', Properties: {FunctionName: 'arn:aws:lambda:eu-west-1:123456789012:function:f', Action: 'lambda:InvokeFunctionUrl', Principal: '*', FunctionUrlAuthType: NONE, PrincipalOrgID: o-1, EventSourceToken: t}}`,
			"resource R AWS::Lambda::Permission\n  resource \"Statement\"\n    \"Allow\"\n      Principal * [*]\n      Action [lambda:InvokeFunctionUrl]\n      Resource [arn:aws:lambda:eu-west-1:123456789012:function:f]\n      Condition StringEquals aws:PrincipalOrgID [o-1]\n      Condition StringEquals lambda:FunctionUrlAuthType [NONE]\n      Condition StringEquals lambda:EventSourceToken [t]\n", "",
		},
		{
			"a permission for a service with a suffix",
			`R: {Type: 'AWS::Lambda::Permission', Properties: {Action: 'lambda:InvokeFunction', Principal: !Sub 'events.${AWS::URLSuffix}', SourceArn: !If [C, x, !Ref AWS::NoValue]}}`,
			"resource R AWS::Lambda::Permission\n  resource \"Statement\"\n    \"Allow\" if C\n      Principal Service [events.${AWS::URLSuffix} (if C)]\n      Action [lambda:InvokeFunction (if C)]\n      Condition ArnLike aws:SourceArn [x (if C)]\n    \"Allow\" if not C\n      Principal Service [events.${AWS::URLSuffix} (if not C)]\n      Action [lambda:InvokeFunction (if not C)]\n", "",
		},
		{
			"a permission of a layer",
			`R: {Type: 'AWS::Lambda::LayerVersionPermission', Properties: {LayerVersionArn: !Ref L, Action: 'lambda:GetLayerVersion', Principal: '*', OrganizationId: o-1}}` + "\n  L: {Type: 'AWS::Lambda::LayerVersion'}",
			"resource R AWS::Lambda::LayerVersionPermission\n  resource \"Statement\"\n    \"Allow\"\n      Principal * [*]\n      Action [lambda:GetLayerVersion]\n      Resource [arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:layer:${L.LayerName}:${L}]\n      Condition StringEquals aws:PrincipalOrgID [o-1]\n", "",
		},

		{
			"a function with a managed policy",
			`R: {Type: 'AWS::Serverless::Function', Properties: {Policies: AmazonS3FullAccess}}`,
			"role R AWS::Serverless::Function\n  managed [AmazonS3FullAccess] \"AmazonS3FullAccess\"\nBASICTRUST", "",
		},
		{
			"a function with a document",
			`R: {Type: 'AWS::Serverless::Function', Properties: {Policies: DOC}}`,
			"role R AWS::Serverless::Function\nBASICTRUST  identity \"Policies\"\nDOC", "",
		},
		{
			"a function with a policy template",
			`R: {Type: 'AWS::Serverless::Function', Properties: {Policies: [{SQSPollerPolicy: {QueueName: q, Other: x}}]}}`,
			"role R AWS::Serverless::Function\nBASICTRUST  identity \"SQSPollerPolicy\"\n    \"Allow\"\n      Action [sqs:ChangeMessageVisibility | sqs:ChangeMessageVisibilityBatch | sqs:DeleteMessage | sqs:DeleteMessageBatch | sqs:GetQueueAttributes | sqs:ReceiveMessage]\n      Resource [arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:q]\n", "",
		},
		{
			"a policy template that lacks a parameter",
			`R: {Type: 'AWS::Serverless::Function', Properties: {Policies: [{SQSPollerPolicy: {}}]}}`,
			"role R AWS::Serverless::Function\nBASICTRUST", "policy template SQSPollerPolicy needs QueueName",
		},
		{
			"a policy template that nobody knows",
			`R: {Type: 'AWS::Serverless::Function', Properties: {Policies: [{SQSPolerPolicy: {}}]}}`,
			"role R AWS::Serverless::Function\nBASICTRUST", `unknown SAM policy template "SQSPolerPolicy", did you mean "SQSPollerPolicy"?`,
		},
		{
			"a function with a named policy",
			`R: {Type: 'AWS::Serverless::Function', Properties: {Policies: [{PolicyName: p, PolicyDocument: DOC}]}}`,
			"role R AWS::Serverless::Function\nBASICTRUST  identity \"Policies\"\nDOC", "SAM wants a policy to be",
		},
		{
			"a function with nonsense",
			`R: {Type: 'AWS::Serverless::Function', Properties: {Policies: [{a: b, c: d}, null]}}`,
			"role R AWS::Serverless::Function\nBASICTRUST", "neither a name, nor a document, nor a policy template",
		},
		{
			"a function with a role",
			`R: {Type: 'AWS::Serverless::Function', Properties: {Role: 'arn:aws:iam::123456789012:role/r', Policies: DOC}}`,
			"", "has a Role, so SAM ignores its Policies",
		},
		{
			"a function with a role on one branch",
			`R: {Type: 'AWS::Serverless::Function', Properties: {Role: !If [C, r, !Ref AWS::NoValue], Policies: AWSLambdaExecute}}`,
			"role R AWS::Serverless::Function\n  managed [AWSLambdaExecute (if not C)] \"AWSLambdaExecute\"\n" +
				"  managed [arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole (if not C)] \"service-role/AWSLambdaBasicExecutionRole\"\n" +
				"  trust \"AssumeRolePolicyDocument\" 2012-10-17\n    \"Allow\" if not C\n      Principal Service [lambda.amazonaws.com (if not C)]\n      Action [sts:AssumeRole (if not C)]\n", "",
		},
		{
			"a state machine",
			`R: {Type: 'AWS::Serverless::StateMachine', Properties: {Policies: [DOC]}}`,
			"role R AWS::Serverless::StateMachine\n  trust \"AssumeRolePolicyDocument\" 2012-10-17\n    \"Allow\"\n      Principal Service [states.amazonaws.com]\n      Action [sts:AssumeRole]\n  identity \"Policies\"\nDOC", "",
		},
		{
			"a connector without anything",
			`R: {Type: 'AWS::Serverless::Connector'}`, "", `connector "R" needs Source, Destination and Permissions`,
		},
		{
			"an implicit role of SAM",
			`R: {Type: 'AWS::Serverless::Function'}` + "\n  P: {Type: 'AWS::SQS::QueuePolicy', Properties: {PolicyDocument: {Statement: {Effect: Allow, Principal: {AWS: !GetAtt RRole.Arn}, Action: 's3:GetObject', Resource: '*'}}}}",
			"role R AWS::Serverless::Function\nBASICTRUSTresource P AWS::SQS::QueuePolicy\n  resource \"PolicyDocument\"\n    \"Allow\"\n      Principal AWS [${RRole.Arn}]\n      Action [s3:GetObject]\n      Resource [*]\n", "",
		},

		{"no type", `R: {Properties: {}}`, "", `resource "R" has no Type`},
		{"no map", `R: text`, "", `resource "R" is not a map`},
		{"properties that are no map", `R: {Type: 'AWS::S3::BucketPolicy', Properties: text}`, "", "not a map that is known before deployment"},
		{"a loop over what is not known", `'Fn::ForEach::X': [A, !Ref AWS::NotificationARNs, {}]`, "", "Fn::ForEach::X is not evaluated here"},
		{"a loop that is none", `'Fn::ForEach::X': [A, [a]]`, "", "Fn::ForEach::X needs a name, a list and a map"},
		{
			"a loop",
			`'Fn::ForEach::X': [A, [a, 'b-c'], {'R&{A}': {Type: 'AWS::SQS::QueuePolicy', Properties: {PolicyDocument: {Statement: {Effect: Allow, Action: 's3:GetObject', Resource: [!Sub 'x-${A}', !Ref A, '*']}}}}}]`,
			"resource Ra AWS::SQS::QueuePolicy\n  resource \"PolicyDocument\"\n    \"Allow\"\n      Action [s3:GetObject]\n      Resource [x-a | a | *]\n" +
				"resource Rbc AWS::SQS::QueuePolicy\n  resource \"PolicyDocument\"\n    \"Allow\"\n      Action [s3:GetObject]\n      Resource [x-b-c | b-c | *]\n", "",
		},
		{
			"a loop inside a loop and inside properties",
			`'Fn::ForEach::X': [A, [a], {'Fn::ForEach::Y': [B, [b], {'R${A}${B}': {Type: 'AWS::SQS::QueuePolicy', Properties: {'Fn::ForEach::Z': [C, [Document], {'Policy${C}': DOC}]}}}]}]`,
			"resource Rab AWS::SQS::QueuePolicy\n  resource \"PolicyDocument\"\nDOC", "",
		},
		{
			"a policy that Join puts together",
			`R: {Type: 'AWS::SQS::QueuePolicy', Properties: {PolicyDocument: !Join ['', ['{"Statement": [{"Effect": "Allow", "Action": "s3:', !Ref AWS::Region, '", "Resource": "${x}/', !If [C, a, b], '"}]}']]}}`,
			"resource R AWS::SQS::QueuePolicy\n  resource \"PolicyDocument\" variables\n    \"Allow\"\n      Action [s3:${AWS::Region}]\n      Resource [${x}/a (if C) | ${x}/b (if not C)]\n", "",
		},
		{
			"a policy that Join puts together and that is no JSON",
			`R: {Type: 'AWS::SQS::QueuePolicy', Properties: {PolicyDocument: !Join ['', ['{"Statement": [', !Ref AWS::Region]]}}`,
			"", "puts together cannot be read as JSON",
		},
		{
			"a resource that is never there",
			`R: {Type: 'AWS::SQS::QueuePolicy', Condition: Never, Properties: {PolicyDocument: DOC}}`, "", "",
		},
		{
			"a macro in properties",
			`R: {Type: 'AWS::S3::BucketPolicy', Properties: {'Fn::Transform': {Name: M}, PolicyDocument: DOC}}`,
			"resource R AWS::S3::BucketPolicy\n  resource \"PolicyDocument\"\nDOC", "Fn::Transform is not evaluated here",
		},
		{
			"a boundary for each branch",
			`R: {Type: 'AWS::IAM::Role', Properties: {PermissionsBoundary: !If [C, 'arn:aws:iam::111122223333:policy/a', 'arn:aws:iam::111122223333:policy/b']}}`,
			"role R AWS::IAM::Role\n  boundary [arn:aws:iam::111122223333:policy/a (if C) | arn:aws:iam::111122223333:policy/b (if not C)]\n", "",
		},
		{
			"a boundary on one branch",
			`R: {Type: 'AWS::IAM::Role', Properties: {PermissionsBoundary: !If [C, 'arn:aws:iam::111122223333:policy/a', !Ref AWS::NoValue]}}`,
			"role R AWS::IAM::Role\n  boundary [arn:aws:iam::111122223333:policy/a (if C)]\n  no boundary if not C\n", "",
		},
		{
			"a boundary on no branch",
			`R: {Type: 'AWS::IAM::Role', Properties: {PermissionsBoundary: !Ref AWS::NoValue}}`,
			"role R AWS::IAM::Role\n", "",
		},
		{
			"a managed policy that is not known",
			`R: {Type: 'AWS::IAM::Role', Properties: {ManagedPolicyArns: [!ImportValue X], PermissionsBoundary: !ImportValue Y}}`,
			"role R AWS::IAM::Role\n  managed [${ImportValue X} ?] \"\"\n  boundary [${ImportValue Y} ?]\n", `the managed policy "${ImportValue X}" is not known`,
		},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			text := "AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\nConditions: {C: !Equals [!Ref AWS::Region, b], Never: !Equals [a, b]}\nResources:\n  " +
				strings.ReplaceAll(test.resources, "DOC", document) + "\n"
			m, notices := read(t, text, nil)
			want := strings.ReplaceAll(test.want, "DOC", "    \"Allow\"\n      Action [s3:GetObject]\n      Resource [*]\n")
			want = strings.ReplaceAll(want, "BASICTRUST", functionRole)
			if diff := cmp.Diff(want, outline(m)); diff != "" {
				t.Errorf("model (-want +got):\n%s", diff)
			}
			got := messages(notices)
			if test.notice == "" && got != "" || !strings.Contains(got, test.notice) {
				t.Errorf("notices are %q, want %q", got, test.notice)
			}
			placetest.Check(t, text, m, notices)
		})
	}
}

func TestPoliciesWhereTheTablesHaveNone(t *testing.T) {
	const open = "{Statement: {Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: '*'}}"
	tests := []struct {
		name, resources, want string // want: documents by kind and name
	}{
		{"a type that is newer than the tables", `R: {Type: 'AWS::Brand::New', Properties: {AccessPolicy: OPEN}}`, "resource AccessPolicy"},
		{"a third party's type", `R: {Type: 'Corp::Data::Lake', Properties: {Access: {Policy: OPEN}}}`, "resource Policy"},
		{"a custom resource", `R: {Type: 'Custom::RoleMaker', Properties: {Policies: [{PolicyDocument: DOC}, {PolicyDocument: OPEN}]}}`, "identity PolicyDocument, resource PolicyDocument"},
		{"a custom resource by its long name", `R: {Type: 'AWS::CloudFormation::CustomResource', Properties: {IamPolicy: DOC}}`, "identity IamPolicy"},
		{"JSON in a string", `R: {Type: 'Custom::R', Properties: {Policy: '{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}'}}`, "identity Policy"},
		{"JSON in Fn::Sub", `R: {Type: 'Custom::R', Properties: {Policy: !Sub '{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "${Arn}"}}'}}`, "identity Policy"},
		{"a call of AWS's API, as the CDK writes it", `R: {Type: 'Custom::AWS', Properties: {Create: !Join ['', ['{"service":"IAM","parameters":{"RoleName":"', !Ref N, '","PolicyDocument":"{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"', !Ref A, '\"}}"}}']]}}`, "identity PolicyDocument"},
		{"the same twice, for creation and update", `R: {Type: 'Custom::AWS', Properties: {Create: {Policy: DOC}, Update: {Policy: DOC}}}`, "identity Policy"},
		{"an arm of Fn::If", `R: {Type: 'Custom::R', Properties: {Policy: !If [C, DOC, !Ref AWS::NoValue]}}`, "identity Policy"},
		{"who may assume", `R: {Type: 'Custom::R', Properties: {Trust: {Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}}}}`, "trust Trust"},
		{"no policy", `R: {Type: 'Custom::R', Properties: {Statement: hello, Action: deploy, Text: '{"a": 1}', List: [1, {Effect: none}]}}`, ""},
		{"a listed type with what is none of its policies", `R: {Type: 'AWS::SSM::Parameter', Properties: {Type: String, Value: '{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}'}}`, ""},
		{"a role's PolicyDocument, which is none of its properties", `R: {Type: 'AWS::IAM::Role', Properties: {RoleName: r, PolicyDocument: DOC}}`, "identity PolicyDocument"},
		{"an arm of Fn::If in such a property", `R: {Type: 'AWS::IAM::Role', Properties: {PolicyDocument: !If [C, DOC, !Ref AWS::NoValue]}}`, "identity PolicyDocument"},
		{"JSON in such a property", `R: {Type: 'AWS::SNS::TopicPolicy', Properties: {Topics: [t], Policy: '{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "sns:*", "Resource": "*"}}'}}`, "resource Policy"},
		{"a property in another case", `R: {Type: 'AWS::IAM::Role', Properties: {assumeRolePolicyDocument: {Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}}}}`, "trust assumeRolePolicyDocument"},
		{"what such a property holds besides a policy", `R: {Type: 'AWS::IAM::Role', Properties: {Policy: hello, Settings: {Statement: 1}, Text: !If [C, a, b], Tags: [{Key: k, Value: v}]}}`, ""},
		{"a policy beside the properties", `R: {Type: 'AWS::IAM::Policy', PolicyName: p, PolicyDocument: DOC, Users: [u]}`, "identity PolicyDocument"},
		{"a policy beside properties that hold none", `R: {Type: 'AWS::IAM::Role', AssumeRolePolicyDocument: {Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}}, Properties: {RoleName: r}}`, "trust AssumeRolePolicyDocument"},
		{"metadata", `R: {Type: 'AWS::IAM::Role', Properties: {RoleName: r}, Metadata: DOC}`, ""},
		{"a type of SAM", `R: {Type: 'AWS::Serverless::Application', Properties: {Parameters: {Policy: DOC}}}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			resources := strings.NewReplacer("DOC", document, "OPEN", open).Replace(tt.resources)
			m, notices := read(t, "Conditions: {C: !Equals [!Ref AWS::Region, eu-west-1]}\nResources:\n  "+resources+"\n", nil)
			var got []string
			for _, target := range m.Targets {
				for _, d := range target.Documents {
					got = append(got, string(d.Kind)+" "+d.Name)
				}
			}
			if got := strings.Join(got, ", "); got != tt.want {
				t.Errorf("documents: got %q, want %q", got, tt.want)
			}
			if said := strings.Count(messages(notices), "was judged as one"); said != len(got) {
				t.Errorf("%d notices for %d documents:\n%s", said, len(got), messages(notices))
			}
		})
	}
}

func TestPlacesInsideASubstitutedDocument(t *testing.T) {
	text := fixture(t)
	m, _ := read(t, text, nil)
	for _, target := range m.Targets {
		if target.Name != "Shared" {
			continue
		}
		s := target.Documents[0].Statements[0]
		if got := slice(text, s.Resources[0].At); got != `"${Orders.Arn}/index/*"` {
			t.Errorf("resource is at %q", got)
		}
		if got := slice(text, s.EffectAt); got != `"Allow"` {
			t.Errorf("effect is at %q", got)
		}
		return
	}
	t.Fatal("no target Shared")
}

func TestConditionKeysInASubstitutedDocument(t *testing.T) {
	text := `AWSTemplateFormatVersion: '2010-09-09'
Parameters: {Issuer: {Type: String, Default: example.com}, Other: {Type: String}}
Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: !Sub |
        {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
          "Principal": {"Federated": "arn:${AWS::Partition}:iam::${AWS::AccountId}:oidc-provider/${Issuer}"},
          "Condition": {"StringEquals": {"${Issuer}:sub": "x", "${Other}:aud": "y"}}}]}
`
	m, notices := read(t, text, nil)
	conditions := m.Targets[0].Documents[0].Statements[0].Conditions
	if len(conditions) != 2 || conditions[0].Key != "example.com:sub" || conditions[1].Key != "${Other}:aud" {
		t.Fatalf("got conditions %v", conditions)
	}
	if got := slice(text, conditions[0].KeyAt); got != `"${Issuer}:sub"` {
		t.Errorf("key is at %q", got)
	}
	if got := messages(notices); !strings.Contains(got, `the name "${Other}:aud" is not known before deployment; rules about it were not applied (give it with --param Other=VALUE)`) {
		t.Errorf("notices are %q", got)
	}
}
