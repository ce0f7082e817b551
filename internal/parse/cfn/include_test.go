package cfn

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/node"
)

// included reads a template whose files are given by their names.
func included(t *testing.T, text string, files map[string]string) (*node.Node, string) {
	t.Helper()
	root, err := node.Parse("a/template.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	whole, notices := Include(root, func(from, location string) (*node.Node, error) {
		name := path.Join(path.Dir(from), location)
		content, ok := files[name]
		if !ok {
			return nil, errors.New("no such file")
		}
		return node.Parse(name, []byte(content))
	})
	return whole, messages(notices)
}

func TestIncludedFilesStandInThePlaceOfTheTransform(t *testing.T) {
	const policyOf = `
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement: %s
`
	for _, c := range []struct {
		name, text string
		files      map[string]string
		want       []string // the resources of statements, with their artifacts
	}{
		{
			"a statement", fmt.Sprintf(policyOf, "[{'Fn::Transform': {Name: AWS::Include, Parameters: {Location: s.yaml}}}]"),
			map[string]string{"a/s.yaml": "{Effect: Allow, Action: s3:GetObject, Resource: one}"},
			[]string{"a/s.yaml:1 one"},
		},
		{
			"next to other elements, which hold", fmt.Sprintf(policyOf, "[{Effect: Allow, 'Fn::Transform': {Name: AWS::Include, Parameters: {Location: ./s.yaml}}, Resource: two}]"),
			map[string]string{"a/s.yaml": "{Action: s3:GetObject, Resource: one}"},
			[]string{"a/template.yaml:8 two"},
		},
		{
			"resources at the top", "Transform: {Name: AWS::Include, Parameters: {Location: ../all.yaml}}\nResources: {T: {Type: AWS::SNS::Topic}}",
			map[string]string{"all.yaml": fmt.Sprintf(policyOf, "{Effect: Allow, Action: s3:GetObject, Resource: one}")},
			[]string{"all.yaml:8 one"},
		},
		{
			"a file in a file", "Resources: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: b/r.json}}}",
			map[string]string{
				"a/b/r.json": `{"P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": "d.json"}}}}}}`,
				"a/b/d.json": `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "one"}}`,
			},
			[]string{"a/b/d.json:1 one"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			root, said := included(t, c.text, c.files)
			m, notices := Parse("a/template.yaml", root, nil)
			var got []string
			for _, target := range m.Targets {
				for _, d := range target.Documents {
					for _, s := range d.Statements {
						for _, r := range s.Resources {
							got = append(got, fmt.Sprintf("%s:%d %s", r.At.Artifact, r.At.Region.Start.Line, r.Text))
						}
					}
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("resources (-want +got):\n%s", diff)
			}
			if said += messages(notices); said != "" {
				t.Errorf("notices: %s", said)
			}
		})
	}
}

func TestWhatCannotBeIncludedIsNoted(t *testing.T) {
	const text = "Resources:\n  R: {Type: AWS::SNS::Topic}\n  'Fn::Transform': {Name: AWS::Include, Parameters: {Location: %s}}"
	for _, c := range []struct {
		name, location string
		files          map[string]string
		want           string
	}{
		{"a file in a bucket", "s3://bucket/file.yaml", nil, "is not a local file"},
		{"a location that is not text", "!Ref X", nil, "is not plain text"},
		{"no file", "x.yaml", nil, "no such file"},
		{"a list", "x.yaml", map[string]string{"a/x.yaml": "[a]"}, "it is not a map"},
		{"a loop", "x.yaml", map[string]string{"a/x.yaml": "Q: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: x.yaml}}}"}, "it includes itself"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, said := included(t, fmt.Sprintf(text, c.location), c.files)
			if !strings.Contains(said, c.want) || strings.Count(said, "not judged") != 1 {
				t.Errorf("notices are %q, want one with %q", said, c.want)
			}
		})
	}
}

func TestFilesThatIncludeManyOthersEnd(t *testing.T) {
	call := "'Fn::Transform': {Name: AWS::Include, Parameters: {Location: %d.yaml}}"
	files := map[string]string{}
	for i := range 20 {
		one := fmt.Sprintf(call, i+1)
		files[fmt.Sprintf("a/%d.yaml", i)] = fmt.Sprintf("A: {%s}\nB: {%s}", one, one)
	}
	_, said := included(t, fmt.Sprintf("Resources: {%s}", fmt.Sprintf(call, 0)), files)
	if !strings.Contains(said, "more than 200 files are included") {
		t.Errorf("notices are %q", said)
	}
}
