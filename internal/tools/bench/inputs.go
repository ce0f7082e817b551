package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// write makes a folder with so many templates of so many roles of so many statements, and gives its path.
func (b *bench) write(name string, files, roles, statements int) (string, error) {
	folder := filepath.Join(b.folder, name)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", err
	}
	for i := range files {
		path := filepath.Join(folder, fmt.Sprintf("template-%d.yaml", i))
		if err := os.WriteFile(path, []byte(template(i, roles, statements)), 0o600); err != nil {
			return "", err
		}
	}
	return folder, nil
}

// file makes a file of its own, and gives its path.
func (b *bench) file(name, content string) (string, error) {
	path := filepath.Join(b.folder, name)
	return path, os.WriteFile(path, []byte(content), 0o600)
}

// kinds are statements of the sorts that templates have: sound, wide, conditioned.
var kinds = [...]string{
	`
              - Effect: Allow
                Action: [dynamodb:GetItem, dynamodb:Query, dynamodb:PutItem]
                Resource: !Sub arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/orders-%d`, `
              - Effect: Allow
                Action: [logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents]
                Resource: "*"`, `
              - Effect: Allow
                Action: s3:Get*
                Resource: [arn:aws:s3:::orders-%[1]d, arn:aws:s3:::orders-%[1]d/*]
                Condition: {StringEquals: {aws:ResourceAccount: !Ref AWS::AccountId}}`, `
              - Effect: Allow
                Action: [sqs:SendMessage, sns:Publish, kms:Decrypt]
                Resource: arn:aws:sqs:us-east-1:111122223333:orders-%d`,
}

// statement is one of a kind, about the table or bucket of a number.
func statement(kind, number int) string {
	text := kinds[kind%len(kinds)]
	if strings.Contains(text, "%") {
		text = fmt.Sprintf(text, number)
	}
	return text
}

// template has roles with inline policies. No two statements are the same.
func template(number, roles, statements int) string {
	var b strings.Builder
	b.WriteString("AWSTemplateFormatVersion: \"2010-09-09\"\nResources:\n")
	for i := range roles {
		fmt.Fprintf(&b, `  Role%d:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {Service: lambda.amazonaws.com}
            Action: sts:AssumeRole
      Policies:
        - PolicyName: work
          PolicyDocument:
            Version: "2012-10-17"
            Statement:`, i)
		for j := range statements {
			b.WriteString(statement(j, (number*roles+i)*statements+j))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// medium is a template of some length: six roles, a managed policy and the policy of a bucket.
func medium() string {
	var b strings.Builder
	b.WriteString(template(0, 6, 10))
	b.WriteString(`  Shared:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
            Version: "2012-10-17"
            Statement:`)
	for j := range 8 {
		b.WriteString(statement(j, 100+j))
	}
	b.WriteString(`
  Access:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: orders-archive
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Sid: TLS
            Effect: Deny
            Principal: "*"
            Action: s3:*
            Resource: [arn:aws:s3:::orders-archive, arn:aws:s3:::orders-archive/*]
            Condition: {Bool: {aws:SecureTransport: "false"}}
          - Sid: Read
            Effect: Allow
            Principal: {AWS: !Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/reports"}
            Action: s3:GetObject
            Resource: arn:aws:s3:::orders-archive/*
`)
	return b.String()
}

// sound is a template in which there is nothing to find.
const sound = `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      BillingMode: PAY_PER_REQUEST
  Take:
    Type: AWS::Serverless::Function
    Properties:
      Handler: take.handler
      Runtime: nodejs22.x
      CodeUri: src
      Policies:
        - Statement:
            - Effect: Allow
              Action: [dynamodb:PutItem, dynamodb:GetItem]
              Resource: !GetAtt Orders.Arn
`

// document is a policy of so many statements, as JSON, with a break after each piece of it or none.
func document(statements int, pause string) string {
	var b strings.Builder
	b.WriteString(`{"Version": "2012-10-17", ` + pause + `"Statement": [` + pause)
	for i := range statements {
		if i > 0 {
			b.WriteString("," + pause)
		}
		fmt.Fprintf(&b, `{"Effect": "Allow", %s"Action": ["s3:GetObject", "s3:Put*"], %s"Resource": ["arn:aws:s3:::bucket-%d/*", "*"]}`, pause, pause, i)
	}
	b.WriteString("]}" + pause)
	return b.String()
}

// account is what an account of so many roles says, as the AWS CLI gives it. Every tenth role may be assumed by the one
// before it.
func account(roles int) string {
	var b strings.Builder
	b.WriteString(`{"UserDetailList": [], "GroupDetailList": [], "Policies": [], "RoleDetailList": [`)
	for i := range roles {
		if i > 0 {
			b.WriteString(",\n")
		}
		trusted := `{"Service": "lambda.amazonaws.com"}`
		if i%10 == 1 {
			trusted = fmt.Sprintf(`{"AWS": "arn:aws:iam::111122223333:role/Role%d"}`, i-1)
		}
		fmt.Fprintf(&b, `{"Path": "/", "RoleName": "Role%[1]d", "RoleId": "AROA%[1]d", "Arn": "arn:aws:iam::111122223333:role/Role%[1]d", "CreateDate": "2026-01-01T00:00:00+00:00",
 "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": %[2]s, "Action": "sts:AssumeRole"}]},
 "InstanceProfileList": [], "AttachedManagedPolicies": [], "Tags": [], "RolePolicyList": [{"PolicyName": "work", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"], "Resource": "arn:aws:dynamodb:us-east-1:111122223333:table/orders-%[1]d"},
  {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::111122223333:role/Role%[3]d"}]}}]}`, i, trusted, i+1)
	}
	b.WriteString("]}\n")
	return b.String()
}

// own makes a folder of so many rules of a user's own, and gives its path.
func (b *bench) own(rules int) (string, error) {
	folder := filepath.Join(b.folder, fmt.Sprintf("own-%d", rules))
	for i := range rules {
		name := fmt.Sprintf("own_%d", i)
		path := filepath.Join(folder, "wildcard", name)
		if err := os.MkdirAll(path, 0o755); err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(path, name+".rego"), fmt.Appendf(nil, ownRule, i), 0o600); err != nil {
			return "", err
		}
	}
	return folder, nil
}

const ownRule = `# METADATA
# title: A bucket of another team
# description: What is in it is for that team alone.
# custom:
#   id: own-%[1]d
#   category: wildcard
#   severity: low
#   since: 0.1.0
#   remediation: Ask that team.
#   cwe: []
#   aliases: []
package iamlint.rules.own_%[1]d

import data.iamlint.lib

report contains lib.finding(statement.target, resource.at, message) if {
	some statement in input.having.statements
	statement.effect == "Allow"
	statement.document.kind == "identity"
	some resource in statement.resources
	startswith(resource.text, "arn:aws:s3:::orders-%[1]d")
	message := sprintf("%%s reaches bucket %[1]d", [lib.title(statement.target)])
}
`
