package parse_test

import (
	"testing"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

func attached(t *testing.T, text, name string) *policy.Target {
	t.Helper()
	at := source.Location{Artifact: "a.yaml", Region: source.Region{Start: source.Position{Line: 7, Column: 9}, End: source.Position{Line: 7, Column: 20}}}
	target := &policy.Target{Name: "Role", Kind: policy.Role, Managed: []policy.Attachment{{Value: policy.Text(text, at), Name: name}}}
	var managed parse.Managed
	for range 2 { // the second time from what is kept
		target.Documents = nil
		if err := managed.Attach(&policy.Model{Targets: []*policy.Target{target}}); err != nil {
			t.Fatal(err)
		}
	}
	return target
}

func TestAttachMakesADocumentAtThePlaceOfTheAttachment(t *testing.T) {
	target := attached(t, "arn:aws:iam::aws:policy/AdministratorAccess", "AdministratorAccess")
	if !target.Managed[0].Exists {
		t.Error("AdministratorAccess does not exist")
	}
	if len(target.Documents) != 1 {
		t.Fatalf("got %d documents, want 1", len(target.Documents))
	}
	d := target.Documents[0]
	if d.Name != "AdministratorAccess" || d.Kind != policy.Identity || d.Origin != policy.FromManaged || d.Target.Name != "Role" {
		t.Errorf("got %s %s %q of %s", d.Name, d.Kind, d.Origin, d.Target.Name)
	}
	action := d.Statements[0].Actions[0]
	if action.Text != "*" || action.At != target.Managed[0].At {
		t.Errorf("got action %q at %s, want * at %s", action.Text, action.At, target.Managed[0].At)
	}
	if d.Statements[0].Document.Origin != policy.FromManaged {
		t.Errorf("got origin %q of the statement", d.Statements[0].Document.Origin)
	}
}

func TestAttachSaysWhatWasMeant(t *testing.T) {
	for _, c := range []struct {
		text, name, suggestion string
		exists                 bool
	}{
		{"arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", "service-role/AWSLambdaBasicExecutionRole", "", true},
		{"AWSLambdaBasicExecutionRole", "AWSLambdaBasicExecutionRole", "", true},
		{"arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole", "AWSLambdaBasicExecutionRole", "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", false},
		{"arn:aws:iam::aws:policy/NothingOfTheKind", "NothingOfTheKind", "", false},
		{"arn:aws:iam::111122223333:policy/Own", "", "", false},
	} {
		t.Run(c.text, func(t *testing.T) {
			target := attached(t, c.text, c.name)
			a := target.Managed[0]
			if a.Exists != c.exists || a.Suggestion != c.suggestion {
				t.Errorf("got %v %q, want %v %q", a.Exists, a.Suggestion, c.exists, c.suggestion)
			}
			if (len(target.Documents) > 0) != c.exists {
				t.Errorf("got %d documents", len(target.Documents))
			}
		})
	}
}

func TestAttachLetsABoundaryOfAWSLimit(t *testing.T) {
	boundary := policy.Text("arn:aws:iam::aws:policy/PowerUserAccess", source.Location{Artifact: "a.yaml"})
	target := &policy.Target{Name: "Role", Kind: policy.Role, Boundaries: []policy.Attachment{{Value: boundary}}}
	var managed parse.Managed
	if err := managed.Attach(&policy.Model{Targets: []*policy.Target{target}}); err != nil {
		t.Fatal(err)
	}
	if len(target.Documents) != 0 || len(target.Reaching) != 1 {
		t.Fatalf("got %d documents of its own and %d that reach it, want 0 and 1", len(target.Documents), len(target.Reaching))
	}
	d := target.Reaching[0]
	if !target.Boundaries[0].Read || d.Name != "PowerUserAccess" || d.Kind != policy.Boundary || d.Statements[0].Document.Kind != policy.Boundary {
		t.Errorf("got %s %s, its statements %s", d.Name, d.Kind, d.Statements[0].Document.Kind)
	}
}

func TestAttachReachesTheUsersOfAGroup(t *testing.T) {
	group := &policy.Target{Name: "Group", Kind: policy.Group, Managed: []policy.Attachment{
		{Value: policy.Text("arn:aws:iam::aws:policy/ReadOnlyAccess", source.Location{}), Name: "ReadOnlyAccess"},
	}}
	user := &policy.Target{Name: "User", Kind: policy.User, Groups: []*policy.Target{group}}
	var managed parse.Managed
	if err := managed.Attach(&policy.Model{Targets: []*policy.Target{user, group}}); err != nil {
		t.Fatal(err)
	}
	if len(user.Reaching) != 1 || user.Reaching[0] != group.Documents[0] {
		t.Errorf("got %d documents, want the one of the group", len(user.Reaching))
	}
}

func TestAttachPrefersADocumentThatWasProvided(t *testing.T) {
	newer, err := node.Parse("account.json", []byte(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}`))
	if err != nil {
		t.Fatal(err)
	}
	var managed parse.Managed
	managed.Provide("service-role/BrandNew", newer)
	at := source.Location{Artifact: "account.json", Region: source.Region{Start: source.Position{Line: 3, Column: 4}}}
	target := &policy.Target{Name: "Role", Managed: []policy.Attachment{{Value: policy.Text("arn:aws:iam::aws:policy/service-role/BrandNew", at), Name: "service-role/BrandNew"}}}
	if err := managed.Attach(&policy.Model{Targets: []*policy.Target{target}}); err != nil {
		t.Fatal(err)
	}
	if !target.Managed[0].Exists || len(target.Documents) != 1 {
		t.Fatalf("exists %t, %d documents", target.Managed[0].Exists, len(target.Documents))
	}
	if d := target.Documents[0]; d.Name != "BrandNew" || d.Statements[0].Actions[0].At != at {
		t.Errorf("got %s with an action at %s, want BrandNew at %s", d.Name, d.Statements[0].Actions[0].At, at)
	}
}
