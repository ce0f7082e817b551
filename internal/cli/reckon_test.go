package cli

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse/cfn"
	"github.com/iamlint/iamlint/internal/policy"
)

// modelOf is the model of a template, with its facts.
func modelOf(t *testing.T, template string) *policy.Model {
	t.Helper()
	root, err := node.Parse("a.yaml", []byte(template))
	if err != nil {
		t.Fatal(err)
	}
	model, _ := cfn.Parse("a.yaml", root, nil)
	j, err := newJudge(rulePick{}, time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	j.facts(model)
	return model
}

// roleOf is a template with a role of these statements, in short YAML.
func roleOf(statements, boundary string) string {
	text := `
Parameters: {Action: {Type: String}}
Conditions: {Prod: !Equals [!Ref AWS::Region, eu-west-1]}
Resources:
  Limits:
    Type: AWS::IAM::ManagedPolicy
    Properties: {PolicyDocument: {Version: "2012-10-17", Statement: [` + boundary + `]}}
  Worker:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole", Condition: {StringEquals: {"aws:SourceAccount": "111122223333"}}}
      Policies: [{PolicyName: p, PolicyDocument: {Version: "2012-10-17", Statement: [` + statements + `]}}]
`
	if boundary != "" {
		text += "      PermissionsBoundary: !Ref Limits\n"
	}
	return text
}

func workerOf(t *testing.T, model *policy.Model) *policy.Target {
	t.Helper()
	for _, target := range model.Targets {
		if target.Name == "Worker" {
			return target
		}
	}
	t.Fatal("the template has no Worker")
	return nil
}

// TestReckoningSaysWhatGrantsSays asks of many actions one by one what is reckoned for all of them at once.
func TestReckoningSaysWhatGrantsSays(t *testing.T) {
	const everything = "{Effect: Allow, Action: '*', Resource: '*'}"
	for name, c := range map[string]struct{ statements, boundary string }{
		"everything":                           {everything, ""},
		"some-actions":                         {"{Effect: Allow, Action: ['s3:Get*', 'iam:PassRole'], Resource: '*'},{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::b/*'}", ""},
		"all-but-some":                         {"{Effect: Allow, NotAction: ['iam:*', 's3:Put*'], Resource: '*'}", ""},
		"on-resources-of-one-type":             {"{Effect: Allow, Action: '*', Resource: ['arn:aws:s3:::b', 'arn:aws:dynamodb:*:*:table/*']}", ""},
		"under-a-condition":                    {"{Effect: Allow, Action: '*', Resource: '*', Condition: {Bool: {'aws:MultiFactorAuthPresent': 'true'}}}", ""},
		"limited-by-tags":                      {"{Effect: Allow, Action: 'ec2:*', Resource: '*', Condition: {StringEquals: {'aws:ResourceTag/team': a}}}", ""},
		"less-what-is-denied":                  {everything + ",{Effect: Deny, Action: 's3:*', Resource: '*'},{Effect: Deny, Action: 'iam:*', Resource: 'arn:aws:iam::111122223333:role/admin'}", ""},
		"less-what-is-denied-sometimes":        {everything + ",{Effect: Deny, NotAction: 's3:*', Resource: '*', Condition: {Bool: {'aws:MultiFactorAuthPresent': 'false'}}}", ""},
		"within-a-boundary":                    {everything, "{Effect: Allow, Action: ['s3:*', 'ec2:Describe*'], Resource: '*'},{Effect: Allow, Action: 'iam:*', Resource: 'arn:aws:iam::111122223333:role/app-*'}"},
		"within-a-boundary-that-gives-nothing": {"{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*'}", everything},
		"within-a-boundary-that-denies":        {everything, everything + ",{Effect: Deny, Action: 's3:*', Resource: '*'}"},
		"on-a-branch":                          {"!If [Prod, {Effect: Allow, Action: 's3:*', Resource: '*'}, !Ref AWS::NoValue]", ""},
		"with-an-action-on-a-branch":           {everything + ",{Effect: Deny, Action: [!If [Prod, 's3:*', 'ec2:*']], Resource: '*'}", ""},
		"with-an-unknown-action":               {"{Effect: Allow, Action: [!Ref Action, 's3:GetObject'], Resource: '*'}", ""},
		"nothing":                              {"{Effect: Deny, Action: '*', Resource: '*'}", ""},
	} {
		t.Run(name, func(t *testing.T) {
			worker := workerOf(t, modelOf(t, roleOf(c.statements, c.boundary)))
			compareWithGrants(t, worker)
			for _, kind := range []policy.DocumentKind{policy.RCP, policy.SCP} {
				for i, d := range worker.Reaching {
					worker.Reaching[i] = d.As(kind)
				}
				compareWithGrants(t, worker)
			}
			if len(worker.Boundaries) > 0 {
				worker.Boundaries[0].Branch, worker.Unbounded = "Prod", []string{"not Prod"}
				compareWithGrants(t, worker)
			}
		})
	}
}

func compareWithGrants(t *testing.T, target *policy.Target) {
	t.Helper()
	r := newReckoner(access.Of(target))
	candidates := r.candidates()
	for _, prefix := range []string{"s3", "iam", "ec2", "sts", "dynamodb", "logs"} {
		service, _ := catalog.FindService(prefix)
		for action := range service.Actions() {
			want, got := r.ask(action).extent, extent{}
			if candidates[action] {
				got = r.extent(action)
			} else if r.vague {
				continue // what is not known may be any action, which is a gap and no access
			}
			if got != want {
				t.Fatalf("%s: got %+v, want %+v", action.Name(), got, want)
			}
		}
	}
}

func TestPrincipalsSayWhoCanBecomeThem(t *testing.T) {
	model := modelOf(t, roleOf("{Effect: Allow, Action: [!Ref Action, 's3:GetObject'], Resource: 'arn:aws:s3:::b/*'}", ""))
	var got finding.Principal
	for _, p := range principalsOf(model) {
		if p.Name == "Worker" {
			got = p
		}
	}
	var who, what, gaps []string
	for _, e := range got.Entrants {
		who = append(who, append([]string{e.Who, e.Kind}, e.Conditions...)...)
	}
	for _, s := range got.Services {
		what = append(what, s.Service.Prefix(), s.Highest().String())
	}
	for _, g := range got.Gaps {
		gaps = append(gaps, g.Message)
	}
	for _, c := range []struct{ got, want []string }{
		{who, []string{"lambda.amazonaws.com", "service", "aws:SourceAccount StringEquals 111122223333"}},
		{what, []string{"s3", "read"}},
		{gaps, []string{"the action ${Action} is not known before deployment"}},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// Members of groups become them, and a policy that somebody has is shown with whoever has it.
func TestPrincipalsOfPoliciesAndGroups(t *testing.T) {
	const document = `{PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: '*'}]}`
	model := modelOf(t, `
Resources:
  Held: {Type: AWS::IAM::ManagedPolicy, Properties: `+document+`, Roles: [!Ref Role]}}
  Free: {Type: AWS::IAM::ManagedPolicy, Properties: `+document+`}}
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: []}}}
  Group: {Type: AWS::IAM::Group}
  User: {Type: AWS::IAM::User, Properties: {Groups: [!Ref Group]}}
  Bucket: {Type: AWS::S3::Bucket}
`)
	got := map[string]int{}
	for _, p := range principalsOf(model) {
		got[p.Name] = len(p.Services)
		if p.Name == "Group" && (len(p.Entrants) != 1 || p.Entrants[0].Who != "User") {
			t.Errorf("got %+v in the group, want User", p.Entrants)
		}
	}
	want := map[string]int{"Free": 1, "Role": 1, "Group": 0, "User": 0}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("services of principals (-want +got):\n%s", diff)
	}
}
