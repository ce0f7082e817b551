package cfn

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/policy"
)

// inventory is a resource of a template that rules know by its properties.
func inventory(t *testing.T, text, name string) *policy.TemplateResource {
	t.Helper()
	model, _ := read(t, text, nil)
	i := slices.IndexFunc(model.Resources, func(r *policy.TemplateResource) bool { return r.Name == name })
	if i < 0 {
		t.Fatalf("got no resource %s", name)
	}
	return model.Resources[i]
}

const things = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    PermissionsBoundary: arn:aws:iam::111122223333:policy/boundary
Parameters:
  Given: {Type: String}
Conditions:
  IsTest: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Ann:
    Type: AWS::IAM::User
    Condition: IsTest
    Properties:
      Groups: [!Ref Developers, others]
      LoginProfile:
        Password: !Ref Given
        PasswordResetRequired: true
  Developers: {Type: AWS::IAM::Group}
  Bucket: {Type: AWS::DynamoDB::Table}
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !If [IsTest, test, !Ref AWS::NoValue]
      AssumeRolePolicyDocument: {Statement: []}
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Role: !GetAtt Role.Arn
      Policies: []
      Environment:
        Variables:
          ROLE: !Sub arn:aws:iam::111122223333:role/${Role}
  Own: {Type: AWS::Serverless::Function, Connectors: {Link: {Properties: {Permissions: [Read, Write]}}}}
Outputs:
  Arn: {Value: !GetAtt Role.Arn}
`

func TestInventoryHasThePropertiesThatRulesAskFor(t *testing.T) {
	for _, c := range []struct {
		resource, property string
		values             []string
		always, own        bool
	}{
		{"Ann", "Groups", []string{"${Developers}", "others"}, true, true},
		{"Ann", "LoginProfile", nil, true, true},
		{"Ann", "LoginProfile.Password", []string{"${Given}"}, true, true},
		{"Ann", "LoginProfile.PasswordResetRequired", []string{"true"}, true, true},
		{"Role", "RoleName", []string{"test"}, false, true},
		{"Function", "Policies", nil, true, true},
		{"Function", "PermissionsBoundary", []string{"arn:aws:iam::111122223333:policy/boundary"}, true, false},
		{"Own", "Connectors.Link.Permissions", []string{"Read", "Write"}, true, true},
	} {
		t.Run(c.resource+"."+c.property, func(t *testing.T) {
			p, ok := inventory(t, things, c.resource).Properties[c.property]
			if !ok {
				t.Fatal("got no such property")
			}
			var texts []string
			for _, v := range p.Values {
				texts = append(texts, v.Text)
			}
			if diff := cmp.Diff(c.values, texts); diff != "" {
				t.Errorf("values (-want +got):\n%s", diff)
			}
			if p.Always != c.always || p.Own != c.own {
				t.Errorf("got always %t, own %t, want %t, %t", p.Always, p.Own, c.always, c.own)
			}
			if got := slice(things, p.KeyAt); !strings.HasSuffix(c.property, got) {
				t.Errorf("the name stands at %q", got)
			}
		})
	}
}

func TestInventoryLeavesOutWhatIsNotSet(t *testing.T) {
	for resource, property := range map[string]string{"Ann": "UserName", "Role": "Path", "Developers": "GroupName"} {
		if p, ok := inventory(t, things, resource).Properties[property]; ok {
			t.Errorf("%s.%s: got %v, want none", resource, property, p)
		}
	}
	model, _ := read(t, things, nil)
	if slices.ContainsFunc(model.Resources, func(r *policy.TemplateResource) bool { return r.Name == "Bucket" }) {
		t.Error("got a table, of which rules know nothing")
	}
}

func TestInventoryNamesTheRoleOfAFunction(t *testing.T) {
	for resource, want := range map[string]string{"Function": "Role", "Own": "Own", "Role": "", "Ann": ""} {
		if got := inventory(t, things, resource).Role; got != want {
			t.Errorf("%s: got role %q, want %q", resource, got, want)
		}
	}
	if got := inventory(t, things, "Ann").Branch; got != "IsTest" {
		t.Errorf("got branch %q, want IsTest", got)
	}
}

func TestReferencesSayWhoSpeaksOfAResource(t *testing.T) {
	type said struct{ By, Type, Property, Attribute, Before string }
	var got []said
	for _, r := range inventory(t, things, "Role").References {
		got = append(got, said{r.By, r.Type, r.Property, r.Attribute, r.Before})
	}
	want := []said{
		{"Function", "AWS::Serverless::Function", "Role", "Arn", ""},
		{"Function", "AWS::Serverless::Function", "Environment", "", "arn:aws:iam::111122223333:role/"},
		{"Arn", "", "Outputs", "Arn", ""},
	}
	sorted := func(list []said) []said {
		slices.SortFunc(list, func(a, b said) int { return strings.Compare(a.By+a.Property, b.By+b.Property) })
		return list
	}
	if diff := cmp.Diff(sorted(want), sorted(got)); diff != "" {
		t.Errorf("references (-want +got):\n%s", diff)
	}
}

func TestAMacroMaySpeakOfEveryResource(t *testing.T) {
	refs := inventory(t, "Transform: Our-Macro\nResources:\n  Role: {Type: AWS::IAM::Role}\n", "Role").References
	if len(refs) != 1 || refs[0].By != "Transform" {
		t.Errorf("got %v, want the macro", refs)
	}
}

func TestPoliciesOfSAMHaveShapes(t *testing.T) {
	for _, c := range []struct{ entry, want string }{
		{"AWSXrayWriteOnlyAccess", "name true"},
		{"AWSXrayWriteOnlyAcces", "name false AWSXrayWriteOnlyAccess"},
		{"arn:aws:iam::111122223333:policy/own", "name true"},
		{"!Ref Given", "name true"},
		{"{Statement: []}", "document true"},
		{"{PolicyName: a, PolicyDocument: {}}", "wrapped true"},
		{"{SQSPollerPolicy: {QueueName: a}}", "template true"},
		{"{SQSPollerPolicy: {Name: a}}", "template true missing QueueName extra Name"},
		{"{SQSPolerPolicy: {QueueName: a}}", "template false SQSPollerPolicy"},
		{"{SQSPollerPolicy: , QueueName: a}", "flat true"},
		{"{Effect: Allow, Action: a}", "odd true"},
		{"{'Fn::Transform': {Name: a}, b: c}", "document true"},
	} {
		t.Run(c.entry, func(t *testing.T) {
			text := "Parameters:\n  Given: {Type: String}\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Policies:\n        - " + c.entry + "\n"
			entries := inventory(t, text, "F").Policies
			if len(entries) != 1 {
				t.Fatalf("got %d entries, want 1", len(entries))
			}
			p := entries[0]
			words := []string{string(p.Shape), map[bool]string{true: "true", false: "false"}[p.Exists]}
			if p.Suggestion != "" {
				words = append(words, p.Suggestion)
			}
			for _, m := range p.Missing {
				words = append(words, "missing", m)
			}
			for _, x := range p.Extra {
				words = append(words, "extra", x)
			}
			if got := strings.Join(words, " "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestPublicIsWhatAsksForNothing(t *testing.T) {
	const head = "Resources:\n  Closed: {Type: AWS::Serverless::Api, Properties: {Auth: {DefaultAuthorizer: AWS_IAM}}}\n  Open: {Type: AWS::Serverless::Api}\n" +
		"  Inside: {Type: AWS::Serverless::Api, Properties: {EndpointConfiguration: {Type: PRIVATE}}}\n" +
		"  Regional: {Type: AWS::Serverless::Api, Properties: {EndpointConfiguration: REGIONAL}}\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      "
	for _, c := range []struct {
		properties string
		want       int
	}{
		{"FunctionUrlConfig: {AuthType: NONE}", 1},
		{"FunctionUrlConfig: {AuthType: AWS_IAM}", 0},
		{"Events: {A: {Type: Api}}", 1},
		{"Events: {A: {Type: HttpApi}, B: {Type: Api}}", 2},
		{"Events: {A: {Type: Schedule}}", 0},
		{"Events: {A: {Type: Api, Properties: {Auth: {Authorizer: NONE}}}}", 1},
		{"Events: {A: {Type: Api, Properties: {Auth: {Authorizer: NONE, ApiKeyRequired: true}}}}", 0},
		{"Events: {A: {Type: Api, Properties: {Auth: {Authorizer: AWS_IAM}}}}", 0},
		{"Events: {A: {Type: Api, Properties: {RestApiId: !Ref Open}}}", 1},
		{"Events: {A: {Type: Api, Properties: {RestApiId: !Ref Regional}}}", 1},
		{"Events: {A: {Type: Api, Properties: {RestApiId: !Ref Closed}}}", 0},
		{"Events: {A: {Type: Api, Properties: {RestApiId: !Ref Inside}}}", 0},
		{"Events: {A: {Type: Api, Properties: {RestApiId: !Ref Elsewhere}}}", 0},
		{"Events: {A: {Type: Api, Properties: {RestApiId: !ImportValue api}}}", 0},
	} {
		t.Run(c.properties, func(t *testing.T) {
			if got := len(inventory(t, head+c.properties+"\n", "F").Public); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}

func TestAFunctionURLOfItsOwnIsPublic(t *testing.T) {
	text := "Resources:\n  F: {Type: AWS::Lambda::Function}\n  U: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !GetAtt F.Arn, AuthType: NONE}}\n"
	if got := inventory(t, text, "F").Public; len(got) != 1 || slice(text, got[0].At) != "NONE" {
		t.Errorf("got %v, want the URL", got)
	}
}

func TestSecretsAreIdsOfAccessKeys(t *testing.T) {
	const key = "AKIAQQQQ2222RRRR3333"
	for _, c := range []struct {
		name, text, subject string
	}{
		{"InAResource", "Resources:\n  R: {Type: AWS::Lambda::Function, Properties: {A: {B: [x " + key + "]}}}\n", "R"},
		{"InAParameter", "Parameters:\n  P: {Type: String, Default: " + key + "}\nResources: {R: {Type: AWS::SQS::Queue}}\n", "P"},
		{"InAnOutput", "Outputs:\n  O: {Value: " + key + "}\nResources: {R: {Type: AWS::SQS::Queue}}\n", "O"},
		{"AsAnExample", "Resources:\n  R: {Type: AWS::SQS::Queue, Properties: {A: AKIAIOSFODNN7EXAMPLE}}\n", ""},
		{"InALongerWord", "Resources:\n  R: {Type: AWS::SQS::Queue, Properties: {A: " + key + "44}}\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			model, _ := read(t, c.text, nil)
			var got string
			for _, s := range model.Secrets {
				got += s.Subject.Name
				if at := slice(c.text, s.At); at != key {
					t.Errorf("stands at %q, want the id", at)
				}
			}
			if got != c.subject {
				t.Errorf("got secrets of %q, want %q", got, c.subject)
			}
		})
	}
}
