package cfn

import (
	"strings"
	"testing"
)

func TestStackSetsAreReadInTheirPlace(t *testing.T) {
	const text = `Parameters:
  Env: {Type: String}
Resources:
  Set:
    Type: AWS::CloudFormation::StackSet
    Properties:
      Parameters:
        - {ParameterKey: Bucket, ParameterValue: data}
        - {ParameterKey: Stage, ParameterValue: !Ref Env}
      TemplateBody: |
        Parameters:
          Bucket: {Type: String}
          Stage: {Type: String}
          Free: {Type: String}
        Resources:
          Reader:
            Type: AWS::IAM::ManagedPolicy
            Properties:
              PolicyDocument:
                Statement:
                  - Effect: Allow
                    Action: s3:GetObject
                    Resource: [!Sub "arn:aws:s3:::${Bucket}/*", !Ref Stage, !Ref Free]
`
	m, _ := read(t, text, nil)
	if len(m.Targets) != 1 || m.Targets[0].Name != "Reader" {
		t.Fatalf("targets: got %v, want Reader", m.Targets)
	}
	statement := m.Targets[0].Documents[0].Statements[0]
	if got := statement.Resources[0].Text; got != "arn:aws:s3:::data/*" {
		t.Errorf("got %q, want the parameter that the stack set passes in it", got)
	}
	lines := strings.Split(text, "\n")
	start := statement.Actions[0].At.Region.Start
	if got := lines[start.Line-1][start.Column-1:]; got != "s3:GetObject" {
		t.Errorf("the action stands at %q, want s3:GetObject", got)
	}
	if len(m.Parameters) != 1 || m.Parameters[0].Name != "Free" {
		t.Errorf("parameters: got %v, want Free, the only one that the stack set leaves free", m.Parameters)
	}
}

func TestTemplatesThatAreNotThereAreNoted(t *testing.T) {
	tests := []struct{ name, resource, want string }{
		{"a stack set from a URL", `{Type: 'AWS::CloudFormation::StackSet', Properties: {TemplateURL: 'https://example.com/a.yaml'}}`, `the template of the stack set "R" is not in this one`},
		{"a stack set that is put together", `{Type: 'AWS::CloudFormation::StackSet', Properties: {TemplateBody: !Ref Body}}`, "not known before deployment"},
		{"a stack set of something else", `{Type: 'AWS::CloudFormation::StackSet', Properties: {TemplateBody: 'hello: you'}}`, "cannot be read"},
		{"a stack set with a slip", `{Type: 'AWS::CloudFormation::StackSet', Properties: {TemplateBody: "Resources: [{"}}`, "cannot be read"},
		{"a module", `{Type: 'Corp::Data::Bucket::MODULE'}`, "what the module Corp::Data::Bucket::MODULE of \"R\" makes"},
		{"a product", `{Type: 'AWS::ServiceCatalog::CloudFormationProduct', Properties: {Name: n}}`, `the template of the product "R"`},
		{"a product that is provisioned", `{Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct', Properties: {ProductName: n}}`, `the template of the product "R"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, notices := read(t, "Parameters: {Body: {Type: String}}\nResources:\n  R: "+tt.resource+"\n", nil)
			if got := messages(notices); !strings.Contains(got, tt.want) {
				t.Errorf("got notices %q, want one with %q", got, tt.want)
			}
		})
	}
}
