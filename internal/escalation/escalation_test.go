package escalation_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/escalation"
	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/parse/cfn"
	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

// allowing is a policy that allows actions on everything.
func allowing(actions ...string) string {
	return fmt.Sprintf(`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["%s"], "Resource": "*"}}`, strings.Join(actions, `", "`))
}

// document finds the escalations in a policy that stands alone.
func document(t testing.TB, content string) []*policy.Escalation {
	t.Helper()
	model, _ := parse.Policy("p.json", root(t, content), policy.Identity)
	return find(t, model)
}

// template finds those in a template, of which the resources are given.
func template(t testing.TB, resources string) []*policy.Escalation {
	t.Helper()
	model, notices := cfn.Parse("t.yaml", root(t, "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n"+resources), nil)
	for _, n := range notices {
		if n.Failure {
			t.Fatal(n)
		}
	}
	return find(t, model)
}

func root(t testing.TB, content string) *node.Node {
	t.Helper()
	n, err := node.Parse("p", []byte(content))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// The lists and the methods are read once, because there are many of both.
var (
	expander = sync.OnceValues(func() (*expand.Expander, error) {
		return expand.New(rules.FS, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	})
	finder = sync.OnceValues(func() (*escalation.Finder, error) { return escalation.New(rules.FS) })
)

func find(t testing.TB, model *policy.Model) []*policy.Escalation {
	t.Helper()
	if err := new(parse.Managed).Attach(model); err != nil {
		t.Fatal(err)
	}
	e, err := expander()
	if err != nil {
		t.Fatal(err)
	}
	f, err := finder()
	if err != nil {
		t.Fatal(err)
	}
	e.Model(model)
	f.Model(model)
	return model.Having.Escalations
}

// told is each escalation in short.
func told(found []*policy.Escalation) []string {
	var lines []string
	for _, e := range found {
		line := fmt.Sprintf("%s %s %s", e.Target.Name, e.Family, e.Confidence)
		if e.Reached != "" {
			line += " " + e.Reached
		}
		if e.Named {
			line += " by its name"
		}
		if e.Provisioner {
			line += " by a template"
		}
		lines = append(lines, line)
	}
	return lines
}

// role is a role with statements in flow style.
func role(name, trust string, statements ...string) string {
	text := fmt.Sprintf("  %s:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Principal: %s, Action: 'sts:AssumeRole'}]}\n", name, trust)
	if len(statements) > 0 {
		text += "      Policies:\n        - PolicyName: work\n          PolicyDocument: {Version: '2012-10-17', Statement: [" + strings.Join(statements, ", ") + "]}\n"
	}
	return text
}

func allow(action, resource string, condition ...string) string {
	return statement("Allow", action, resource, condition...)
}

func deny(action, resource string, condition ...string) string {
	return statement("Deny", action, resource, condition...)
}

func statement(effect, action, resource string, condition ...string) string {
	text := fmt.Sprintf("{Effect: %s, Action: %s, Resource: %s", effect, action, resource)
	if len(condition) > 0 {
		text += ", Condition: " + condition[0]
	}
	return text + "}"
}

const (
	lambda  = "{Service: lambda.amazonaws.com}"
	ec2     = "{Service: ec2.amazonaws.com}"
	account = "{AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}"
)

func TestWhoCanReallyDoWhat(t *testing.T) {
	reader := role("Reader", lambda, allow("'s3:GetObject'", "'arn:aws:s3:::secrets/*'"))
	worker := "  Worker:\n    Type: AWS::Lambda::Function\n    Properties: {Role: !GetAtt Reader.Arn}\n"
	runs := allow("['lambda:CreateFunction', 'lambda:InvokeFunction']", "'*'")
	for _, c := range []struct {
		name, resources string
		want            []string
	}{
		{
			"a role is passed that has more",
			role("R", ec2, allow("'iam:PassRole'", "!GetAtt Reader.Arn"), runs) + reader,
			[]string{"R E32 proven Reader by its name"},
		},
		{
			"a role is passed that has no more",
			role("R", ec2, allow("'iam:PassRole'", "!GetAtt Reader.Arn"), runs, allow("'s3:*'", "'*'")) + reader,
			nil,
		},
		{
			"a role is passed that does not trust the service",
			role("R", ec2, allow("'iam:PassRole'", "!GetAtt Other.Arn"), runs) + role("Other", ec2, allow("'s3:*'", "'*'")),
			nil,
		},
		{
			"the role may go to another service only",
			role("R", ec2, allow("'iam:PassRole'", "'*'", "{StringEquals: {'iam:PassedToService': ec2.amazonaws.com}}"), runs) + reader,
			nil,
		},
		{
			"the role may go to no other service, says a Deny",
			role("R", ec2, allow("'iam:PassRole'", "'*'"), deny("'iam:PassRole'", "'*'", "{StringNotEquals: {'iam:PassedToService': ec2.amazonaws.com}}"), runs) + reader,
			nil,
		},
		{
			"the role may go to the service by a pattern",
			role("R", ec2, allow("'iam:PassRole'", "'*'", "{StringLike: {'iam:PassedToService': '*.amazonaws.com'}}"), runs) + reader,
			[]string{"R E32 proven Reader"},
		},
		{
			"a role that is not in the template is passed",
			role("R", ec2, allow("'iam:PassRole'", "'arn:aws:iam::111122223333:role/x'"), runs),
			[]string{"R E32 possible"},
		},
		{
			"the code of a function with more",
			role("R", ec2, allow("'lambda:UpdateFunctionCode'", "!GetAtt Worker.Arn")) + reader + worker,
			[]string{"R E60 proven Worker by its name"},
		},
		{
			"the code of its own function",
			role("Reader", lambda, allow("'lambda:UpdateFunctionCode'", "!GetAtt Worker.Arn")) + worker,
			[]string{"Reader E60 proven Worker"},
		},
		{
			"functions by their tag",
			role("R", ec2, allow("'lambda:UpdateFunctionCode'", "'*'", "{StringEquals: {'aws:ResourceTag/team': a}}")),
			[]string{"R E60 possible"},
		},
		{
			"a role that CloudFormation assumes",
			role("R", "{Service: cloudformation.amazonaws.com}", allow("'iam:PutRolePolicy'", "'*'")),
			[]string{"R E04 proven by a template"},
		},
		{
			"a role that Service Catalog assumes",
			role("R", "{Service: servicecatalog.amazonaws.com}", allow("'iam:PutRolePolicy'", "'*'")),
			[]string{"R E04 proven by a template"},
		},
		{
			"a role that Service Catalog and code assume",
			role("R", "{Service: [servicecatalog.amazonaws.com, lambda.amazonaws.com]}", allow("'iam:PutRolePolicy'", "'*'")),
			[]string{"R E04 proven"},
		},
		{
			"a role that may rule the account is passed by its name",
			role("R", ec2, allow("'iam:PassRole'", "!GetAtt Admin.Arn"), runs) + role("Admin", lambda, allow("'*'", "'*'")),
			[]string{"R E32 proven Admin", "Admin E84 proven"},
		},
		{
			"a role is passed by a pattern",
			role("R", ec2, allow("'iam:PassRole'", "!Sub 'arn:aws:iam::${AWS::AccountId}:role/*'"), runs) + reader,
			[]string{"R E32 proven Reader"},
		},
		{
			"a stack set has no use for a role that may not assume others",
			role("R", ec2, allow("['iam:PassRole', 'cloudformation:CreateStackSet', 'cloudformation:CreateStackInstances']", "'*'")) +
				role("Maker", "{Service: cloudformation.amazonaws.com}", allow("'s3:*'", "'*'")),
			[]string{"R E38 likely"},
		},
		{
			"a stack set works with a role that may assume others",
			role("R", ec2, allow("['iam:PassRole', 'cloudformation:CreateStackSet', 'cloudformation:CreateStackInstances']", "'*'")) +
				role("Maker", "{Service: cloudformation.amazonaws.com}", allow("'sts:AssumeRole'", "'arn:aws:iam::*:role/Executor'")),
			[]string{"R E38 proven Maker"},
		},
		{
			"an administrator",
			role("R", "{Service: cloudformation.amazonaws.com}", allow("'*'", "'*'")),
			nil,
		},
		{
			"an administrator that runs code",
			role("R", lambda, allow("'*'", "'*'")),
			[]string{"R E84 proven"},
		},
		{
			"a boundary is asked for",
			role("R", ec2, allow("['iam:CreateRole', 'iam:PutRolePolicy']", "'*'", "{StringEquals: {'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/b'}}")),
			nil,
		},
		{
			"a boundary is asked for by a Deny",
			role("R", ec2, allow("['iam:CreateRole', 'iam:PutRolePolicy']", "'*'"), deny("'iam:*'", "'*'", "{StringNotEquals: {'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/b'}}")),
			nil,
		},
		{
			"a harmless policy may be attached",
			role("R", ec2, allow("'iam:AttachRolePolicy'", "'*'", "{ArnEquals: {'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess'}}")),
			nil,
		},
		{
			"any policy of AWS may be attached",
			role("R", ec2, allow("'iam:AttachRolePolicy'", "'*'", "{ArnLike: {'iam:PolicyARN': 'arn:aws:iam::aws:policy/*'}}")),
			[]string{"R E07 proven"},
		},
		{
			"its own permissions boundary leaves it nothing",
			role("R", ec2, allow("'iam:PutRolePolicy'", "'*'")) + "      PermissionsBoundary: !Ref B\n" +
				"  B: {Type: 'AWS::IAM::ManagedPolicy', Properties: {PolicyDocument: {Version: '2012-10-17', Statement: [" + allow("'s3:*'", "'*'") + "]}}}\n",
			nil,
		},
		{
			"its own permissions boundary is not in the template",
			role("R", ec2, allow("'iam:PutRolePolicy'", "'*'")) + "      PermissionsBoundary: arn:aws:iam::111122223333:policy/b\n",
			[]string{"R E04 possible"},
		},
		{
			"people handle themselves",
			"  U: {Type: 'AWS::IAM::User', Properties: {Policies: [{PolicyName: p, PolicyDocument: {Version: '2012-10-17', Statement: [" +
				allow("['iam:CreateAccessKey', 'iam:UpdateLoginProfile', 'iam:EnableMFADevice']", "'arn:aws:iam::*:user/${aws:username}'") + "]}}]}}\n",
			nil,
		},
		{
			"what a group gives is told of the group",
			"  G: {Type: 'AWS::IAM::Group', Properties: {Policies: [{PolicyName: p, PolicyDocument: {Version: '2012-10-17', Statement: [" +
				allow("'iam:CreateAccessKey'", "'*'") + "]}}]}}\n  U: {Type: 'AWS::IAM::User', Properties: {Groups: [!Ref G]}}\n",
			[]string{"G E20 likely"},
		},
		{
			"a chain",
			role("A", lambda, allow("'sts:AssumeRole'", "!GetAtt B.Arn")) +
				role("B", "{AWS: !GetAtt A.Arn}", allow("['iam:PassRole', 'glue:CreateDevEndpoint']", "'*'")) +
				role("C", "{Service: glue.amazonaws.com}", allow("'*'", "'*'")),
			[]string{"A E82 proven C", "B E34 proven C", "C E84 proven"},
		},
		{
			"a chain that ends with who can make itself an administrator",
			role("A", lambda, allow("'sts:AssumeRole'", "!GetAtt B.Arn")) + role("B", "{AWS: !GetAtt A.Arn}", allow("'iam:PutRolePolicy'", "'*'")),
			[]string{"A E82 proven B", "B E04 proven"},
		},
		{
			"a role that does not trust the other",
			role("A", lambda, allow("'sts:AssumeRole'", "!GetAtt B.Arn")) + role("B", ec2, allow("'iam:PutRolePolicy'", "'*'")),
			[]string{"B E04 proven"},
		},
		{
			"an administrator that trusts the account",
			role("A", lambda, allow("'sts:AssumeRole'", "'*'")) + role("B", account, allow("'*'", "'*'")),
			[]string{"A E24 proven B"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, told(template(t, c.resources))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestWhatOtherToolsGotWrong keeps the faults of others out: https://github.com/salesforce/cloudsplaining takes an action
// for denied everywhere that is denied on one ARN or under a condition, and for harmless whatever has a condition.
func TestWhatOtherToolsGotWrong(t *testing.T) {
	for _, c := range []struct {
		name, statements string
		want             []string
	}{
		{
			"a Deny on one ARN leaves all others",
			`{"Effect": "Allow", "Action": "iam:PutRolePolicy", "Resource": "*"}, {"Effect": "Deny", "Action": "iam:PutRolePolicy", "Resource": "arn:aws:iam::111122223333:role/admin"}`,
			[]string{"p.json E04 likely"},
		},
		{
			"a Deny under a condition leaves the rest",
			`{"Effect": "Allow", "Action": "iam:PutRolePolicy", "Resource": "*"}, {"Effect": "Deny", "Action": "iam:*", "Resource": "*", "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}}`,
			[]string{"p.json E04 likely"},
		},
		{
			"a Deny on everything leaves nothing",
			`{"Effect": "Allow", "Action": "iam:PutRolePolicy", "Resource": "*"}, {"Effect": "Deny", "Action": "iam:Put*", "Resource": "*"}`,
			nil,
		},
		{
			"any condition is no safeguard",
			`{"Effect": "Allow", "Action": "iam:PutRolePolicy", "Resource": "*", "Condition": {"StringEquals": {"aws:RequestedRegion": "us-east-1"}}}`,
			[]string{"p.json E04 likely"},
		},
		{
			"a second factor is no safeguard against its owner",
			`{"Effect": "Allow", "Action": "iam:PutRolePolicy", "Resource": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}`,
			[]string{"p.json E04 likely"},
		},
		{
			"a boundary that need not be there is none",
			`{"Effect": "Allow", "Action": ["iam:CreateRole", "iam:PutRolePolicy"], "Resource": "arn:aws:iam::111122223333:role/app/*", "Condition": {"StringEqualsIfExists": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/b"}}}`,
			[]string{"p.json E10 proven", "p.json E04 possible"},
		},
		{
			"everything is more than a star",
			`{"Effect": "Allow", "Action": "iam:PutRolePolicy", "Resource": "arn:aws:iam::*:role/*"}`,
			[]string{"p.json E04 likely"},
		},
		{
			"actions that are given apart count together",
			`{"Effect": "Allow", "Action": "iam:Pass*", "Resource": "*"}, {"Effect": "Allow", "NotAction": ["iam:*", "sts:*", "lambda:Update*"], "Resource": "arn:aws:lambda:*:*:function:*"}`,
			[]string{"p.json E32 likely"},
		},
		{
			"an action on an ARN that it never has is not given",
			`{"Effect": "Allow", "Action": "iam:PutRolePolicy", "Resource": "arn:aws:s3:::bucket/*"}`,
			nil,
		},
		{
			"what a command is and where its output goes is not where it runs",
			`{"Effect": "Allow", "Action": "ssm:SendCommand", "Resource": ["arn:aws:ssm:eu-west-1::document/AWS-RunShellScript", "arn:aws:s3:::logs/*"]}`,
			nil,
		},
		{
			"a command may run on a machine that is no instance",
			`{"Effect": "Allow", "Action": "ssm:SendCommand", "Resource": ["arn:aws:ssm:*:*:document/AWS-RunShellScript", "arn:aws:ssm:*:*:managed-instance/*"]}`,
			[]string{"p.json E68 likely"},
		},
		{
			"what is denied is not opened by the policy of the key",
			`{"Effect": "Allow", "Action": "kms:PutKeyPolicy", "Resource": "*"}, {"Effect": "Deny", "Action": "kms:*crypt*", "Resource": "*"}`,
			nil,
		},
		{
			"what is denied expires all the same",
			`{"Effect": "Allow", "Action": ["s3:PutBucketAcl", "s3:PutLifecycleConfiguration", "s3:GetObject", "s3:PutObject"], "Resource": "*"}, {"Effect": "Deny", "Action": "s3:Delete*", "Resource": "*"}`,
			[]string{"p.json E80 proven"},
		},
		{
			"what is denied of one key is opened of others",
			`{"Effect": "Allow", "Action": "kms:PutKeyPolicy", "Resource": "*"}, {"Effect": "Deny", "Action": "kms:*crypt*", "Resource": "arn:aws:kms:us-east-1:111122223333:key/1"}`,
			[]string{"p.json E81 proven"},
		},
		{
			"every action of a service on what runs nothing",
			`{"Effect": "Allow", "Action": "codebuild:*", "Resource": "arn:aws:codebuild:eu-west-1:111122223333:report-group/app*"}`,
			nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := told(document(t, `{"Version": "2012-10-17", "Statement": [`+c.statements+`]}`))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestRolesOfWhatRunsAreKnown has something of each type run with a role that has more.
func TestRolesOfWhatRunsAreKnown(t *testing.T) {
	profile := "  Profile: {Type: 'AWS::IAM::InstanceProfile', Properties: {Roles: [!Ref Reader]}}\n"
	for _, c := range []struct{ kind, properties, actions, family string }{
		{"AWS::AppRunner::Service", "{InstanceConfiguration: {InstanceRoleArn: !GetAtt Reader.Arn}}", "'apprunner:UpdateService'", "E72"},
		{"AWS::Batch::JobDefinition", "{ContainerProperties: {JobRoleArn: !Ref Reader}}", "'batch:SubmitJob'", "E74"},
		{"AWS::BedrockAgentCore::BrowserCustom", "{ExecutionRoleArn: !GetAtt Reader.Arn}", "['bedrock-agentcore:StartBrowserSession', 'bedrock-agentcore:ConnectBrowserAutomationStream']", "E73"},
		{"AWS::BedrockAgentCore::CodeInterpreterCustom", "{ExecutionRoleArn: !GetAtt Reader.Arn}", "['bedrock-agentcore:StartCodeInterpreterSession', 'bedrock-agentcore:InvokeCodeInterpreter']", "E73"},
		{"AWS::BedrockAgentCore::Runtime", "{RoleArn: !GetAtt Reader.Arn}", "'bedrock-agentcore:InvokeAgentRuntimeCommand'", "E73"},
		{"AWS::CodeBuild::Project", "{Name: p, ServiceRole: !GetAtt Reader.Arn}", "'codebuild:StartBuild'", "E64"},
		{"AWS::EC2::Instance", "{IamInstanceProfile: !Ref Profile}", "'ssm:StartSession'", "E68"},
		{"AWS::EC2::LaunchTemplate", "{LaunchTemplateData: {IamInstanceProfile: {Arn: !GetAtt Profile.Arn}}}", "['ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate']", "E66"},
		{"AWS::ECS::TaskDefinition", "{TaskRoleArn: !GetAtt Reader.Arn}", "['ecs:ExecuteCommand', 'ecs:DescribeTasks']", "E69"},
		{"AWS::Glue::DevEndpoint", "{RoleArn: !GetAtt Reader.Arn}", "'glue:UpdateDevEndpoint'", "E62"},
		{"AWS::Lambda::Function", "{Role: !Sub '${Reader.Arn}'}", "'lambda:UpdateFunctionCode'", "E60"},
		{"AWS::SageMaker::NotebookInstance", "{RoleArn: !GetAtt Reader.Arn}", "'sagemaker:CreatePresignedNotebookInstanceUrl'", "E70"},
		{"AWS::SageMaker::UserProfile", "{UserSettings: {ExecutionRole: !GetAtt Reader.Arn}}", "'sagemaker:CreatePresignedDomainUrl'", "E70"},
		{"AWS::StepFunctions::StateMachine", "{RoleArn: !GetAtt Reader.Arn}", "['states:UpdateStateMachine', 'states:StartExecution']", "E76"},
	} {
		t.Run(c.kind, func(t *testing.T) {
			got := told(template(t, role("R", lambda, allow(c.actions, "'*'"))+role("Reader", lambda, allow("'s3:GetObject'", "'arn:aws:s3:::secrets/*'"))+
				profile+"  Work: {Type: '"+c.kind+"', Properties: "+c.properties+"}\n"))
			if diff := cmp.Diff([]string{"R " + c.family + " proven Work"}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestWhatRunsIsMeantByItsARN names what runs with a role that has more, and something else of the same type.
func TestWhatRunsIsMeantByItsARN(t *testing.T) {
	for _, c := range []struct{ name, action, work, arn string }{
		{"by an attribute", "codebuild:StartBuild", "{Type: 'AWS::CodeBuild::Project', Properties: {ServiceRole: !GetAtt Reader.Arn}}", "!GetAtt Work.Arn"},
		{"by the name that it is given", "codebuild:StartBuild", "{Type: 'AWS::CodeBuild::Project', Properties: {Name: p, ServiceRole: !GetAtt Reader.Arn}}", "!Sub 'arn:aws:codebuild:${AWS::Region}:${AWS::AccountId}:project/p'"},
		{"by its id", "ssm:SendCommand", "{Type: 'AWS::EC2::Instance', Properties: {IamInstanceProfile: !Ref Profile}}", "!Sub 'arn:aws:ec2:${AWS::Region}:${AWS::AccountId}:instance/${Work}'"},
		{"by Ref", "sagemaker:CreatePresignedNotebookInstanceUrl", "{Type: 'AWS::SageMaker::NotebookInstance', Properties: {RoleArn: !GetAtt Reader.Arn}}", "!Ref Work"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rest := role("Reader", lambda, allow("'s3:GetObject'", "'arn:aws:s3:::secrets/*'")) +
				"  Profile: {Type: 'AWS::IAM::InstanceProfile', Properties: {Roles: [!Ref Reader]}}\n" +
				"  Work: " + c.work + "\n  Other: " + strings.NewReplacer("Reader", "R", "Name: p, ", "").Replace(c.work) + "\n"
			got := told(template(t, role("R", lambda, allow("'"+c.action+"'", c.arn))+rest))
			if len(got) != 1 || !strings.HasSuffix(got[0], "proven Work by its name") {
				t.Errorf("got %q, want a proof through Work", got)
			}
			other := strings.NewReplacer("Work", "Other", "project/p", "project/q").Replace(c.arn)
			if got := told(template(t, role("R", lambda, allow("'"+c.action+"'", other))+rest)); slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "Work") }) {
				t.Errorf("got %q, want nothing of Work", got)
			}
		})
	}
}

// TestEvidenceNamesWhatTheActionIsAbout has lists of resources of which the first is of another kind, or AWS's own.
func TestEvidenceNamesWhatTheActionIsAbout(t *testing.T) {
	for _, c := range []struct{ name, statement, want string }{
		{
			"of another kind",
			`{"Effect": "Allow", "Action": ["iam:CreateRole", "iam:PutRolePolicy"], "Resource": ["arn:aws:iam::111122223333:policy/*", "arn:aws:iam::111122223333:role/x-*"]}`,
			"arn:aws:iam::111122223333:role/x-*",
		},
		{
			"AWS's own",
			`{"Effect": "Allow", "Action": ["iam:CreateRole", "iam:PutRolePolicy"], "Resource": ["arn:aws:iam::aws:role/x-*", "arn:aws:iam::111122223333:role/x-*"]}`,
			"arn:aws:iam::111122223333:role/x-*",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, e := range document(t, `{"Version": "2012-10-17", "Statement": [`+c.statement+`]}`) {
				for _, s := range e.Steps {
					if s.Resource != c.want {
						t.Errorf("%s %s: got %q, want %q", e.Family, s.Action, s.Resource, c.want)
					}
				}
			}
		})
	}
}

// TestEvidenceIsThatOfTheWidestWord says the same in two orders.
func TestEvidenceIsThatOfTheWidestWord(t *testing.T) {
	narrow := `{"Effect": "Allow", "Action": "iam:PutRolePolicy", "Resource": "*"}`
	wide := `{"Effect": "Allow", "Action": "iam:Put*", "Resource": "*"}`
	for line, statements := range []string{wide + ",\n" + narrow, narrow + ",\n" + wide} {
		for _, e := range document(t, `{"Version": "2012-10-17", "Statement": [`+statements+`]}`) {
			if got := e.At.Region.Start.Line - 1; e.Family == "E04" && got != line {
				t.Errorf("%s: got line %d, want %d", statements, got, line)
			}
		}
	}
}

func TestEvidenceIsToldStepByStep(t *testing.T) {
	found := template(t, role("A", lambda, allow("'sts:AssumeRole'", "!GetAtt B.Arn"))+
		role("B", "{AWS: !GetAtt A.Arn}", allow("'sts:AssumeRole'", "!GetAtt C.Arn"))+
		role("C", "{AWS: !GetAtt B.Arn}", allow("'*'", "'*'")))
	for _, e := range found {
		if e.Gains != "chain" {
			continue
		}
		var steps []string
		for _, s := range e.Steps {
			steps = append(steps, fmt.Sprintf("%s %s -> %s", s.Target, s.Action, s.Reaches))
		}
		if diff := cmp.Diff([]string{"A sts:AssumeRole -> B", "B sts:AssumeRole -> C"}, steps); diff != "" {
			t.Error(diff)
		}
		return
	}
	t.Errorf("got %q, want a chain", told(found))
}

// BenchmarkPrincipals shows that the time grows with the principals, and not with their pairs: each passes roles by a
// pattern and assumes its neighbour.
func BenchmarkPrincipals(b *testing.B) {
	for _, n := range []int{10, 100, 1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var text strings.Builder
			for i := range n {
				text.WriteString(role(fmt.Sprintf("R%d", i), account,
					allow("'sts:AssumeRole'", fmt.Sprintf("!GetAtt R%d.Arn", (i+1)%n)),
					allow("['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction']", "'*'"),
					allow("'s3:GetObject'", fmt.Sprintf("'arn:aws:s3:::bucket%d/*'", i))))
			}
			model, _ := cfn.Parse("t.yaml", root(b, "Resources:\n"+text.String()), nil)
			find(b, model)
			f, err := finder()
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				f.Model(model)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/principal")
		})
	}
}

// BenchmarkLargestAccount asks what everybody may do, and who can become whom, in the largest account that iamlint is
// tried on: 2,157 roles.
func BenchmarkLargestAccount(b *testing.B) {
	const name = "../../../shared/corpus/accounts/moto-from-real-templates.json"
	content, err := os.ReadFile(name)
	if err != nil {
		b.Skip("the accounts that iamlint is tried on are not here")
	}
	model, _ := live.Details([]*node.Node{root(b, string(content))}, new(parse.Managed))
	find(b, model)
	f, err := finder()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		f.Model(model)
	}
}
