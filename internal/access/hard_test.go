package access_test

import (
	"errors"
	"io/fs"
	"os"
	"testing"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/parse/cfn"
	"github.com/iamlint/iamlint/internal/policy"
)

// TestHardPatternsEnd asks for every action of a template that is made of wildcards.
func TestHardPatternsEnd(t *testing.T) {
	const name = "../../../shared/corpus/nasty/synthetic/many-wildcards.json"
	content, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not there", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	root, err := node.Parse(name, content)
	if err != nil {
		t.Fatal(err)
	}
	model, _ := cfn.Parse(name, root, nil)
	var patterns []policy.ResourceARN
	for _, target := range model.Targets {
		p := access.Of(target)
		for action := range catalog.Expand("*") {
			p.Grants(action.Name())
		}
		for _, s := range target.Documents[0].Statements {
			for _, a := range s.Actions {
				patterns = append(patterns, policy.ResourceARN{Value: policy.Text("arn:"+a.Text, a.At)})
			}
		}
	}
	if len(patterns) < 30 {
		t.Fatalf("got %d patterns, want what the template has", len(patterns))
	}
	// The same patterns as resources: a few are allowed, and all but these denied.
	d := document(t, policy.Identity, "{Effect: Allow, Action: 's3:GetObject', Resource: x},{Effect: Deny, Action: 's3:GetObject', Resource: x}")
	d.Statements[0].Resources, d.Statements[1].Resources = patterns[:3], patterns[3:]
	if grants := access.Of(&policy.Target{Kind: policy.Role, Documents: []*policy.Document{d}}).Grants("s3:GetObject"); len(grants) != 1 {
		t.Errorf("got %d grants, want one", len(grants))
	}
}

// TestDenyingWhatIsAllowedLeavesNothing takes each AWS managed policy, and denies in a second document all that it
// allows without conditions. Nothing of that may be left, and all of it was there before.
func TestDenyingWhatIsAllowedLeavesNothing(t *testing.T) {
	seen, every := 0, 1
	if testing.Short() {
		every = 10
	}
	n := 0
	for m := range catalog.ManagedPolicies() {
		if n++; n%every != 0 {
			continue
		}
		content, err := m.Document()
		if err != nil {
			t.Fatal(err)
		}
		allow, deny := managed(t, m.Name(), content), managed(t, m.Name(), content)
		for _, s := range deny.Statements {
			s.Effect, s.Conditions = "Deny", nil
		}
		before := access.Of(&policy.Target{Kind: policy.Role, Documents: []*policy.Document{allow}})
		after := access.Of(&policy.Target{Kind: policy.Role, Documents: []*policy.Document{allow, deny}})
		for _, s := range allow.Statements {
			if s.Effect != "Allow" || len(s.Actions) == 0 {
				continue
			}
			for action := range catalog.Expand(s.Actions[0].Text) {
				granted := len(before.Grants(action.Name()))
				if granted > 0 {
					seen++
				}
				if left := after.Grants(action.Name()); len(left) > 0 {
					t.Errorf("%s: %s is left on %s", m.Name(), action.Name(), describe(left[0]))
				}
				break
			}
		}
	}
	if seen < 1000/every {
		t.Errorf("looked at %d grants, want most managed policies", seen)
	}
}

func managed(t *testing.T, name string, content []byte) *policy.Document {
	t.Helper()
	root, err := node.Parse(name, content)
	if err != nil {
		t.Fatal(err)
	}
	model, _ := parse.Policy(name, root, policy.Identity)
	return model.Targets[0].Documents[0]
}
