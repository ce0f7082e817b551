package cfn_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse/cfn"
)

func TestOwnResources(t *testing.T) {
	root, err := node.Parse("a.yaml", []byte(`Transform: AWS::Serverless-2016-10-31
Conditions: {Never: !Equals [a, b]}
Resources:
  Orders: {Type: AWS::DynamoDB::Table}
  Pictures: {Type: AWS::S3::Bucket}
  Alerts: {Type: AWS::SNS::Topic}
  Resize: {Type: AWS::Serverless::Function}
  Password: {Type: AWS::SecretsManager::Secret}
  Gone: {Type: AWS::S3::Bucket, Condition: Never}
  Wait: {Type: AWS::CloudFormation::WaitConditionHandle}
`))
	if err != nil {
		t.Fatal(err)
	}
	model, _ := cfn.Parse("a.yaml", root, nil)
	var got []string
	for _, own := range model.Own {
		got = append(got, own.Service+" "+own.Type+": "+own.Write)
	}
	want := []string{
		"dynamodb table: !GetAtt Orders.Arn", "s3 bucket: !GetAtt Pictures.Arn", "sns topic: !GetAtt Alerts.TopicArn",
		"lambda function: !GetAtt Resize.Arn", "secretsmanager Secret: !Ref Password",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("own resources (-want +got):\n%s", diff)
	}
}
