package cfn

import (
	"fmt"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/node"
)

// BenchmarkParse reads a template of a hundred roles, without the reading of YAML.
func BenchmarkParse(b *testing.B) {
	var text strings.Builder
	text.WriteString("AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Bucket: {Type: 'AWS::S3::Bucket'}\n")
	for i := range 100 {
		fmt.Fprintf(&text, `  Role%d:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}
      Policies:
        - PolicyName: p
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: [s3:GetObject, s3:PutObject, s3:ListBucket]
                Resource: [!GetAtt Bucket.Arn, !Sub '${Bucket.Arn}/*', !Sub 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:q%d']
                Condition: {StringEquals: {'aws:ResourceAccount': !Ref 'AWS::AccountId'}}
`, i, i)
	}
	root, err := node.Parse("template.yaml", []byte(text.String()))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		Parse("template.yaml", root, nil)
	}
}
