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
			kind := kinds[j%len(kinds)]
			if strings.Contains(kind, "%") {
				kind = fmt.Sprintf(kind, (number*roles+i)*statements+j)
			}
			b.WriteString(kind)
		}
		b.WriteString("\n")
	}
	return b.String()
}
