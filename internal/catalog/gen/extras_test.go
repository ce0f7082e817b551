package gen_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
)

// older is a package with dependent actions, in the layout of before 0.21.
func older() map[string]string {
	return map[string]string{
		"package.json": `{"name": "@example/data", "version": "1.0.0", "updatedAt": "2025-01-31T10:00:00Z"}`,
		"data/actions/bakery.json": `{
			"tastecake": {"name": "TasteCake", "dependentActions": ["bakery:smell"], "resourceTypes": [
				{"name": "cake", "dependentActions": ["oven:Heat", "bakery:TasteCake"]},
				{"name": "bread", "dependentActions": ["oven:Heat", "oven:Cool"]}]},
			"knead": {"name": "Knead", "dependentActions": ["oven:Heat"], "resourceTypes": []},
			"open": {"name": "Open", "dependentActions": [], "resourceTypes": []}}`,
		"data/actions/oven.json": `{"heat": {"name": "Heat", "dependentActions": ["bakery:Open"], "resourceTypes": []}}`,
	}
}

func TestDependentActionsAreThoseThatAreStillKnown(t *testing.T) {
	reference := read(t, fragment())
	dropped, err := reference.AddDependents(pack(t, older()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(dropped, []string{"bakery:knead", "oven:cool"}); diff != "" {
		t.Errorf("dropped (-got +want):\n%s", diff)
	}
	tables, err := reference.Encode()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"bakery:TasteCake bakery:Smell oven:Heat", "oven:Heat bakery:Open"}
	if diff := cmp.Diff(unfold(t, tables).Dependents, want); diff != "" {
		t.Errorf("dependents (-got +want):\n%s", diff)
	}
	if got, want := reference.Older, (catalog.Origin{
		Package: "@example/data", Version: "1.0.0", Integrity: reference.Older.Integrity, Date: "2025-01-31", Actions: 2,
	}); got != want || got.Integrity == reference.Origin.Integrity {
		t.Errorf("origin is %+v, want %+v", got, want)
	}
	wantSummary := `@example/data 1.0.0 of 2025-01-31: 2 actions with 3 dependent ones
names dropped: 2
  bakery:knead
  oven:cool
`
	if diff := cmp.Diff(reference.DependentsSummary(dropped), wantSummary); diff != "" {
		t.Errorf("summary (-got +want):\n%s", diff)
	}
}

func TestAddDependentsRefusesWhatIsNoPackage(t *testing.T) {
	for _, c := range []struct{ name, file, content, want string }{
		{"broken JSON", "data/actions/oven.json", `{`, "decode data/actions/oven.json"},
		{"no date", "package.json", `{"name": "x"}`, "does not say when"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := older()
			files[c.file] = c.content
			if _, err := read(t, fragment()).AddDependents(pack(t, files)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want %q", err, c.want)
			}
		})
	}
	t.Run("no tarball", func(t *testing.T) {
		if _, err := read(t, fragment()).AddDependents([]byte("{}")); err == nil {
			t.Error("no error")
		}
	})
}
