package engine

import (
	"io/fs"
	"testing"

	"github.com/iamlint/iamlint/internal/policy"
)

// A low finding about an attached policy is kept when a user's own rule made it.
func TestAttachmentsAreLeftToAUsersOwnRules(t *testing.T) {
	body := `import data.iamlint.lib

report contains lib.finding(target, attachment.at, "mine") if {
	some target in input.targets
	some attachment in target.managed
}
`
	e := mustNew(t, Options{Enabled: only("mine"), Custom: []fs.FS{own(body)}})
	findings, err := e.Evaluate(t.Context(), attaching("AppRole", "ReadOnlyAccess"))
	if err != nil {
		t.Fatal(err)
	}
	if len(findings) != 1 || findings[0].Message != "mine" {
		t.Errorf("got %v, want the finding of the user's own rule", findings)
	}
}

// attaching is a model of a role that has a policy of AWS attached in line 2.
func attaching(role, name string) *policy.Model {
	return &policy.Model{Artifact: "a.yaml", Targets: []*policy.Target{{
		Name: role, Kind: policy.Role, At: at(1),
		Managed: []policy.Attachment{{Value: policy.Text("arn:aws:iam::aws:policy/"+name, at(2)), Name: name}},
	}}}
}

// What SAM attaches to a function's role stands at the function's name, as what is said of the function does.
func TestWhatIsSaidOfAFunctionIsNotTakenForWhatSAMAttaches(t *testing.T) {
	e := mustNew(t, Options{Enabled: only("needs-capability")})
	m := &policy.Model{
		Artifact: "a.yaml",
		Targets: []*policy.Target{{
			Name: "F", Kind: policy.Role, At: at(1),
			Managed: []policy.Attachment{{Value: policy.Text("arn:aws:iam::aws:policy/x", at(1)), Name: "x", Origin: policy.FromSAM}},
		}},
		Resources: []*policy.TemplateResource{{Name: "F", Kind: policy.Resource, Type: "AWS::Serverless::Function", At: at(1), Role: "F"}},
	}
	findings, err := e.Evaluate(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	if len(findings) != 1 {
		t.Errorf("got %v, want one finding", findings)
	}
}
