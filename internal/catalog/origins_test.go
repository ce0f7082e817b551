package catalog_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
)

// namesOfTheSource are the names of all actions in the order of the catalogue:
// those of the package if IAM_DATA names it, else those of the tables.
func namesOfTheSource(t *testing.T) []string {
	t.Helper()
	if os.Getenv("IAM_DATA") == "" {
		return everyName()
	}
	var names []string
	for prefix, content := range packed(t, "IAM_DATA", "data/actions") {
		for _, action := range decode[map[string]struct{ Name string }](t, content) {
			names = append(names, prefix+":"+action.Name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		prefixA, localA, _ := strings.Cut(strings.ToLower(a), ":")
		prefixB, localB, _ := strings.Cut(strings.ToLower(b), ":")
		if prefixA != prefixB {
			return strings.Compare(prefixA, prefixB)
		}
		return strings.Compare(localA, localB)
	})
	return names
}

func TestServicesHaveTheRCPsOfTheSource(t *testing.T) {
	var got []string
	want := decode[[]string](t, packed(t, "IAM_DATA", "data")["rcpSupportedServices"])
	for service := range catalog.Services() {
		if service.RCP() {
			got = append(got, service.Prefix())
		}
	}
	compareSets(t, "services with RCPs", got, want)
}

func TestForeignKeysBelongToTheServicesOfTheSource(t *testing.T) {
	owners := decode[map[string][]string](t, packed(t, "IAM_DATA", "data")["unassociatedConditions"])
	seen := map[string]bool{}
	for prefix, content := range packed(t, "IAM_DATA", "data/conditionKeys") {
		for name := range decode[map[string]struct{ Key string }](t, content) {
			foreign, _, _ := strings.Cut(name, ":")
			for owned, want := range owners {
				if !strings.EqualFold(owned, foreign) {
					continue
				}
				seen[owned] = true
				key, _ := catalog.FindKey(documented(name))
				if service, ok := key.Service(); !ok || service.Prefix() != want[0] {
					t.Errorf("%s, a key of %s, belongs to %s, %v; want %s", name, prefix, service.Prefix(), ok, want[0])
				}
			}
		}
	}
	if len(seen) == 0 {
		t.Error("no service has a key of another prefix")
	}
}

func TestDependentsAreThoseOfTheSource(t *testing.T) {
	type needing struct{ DependentActions []string }
	count := 0
	for prefix, content := range packed(t, "IAM_DATA_OLDER", "data/actions") {
		for _, from := range decode[map[string]struct {
			needing
			Name          string
			ResourceTypes []needing
		}](t, content) {
			action, ok := catalog.FindAction(prefix + ":" + from.Name)
			names := from.DependentActions
			for _, kind := range from.ResourceTypes {
				names = append(names, kind.DependentActions...)
			}
			if !ok || len(names) == 0 {
				continue
			}
			var want []string
			for _, name := range names {
				if known, exists := catalog.FindAction(name); exists && known != action {
					want = append(want, known.Name())
				}
			}
			compareSets(t, action.Name()+" dependents", namesOf(action.Dependents()), want)
			count++
		}
	}
	if want := catalog.Tables()[1].Actions; count < want {
		t.Errorf("%d actions of the source need others, want %d at least", count, want)
	}
}

// compact is a value as it stands in JSON, without spaces.
func compact(t *testing.T, value json.RawMessage) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, value); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestManagedPoliciesAreThoseOfTheSource(t *testing.T) {
	file := wheeled(t, "MOTO_WHEEL", "moto/iam/aws_managed_policies.py")
	type policy struct {
		Path, DefaultVersionID, UpdateDate string
		Document                           json.RawMessage
	}
	source := decode[map[string]policy](t, []byte(file[strings.Index(file, "{"):strings.LastIndex(file, "}")+1]))
	count := 0
	for got := range catalog.ManagedPolicies() {
		count++
		want := source[got.Name()]
		document, err := got.Document()
		if err != nil {
			t.Fatal(err)
		}
		if string(document) != compact(t, want.Document) {
			t.Errorf("the document of %s is another one", got.Name())
		}
		if got.Path() != want.Path || got.Version() != want.DefaultVersionID || got.Updated() != want.UpdateDate[:10] {
			t.Errorf("%s is at %s, %s of %s; want %+v", got.Name(), got.Path(), got.Version(), got.Updated(), want)
		}
	}
	if count != len(source) {
		t.Errorf("%d managed policies, want %d", count, len(source))
	}
}

func TestPolicyTemplatesAreThoseOfTheSource(t *testing.T) {
	file := wheeled(t, "SAM_WHEEL", "samtranslator/policy_templates_data/policy_templates.json")
	source := decode[struct {
		Templates map[string]struct {
			Parameters map[string]any
			Definition struct{ Statement json.RawMessage }
		}
	}](t, []byte(file)).Templates
	count := 0
	for got := range catalog.PolicyTemplates() {
		count++
		want := source[got.Name()]
		statements, err := got.Statements()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(statements), compact(t, want.Definition.Statement)); diff != "" {
			t.Errorf("statements of %s (-got +want):\n%s", got.Name(), diff)
		}
		var parameters []string
		for name := range want.Parameters {
			parameters = append(parameters, name)
		}
		compareSets(t, "parameters of "+got.Name(), got.Parameters(), parameters)
	}
	if count != len(source) {
		t.Errorf("%d policy templates, want %d", count, len(source))
	}
}
