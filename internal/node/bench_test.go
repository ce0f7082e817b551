package node

import (
	"fmt"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// largeYAML is a template of 500 roles, as large as CloudFormation allows.
func largeYAML() []byte {
	var b strings.Builder
	b.WriteString("AWSTemplateFormatVersion: '2010-09-09'\nResources:\n")
	for i := range 500 {
		fmt.Fprintf(&b, `  Role%d: # a role
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Sub "${AWS::StackName}-role-%d"
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}
      Policies:
        - PolicyName: main
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action:
                  - s3:GetObject
                  - 's3:PutObject'
                Resource:
                  - !GetAtt Bucket.Arn
                  - !Sub |
                    arn:aws:s3:::bucket-%d/*
`, i, i, i)
	}
	return []byte(b.String())
}

// largeJSON is as largeYAML.
func largeJSON() []byte {
	var b strings.Builder
	b.WriteString("{\n  \"AWSTemplateFormatVersion\": \"2010-09-09\",\n  \"Resources\": {\n")
	for i := range 500 {
		fmt.Fprintf(&b, `    "Role%d": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "RoleName": {"Fn::Sub": "${AWS::StackName}-role-%d"},
        "Policies": [
          {
            "PolicyName": "main",
            "PolicyDocument": {
              "Version": "2012-10-17",
              "Statement": [
                {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": {"Fn::GetAtt": ["Bucket", "Arn"]}}
              ]
            }
          }
        ]
      }
    },
`, i, i)
	}
	b.WriteString("    \"Last\": {}\n  }\n}\n")
	return []byte(b.String())
}

func BenchmarkParseYAML(b *testing.B) { benchmark(b, "a.yaml", largeYAML()) }

func BenchmarkParseJSON(b *testing.B) { benchmark(b, "a.json", largeJSON()) }

func benchmark(b *testing.B, artifact string, content []byte) {
	b.Helper()
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(artifact, content); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLibrary is the YAML library alone: what Parse can't be faster than.
func BenchmarkLibrary(b *testing.B) {
	content := largeYAML()
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		var n yaml.Node
		if err := yaml.Unmarshal(content, &n); err != nil {
			b.Fatal(err)
		}
	}
}
