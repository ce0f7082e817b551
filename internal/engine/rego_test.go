package engine

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"

	"github.com/iamlint/iamlint/internal/finding"
)

func emptyStore() storage.Store { return inmem.New() }

// every enables opt-in rules, too.
func every(finding.Rule) bool { return true }

// regoTests runs every Rego test in the rules folder.
func regoTests(t *testing.T) []*tester.Result {
	t.Helper()
	modules := map[string]*ast.Module{}
	err := fs.WalkDir(os.DirFS("../../rules"), ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".rego" {
			return err
		}
		b, err := os.ReadFile("../../rules/" + name)
		if err != nil {
			return err
		}
		modules[name], err = ast.ParseModule(name, string(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	schemas, err := inputSchema(mustNew(t, Options{}).known)
	if err != nil {
		t.Fatal(err)
	}
	store := emptyStore()
	transaction, err := store.NewTransaction(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	results, err := tester.NewRunner().
		SetCompiler(ast.NewCompiler().WithStrict(true).WithSchemas(schemas)).
		SetStore(store).SetModules(modules).RaiseBuiltinErrors(true).
		RunTests(t.Context(), transaction)
	if err != nil {
		t.Fatal(err)
	}
	var all []*tester.Result
	for result := range results {
		all = append(all, result)
	}
	return all
}

func TestRego(t *testing.T) {
	results := regoTests(t)
	if len(results) == 0 {
		t.Fatal("got no Rego tests, want some")
	}
	tested := map[string]bool{}
	for _, result := range results {
		tested[result.Package] = true
		name := strings.TrimPrefix(result.Package, "data.iamlint.") + "." + result.Name
		t.Run(name, func(t *testing.T) {
			if !result.Pass() {
				t.Errorf("%s: %s", result.Location, result)
			}
		})
	}
	for _, rule := range mustNew(t, Options{}).Rules() {
		want := "data.iamlint.rules." + strings.ReplaceAll(rule.ID, "-", "_") + "_test"
		if !tested[want] {
			t.Errorf("rule %s has no test in a package %s", rule.ID, strings.TrimPrefix(want, "data."))
		}
	}
}

func TestBuiltInRulesPassEveryCheck(t *testing.T) {
	e := mustNew(t, Options{Enabled: every, Full: true})
	if len(e.Applied()) != len(e.Rules()) || len(e.Rules()) == 0 {
		t.Errorf("got %d applied of %d rules, want all", len(e.Applied()), len(e.Rules()))
	}
}

func TestMetadataIsComplete(t *testing.T) {
	version := regexp.MustCompile(`^\d+\.\d+\.\d+$`)
	for _, rule := range mustNew(t, Options{}).Rules() {
		t.Run(rule.ID, func(t *testing.T) {
			if len(rule.Links) == 0 {
				t.Error("got no related_resources, want some")
			}
			harmless := []string{"grammar", "hygiene", "suggestion", "sam", "live"} // they have a weakness or not
			if len(rule.CWE) == 0 && !slices.Contains(harmless, rule.Category) {
				t.Error("got no custom.cwe, want some")
			}
			if !version.MatchString(rule.Since) {
				t.Errorf("got custom.since %q, want a version such as 0.1.0", rule.Since)
			}
			if strings.HasSuffix(rule.Title, ".") || strings.Contains(rule.Title, "\n") {
				t.Errorf("got title %q, want one line without a full stop", rule.Title)
			}
			for name, prose := range map[string]string{"description": rule.Description, "custom.remediation": rule.Remediation} {
				if !strings.ContainsAny(prose[len(prose)-1:], ".`)") {
					t.Errorf("got %s that ends in %q, want sentences", name, prose[max(0, len(prose)-20):])
				}
			}
		})
	}
}

// TestRuleFolders checks that a rule is told by its folder alone: Rego, its tests, examples, and nothing else.
func TestRuleFolders(t *testing.T) {
	folders, err := fs.Glob(os.DirFS("../../rules"), "*/*")
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile(`^(bad|good)(_\w+)?\.(yaml|json)$`)
	found := map[string]bool{}
	for _, folder := range folders {
		category, name := path.Split(folder)
		if !slices.Contains(Categories(), path.Clean(category)) {
			continue
		}
		found[strings.ReplaceAll(name, "_", "-")] = true
		t.Run(folder, func(t *testing.T) {
			entries, err := os.ReadDir("../../rules/" + folder)
			if err != nil {
				t.Fatal(err)
			}
			missing := map[string]bool{name + ".rego": true, name + "_test.rego": true, "bad.yaml": true, "good.yaml": true}
			for _, entry := range entries {
				if !missing[entry.Name()] && !example.MatchString(entry.Name()) {
					t.Errorf("got %s, want nothing but the rule, its tests and examples", entry.Name())
				}
				delete(missing, entry.Name())
			}
			for _, file := range slices.Sorted(maps.Keys(missing)) {
				t.Errorf("got no %s, want one", file)
			}
		})
	}
	for _, rule := range mustNew(t, Options{}).Rules() {
		if !found[rule.ID] {
			t.Errorf("rule %s: got no folder of its own", rule.ID)
		}
	}
}
