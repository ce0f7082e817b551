package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/report/sarif"
)

func TestArtifactLocation(t *testing.T) {
	tests := map[string]sarif.ArtifactLocation{
		"a.yaml":             {URI: "a.yaml", URIBaseID: sourceRoot},
		"./a/../b/c.yaml":    {URI: "b/c.yaml", URIBaseID: sourceRoot},
		"../a.yaml":          {URI: "../a.yaml", URIBaseID: sourceRoot},
		`dir\a.yaml`:         {URI: "dir/a.yaml", URIBaseID: sourceRoot},
		"a b/ü#?%.yaml":      {URI: "a%20b/%C3%BC%23%3F%25.yaml", URIBaseID: sourceRoot},
		"javascript:a":       {URI: "javascript%3Aa", URIBaseID: sourceRoot},
		"\xff.yaml":          {URI: "%FF.yaml", URIBaseID: sourceRoot},
		"<stdin>":            {URI: "stdin", URIBaseID: sourceRoot},
		"":                   {URI: "unknown", URIBaseID: sourceRoot},
		"/tmp/a b.yaml":      {URI: "file:///tmp/a%20b.yaml"},
		"//host/share/a":     {URI: "file:///host/share/a"},
		`C:\templates\a.yml`: {URI: "file:///C%3A/templates/a.yml"},
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(artifactLocation(name), want); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
		})
	}
}

func TestSARIFLeavesOutLongSnippets(t *testing.T) {
	s := map[string][]byte{"a.json": []byte(strings.Repeat("a", maxSnippet) + "b\n")}
	places := placer{texts: newListings(s)}
	whole := places.primary(where(t, s, "a.json", string(s["a.json"][:maxSnippet+1]), 1)).PhysicalLocation
	if whole.Region.Snippet != nil || whole.ContextRegion != nil {
		t.Errorf("got a snippet or context, want none: %+v", whole)
	}
	short := places.primary(where(t, s, "a.json", "b", 1)).PhysicalLocation
	if short.Region.Snippet == nil || short.ContextRegion != nil {
		t.Errorf("got no snippet, or a context: %+v", short)
	}
}
