package cli

import (
	"slices"
	"testing"

	"github.com/iamlint/iamlint/internal/policy"
)

// Other tools have these defects, each told in docs/disagreements.md or found in their source. Each content is one
// that a tool gets wrong.
func TestPeersDefectsAreNotOurs(t *testing.T) {
	j := newTestJudge(t)
	for _, c := range []struct {
		name    string
		kind    policy.DocumentKind
		content string
		rule    string
		fires   bool
	}{
		{
			"OnlyTheFirstStatementIsLookedAt", policy.Identity,
			`{"Version": "2012-10-17", "Statement": [
				{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*"},
				{"Effect": "Allow", "Action": "*", "Resource": "*"}]}`, "admin-access", true,
		},
		{
			"OnlyTheFirstPrincipalIsLookedAt", policy.Trust,
			`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
				"Principal": {"AWS": ["arn:aws:iam::111122223333:role/a", "*"]}}}`, "public-trust", true,
		},
		{
			"APrincipalThatIsNoListIsNotLookedAt", policy.Trust,
			`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}}`, "public-trust", true,
		},
		{
			"TheRootOfOneAccountIsTakenForEverybody", policy.Trust,
			`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
				"Principal": {"AWS": "arn:aws:iam::111122223333:root"}}}`, "public-trust", false,
		},
		{
			"ADenyOfOneResourceTakesTheActionAwayEverywhere", policy.Identity,
			`{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"},
				{"Effect": "Deny", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/admin"}]}`, "passrole-wildcard", true,
		},
		{
			"AnyConditionIsTakenForALimit", policy.Identity,
			`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
				"Condition": {"Bool": {"aws:SecureTransport": "true"}}}}`, "data-exfiltration", true,
		},
		{
			"ForAllValuesIsTakenForALimit", policy.ResourceBased,
			`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*", "Principal": "*",
				"Condition": {"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}}`, "public-resource-policy", true,
		},
		{
			"AllButOneAreTakenForOne", policy.ResourceBased,
			`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*", "Principal": "*",
				"Condition": {"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:user/a"}}}}`, "public-resource-policy", true,
		},
		{
			"AnActionOfSeveralTypesHasToFitThemAll", policy.Identity,
			`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["ec2:CreateTags", "ec2:RunInstances"],
				"Resource": "arn:aws:ec2:us-east-1:111122223333:instance/*"}}`, "action-resource-mismatch", false,
		},
		{
			"ARegionMayNotHaveAQuestionMark", policy.Identity,
			`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sqs:SendMessage",
				"Resource": "arn:aws:sqs:us-west-?:111122223333:orders"}}`, "malformed-arn", false,
		},
		{
			"WhatTakesNoARNMayNotHaveAStar", policy.Identity,
			`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["ec2:DescribeInstances", "s3:ListAllMyBuckets"], "Resource": "*"}}`, "wildcard-resource-read", false,
		},
		{
			"APatternOfTheResourcesOfPassRoleIsNotLookedAt", policy.Identity,
			`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/*"}}`, "passrole-wildcard", true,
		},
		{
			"AWildcardInAnIDOfAResourceIsTakenForAnyone", policy.ResourceBased,
			`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*",
				"Principal": {"AWS": "arn:aws:iam::111122223333:role/service/*"}}}`, "public-resource-policy", false,
		},
		{
			"BrokenJSONPassesInSilence", "",
			"Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: '{\"Version\": '\n", "policy-syntax", true,
		},
		{
			"AManagedPolicyIsNotLookedAt", "",
			"Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n" +
				"        Version: '2012-10-17'\n        Statement: {Effect: Allow, Action: '*', Resource: '*'}\n", "admin-access", true,
		},
		{
			"ADocumentThatIsNoListOfActionsIsNotLookedAt", policy.Identity,
			`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}}`, "passrole-wildcard", true,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := examiner{kind: c.kind, judge: func() (*judge, error) { return j, nil }}
			o := outcome{artifact: "a.yaml", content: []byte(c.content)}
			x.judgeContent(t.Context(), &o)
			if o.err != nil || o.judge == nil {
				t.Fatalf("got error %v, judged %t", o.err, o.judge != nil)
			}
			var fired []string
			for _, f := range o.findings {
				fired = append(fired, f.Rule)
			}
			if got := slices.Contains(fired, c.rule); got != c.fires {
				t.Errorf("got %s fired %t, want %t; fired %v", c.rule, got, c.fires, fired)
			}
		})
	}
}
