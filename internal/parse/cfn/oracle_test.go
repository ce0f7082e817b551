package cfn

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/awslabs/goformation/v7/cloudformation/iam"
	"github.com/awslabs/goformation/v7/cloudformation/lambda"
	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// typed are goformation's types without their own UnmarshalJSON, which wants a
// whole resource and refuses what it does not know.
type (
	typedRole       iam.Role
	typedPolicy     iam.ManagedPolicy
	typedPermission lambda.Permission
)

// oracle is a template without functions, in which goformation's types and the
// model must say the same.
const oracle = `{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {
  "R": {"Type": "AWS::IAM::Role", "Properties": {
    "AssumeRolePolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]},
    "ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::123456789012:policy/own"],
    "PermissionsBoundary": "arn:aws:iam::123456789012:policy/fence",
    "Policies": [
      {"PolicyName": "one", "PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": ["*"]}]}},
      {"PolicyName": "two", "PolicyDocument": {"Statement": [{"Effect": "Deny", "Action": ["iam:*"], "Resource": ["*"]}]}}]}},
  "P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {
    "ManagedPolicyName": "named", "Users": ["ann", "bob"],
    "PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": ["*"]}]}}},
  "L": {"Type": "AWS::Lambda::Permission", "Properties": {
    "FunctionName": "arn:aws:lambda:eu-west-1:123456789012:function:f", "Action": "lambda:InvokeFunction",
    "Principal": "s3.amazonaws.com", "SourceArn": "arn:aws:s3:::b", "SourceAccount": "123456789012"}}}}`

// properties decodes the properties of a resource of the oracle into a type of goformation's.
func properties[T any](t *testing.T, id string) T {
	t.Helper()
	var template struct {
		Resources map[string]struct{ Properties T }
	}
	var all struct {
		Resources map[string]json.RawMessage
	}
	if err := json.Unmarshal([]byte(oracle), &all); err != nil {
		t.Fatal(err)
	}
	one, err := json.Marshal(map[string]map[string]json.RawMessage{"Resources": {id: all.Resources[id]}})
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(one, &template); err != nil {
		t.Fatal(err)
	}
	return template.Resources[id].Properties
}

func modelTarget(t *testing.T, id string) *policy.Target {
	t.Helper()
	root, err := node.Parse("template.json", []byte(oracle))
	if err != nil {
		t.Fatal(err)
	}
	m, notices := Parse("template.json", root, nil)
	if len(notices) > 0 {
		t.Fatal(notices)
	}
	i := slices.IndexFunc(m.Targets, func(target *policy.Target) bool { return target.Name == id })
	if i < 0 {
		t.Fatalf("no target %q", id)
	}
	return m.Targets[i]
}

// typedActions are the actions of a document as encoding/json decodes it.
func typedActions(document any) []string {
	var actions []string
	for _, s := range document.(map[string]any)["Statement"].([]any) {
		switch a := s.(map[string]any)["Action"].(type) {
		case string:
			actions = append(actions, a)
		case []any:
			for _, name := range a {
				actions = append(actions, name.(string))
			}
		}
	}
	return actions
}

func documentActions(d *policy.Document) []string {
	var actions []string
	for _, s := range d.Statements {
		for _, a := range s.Actions {
			actions = append(actions, a.Text)
		}
	}
	return actions
}

func texts(values []policy.Value) []string {
	var list []string
	for _, v := range values {
		list = append(list, v.Text)
	}
	return list
}

func TestRoleAgreesWithGoformation(t *testing.T) {
	role, target := properties[typedRole](t, "R"), modelTarget(t, "R")
	var managed []string
	for _, a := range target.Managed {
		managed = append(managed, a.Text)
	}
	if diff := cmp.Diff(role.ManagedPolicyArns, managed); diff != "" {
		t.Errorf("managed policies (-goformation +model):\n%s", diff)
	}
	if len(target.Boundaries) != 1 || target.Boundaries[0].Text != *role.PermissionsBoundary {
		t.Errorf("boundary is %v, want %s", target.Boundaries, *role.PermissionsBoundary)
	}
	if len(target.Documents) != 1+len(role.Policies) {
		t.Fatalf("got %d documents, want %d", len(target.Documents), 1+len(role.Policies))
	}
	if diff := cmp.Diff(typedActions(role.AssumeRolePolicyDocument), documentActions(target.Documents[0])); diff != "" {
		t.Errorf("trust policy (-goformation +model):\n%s", diff)
	}
	for i, p := range role.Policies {
		d := target.Documents[i+1]
		if d.Name != p.PolicyName {
			t.Errorf("name is %q, want %q", d.Name, p.PolicyName)
		}
		if diff := cmp.Diff(typedActions(p.PolicyDocument), documentActions(d)); diff != "" {
			t.Errorf("policy %s (-goformation +model):\n%s", p.PolicyName, diff)
		}
	}
}

func TestManagedPolicyAgreesWithGoformation(t *testing.T) {
	p, target := properties[typedPolicy](t, "P"), modelTarget(t, "P")
	d := target.Documents[0]
	if d.Name != *p.ManagedPolicyName {
		t.Errorf("name is %q, want %q", d.Name, *p.ManagedPolicyName)
	}
	if diff := cmp.Diff(p.Users, texts(d.Users)); diff != "" {
		t.Errorf("users (-goformation +model):\n%s", diff)
	}
	if diff := cmp.Diff(typedActions(p.PolicyDocument), documentActions(d)); diff != "" {
		t.Errorf("actions (-goformation +model):\n%s", diff)
	}
}

func TestPermissionAgreesWithGoformation(t *testing.T) {
	p, target := properties[typedPermission](t, "L"), modelTarget(t, "L")
	s := target.Documents[0].Statements[0]
	want := []string{p.Action, p.Principal, p.FunctionName, *p.SourceArn, *p.SourceAccount}
	got := []string{s.Actions[0].Text, s.Principals[0].Text, s.Resources[0].Text, s.Conditions[0].Values[0].Text, s.Conditions[1].Values[0].Text}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("permission (-goformation +model):\n%s", diff)
	}
}
