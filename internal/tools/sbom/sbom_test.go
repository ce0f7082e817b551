package main

import (
	"runtime/debug"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDescribeTellsWhatIsLinkedIn(t *testing.T) {
	got, err := describe(&debug.BuildInfo{
		GoVersion: "go1.26.8",
		Main:      debug.Module{Path: "example.com/program", Version: "(devel)"},
		Deps: []*debug.Module{
			{Path: "example.com/a", Version: "v1.0.0", Sum: "h1:a="},
			{Path: "example.com/b", Version: "v1.0.0", Replace: &debug.Module{Path: "example.com/c", Version: "v2.0.0", Sum: "h1:c="}},
		},
		Settings: []debug.BuildSetting{{Key: "GOOS", Value: "linux"}},
	}, "v1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	const program = "pkg:golang/example.com/program@v1.2.3"
	want := document{
		Format: "CycloneDX", Spec: "1.6", Version: 1,
		Metadata: metadata{component{
			Type: "application", Ref: program, Name: "example.com/program", Version: "v1.2.3", URL: program,
			Properties: []property{{"go:build:GOOS", "linux"}},
		}},
		Components: []component{
			{Type: "library", Ref: "pkg:golang/stdlib@go1.26.8", Name: "stdlib", Version: "go1.26.8", URL: "pkg:golang/stdlib@go1.26.8"},
			{Type: "library", Ref: "pkg:golang/example.com/a@v1.0.0", Name: "example.com/a", Version: "v1.0.0", URL: "pkg:golang/example.com/a@v1.0.0", Properties: []property{{"go:sum", "h1:a="}}},
			{Type: "library", Ref: "pkg:golang/example.com/c@v2.0.0", Name: "example.com/c", Version: "v2.0.0", URL: "pkg:golang/example.com/c@v2.0.0", Properties: []property{{"go:sum", "h1:c="}}},
		},
		Dependencies: []dependency{{Ref: program, On: []string{"pkg:golang/stdlib@go1.26.8", "pkg:golang/example.com/a@v1.0.0", "pkg:golang/example.com/c@v2.0.0"}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
}

func TestDescribeRefusesWhatNamesNoModules(t *testing.T) {
	if got, err := describe(&debug.BuildInfo{}, "v1.2.3"); err == nil {
		t.Errorf("got %v, want an error", got)
	}
}
