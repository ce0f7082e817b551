package cfn

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/source"
)

func TestEverything(t *testing.T) {
	m, notices := read(t, fixture(t), nil)
	want := `managed-policy Fence AWS::IAM::ManagedPolicy
  boundary "PolicyDocument" 2012-10-17
    "Allow"
      Action [*]
      Resource [*]
role Worker AWS::IAM::Role
  managed [arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole] "service-role/AWSLambdaBasicExecutionRole"
  managed [arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/shared] ""
  boundary [arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/${Fence}]
  trust "AssumeRolePolicyDocument" 2012-10-17
    "Allow"
      Principal Service [lambda.amazonaws.com]
      Action [sts:AssumeRole]
  identity "${AWS::StackName}-work" 2012-10-17 variables
    "Allow" sid Queue
      Action [sqs:SendMessage | sqs:ReceiveMessage]
      Resource [arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Jobs} | *]
    "Deny" if IsProd
      NotAction [iam:* (if IsProd)]
      NotResource [* (if IsProd)]
    "Deny" if IsProd
      Action [s3:GetObject (if IsProd)]
      Resource [arn:${AWS::Partition}:s3:::${Logs}/* (if IsProd)]
      Condition StringEquals aws:PrincipalTag/team [${aws:username} (if IsProd) | ${Owner} ? (if IsProd)]
    "Allow" if not IsProd
      Action [s3:GetObject (if not IsProd)]
      Resource [* (if not IsProd)]
      Condition StringEquals aws:PrincipalTag/team [${aws:username} (if not IsProd) | ${Owner} ? (if not IsProd)]
managed-policy Shared AWS::IAM::ManagedPolicy
  identity "shared" 2012-10-17 users [${Owner} ?]
    "Allow"
      Action [dynamodb:GetItem]
      Resource [arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}/index/*]
resource LogsPolicy AWS::S3::BucketPolicy
  resource "PolicyDocument"
    "Allow" if IsProd
      Principal AWS [111111111111 (if IsProd)]
      Principal AWS [222222222222 (if IsProd)]
      Action [s3:PutObject (if IsProd)]
      Resource [arn:${AWS::Partition}:s3:::${Logs}/AWSLogs/${Partner}/* (if IsProd)]
role Handler AWS::Serverless::Function
  managed [AWSLambdaExecute] "AWSLambdaExecute"
  managed [arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole] "service-role/AWSLambdaBasicExecutionRole"
  boundary [arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/${Fence}]
  trust "AssumeRolePolicyDocument" 2012-10-17
    "Allow"
      Principal Service [lambda.amazonaws.com]
      Action [sts:AssumeRole]
  identity "Policies"
    "Allow"
      Action [sns:Publish]
      Resource [${ImportValue Topic} ?]
  identity "S3ReadPolicy"
    "Allow"
      Action [s3:GetObject | s3:ListBucket | s3:GetBucketLocation | s3:GetObjectVersion | s3:GetLifecycleConfiguration]
      Resource [arn:${AWS::Partition}:s3:::${Logs} | arn:${AWS::Partition}:s3:::${Logs}/*]
resource HandlerPermission AWS::Lambda::Permission
  resource "Statement"
    "Allow"
      Principal Service [s3.amazonaws.com]
      Action [lambda:InvokeFunction]
      Resource [arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${Handler}]
      Condition ArnLike aws:SourceArn [arn:${AWS::Partition}:s3:::${Logs}]
      Condition StringEquals aws:SourceAccount [${AWS::AccountId}]
parameter Actions constrained=false wildcards=[]
  Allow Action whole=true Worker
parameter Anywhere constrained=true wildcards=[* | * | arn:aws:s3:::logs/*]
  Allow Resource whole=true Worker
parameter Partner constrained=true wildcards=[]
  Allow Resource whole=false LogsPolicy
`
	if diff := cmp.Diff(want, outline(m)); diff != "" {
		t.Errorf("model (-want +got):\n%s", diff)
	}
	wantNotices := `66: the value "${Owner}" of condition key "aws:PrincipalTag/team" is not known before deployment; rules about conditions were not applied to it (give it with --param Owner=VALUE)
71: the user "${Owner}" is not known before deployment; the policy was judged apart from what else that user may do (give it with --param Owner=VALUE)
102: the resource "${ImportValue Topic}" is not known before deployment; rules about resources were not applied to it
`
	if diff := cmp.Diff(wantNotices, messages(notices)); diff != "" {
		t.Errorf("notices (-want +got):\n%s", diff)
	}
}

func TestJSONTwinGivesTheSameModel(t *testing.T) {
	for _, text := range []string{fixture(t), strings.Replace(stage, "EXPRESSION", "!If [A, !Sub '${Bucket.Arn}/*', '*']", 1)} {
		yaml, yamlNotices := read(t, text, nil)
		root, err := node.Parse("template.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		twin, err := json.Marshal(plain(root))
		if err != nil {
			t.Fatal(err)
		}
		got, notices := read(t, string(twin), nil)
		places := cmp.Comparer(func(_, _ source.Location) bool { return true })
		if diff := cmp.Diff(yaml, got, places); diff != "" {
			t.Errorf("model of the JSON twin (-yaml +json):\n%s", diff)
		}
		if len(notices) != len(yamlNotices) {
			t.Errorf("the JSON twin has %d notices, want %d", len(notices), len(yamlNotices))
		}
	}
}

// plain turns a node into what encoding/json writes.
func plain(n *node.Node) any {
	switch n.Kind {
	case node.Map:
		return ordered(n.Fields)
	case node.List:
		list := []any{}
		for _, item := range n.Items {
			list = append(list, plain(item))
		}
		return list
	case node.Null:
		return nil
	case node.Number, node.Bool:
		return json.RawMessage(n.Text)
	default:
		return n.Text
	}
}

// ordered writes fields in the order written.
type ordered []node.Field

func (o ordered) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	b.WriteByte('{')
	for i, f := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(f.Key.Text)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(plain(f.Value))
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return []byte(b.String()), nil
}
