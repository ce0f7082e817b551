package expand_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
	"github.com/iamlint/iamlint/rules"
)

// facts expands a model of one statement and returns that statement.
func facts(t *testing.T, s policy.Statement) *policy.Statement {
	t.Helper()
	return model(t, s).Targets[0].Documents[0].Statements[0]
}

func model(t *testing.T, s policy.Statement) *policy.Model {
	t.Helper()
	e, err := expand.New(rules.FS, catalogueDay(t))
	if err != nil {
		t.Fatal(err)
	}
	if s.Effect == "" {
		s.Effect = "Allow"
	}
	if s.Document.Kind == "" {
		s.Document.Kind = policy.Identity
	}
	document := &policy.Document{Kind: s.Document.Kind, Statements: []*policy.Statement{&s}}
	m := &policy.Model{Targets: []*policy.Target{{Documents: []*policy.Document{document}}}}
	e.Model(m)
	return m
}

// value reads ${x} as an opaque part and ${?x} as an unknown one.
func value(text string) policy.Value {
	var parts []policy.Part
	for text != "" {
		before, rest, ok := strings.Cut(text, "${")
		if before != "" {
			parts = append(parts, policy.Part{Text: before})
		}
		if !ok {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		kind := policy.Opaque
		if unknown, is := strings.CutPrefix(name, "?"); is {
			kind, name = policy.Unknown, unknown
		}
		parts = append(parts, policy.Part{Kind: kind, Text: name})
		text = after
	}
	return policy.Compose(parts, source.Location{Artifact: text})
}

func actions(texts ...string) []policy.Action {
	var out []policy.Action
	for _, text := range texts {
		out = append(out, policy.Action{Value: value(text)})
	}
	return out
}

func resources(texts ...string) []policy.ResourceARN {
	var out []policy.ResourceARN
	for _, text := range texts {
		out = append(out, policy.ResourceARN{Value: value(text)})
	}
	return out
}

func TestActions(t *testing.T) {
	for _, c := range []struct {
		text       string
		wildcard   policy.Wildcard
		status     policy.ActionStatus
		level      string
		suggestion string
	}{
		{"*", policy.EveryAction, policy.ActionKnown, "", ""},
		{"*:*", policy.EveryAction, policy.ActionKnown, "", ""},
		{"s3:*", policy.ServiceWildcard, policy.ActionKnown, "permissions", ""},
		{"s3:?*", policy.ServiceWildcard, policy.ActionKnown, "permissions", ""},
		{"*?:*", policy.EveryAction, policy.ActionKnown, "", ""},
		{"S3:getobject", policy.NoWildcard, policy.ActionKnown, "read", ""},
		{"s3:Put*", policy.PartialWildcard, policy.ActionKnown, "permissions", ""},
		{"sqs:Send?essage", policy.PartialWildcard, policy.ActionKnown, "write", ""},
		{"s3:List*", policy.PartialWildcard, policy.ActionKnown, "list", ""},
		{"*:Get*", policy.PrefixWildcard, policy.ActionKnown, "permissions", ""},
		{"dyanmodb:GetItem", policy.NoWildcard, policy.UnknownService, "", "dynamodb"},
		{"s3:GetObjct", policy.NoWildcard, policy.UnknownAction, "", "s3:GetObject"},
		{"s3:Gett*", policy.PartialWildcard, policy.MatchesNothing, "", ""},
		{"deepracer:Get*", policy.PartialWildcard, policy.RetiredAction, "", ""},
		{"deepracer:Zap*", policy.PartialWildcard, policy.UnlistedAction, "", ""},
		{"account:GetChallengeQuestions", policy.NoWildcard, policy.RetiredAction, "", ""},
		{"qapps:ImportDocumentToQApp", policy.NoWildcard, policy.UnlistedAction, "", ""},
		{"s3", policy.NoWildcard, policy.MalformedAction, "", ""},
		{" s3:GetObject", policy.NoWildcard, policy.MalformedAction, "", ""},
		{"s3:Get:Object", policy.NoWildcard, policy.MalformedAction, "", ""},
		{"s3:${?Verb}", policy.NoWildcard, policy.UnresolvedAction, "", ""},
	} {
		t.Run(c.text, func(t *testing.T) {
			a := facts(t, policy.Statement{Actions: actions(c.text)}).Actions[0]
			if a.Wildcard != c.wildcard || a.Status != c.status || a.Suggestion != c.suggestion || c.wildcard != policy.PrefixWildcard && a.Level != c.level {
				t.Errorf("got %s %s %s %q, want %s %s %s %q", a.Wildcard, a.Status, a.Level, a.Suggestion, c.wildcard, c.status, c.level, c.suggestion)
			}
		})
	}
}

func TestBreadth(t *testing.T) {
	for _, c := range []struct {
		text string
		want policy.Breadth
	}{
		{"*", policy.Everything},
		{"**", policy.Everything},
		{"*:*", policy.Everything},
		{"arn:*", policy.Everything},
		{"arn:aws:*:*:*:*", policy.Everything},
		{"arn:${AWS::Partition}:*", policy.Everything},
		{"arn:aws:s3:::*", policy.WholeType},
		{"arn:aws:s3:::*/*", policy.WholeType},
		{"arn:*:dynamodb:*:*:table/*", policy.WholeType},
		{"arn:aws:sqs", policy.WholeType},
		{"arn:aws:iam::*:role/*", policy.WholeType},
		{"arn:aws:ec2:*:*:instance/i-*", policy.WholeType},
		{"arn:aws:ec2:*:111122223333:transit-gateway-attachment/tgw-attach-*", policy.WholeAccount},
		{"arn:aws:ec2:*:*:instance/i-0a*", policy.Prefix},
		{"arn:aws:ec2:*:*:key-pair/app-*", policy.Prefix},
		{"arn:aws:ssm:*:*:document/app-*", policy.Prefix},
		{"arn:aws:iam::${AWS::AccountId}:role/*", policy.WholeAccount},
		{"arn:aws:dynamodb:*:111122223333:table/*", policy.WholeAccount},
		{"arn:aws:logs:${AWS::Region}:${AWS::AccountId}:*", policy.WholeAccount},
		{"arn:aws:sqs:us-east-1:111122223333:app-*", policy.Prefix},
		{"arn:aws:dynamodb:us-east-1:111122223333:table/app-*", policy.Prefix},
		{"arn:aws:s3:::app-*", policy.Prefix},
		{"arn:aws:s3:::bucket/*", policy.Exact},
		{"arn:aws:s3:::${Bucket}/*", policy.Exact},
		{"${Bucket.Arn}/*", policy.Exact},
		{"arn:aws:dynamodb:us-east-1:111122223333:table/Orders/index/*", policy.Exact},
		{"arn:aws:logs:us-east-1:111122223333:log-group:name:*", policy.Exact},
		{"${Orders.Arn}", policy.Exact},
		{"${?Given}", policy.UnresolvedBreadth},
		{"arn:aws:s3:::${?Given}/*", policy.UnresolvedBreadth},
	} {
		t.Run(c.text, func(t *testing.T) {
			s := facts(t, policy.Statement{Resources: resources(c.text)})
			if got := s.Resources[0].Breadth; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if s.Reach != c.want {
				t.Errorf("reach: got %q, want %q", s.Reach, c.want)
			}
		})
	}
}

func TestReachOfEachAction(t *testing.T) {
	s := facts(t, policy.Statement{
		Actions:   actions("s3:*", "logs:*", "sqs:SendMessage", "s3:List*", "ssmmessages:*"),
		Resources: resources("arn:aws:s3:::bucket/*", "arn:aws:logs:*:*:*"),
	})
	var got []policy.Breadth
	for _, a := range s.Actions {
		got = append(got, a.Reach)
	}
	if diff := cmp.Diff([]policy.Breadth{policy.Exact, policy.WholeType, "", policy.Exact, ""}, got); diff != "" {
		t.Error(diff)
	}
	if got := s.Actions[4].Scopable; got != 0 {
		t.Errorf("ssmmessages:*: %d actions can be limited, want none", got)
	}
}

func TestScopable(t *testing.T) {
	type counts struct{ permissions, write, data, tagging, read, list int }
	for _, c := range []struct {
		name      string
		actions   []string
		resources []string
		want      counts
	}{
		{"AnActionThatOnlyTakesAStarIsNone", []string{"s3:ListAllMyBuckets", "ec2:DescribeInstances", "cloudwatch:PutMetricData"}, []string{"*"}, counts{}},
		{"AWriteOnEverything", []string{"codedeploy:PutLifecycleEventHookExecutionStatus"}, []string{"*"}, counts{write: 1}},
		{"AWriteOnOneThing", []string{"sqs:SendMessage"}, []string{"${Queue.Arn}"}, counts{}},
		{"DataOnEveryBucket", []string{"s3:GetObject"}, []string{"arn:aws:s3:::*"}, counts{data: 1}},
		{"AStarThatIsNotItsOwn", []string{"s3:GetObject", "sqs:SendMessage"}, []string{"arn:aws:s3:::bucket/*", "arn:aws:sqs:*:*:*"}, counts{write: 1}},
		{"EachActionOnce", []string{"sqs:SendMessage", "SQS:sendmessage", "sqs:SendM*"}, []string{"*"}, counts{write: 1}},
		{"AWatchedActionIsLeftToItsRule", []string{"iam:PassRole"}, []string{"*"}, counts{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := facts(t, policy.Statement{Actions: actions(c.actions...), Resources: resources(c.resources...)}).Scopable
			got := counts{l.Permissions.Count, l.Write.Count, l.Data.Count, l.Tagging.Count, l.Read.Count, l.List.Count}
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestNamesOfAnActionBeginWithTheGravest(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"s3:Get*", "s3:GetObject"},                                      // reads data
		{"secretsmanager:*SecretValue", "secretsmanager:PutSecretValue"}, // writes
	} {
		t.Run(c.text, func(t *testing.T) {
			a := facts(t, policy.Statement{Actions: actions(c.text)}).Actions[0]
			if a.Names[0] != c.want || !a.Sensitive {
				t.Errorf("got %s first and sensitive %t, want %s and true", a.Names[0], a.Sensitive, c.want)
			}
		})
	}
}

func TestScopableSaysOnWhichResource(t *testing.T) {
	s := policy.Statement{Actions: actions("iam:PassRole", "sqs:SendMessage"), Resources: resources("arn:aws:iam::*:role/*", "arn:aws:sqs:*:*:*")}
	s.Resources[1].At = source.Location{Artifact: "the queue"}
	if got, want := facts(t, s).Scopable.Write.ReachAt, s.Resources[1].At; got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestScopableSaysWhichARNToWrite(t *testing.T) {
	s := facts(t, policy.Statement{Actions: actions("codedeploy:PutLifecycleEventHookExecutionStatus"), Resources: resources("*")})
	want := policy.Actions{
		Count: 1,
		Names: []string{"codedeploy:PutLifecycleEventHookExecutionStatus"},
		ARNs:  []string{"arn:${AWS::Partition}:codedeploy:${AWS::Region}:${AWS::AccountId}:deploymentgroup:${ApplicationName}/${DeploymentGroupName}"},

		ReachAt: s.Resources[0].At,
	}
	if diff := cmp.Diff(want, s.Scopable.Write); diff != "" {
		t.Error(diff)
	}
}

func TestScopableSaysThePlainestARNOfEachAction(t *testing.T) {
	s := facts(t, policy.Statement{Actions: actions("s3:PutObject", "sqs:SendMessage"), Resources: resources("*")})
	want := []string{
		"arn:${AWS::Partition}:s3:::${BucketName}/${ObjectName}",
		"arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${QueueName}",
	}
	if diff := cmp.Diff(want, s.Scopable.Write.ARNs); diff != "" {
		t.Error(diff)
	}
}

func TestWhatAnActionMakesCannotBeNamed(t *testing.T) {
	for _, c := range []struct {
		name, action, resource string
		count                  int
		want                   string
	}{
		{"TheARNOfWhatItIsMadeFrom", "ec2:CreateSnapshot", "arn:aws:ec2:*:*:volume/*", 1, "arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:volume/${VolumeId}"},
		{"NoARNOfAnotherType", "ec2:AttachInternetGateway", "arn:aws:ec2:*:*:internet-gateway/*", 1, "arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:internet-gateway/${InternetGatewayId}"},
		{"NothingToNarrow", "ec2:CreateSnapshot", "arn:aws:ec2:*:*:snapshot/*", 0, ""},
		{"VolumesOfNewInstances", "ec2:RunInstances", "arn:aws:ec2:*:*:volume/*", 0, ""},
		{"InstancesOfANewFleet", "ec2:CreateFleet", "arn:aws:ec2:*:*:instance/*", 0, ""},
		{"WhatInstancesAreLaunchedWith", "ec2:RunInstances", "arn:aws:ec2:*:*:subnet/*", 1, "arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:subnet/${SubnetId}"},
		{"WhatIsThereCanBeNamed", "ec2:DeleteSnapshot", "arn:aws:ec2:*:*:snapshot/*", 1, "arn:${AWS::Partition}:ec2:${AWS::Region}::snapshot/${SnapshotId}"},
		{"TheIdIsLeftOpen", "ec2:CreateInternetGateway", "*", 1, "arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:internet-gateway/*"},
		{"ANameIsChosen", "sqs:CreateQueue", "*", 1, "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${QueueName}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := facts(t, policy.Statement{Actions: actions(c.action), Resources: resources(c.resource)}).Scopable.Write
			if got.Count != c.count || strings.Join(got.ARNs, " ") != c.want {
				t.Errorf("got %d %v, want %d [%s]", got.Count, got.ARNs, c.count, c.want)
			}
		})
	}
}

func TestAPatternStandsForWhatItsResourcesCanBe(t *testing.T) {
	for _, c := range []struct {
		action, resource, level, first string
	}{
		{"dynamodb:Update*", "arn:aws:dynamodb:eu-west-1:111122223333:table/a", "write", "dynamodb:UpdateContinuousBackups"},
		{"dynamodb:Update*", "*", "permissions", "dynamodb:UpdateAbacStatus"},
		{"s3:Put*", "arn:aws:s3:::a/*", "permissions", "s3:PutObjectAcl"},
		{"s3:Put*", "${?Somewhere}", "permissions", "s3:PutAccessGrantsInstanceResourcePolicy"},
		{"s3:Put*", "arn:aws:sqs:eu-west-1:111122223333:a", "permissions", "s3:PutAccessGrantsInstanceResourcePolicy"}, // a misfit
	} {
		t.Run(c.action+strings.ReplaceAll(c.resource, "/", "|"), func(t *testing.T) {
			a := facts(t, policy.Statement{Actions: actions(c.action), Resources: resources(c.resource)}).Actions[0]
			if a.Level != c.level || a.Names[0] != c.first {
				t.Errorf("got %s %s, want %s %s", a.Level, a.Names[0], c.level, c.first)
			}
		})
	}
}

func TestMisfits(t *testing.T) {
	for _, c := range []struct {
		name      string
		actions   []string
		resources []string
		want      []string // "!" before those that only take *
	}{
		{"ABucketForAnObjectAction", []string{"s3:GetObject"}, []string{"arn:aws:s3:::bucket"}, []string{"s3:GetObject"}},
		{"ABucketOfTheTemplateForAnObjectAction", []string{"s3:GetObject"}, []string{"arn:aws:s3:::${Bucket}"}, []string{"s3:GetObject"}},
		{"ObjectsForABucketAction", []string{"s3:ListBucket"}, []string{"arn:aws:s3:::${Bucket}/*"}, []string{"s3:ListBucket"}},
		{"AWildcardThatRunsIntoObjects", []string{"s3:GetObject", "s3:ListBucket"}, []string{"arn:aws:s3:::app-*"}, nil},
		{"AnUnknownTextMayHoldTheSlash", []string{"s3:GetObject"}, []string{"arn:aws:s3:::${?Given}"}, nil},
		{"BothFormsFitBothActions", []string{"s3:GetObject", "s3:ListBucket"}, []string{"arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"}, nil},
		{"AnARNForAnActionThatOnlyTakesAStar", []string{"s3:ListAllMyBuckets"}, []string{"arn:aws:s3:::*"}, []string{"!s3:ListAllMyBuckets"}},
		{"AStarFitsAll", []string{"s3:ListAllMyBuckets", "s3:GetObject"}, []string{"*"}, nil},
		{"ALogGroupWithoutItsStreams", []string{"logs:PutLogEvents"}, []string{"arn:aws:logs:us-east-1:111122223333:log-group:name"}, []string{"logs:PutLogEvents"}},
		{"ALogGroupWithItsStreams", []string{"logs:PutLogEvents", "logs:CreateLogStream"}, []string{"arn:aws:logs:us-east-1:111122223333:log-group:name:*"}, nil},
		{"AWildcardOfWhichSomeFit", []string{"s3:Get*"}, []string{"arn:aws:s3:::bucket"}, nil},
		{"AnotherServicesARN", []string{"dynamodb:PutItem"}, []string{"arn:aws:sqs:us-east-1:111122223333:queue"}, []string{"dynamodb:PutItem"}},
		{"AnUnknownARNMayFit", []string{"dynamodb:PutItem", "s3:ListAllMyBuckets"}, []string{"${?Given}"}, nil},
		{"WhatIsNoARNIsAnotherMatter", []string{"dynamodb:PutItem"}, []string{"the table"}, nil},
		{"APatternStaysInItsField", []string{"iam:PutGroupPolicy", "iam:PutRolePolicy"}, []string{"arn:aws:iam::111122223333:role/app-*"}, []string{"iam:PutGroupPolicy"}},
		{"InAnyAccountToo", []string{"iam:PutGroupPolicy"}, []string{"arn:aws:iam::*:role/app-*"}, []string{"iam:PutGroupPolicy"}},
		{"InThatOfTheTemplateToo", []string{"states:StopExecution"}, []string{"arn:aws:states:${AWS::Region}:${AWS::AccountId}:stateMachine:app*"}, []string{"states:StopExecution"}},
		{"AnUnknownTextMayBeRegionAndAccount", []string{"lambda:InvokeFunction"}, []string{"arn:aws:lambda:${?Where}:function:app"}, nil},
		{"AnUnknownTextMayEndInAnotherType", []string{"iam:PutGroupPolicy"}, []string{"arn:aws:iam::111122223333:${?Who}"}, nil},
		{"AnOpaqueARNMayFit", []string{"dynamodb:PutItem"}, []string{"${Thing.Arn}"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, m := range facts(t, policy.Statement{Actions: actions(c.actions...), Resources: resources(c.resources...)}).Misfits {
				mark := ""
				if m.Unscopable {
					mark = "!"
				}
				got = append(got, mark+m.Action)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestGrants(t *testing.T) {
	for _, c := range []struct {
		name    string
		s       policy.Statement
		pattern string
		reach   policy.Breadth
		found   bool
	}{
		{"ByName", policy.Statement{Actions: actions("iam:passrole"), Resources: resources("*")}, "iam:passrole", policy.Everything, true},
		{"ByPattern", policy.Statement{Actions: actions("s3:*", "iam:P*"), Resources: resources("arn:aws:iam::111122223333:role/*")}, "iam:P*", policy.WholeAccount, true},
		{"TheReachIsItsOwn", policy.Statement{Actions: actions("iam:PassRole", "s3:*"), Resources: resources("arn:aws:iam::111122223333:role/app", "arn:aws:s3:::*")}, "iam:PassRole", policy.Exact, true},
		{"ByNotAction", policy.Statement{NotActions: actions("s3:*"), Resources: resources("*")}, "", policy.Everything, true},
		{"ByNotActionBesideAction", policy.Statement{Actions: actions("s3:GetObject"), NotActions: actions("s3:*"), Resources: resources("*")}, "", policy.Everything, true},
		{"ExcludedByNotAction", policy.Statement{NotActions: actions("iam:*"), Resources: resources("*")}, "", "", false},
		{"BeyondNotResource", policy.Statement{Actions: actions("iam:PassRole"), NotResources: resources("arn:aws:iam::111122223333:role/admin")}, "iam:PassRole", policy.Everything, true},
		{"NotResourceLeavesNothing", policy.Statement{Actions: actions("iam:PassRole"), NotResources: resources("arn:aws:iam::111122223333:role/*")}, "iam:PassRole", "", true},
		{"NotResourceIsUnknown", policy.Statement{Actions: actions("iam:PassRole"), NotResources: resources("arn:aws:s3:::bucket", "${?Given}")}, "iam:PassRole", policy.UnresolvedBreadth, true},
		{"Not", policy.Statement{Actions: actions("iam:GetRole"), Resources: resources("*")}, "", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var pattern string
			var reach policy.Breadth
			g, found := facts(t, c.s).Grants["iam:PassRole"]
			if found {
				pattern, reach = g.Pattern, g.Reach
			}
			if found != c.found || pattern != c.pattern || reach != c.reach {
				t.Errorf("got %v %q %q, want %v %q %q", found, pattern, reach, c.found, c.pattern, c.reach)
			}
		})
	}
}

func TestConditions(t *testing.T) {
	for _, c := range []struct {
		operator, key, value string
		limits               policy.Limit
		trivial              bool
	}{
		{"StringEquals", "aws:PrincipalOrgID", "o-abc", policy.LimitsPrincipal, false},
		{"stringlike", "aws:principalorgid", "o-*", policy.LimitsNothing, true},
		{"StringLike", "sts:ExternalId", "*", policy.LimitsNothing, true},
		{"StringEquals", "sts:ExternalId", "*", policy.LimitsPrincipal, false},
		{"StringEqualsIfExists", "iam:PassedToService", "lambda.amazonaws.com", policy.LimitsNothing, false},
		{"StringEquals", "iam:PassedToService", "lambda.amazonaws.com", policy.LimitsService, false},
		{"StringNotEquals", "aws:PrincipalOrgID", "o-abc", policy.LimitsNothing, false},
		{"ForAllValues:StringEquals", "aws:PrincipalOrgPaths", "o-abc/*", policy.LimitsNothing, false},
		{"ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-abc/*", policy.LimitsPrincipal, false},
		{"Bool", "aws:MultiFactorAuthPresent", "true", policy.LimitsPrincipal, false},
		{"Bool", "aws:MultiFactorAuthPresent", "false", policy.LimitsNothing, false},
		{"Bool", "aws:SecureTransport", "true", policy.LimitsNothing, false},
		{"StringEquals", "aws:RequestedRegion", "eu-west-1", policy.LimitsNothing, false},
		{"IpAddress", "aws:SourceIp", "203.0.113.0/24", policy.LimitsNetwork, false},
		{"IpAddress", "aws:SourceIp", "0.0.0.0/0", policy.LimitsNothing, true},
		{"IpAddress", "aws:SourceIp", "::/0", policy.LimitsNothing, true},
		{"StringEquals", "aws:ResourceTag/team", "a", policy.LimitsResource, false},
		{"StringEquals", "ec2:Vpc", "${Vpc.Arn}", policy.LimitsResource, false},
		{"StringLike", "token.actions.githubusercontent.com:sub", "repo:o/r:*", policy.LimitsPrincipal, false},
		{"ArnLike", "aws:SourceArn", "arn:aws:s3:*:*:bucket", policy.LimitsService, false},
		{"ArnLike", "aws:SourceArn", "arn:aws:cloudwatch:*:*:alarm:*", policy.LimitsNothing, true},
		{"ArnLike", "aws:SourceArn", "arn:aws:sns:*:111122223333:*", policy.LimitsService, false},
		{"ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/app", policy.LimitsNothing, true},
		{"ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*", policy.LimitsPrincipal, false},
		{"ArnEquals", "aws:PrincipalArn", "${Role.Arn}", policy.LimitsPrincipal, false},
		{"ArnLike", "aws:SourceArn", "${?Given}", policy.LimitsService, false},
		{"Nonsense", "aws:SourceIp", "1.2.3.4", policy.LimitsNothing, false},
		{"StringEqualsIfExists", "aws:PrincipalAccount", "111122223333", policy.LimitsPrincipal, false},
		{"StringLike", "aws:PrincipalOrgID", "o-a*", policy.LimitsNothing, true},
		{"ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-*/r-ab12/*", policy.LimitsNothing, true},
		{"ForAnyValue:StringLike", "aws:SourceOrgPaths", "o-abc/r-*", policy.LimitsService, false},
		{"StringLike", "aws:SourceAccount", "1111*", policy.LimitsNothing, true},
		{"StringLike", "aws:SourceAccount", "11112222333?", policy.LimitsNothing, true},
		{"StringLike", "aws:SourceAccount", "111122223333", policy.LimitsService, false},
		{"StringLike", "aws:userid", "AROAEXAMPLE:*", policy.LimitsPrincipal, false},
		{"StringLike", "aws:userid", "AROA*:deploy", policy.LimitsNothing, true},
		{"StringLike", "aws:SourceVpc", "vpc-*", policy.LimitsNothing, true},
		{"StringLike", "aws:SourceVpc", "vpc-1a2b*", policy.LimitsNothing, true},
		{"StringLike", "aws:SourceVpc", "vpc-1a2b3c4d", policy.LimitsNetwork, false},
		{"StringLike", "aws:SourceVpce", "vpce-*", policy.LimitsNothing, true},
		{"StringEquals", "aws:SourceVpce", "vpce-1a2b3c4d", policy.LimitsNetwork, false},
		{"ArnLike", "aws:SourceVpcArn", "arn:aws:ec2:*:*:vpc/*", policy.LimitsNothing, true},
		{"ArnLike", "aws:SourceVpcArn", "arn:aws:ec2:*:*:vpc/vpc-1a2b3c4d", policy.LimitsNetwork, false},
		{"ArnLike", "aws:SourceVpcArn", "arn:aws:ec2:*:111122223333:vpc/*", policy.LimitsNetwork, false},
		{"StringLike", "aws:username", "??", policy.LimitsPrincipal, false},
		{"StringLike", "aws:userid", "?*", policy.LimitsNothing, true},
		{"ArnLike", "aws:PrincipalArn", "arn:aws:iam::1111*:role/app", policy.LimitsNothing, true},
		{"StringLike", "aws:PrincipalArn", "arn:aws:iam::111122223333*", policy.LimitsPrincipal, false},
		{"StringLike", "aws:PrincipalArn", "*role/Admin", policy.LimitsNothing, true},
		{"ArnLike", "aws:PrincipalArn", "?rn:aws:iam::*:role/Admin", policy.LimitsNothing, true},
		{"StringLike", "aws:PrincipalArn", "*:111122223333:role/Admin", policy.LimitsPrincipal, false},
		{"StringLike", "aws:PrincipalArn", "*:${AWS::AccountId}:role/Admin", policy.LimitsPrincipal, false},
		{"StringLike", "aws:SourceArn", "*:distribution/*", policy.LimitsNothing, true},
		{"StringLike", "aws:PrincipalAccount", "????????????", policy.LimitsNothing, true},
		{"StringLike", "cognito-identity.amazonaws.com:aud", "eu-west-1:*", policy.LimitsNothing, true},
		{"StringLike", "cognito-identity.amazonaws.com:aud", "eu-west-1:1a2b3c4d-0000-4000-8000-000000000000", policy.LimitsPrincipal, false},
		{"ArnLike", "aws:SourceArn", "arn:aws:s3:::*", policy.LimitsNothing, true},
		{"ArnLike", "aws:SourceArn", "arn:aws:s3:::?*", policy.LimitsNothing, true},
		{"ArnLike", "aws:SourceArn", "arn:aws:s3:::app-*", policy.LimitsNothing, true},
		{"ArnLike", "aws:SourceArn", "arn:aws:s3:::bucket/*", policy.LimitsService, false},
		{"ArnLike", "aws:SourceArn", "arn:aws:iam", policy.LimitsService, false},
		{"IpAddress", "aws:SourceIp", "128.0.0.0/1", policy.LimitsNothing, true},
		{"IpAddress", "aws:SourceIp", "198.0.0.0/8", policy.LimitsNetwork, false},
		{"IpAddress", "aws:SourceIp", "2000::/3", policy.LimitsNothing, true},
		{"IpAddress", "aws:SourceIp", "2001::/16", policy.LimitsNetwork, false},
		{"IpAddress", "aws:SourceIp", "fc00::/7", policy.LimitsNetwork, false},
		{"StringLike", "sns:Endpoint", "*@example.com", policy.LimitsResource, false},
		{"StringLike", "sns:Endpoint", "*@*.example.com", policy.LimitsResource, false},
		{"StringLike", "sns:Endpoint", "*@*.com", policy.LimitsNothing, true},
		{"StringLike", "sns:Endpoint", "*@example.*", policy.LimitsNothing, true},
		{"StringLike", "sns:Endpoint", "*example.com", policy.LimitsNothing, true},
		{"StringLike", "sns:Endpoint", "https://hooks.example.com/*", policy.LimitsResource, false},
		{"StringLike", "sns:Endpoint", "https://*/hook", policy.LimitsNothing, true},
		{"StringLike", "sns:Endpoint", "arn:aws:sqs:*:111122223333:*", policy.LimitsResource, false},
		{"StringLike", "sns:Endpoint", "arn:aws:sqs:us-east-1:*:orders", policy.LimitsNothing, true},
	} {
		t.Run(c.operator+c.key+c.value, func(t *testing.T) {
			s := facts(t, policy.Statement{Conditions: []policy.Condition{{Operator: c.operator, Key: c.key, Values: []policy.Value{value(c.value)}}}})
			got := s.Conditions[0]
			if got.Limits != c.limits || got.Trivial != c.trivial {
				t.Errorf("got %q trivial %v, want %q trivial %v", got.Limits, got.Trivial, c.limits, c.trivial)
			}
			if want := c.limits != policy.LimitsNothing; s.Scoped != want {
				t.Errorf("scoped: got %v, want %v", s.Scoped, want)
			}
		})
	}
}

func TestConditionsOnAKeyThatHasToBeThere(t *testing.T) {
	const account = "aws:SourceAccount"
	for _, c := range []struct {
		name   string
		narrow policy.Condition
		there  policy.Condition
		want   policy.Limit
	}{
		{"IfExists", asks("StringEqualsIfExists", account, "111122223333"), asks("Null", account, "false"), policy.LimitsService},
		{"ForAllValues", asks("ForAllValues:StringEquals", account, "111122223333"), asks("null", "AWS:sourceaccount", "False"), policy.LimitsService},
		{"ButNotOfAnyValue", asks("StringLikeIfExists", account, "*"), asks("Null", account, "false"), policy.LimitsNothing},
		{"ButNotIfItMustBeMissing", asks("StringEqualsIfExists", account, "111122223333"), asks("Null", account, "true"), policy.LimitsNothing},
		{"ButNotIfAnotherHasToBeThere", asks("StringEqualsIfExists", account, "111122223333"), asks("Null", "aws:SourceArn", "false"), policy.LimitsNothing},
		{"ButNotIfItMayBeMissingToo", asks("StringEqualsIfExists", account, "111122223333"), policy.Condition{Operator: "Null", Key: account, Values: []policy.Value{value("true"), value("false")}}, policy.LimitsNothing},
		{"ButNotOfAllOfNone", asks("StringEqualsIfExists", account, "111122223333"), asks("ForAllValues:Null", account, "false"), policy.LimitsNothing},
		{"ButNotInABranchOfTheTemplateOnly", asks("StringEqualsIfExists", account, "111122223333"), policy.Condition{Operator: "Null", Key: account, Branch: "IsProd", Values: []policy.Value{value("false")}}, policy.LimitsNothing},
		{"ButNotWithANegation", asks("StringNotEquals", account, "111122223333"), asks("Null", account, "false"), policy.LimitsNothing},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := facts(t, policy.Statement{Conditions: []policy.Condition{c.narrow, c.there}})
			if got := s.Conditions[0].Limits; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if want := c.want != policy.LimitsNothing; s.Closed != want {
				t.Errorf("got closed %t, want %t", s.Closed, want)
			}
		})
	}
}

func TestClosed(t *testing.T) {
	for _, c := range []struct {
		operator, key, value string
		want                 bool
	}{
		{"StringEquals", "aws:PrincipalOrgID", "o-abc", true},
		{"StringLike", "aws:PrincipalOrgID", "o-*", false},
		{"StringEquals", "kms:CallerAccount", "111122223333", true},
		{"StringEquals", "kms:ViaService", "s3.eu-west-1.amazonaws.com", false},
		{"ArnLike", "aws:SourceArn", "arn:aws:s3:::bucket", true},
		{"IpAddress", "aws:SourceIp", "203.0.113.0/24", true},
		{"StringEquals", "aws:SourceVpce", "vpce-1", true},
		{"IpAddress", "aws:VpcSourceIp", "10.0.0.0/8", false},
		{"Bool", "aws:MultiFactorAuthPresent", "true", false},
		{"StringEquals", "aws:PrincipalTag/team", "a", false},
		{"StringEquals", "aws:ResourceTag/public", "no", false},
		{"StringEquals", "s3:x-amz-acl", "bucket-owner-full-control", false},
		{"Bool", "elasticfilesystem:AccessedViaMountTarget", "true", true},
		{"Bool", "elasticfilesystem:AccessedViaMountTarget", "false", false},
		{"StringEquals", "sts:ExternalId", "secret", true},
		{"StringEquals", "token.actions.githubusercontent.com:sub", "repo:o/r:ref:refs/heads/main", true},
	} {
		t.Run(c.key+c.value, func(t *testing.T) {
			s := facts(t, policy.Statement{Conditions: []policy.Condition{{Operator: c.operator, Key: c.key, Values: []policy.Value{value(c.value)}}}})
			if s.Closed != c.want {
				t.Errorf("got %v, want %v", s.Closed, c.want)
			}
		})
	}
}

func TestPrincipals(t *testing.T) {
	for _, c := range []struct {
		kind, text string
		want       policy.PrincipalKind
		account    string
	}{
		{"*", "*", policy.Anyone, ""},
		{"AWS", "*", policy.Anyone, ""},
		{"AWS", "arn:aws:iam::*:root", policy.Anyone, ""},
		{"AWS", "111122223333", policy.AccountPrincipal, "111122223333"},
		{"AWS", "${AWS::AccountId}", policy.AccountPrincipal, "self"},
		{"AWS", "arn:aws:iam::111122223333:root", policy.AccountPrincipal, "111122223333"},
		{"AWS", "arn:${AWS::Partition}:iam::${AWS::AccountId}:root", policy.AccountPrincipal, "self"},
		{"AWS", "arn:aws:iam::${Partner}:root", policy.AccountPrincipal, ""},
		{"AWS", "arn:aws:iam::${?Partner}:root", policy.UnresolvedPrincipal, ""},
		{"AWS", "arn:aws:iam::111122223333:role/a", policy.RolePrincipal, "111122223333"},
		{"AWS", "arn:aws:iam::111122223333:role/a-*", policy.WildcardPrincipal, "111122223333"},
		{"AWS", "arn:aws:sts::111122223333:assumed-role/a/s", policy.RolePrincipal, "111122223333"},
		{"AWS", "arn:aws:iam::111122223333:user/a", policy.UserPrincipal, "111122223333"},
		{"AWS", "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1", policy.CanonicalPrincipal, ""},
		{"AWS", "AROAABCDEFGHIJKLMNOPQ", policy.IDPrincipal, ""},
		{"AWS", "${Role.Arn}", policy.UnresolvedPrincipal, ""},
		{"AWS", "someone", policy.MalformedPrincipal, ""},
		{"Service", "lambda.amazonaws.com", policy.ServicePrincipal, ""},
		{"Service", "ec2.${AWS::URLSuffix}", policy.ServicePrincipal, ""},
		{"Service", "logs.${AWS::Region}.amazonaws.com", policy.ServicePrincipal, ""},
		{"Service", "lambda.aws.com", policy.MalformedPrincipal, ""},
		{"Federated", "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", policy.OIDCPrincipal, "111122223333"},
		{"Federated", "cognito-identity.amazonaws.com", policy.OIDCPrincipal, ""},
		{"Federated", "arn:aws:iam::111122223333:saml-provider/corp", policy.SAMLPrincipal, "111122223333"},
		{"CanonicalUser", "79a59d", policy.CanonicalPrincipal, ""},
	} {
		t.Run(c.kind+c.text, func(t *testing.T) {
			s := facts(t, policy.Statement{Principals: []policy.Principal{{Value: value(c.text), Type: c.kind}}})
			if p := s.Principals[0]; p.Kind != c.want || p.Account != c.account {
				t.Errorf("got %q of %q, want %q of %q", p.Kind, p.Account, c.want, c.account)
			}
		})
	}
}

func TestHavingFilesEachStatementUnderItsTraits(t *testing.T) {
	h := model(t, policy.Statement{
		Actions:   actions("*", "s3:*", "iam:Pass*"),
		Resources: resources("*"),
		Principals: []policy.Principal{
			{Value: value("*"), Type: "AWS"},
			{Value: value("111122223333"), Type: "AWS"},
		},
		Conditions: []policy.Condition{{Operator: "StringLike", Key: "sts:ExternalId", Values: []policy.Value{value("*")}}},
	}).Having
	got := []int{
		len(h.Statements), len(h.EveryAction), len(h.ServiceWildcard), len(h.PartialWildcard), len(h.AnyResource),
		len(h.Watched), len(h.TrivialCondition), len(h.Anyone), len(h.External), len(h.Documents),
		len(h.PrefixWildcard), len(h.UnknownService), len(h.UnknownAction), len(h.NotAction), len(h.NotResource),
		len(h.NotPrincipal), len(h.BroadResource), len(h.Misfit), len(h.OIDC),
	}
	if diff := cmp.Diff([]int{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}, got); diff != "" {
		t.Error(diff)
	}
}

func TestAccountsThatTheUserTrusts(t *testing.T) {
	for _, c := range []struct {
		name       string
		principals []string
		external   int // statements
		trusted    int // principals
	}{
		{"all", []string{"arn:aws:iam::111122223333:root", "111122223333"}, 0, 2},
		{"some", []string{"111122223333", "444455556666"}, 1, 1},
		{"none", []string{"444455556666"}, 1, 0},
		{"of-nobody", []string{"*", "${AWS::AccountId}"}, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &policy.Statement{Effect: "Allow"}
			for _, text := range c.principals {
				s.Principals = append(s.Principals, policy.Principal{Value: value(text), Type: "AWS"})
			}
			m := &policy.Model{Targets: []*policy.Target{{Documents: []*policy.Document{{Statements: []*policy.Statement{s}}}}}}
			e, err := expand.New(rules.FS, catalogueDay(t))
			if err != nil {
				t.Fatal(err)
			}
			e.Trusted = []string{"111122223333", "777788889999"}
			e.Model(m)
			trusted := 0
			for _, p := range s.Principals {
				if p.Trusted {
					trusted++
				}
			}
			if trusted != c.trusted || len(m.Having.External) != c.external {
				t.Errorf("got %d trusted and %d external statements, want %d and %d", trusted, len(m.Having.External), c.trusted, c.external)
			}
		})
	}
}

func TestListed(t *testing.T) {
	lists := fstest.MapFS{
		"data/lists.txt": {Data: []byte("other s3:GetObject sns:Publish\nshops s3:GetObject sqs:SendMessage s3:ListAllMyBuckets\n")},
	}
	e, err := expand.New(lists, catalogueDay(t))
	if err != nil {
		t.Fatal(err)
	}
	s := &policy.Statement{
		Effect:    "Allow",
		Document:  policy.Title{Kind: policy.Identity},
		Actions:   actions("s3:*", "s3:GetObject", "sqs:SendMessage", "sns:Publish"),
		Resources: resources("arn:aws:s3:::*", "arn:aws:sqs:us-east-1:111122223333:one"),
	}
	e.Model(&policy.Model{Targets: []*policy.Target{{Documents: []*policy.Document{{Kind: policy.Identity, Statements: []*policy.Statement{s}}}}}})
	got := map[string][]string{}
	for name, actions := range s.Listed {
		got[name] = actions.Names
	}
	if diff := cmp.Diff(map[string][]string{"shops": {"s3:GetObject"}, "other": {"s3:GetObject"}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestNewRefusesAnActionThatDoesNotExist(t *testing.T) {
	_, err := expand.New(fstest.MapFS{"data/lists.txt": {Data: []byte("any s3:GetNothing\n")}}, catalogueDay(t))
	if err == nil || !strings.Contains(err.Error(), `no action "s3:GetNothing"`) {
		t.Errorf("got %v, want an error that names the action", err)
	}
}

func TestPrepareListsWritesAListALine(t *testing.T) {
	got, err := expand.PrepareLists(fstest.MapFS{
		"data/shops.yaml":  {Data: []byte("# Shops.\nactions:\n  - s3:GetObject # a comment\n  - sqs:SendMessage\n")},
		"data/other.yaml":  {Data: []byte("actions: [sns:Publish]")},
		"data/people.yaml": {Data: []byte("services: [logs]")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("other sns:Publish\nshops s3:GetObject sqs:SendMessage\n", string(got)); diff != "" {
		t.Error(diff)
	}
}
