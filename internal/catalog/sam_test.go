package catalog_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
)

func TestFindPolicyTemplate(t *testing.T) {
	template, ok := catalog.FindPolicyTemplate("SQSPollerPolicy")
	if !ok {
		t.Fatal("SQSPollerPolicy is not found")
	}
	if diff := cmp.Diff(template.Parameters(), []string{"QueueName"}); diff != "" {
		t.Errorf("parameters (-got +want):\n%s", diff)
	}
	content, err := template.Statements()
	if err != nil {
		t.Fatal(err)
	}
	statements := decode[[]struct {
		Effect   string
		Action   []string
		Resource map[string]any
	}](t, content)
	if len(statements) != 1 || statements[0].Effect != "Allow" || statements[0].Action[0] != "sqs:ChangeMessageVisibility" {
		t.Errorf("statements are %+v", statements)
	}
	want := map[string]any{"Fn::Sub": []any{
		"arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${queueName}",
		map[string]any{"queueName": map[string]any{"Ref": "QueueName"}},
	}}
	if diff := cmp.Diff(statements[0].Resource, want); diff != "" {
		t.Errorf("resource (-got +want):\n%s", diff)
	}
	for _, name := range []string{"", "sqspollerpolicy", "SQSPollerPolic", "zzz", "S3ReadPolicy "} {
		if _, ok := catalog.FindPolicyTemplate(name); ok {
			t.Errorf("FindPolicyTemplate(%q) finds something", name)
		}
	}
}

func TestEveryPolicyTemplateIsFoundAndUsesItsParameters(t *testing.T) {
	previous, count := "", 0
	for template := range catalog.PolicyTemplates() {
		count++
		if template.Name() <= previous {
			t.Errorf("%s stands after %s", template.Name(), previous)
		}
		previous = template.Name()
		if got, ok := catalog.FindPolicyTemplate(template.Name()); !ok || got != template {
			t.Errorf("FindPolicyTemplate(%q) is %s, %v", template.Name(), got.Name(), ok)
		}
		content, err := template.Statements()
		if err != nil {
			t.Fatal(err)
		}
		if statements := decode[[]json.RawMessage](t, content); len(statements) == 0 {
			t.Errorf("%s has no statements", template.Name())
		}
		for _, parameter := range template.Parameters() {
			if !strings.Contains(string(content), `{"Ref":"`+parameter+`"}`) {
				t.Errorf("%s does not use its parameter %s", template.Name(), parameter)
			}
		}
	}
	if count < catalog.LeastPolicyTemplates {
		t.Errorf("%d templates are less than the generator accepts", count)
	}
}

func TestSuggestPolicyTemplate(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"S3ReadPolicy", "S3ReadPolicy"},
		{"s3readpolicy", "S3ReadPolicy"},
		{"DynamoDbCrudPolicy", "DynamoDBCrudPolicy"},
		{"SQSPolerPolicy", "SQSPollerPolicy"},
		{"NothingOfTheKind", ""},
		{"", ""},
	} {
		if got := catalog.SuggestPolicyTemplate(c.name); got != c.want {
			t.Errorf("SuggestPolicyTemplate(%q) is %q, want %q", c.name, got, c.want)
		}
	}
}
