package cli

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
)

var update = flag.Bool("update", false, "write the pages of rules anew")

// The pages in docs/rules are what explain prints, with the output that the bad examples really give.
func TestRulePagesAreCurrent(t *testing.T) {
	if testing.Short() {
		t.Skip("all pages take half a minute under the race detector, and it sees the same in TestRulePagesShowFindings")
	}
	rules, err := knownRules(nil)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string][]byte{"README.md": ruleIndex(t, rules)}
	for _, rule := range rules {
		if pages[rule.ID+".md"], err = explain(t.Context(), rule, nil); err != nil {
			t.Fatal(err)
		}
	}
	folder := filepath.Join("..", "..", "docs", "rules")
	if *update {
		writePages(t, folder, pages)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatalf("%v (make generate writes the pages)", err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(pages)), names); diff != "" {
		t.Fatalf("pages, which make generate writes (-want +got):\n%s", diff)
	}
	for _, name := range names {
		got, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(pages[name]), string(got)); diff != "" {
			t.Errorf("%s, which make generate writes (-want +got):\n%s", name, diff)
		}
	}
}

func writePages(t *testing.T, folder string, pages map[string][]byte) {
	t.Helper()
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, page := range pages {
		if err := os.WriteFile(filepath.Join(folder, name), page, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Every rule's bad example must make it speak, or its page shows nothing.
func TestRulePagesShowFindings(t *testing.T) {
	rules, err := knownRules(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range rules {
		output, err := showBad(t.Context(), rule, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(output, "["+rule.ID+"]") {
			t.Errorf("%s says nothing of its bad example:\n%s", rule.ID, output)
		}
	}
}

func TestRulePage(t *testing.T) {
	rule := finding.Rule{
		ID: "some-rule", Title: "Something is wrong", Description: "Because.\n", Category: "wildcard", Severity: finding.High,
		Remediation: "Don't.", Since: "0.1.0", Links: []string{"https://example.com"}, CWE: []int{269, 732},
		Aliases: []string{"other:1"}, OptIn: true, Bad: finding.Shown("a: |\n  ```\n  b\n"), Good: finding.Shown("c\n"),
	}
	const want = "# some-rule\n\nSomething is wrong\n\n" +
		"| | |\n|---|---|\n| Severity | high |\n| Category | wildcard |\n| Applied | with `--enable some-rule` |\n| Since | 0.1.0 |\n" +
		"| Weakness | [CWE-269](https://cwe.mitre.org/data/definitions/269.html), [CWE-732](https://cwe.mitre.org/data/definitions/732.html) |\n" +
		"| Elsewhere | other:1 |\n\n" +
		"## Why\n\nBecause.\n\n## Avoid\n\n````yaml\na: |\n  ```\n  b\n````\n\n" +
		"## What iamlint says\n\n```text\nout\n```\n\n## Prefer\n\n```yaml\nc\n```\n\n" +
		"## What to do\n\nDon't.\n\n## Links\n\n- <https://example.com>\n"
	if diff := cmp.Diff(want, string(rulePage(rule, "out\n"))); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
}
