package cfn

// connection is a pair of resource types that SAM can connect.
type connection struct{ source, destination string }

// connected is what a connection grants.
type connected struct {
	policy bool // a managed policy for a role of one side; else a resource policy of the destination
	flip   bool // that role is the destination's, and the source is what it may use
	read   []link
	write  []link
}

// link is a statement of a connector. In its resources, %arn is the ARN of what
// is used, %name its name, and %source the ARN of the source.
type link struct {
	actions   []string
	resources []string
	principal string // of a resource policy: the service that may
	source    string // of a resource policy: the ARN that it must come from, with %id for what Ref gives for the source
}

// thing is the whole of what is connected to.
var thing = []string{"%arn"}

// ofTable and the like are what a role may do with a thing, whoever has it.
var (
	ofTable = connected{
		policy: true,
		read: []link{{
			[]string{"dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem", "dynamodb:PartiQLSelect"},
			[]string{"%arn", "%arn/index/*"},
			"", "",
		}},
		write: []link{{
			[]string{"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem", "dynamodb:PartiQLDelete", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate"},
			[]string{"%arn", "%arn/index/*"},
			"", "",
		}},
	}
	ofBucket = connected{
		policy: true,
		read: []link{{
			[]string{
				"s3:GetObject", "s3:GetObjectAcl", "s3:GetObjectLegalHold", "s3:GetObjectRetention", "s3:GetObjectTorrent", "s3:GetObjectVersion",
				"s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTorrent", "s3:ListBucket",
				"s3:ListBucketMultipartUploads", "s3:ListBucketVersions", "s3:ListMultipartUploadParts",
			},
			[]string{"%arn", "%arn/*"},
			"", "",
		}},
		write: []link{{
			[]string{"s3:AbortMultipartUpload", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObject", "s3:PutObjectLegalHold", "s3:PutObjectRetention", "s3:RestoreObject"},
			[]string{"%arn", "%arn/*"},
			"", "",
		}},
	}
	ofFunction = writing("lambda:InvokeAsync", "lambda:InvokeFunction")
	ofTopic    = writing("sns:Publish")
	ofBus      = writing("events:PutEvents")
)

// executions and executionRule are ARNs that connections to state machines speak of.
const (
	executions    = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:%name:*"
	executionRule = "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule"
)

// writing is a connection that only writes.
func writing(actions ...string) connected {
	return connected{policy: true, write: []link{{actions: actions, resources: thing}}}
}

// allowing is a connection that a resource policy of the destination makes.
func allowing(principal, action, source string) connected {
	return connected{write: []link{{[]string{action}, thing, principal, source}}}
}

// connections are what SAM can connect, and what it grants for that, as the SAM
// translator has it in model/connector_profiles/profiles.json.
var connections = map[connection]connected{
	{"AWS::DynamoDB::Table", "AWS::Lambda::Function"}: {policy: true, flip: true, read: []link{{
		[]string{"dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"},
		[]string{"%arn/stream/*"},
		"", "",
	}}},
	{"AWS::SQS::Queue", "AWS::Lambda::Function"}: {
		policy: true, flip: true,
		read:  []link{{actions: []string{"sqs:ReceiveMessage", "sqs:GetQueueAttributes"}, resources: thing}},
		write: []link{{actions: []string{"sqs:DeleteMessage"}, resources: thing}},
	},

	{"AWS::Lambda::Function", "AWS::Lambda::Function"}: ofFunction,
	{"AWS::Lambda::Function", "AWS::S3::Bucket"}:       ofBucket,
	{"AWS::Lambda::Function", "AWS::DynamoDB::Table"}:  ofTable,
	{"AWS::Lambda::Function", "AWS::SNS::Topic"}:       ofTopic,
	{"AWS::Lambda::Function", "AWS::Events::EventBus"}: ofBus,
	{"AWS::Lambda::Function", "AWS::SQS::Queue"}: {
		policy: true,
		read:   []link{{actions: []string{"sqs:ReceiveMessage", "sqs:GetQueueAttributes"}, resources: thing}},
		write:  []link{{actions: []string{"sqs:DeleteMessage", "sqs:SendMessage", "sqs:ChangeMessageVisibility", "sqs:PurgeQueue"}, resources: thing}},
	},
	{"AWS::Lambda::Function", "AWS::Location::PlaceIndex"}: {policy: true, read: []link{{
		[]string{"geo:DescribePlaceIndex", "geo:GetPlace", "geo:SearchPlaceIndexForPosition", "geo:SearchPlaceIndexForSuggestions", "geo:SearchPlaceIndexForText"},
		thing, "", "",
	}}},
	{"AWS::Lambda::Function", "AWS::StepFunctions::StateMachine"}: {
		policy: true,
		read: []link{
			{actions: []string{"states:DescribeStateMachine", "states:ListExecutions"}, resources: thing},
			{actions: []string{"states:DescribeExecution", "states:DescribeStateMachineForExecution", "states:GetExecutionHistory"}, resources: []string{executions}},
		},
		write: []link{
			{actions: []string{"states:StartExecution", "states:StartSyncExecution"}, resources: thing},
			{actions: []string{"states:StopExecution"}, resources: []string{executions}},
		},
	},

	{"AWS::StepFunctions::StateMachine", "AWS::Lambda::Function"}: ofFunction,
	{"AWS::StepFunctions::StateMachine", "AWS::S3::Bucket"}:       ofBucket,
	{"AWS::StepFunctions::StateMachine", "AWS::DynamoDB::Table"}:  ofTable,
	{"AWS::StepFunctions::StateMachine", "AWS::SNS::Topic"}:       ofTopic,
	{"AWS::StepFunctions::StateMachine", "AWS::SQS::Queue"}:       writing("sqs:SendMessage"),
	{"AWS::StepFunctions::StateMachine", "AWS::Events::EventBus"}: ofBus,
	{"AWS::StepFunctions::StateMachine", "AWS::StepFunctions::StateMachine"}: {
		policy: true,
		read: []link{
			{actions: []string{"states:DescribeExecution"}, resources: []string{executions}},
			{actions: []string{"events:DescribeRule"}, resources: []string{executionRule}},
		},
		write: []link{
			{actions: []string{"states:StartExecution"}, resources: thing},
			{actions: []string{"states:StopExecution"}, resources: []string{executions}},
			{actions: []string{"events:PutTargets", "events:PutRule"}, resources: []string{executionRule}},
		},
	},

	{"AWS::AppSync::DataSource", "AWS::DynamoDB::Table"}:  ofTable,
	{"AWS::AppSync::DataSource", "AWS::Events::EventBus"}: ofBus,
	{"AWS::AppSync::DataSource", "AWS::Lambda::Function"}: {
		policy: true,
		write:  []link{{actions: []string{"lambda:InvokeAsync", "lambda:InvokeFunction"}, resources: []string{"%arn", "%arn:*"}}},
	},

	{"AWS::Events::Rule", "AWS::Events::EventBus"}:            ofBus,
	{"AWS::Events::Rule", "AWS::StepFunctions::StateMachine"}: writing("states:StartExecution"),
	{"AWS::Events::Rule", "AWS::Lambda::Function"}:            allowing("events.amazonaws.com", "lambda:InvokeFunction", "%source"),
	{"AWS::Events::Rule", "AWS::SNS::Topic"}:                  allowing("events.amazonaws.com", "sns:Publish", "%source"),
	{"AWS::Events::Rule", "AWS::SQS::Queue"}:                  allowing("events.amazonaws.com", "sqs:SendMessage", "%source"),

	{"AWS::SNS::Topic", "AWS::Lambda::Function"}: allowing("sns.amazonaws.com", "lambda:InvokeFunction", "%source"),
	{"AWS::SNS::Topic", "AWS::SQS::Queue"}:       allowing("sns.amazonaws.com", "sqs:SendMessage", "%source"),
	{"AWS::S3::Bucket", "AWS::Lambda::Function"}: allowing("s3.amazonaws.com", "lambda:InvokeFunction", "%source"),

	{"AWS::ApiGateway::RestApi", "AWS::Lambda::Function"}: allowing("apigateway.amazonaws.com", "lambda:InvokeFunction",
		"arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:%id/%qualifier"),
	{"AWS::ApiGatewayV2::Api", "AWS::Lambda::Function"}: allowing("apigateway.amazonaws.com", "lambda:InvokeFunction",
		"arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:%id/%qualifier"),
	{"AWS::AppSync::GraphQLApi", "AWS::Lambda::Function"}: allowing("appsync.amazonaws.com", "lambda:InvokeFunction",
		"arn:${AWS::Partition}:appsync:${AWS::Region}:${AWS::AccountId}:apis/%id"),
}

// plainTypes are the types that SAM's own come to, as connections name them.
var plainTypes = map[string]string{
	"AWS::Serverless::Api":          "AWS::ApiGateway::RestApi",
	"AWS::Serverless::Function":     "AWS::Lambda::Function",
	"AWS::Serverless::HttpApi":      "AWS::ApiGatewayV2::Api",
	"AWS::Serverless::SimpleTable":  "AWS::DynamoDB::Table",
	"AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
}
