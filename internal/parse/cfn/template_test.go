package cfn

import (
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/node"
)

func TestIsTemplate(t *testing.T) {
	tests := []struct {
		name, text string
		want       bool
	}{
		{"a template", "AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n", true},
		{"a template without version", "Resources: {R: {Type: 'AWS::S3::Bucket'}}\n", true},
		{"a template of a custom resource", "Resources: {R: {Type: 'Custom::Thing'}}\n", true},
		{"a SAM template", "Transform: AWS::Serverless-2016-10-31\nResources: {}\n", true},
		{"a template of several macros", "Transform: [Own, AWS::Serverless-2016-10-31]\nResources: {}\n", true},
		{"a template with empty resources", "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n", true},
		{"a template with nothing but a version", "AWSTemplateFormatVersion: '2010-09-09'\n", true},
		{"another tool's version", "AWSTemplateFormatVersion: '2010-09-09-OC'\nOrganization: {}\n", false},
		{"resources of something else", "Resources: {R: {Type: file}}\n", false},
		{"resources that are a list", "Resources: [a]\n", false},
		{"a policy", "Version: '2012-10-17'\nStatement: []\n", false},
		{"a list", "[a]\n", false},
		{"nothing", "", false},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			root, err := node.Parse("t.yaml", []byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if got := IsTemplate(root); got != test.want {
				t.Errorf("got %t, want %t", got, test.want)
			}
		})
	}
	if IsTemplate(nil) {
		t.Error("no node at all is taken for a template")
	}
}

func TestResourcesThatCannotBeRead(t *testing.T) {
	tests := []struct {
		name, text, notice string
		failure            bool
	}{
		{"none", "AWSTemplateFormatVersion: '2010-09-09'\n", "has no Resources", false},
		{"empty", "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n", "has no Resources", false},
		{"a list", "AWSTemplateFormatVersion: '2010-09-09'\nResources: [a]\n", "Resources is not a map", true},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			_, notices := read(t, test.text, nil)
			if len(notices) != 1 || !strings.Contains(notices[0].Message, test.notice) || notices[0].Failure != test.failure {
				t.Errorf("got %v, want %q, failure %t", notices, test.notice, test.failure)
			}
		})
	}
}

func TestMacrosMayAddNames(t *testing.T) {
	text := strings.Replace(stage, "EXPRESSION", "!Ref Nobody", 1)
	_, notices := read(t, "Transform: Own\n"+text, nil)
	if got := messages(notices); strings.Contains(got, "neither a parameter nor a resource") || !strings.Contains(got, `"${Nobody}" is not known`) {
		t.Errorf("notices are %q", got)
	}
}

func TestOppositesInACircleEnd(t *testing.T) {
	text := strings.Replace(stage, "EXPRESSION", "!If [X, a, b]", 1)
	text = strings.Replace(text, "Conditions:\n", "Conditions:\n  X: !Not [!Condition Y]\n  Y: !Not [!Condition X]\n", 1)
	m, _ := read(t, text, nil)
	values := firstResources(m)
	if got, want := words(values), "[a (if X) | b (if not X)]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
