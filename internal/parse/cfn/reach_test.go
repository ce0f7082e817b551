package cfn

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/policy"
)

func TestReach(t *testing.T) {
	const doc = "{Statement: {Effect: Allow, Action: 's3:GetObject', Resource: '*'}}"
	tests := []struct {
		name, resources string
		want            string // target: names of the documents that reach it
	}{
		{
			"a policy that names a role by reference",
			`R: {Type: 'AWS::IAM::Role'}
  P: {Type: 'AWS::IAM::Policy', Properties: {PolicyName: p, Roles: [!Ref R], PolicyDocument: DOC}}`,
			"R: p",
		},
		{
			"a policy that names a role by name",
			`R: {Type: 'AWS::IAM::Role', Properties: {RoleName: worker}}
  P: {Type: 'AWS::IAM::Policy', Properties: {PolicyName: p, Roles: [worker, other], PolicyDocument: DOC}}`,
			"R: p",
		},
		{
			"a name that is put together",
			`R: {Type: 'AWS::IAM::Role', Properties: {RoleName: !Sub '${AWS::StackName}-worker'}}
  P: {Type: 'AWS::IAM::RolePolicy', Properties: {PolicyName: p, RoleName: !Join ['-', [!Ref AWS::StackName, worker]], PolicyDocument: DOC}}`,
			"R: p",
		},
		{
			"policies of users and groups",
			`U: {Type: 'AWS::IAM::User', Properties: {Groups: [!Ref G]}}
  G: {Type: 'AWS::IAM::Group', Properties: {Policies: [{PolicyName: own, PolicyDocument: DOC}]}}
  P: {Type: 'AWS::IAM::UserPolicy', Properties: {PolicyName: p, UserName: !Ref U, PolicyDocument: DOC}}
  Q: {Type: 'AWS::IAM::GroupPolicy', Properties: {PolicyName: q, GroupName: !Ref G, PolicyDocument: DOC}}`,
			"U: p own q; G: q",
		},
		{
			"users added to a group",
			`U: {Type: 'AWS::IAM::User', Properties: {UserName: ann}}
  G: {Type: 'AWS::IAM::Group', Properties: {ManagedPolicyArns: [!Ref M]}}
  M: {Type: 'AWS::IAM::ManagedPolicy', Properties: {ManagedPolicyName: m, PolicyDocument: DOC}}
  A: {Type: 'AWS::IAM::UserToGroupAddition', Properties: {GroupName: !Ref G, Users: [ann]}}`,
			"U: m; G: m",
		},
		{
			"a managed policy attached both ways",
			`R: {Type: 'AWS::IAM::Role', Properties: {ManagedPolicyArns: [!Ref M]}}
  M: {Type: 'AWS::IAM::ManagedPolicy', Properties: {ManagedPolicyName: m, Roles: [!Ref R], PolicyDocument: DOC}}`,
			"R: m",
		},
		{
			"a managed policy by its name and path",
			`R: {Type: 'AWS::IAM::Role', Properties: {ManagedPolicyArns: ['arn:aws:iam::123456789012:policy/team/m', 'arn:aws:iam::aws:policy/team/m']}}
  M: {Type: 'AWS::IAM::ManagedPolicy', Properties: {ManagedPolicyName: m, Path: /team/, PolicyDocument: DOC}}
  N: {Type: 'AWS::IAM::ManagedPolicy', Properties: {ManagedPolicyName: n, PolicyDocument: DOC}}`,
			"R: m",
		},
		{
			"a boundary",
			`R: {Type: 'AWS::IAM::Role', Properties: {PermissionsBoundary: !Ref M}}
  M: {Type: 'AWS::IAM::ManagedPolicy', Properties: {ManagedPolicyName: m, PolicyDocument: DOC}}`,
			"R: m (boundary)",
		},
		{
			"a boundary that is attached to somebody else",
			`R: {Type: 'AWS::IAM::Role', Properties: {PermissionsBoundary: !Ref M}}
  S: {Type: 'AWS::IAM::Role', Properties: {ManagedPolicyArns: [!Ref M]}}
  M: {Type: 'AWS::IAM::ManagedPolicy', Properties: {ManagedPolicyName: m, PolicyDocument: DOC}}`,
			"R: m (boundary); S: m",
		},
		{
			"a boundary for each branch",
			`R: {Type: 'AWS::IAM::Role', Properties: {PermissionsBoundary: !If [C, !Ref M, !Ref N]}}
  M: {Type: 'AWS::IAM::ManagedPolicy', Properties: {ManagedPolicyName: m, PolicyDocument: DOC}}
  N: {Type: 'AWS::IAM::ManagedPolicy', Properties: {ManagedPolicyName: n, PolicyDocument: DOC}}`,
			"R: m (boundary) if C n (boundary) if not C",
		},
		{
			"a group that is not in the template",
			`U: {Type: 'AWS::IAM::User', Properties: {Groups: [admins]}}`,
			"U: unknown admins",
		},
		{
			"a policy for somebody elsewhere",
			`R: {Type: 'AWS::IAM::Role'}
  P: {Type: 'AWS::IAM::Policy', Properties: {PolicyName: p, Roles: [!ImportValue X], PolicyDocument: DOC}}`,
			"",
		},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			m, _ := read(t, "AWSTemplateFormatVersion: '2010-09-09'\nConditions: {C: !Equals [!Ref AWS::Region, b]}\nResources:\n  "+strings.ReplaceAll(test.resources, "DOC", doc), nil)
			var lines []string
			for _, target := range m.Targets {
				if len(target.Reaching)+len(target.Elsewhere) == 0 {
					continue
				}
				line := target.Name + ":"
				for _, d := range target.Reaching {
					line += " " + d.Name
					if d.Kind != policy.Identity {
						line += " (" + string(d.Kind) + ")"
					}
					if branch := d.Statements[0].Branch; branch != "" {
						line += " if " + branch
					}
				}
				for _, group := range target.Elsewhere {
					line += " unknown " + group.Text
				}
				lines = append(lines, line)
			}
			if diff := cmp.Diff(test.want, strings.Join(lines, "; ")); diff != "" {
				t.Errorf("reaching (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReachSaysWhomItDoesNotKnow(t *testing.T) {
	const policyFor = `P: {Type: 'AWS::IAM::Policy', Properties: {PolicyName: p, PolicyDocument: {Statement: {Effect: Allow, Action: 's3:GetObject', Resource: '*'}}, `
	for _, test := range []struct{ name, resources, want string }{
		{"a role that another template exports", policyFor + "Roles: [!ImportValue X]}}", `the role "${ImportValue X}" is not known before deployment; the policy was judged apart from what else that role may do`},
		{"a user that is a parameter", policyFor + "Users: [!Ref Who]}}", `the user "${Who}" is not known before deployment; the policy was judged apart from what else that user may do (give it with --param Who=VALUE)`},
		{"a role that has another name elsewhere", policyFor + "Roles: [worker]}}", ""},
		{"a role of the template", policyFor + "Roles: [!Ref R]}}\n  R: {Type: 'AWS::IAM::Role'}", ""},
		{"a member that is a parameter", "A: {Type: 'AWS::IAM::UserToGroupAddition', Properties: {GroupName: !Ref G, Users: [!Ref Who]}}\n  G: {Type: 'AWS::IAM::Group'}", `the user "${Who}" is not known before deployment; that it joins a group was not judged (give it with --param Who=VALUE)`},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			_, notices := read(t, "AWSTemplateFormatVersion: '2010-09-09'\nParameters: {Who: {Type: String}}\nResources:\n  "+test.resources, nil)
			if _, got, _ := strings.Cut(strings.TrimSpace(messages(notices)), ": "); got != test.want {
				t.Errorf("notices are %q, want %q", got, test.want)
			}
		})
	}
}

func TestPathOfAConstruct(t *testing.T) {
	m, _ := read(t, `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  R8F: {Type: 'AWS::IAM::Role', Metadata: {'aws:cdk:path': App/Worker/Role/Resource}}
`, nil)
	if got := m.Targets[0].Path; got != "App/Worker/Role/Resource" {
		t.Errorf("path is %q", got)
	}
}
