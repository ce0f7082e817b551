package cfn

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// TestGoformationAgrees holds what is read of roles, managed policies and
// permissions that no function stands in against goformation's typed properties:
// in the project's templates, in the examples of the rules, and in other
// people's templates if they are there.
func TestGoformationAgrees(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../../../testdata/templates/*.*", "../../../rules/*/*/*.yaml", corpus + "/templates/*"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	compared := 0
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		root, err := node.Parse(file, content)
		if err != nil || !IsTemplate(root) || len(content) > 200_000 {
			continue
		}
		compared += compareTyped(t, file, root)
	}
	if compared < 200 {
		t.Errorf("compared %d resources, want 200 or more", compared)
	}
	t.Logf("compared %d resources", compared)
}

// compareTyped compares the resources of a template and tells how many it could.
func compareTyped(t *testing.T, file string, root *node.Node) int {
	t.Helper()
	m, _ := Parse(file, root, nil)
	targets := map[string]*policy.Target{}
	for _, target := range m.Targets {
		targets[target.Name] = target
	}
	compared := 0
	for _, f := range root.Get("Resources").Fields {
		kind, properties, target := f.Value.Get("Type"), f.Value.Get("Properties"), targets[f.Key.Text]
		if kind == nil || properties == nil || target == nil || calls(f.Value) || f.Value.Get("Condition") != nil {
			continue
		}
		want, ok := typedSummary(kind.Text, properties)
		if !ok {
			continue // goformation's types refuse it
		}
		compared++
		if diff := cmp.Diff(want, summary(target)); diff != "" {
			t.Errorf("%s: %s (-goformation +model):\n%s", file, f.Key.Text, diff)
		}
	}
	return compared
}

// calls tells whether a function stands anywhere in a node, or a macro.
func calls(n *node.Node) bool {
	for _, item := range n.Items {
		if calls(item) {
			return true
		}
	}
	for _, f := range n.Fields {
		if f.Key.Text == "Ref" || strings.HasPrefix(f.Key.Text, "Fn::") || calls(f.Value) {
			return true
		}
	}
	return false
}

// said is what both readers know of a resource.
type said struct {
	Managed  []string
	Boundary string
	Actions  map[string]int // how often each is named, by the kind of the document
	Other    []string       // of a permission: who and from where
}

func (s *said) act(kind policy.DocumentKind, actions ...string) {
	for _, a := range actions {
		s.Actions[string(kind)+" "+a]++
	}
}

// summary is what the model says of a target, less what comes from elsewhere.
func summary(target *policy.Target) said {
	s := said{Actions: map[string]int{}}
	for _, a := range target.Managed {
		s.Managed = append(s.Managed, a.Text)
	}
	for _, b := range target.Boundaries {
		s.Boundary = b.Text
	}
	for _, d := range target.Documents {
		kind := d.Kind
		if kind == policy.Boundary {
			kind = policy.Identity
		}
		for _, statement := range d.Statements {
			s.act(kind, texts(actionValues(statement.Actions))...)
			if target.Type != "AWS::Lambda::Permission" {
				continue
			}
			for _, p := range statement.Principals {
				s.Other = append(s.Other, p.Text)
			}
		}
	}
	return s
}

// typedSummary is what goformation's types say of properties, false if they refuse them.
func typedSummary(kind string, properties *node.Node) (s said, ok bool) {
	content, err := json.Marshal(plain(properties))
	if err != nil {
		return s, false
	}
	defer func() {
		if recover() != nil { // a document that is no map, or statements that are no list
			ok = false
		}
	}()
	s.Actions = map[string]int{}
	switch kind {
	case "AWS::IAM::Role":
		var role typedRole
		if json.Unmarshal(content, &role) != nil {
			return s, false
		}
		s.Managed = role.ManagedPolicyArns
		if role.PermissionsBoundary != nil {
			s.Boundary = *role.PermissionsBoundary
		}
		s.act(policy.Trust, typedActions(role.AssumeRolePolicyDocument)...)
		for _, p := range role.Policies {
			s.act(policy.Identity, typedActions(p.PolicyDocument)...)
		}
	case "AWS::IAM::ManagedPolicy":
		var p typedPolicy
		if json.Unmarshal(content, &p) != nil {
			return s, false
		}
		s.act(policy.Identity, typedActions(p.PolicyDocument)...)
	case "AWS::Lambda::Permission":
		var p typedPermission
		if json.Unmarshal(content, &p) != nil {
			return s, false
		}
		s.act(policy.ResourceBased, p.Action)
		s.Other = []string{p.Principal}
	default:
		return s, false
	}
	return s, true
}
