package gen_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"go/parser"
	"go/token"
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/catalog/gen"
)

// fragment is a package in the layout of the npm package, of two made-up services.
func fragment() map[string]string {
	return map[string]string{
		"package.json":           `{"name": "@example/data", "version": "1.2.3", "updatedAt": "2026-01-31T23:30:00-02:00"}`,
		"data/services.json":     `["oven", "bakery"]`,
		"data/serviceNames.json": `{"bakery": "Example Bakery", "oven": "Example Oven"}`,

		"data/rcpSupportedServices.json":   `["oven"]`,
		"data/unassociatedConditions.json": `{"mill": ["bakery"], "Guild.example": ["oven"]}`,
		"dist/esm/globalConditionKeys.js": `export const globalConditionKeys = [
    {
        key: 'all:Where',
        category: 'network',
        type: 'IPAddress',
        description: ''
    },
    {
        key: 'all:Tag/tag-key',
        category: 'resource',
        type: 'String', //as everywhere
        description: ''
    },
    {
        key: 'all:Tags',
        category: 'request',
        type: 'ArrayOfString'
    }
];`,
		"data/actions/bakery.json": `{
			"sellbread": {"name": "SellBread", "accessLevel": "Write", "conditionKeys": ["bakery:Price"], "resourceTypes": [
				{"name": "Bread", "required": true, "conditionKeys": ["bakery:Hour"]}]},
			"smell": {"name": "Smell", "accessLevel": "Read", "resourceTypes": [{"name": "bread", "required": false}]},
			"tastecake": {"name": "TasteCake", "accessLevel": "List", "resourceTypes": [
				{"name": "bread", "required": false}, {"name": "cake", "required": false}]},
			"open": {"name": "Open", "accessLevel": "Permissions management, Write", "resourceTypes": []},
			"label": {"name": "Label", "accessLevel": "Tagging, Write", "conditionKeys": ["all:Tag/${TagKey}"], "resourceTypes": []}}`,
		"data/resourceTypes/bakery.json": `{
			"cake": {"key": "cake", "arn": "arn:${Partition}:bakery:::cake/${Cake}"},
			"bread": {"key": "bread", "arn": "arn:${Partition}:bakery:::bread/${Bread}", "conditionKeys": ["bakery:Tag/"]}}`,
		"data/conditionKeys/bakery.json": `{
			"bakery:price": {"key": "bakery:Price", "type": "Numeric"},
			"bakery:hour": {"key": "bakery:Hour", "type": "Date"},
			"bakery:tag/": {"key": "bakery:Tag/", "type": "String"},
			"bakery:tag/<key>/inner": {"key": "bakery:Tag/<key>/Inner", "type": "String"},
			"all:tag/${tagkey}": {"key": "all:Tag/${TagKey}", "type": "String"}}`,
		"data/actions/oven.json":       `{"heat": {"name": "Heat", "accessLevel": "Permissions management", "resourceTypes": []}}`,
		"data/resourceTypes/oven.json": `{}`,
		"data/conditionKeys/oven.json": `{"bakery:price": {"key": "bakery:price", "type": "ArrayOfNumeric"}}`,
	}
}

// pack makes a tarball of files as npm does.
func pack(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	zipped := gzip.NewWriter(&out)
	w := tar.NewWriter(zipped)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		content := files[name]
		if err := w.WriteHeader(&tar.Header{Name: "package/" + name, Mode: 0o644, Size: int64(len(content))}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t *testing.T, files map[string]string, overrides ...gen.Override) *gen.Reference {
	t.Helper()
	reference, err := gen.ReadWith(pack(t, files), overrides)
	if err != nil {
		t.Fatal(err)
	}
	return reference
}

func TestTheTablesHoldTheFragment(t *testing.T) {
	reference := read(t, fragment(), gen.Override{Actions: "bakery:sm*", Was: catalog.Optional, Now: catalog.Scopable})
	tables, err := reference.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got := unfold(t, tables)
	want := folded{
		Services: []string{
			"bakery Example Bakery 0 0",
			"oven Example Oven 5 2",
			"  6 2", // where the last ranges end
		},
		Actions: []string{
			"bakery:Label tagging unscopable unscopable [all:Tag/${TagKey}] []",
			"bakery:Open permissions unscopable unscopable [] []",
			"bakery:SellBread write scopable scopable [bakery:Hour bakery:Price bakery:Tag/${TagKey}] [bread]",
			"bakery:Smell read scopable optional [bakery:Tag/${TagKey}] [bread]",
			"bakery:TasteCake list scopable scopable [bakery:Tag/${TagKey}] [bread cake]",
			"oven:Heat permissions unscopable unscopable [] []",
		},
		Types: []string{
			"bread arn:${Partition}:bakery:::bread/${Bread}",
			"cake arn:${Partition}:bakery:::cake/${Cake}",
		},
		Keys: []string{
			"all:Tag/${TagKey} String 1",
			"all:Tags ArrayOfString 1",
			"all:Where IPAddress 1",
			"bakery:Hour Date 0",
			"bakery:Price Numeric 0", // its own service is right about the type
			"bakery:Tag/${TagKey} String 0",
			"bakery:Tag/<key>/Inner String 0",
		},
		Templates: []string{"bakery:Tag/<key>/Inner", "bakery:Tag/${TagKey}", "all:Tag/${TagKey}"},
		RCP:       []string{"oven"},
		Foreign:   []string{"Guild.example oven", "mill bakery"},
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("tables (-got +want):\n%s", diff)
	}
	if got, want := reference.Origin, (catalog.Origin{
		Package: "@example/data", Version: "1.2.3", Integrity: reference.Origin.Integrity, Date: "2026-02-01",
		Services: 2, Actions: 6, ResourceTypes: 2, Keys: 7,
	}); got != want {
		t.Errorf("origin is %+v, want %+v", got, want)
	}
}

func TestTheOutputIsTheSameEveryTime(t *testing.T) {
	first, err := read(t, fragment()).Encode()
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		tables, err := read(t, fragment()).Encode()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(tables, first) {
			t.Fatal("two runs differ")
		}
	}
}

func TestReadRefusesWhatItDoesNotUnderstand(t *testing.T) {
	for _, c := range []struct{ name, file, old, new, want string }{
		{"an unknown level", "data/actions/oven.json", "Permissions management", "Reading", `unknown access level "Reading"`},
		{"a half known level", "data/actions/oven.json", "Permissions management", "Write, Reading", `unknown access level "Write, Reading"`},
		{"no level", "data/actions/oven.json", "Permissions management", "", `unknown access level ""`},
		{"an undefined type", "data/actions/bakery.json", `"cake"`, `"pie"`, `action TasteCake: resource type "pie" is not defined`},
		{"an undefined key", "data/actions/bakery.json", "bakery:Hour", "bakery:Day", `condition key "bakery:day" is not defined`},
		{"a name beyond ASCII", "data/actions/oven.json", "Heat", "Héat", `name "Héat" is not of visible ASCII characters`},
		{"two placeholders", "data/conditionKeys/bakery.json", "bakery:Tag/<key>/Inner", "bakery:<a>/${b}", "more than one placeholder"},
		{"an action twice", "data/actions/bakery.json", "TasteCake", "smell", "is there twice"},
		{"no name of a service", "data/serviceNames.json", `"oven"`, `"stove"`, "read service oven: it has no name"},
		{"broken JSON", "data/actions/oven.json", "{", "", "decode data/actions/oven.json"},
		{"no date", "package.json", "updatedAt", "updated", "does not say when"},
		{"a global key of another form", "dist/esm/globalConditionKeys.js", "type: 'IPAddress'", "kind: 'IPAddress'", "understood 2 of 3 global condition keys"},
		{"an RCP for an undefined service", "data/rcpSupportedServices.json", "oven", "stove", `service "stove" is not defined`},
		{"keys of an undefined service", "data/unassociatedConditions.json", "bakery", "stove", `service "stove" is not defined`},
		{"keys of two services", "data/unassociatedConditions.json", `["bakery"]`, `["bakery", "oven"]`, `condition keys of "mill" belong to ["bakery" "oven"]`},
		{"no types", "data/services.json", `"oven"`, `"stove"`, "read service stove: it has no name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := fragment()
			changed := strings.Replace(files[c.file], c.old, c.new, 1)
			if changed == files[c.file] {
				t.Fatalf("%s has no %q", c.file, c.old)
			}
			files[c.file] = changed
			_, err := gen.ReadWith(pack(t, files), nil)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want %q", err, c.want)
			}
		})
	}
	t.Run("a missing file", func(t *testing.T) {
		files := fragment()
		delete(files, "data/resourceTypes/oven.json")
		_, err := gen.ReadWith(pack(t, files), nil)
		if err == nil || !strings.Contains(err.Error(), "the package has no data/resourceTypes/oven.json") {
			t.Errorf("error is %v", err)
		}
	})
	t.Run("no tarball", func(t *testing.T) {
		if _, err := gen.Read([]byte("{}")); err == nil {
			t.Error("no error")
		}
	})
}

func TestReadRefusesOverridesThatCorrectNothing(t *testing.T) {
	for _, o := range []gen.Override{
		{Actions: "bakery:Drink", Was: catalog.Optional, Now: catalog.Scopable},
		{Actions: "bakery:SellBread", Was: catalog.Optional, Now: catalog.Scopable},
		{Actions: "bakery:[", Was: catalog.Optional, Now: catalog.Scopable},
	} {
		if _, err := gen.ReadWith(pack(t, fragment()), []gen.Override{o}); err == nil || !strings.Contains(err.Error(), o.Actions) {
			t.Errorf("override %s: error is %v", o.Actions, err)
		}
	}
}

func TestReadAddsATypeThatTheDocumentationHas(t *testing.T) {
	reference, err := gen.ReadAdding(pack(t, fragment()), gen.Addition{Action: "bakery:Open", Type: "bread"})
	if err != nil {
		t.Fatal(err)
	}
	tables, err := reference.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(unfold(t, tables).Actions, "\n"); !strings.Contains(got, "bakery:Open permissions scopable scopable [bakery:Tag/${TagKey}] [bread]") {
		t.Errorf("got %s, want Open with its type bread", got)
	}
}

func TestReadRefusesAdditionsThatAddNothing(t *testing.T) {
	for _, extra := range []gen.Addition{
		{Action: "bakery:Drink", Type: "bread"},
		{Action: "bakery:Open", Type: "beer"},
		{Action: "bakery:SellBread", Type: "bread"},
	} {
		if _, err := gen.ReadAdding(pack(t, fragment()), extra); err == nil || !strings.Contains(err.Error(), extra.Action) {
			t.Errorf("addition %v: error is %v", extra, err)
		}
	}
}

func TestPlain(t *testing.T) {
	for _, c := range []struct {
		name        string
		level, want catalog.Level
	}{
		{"ListBackupJobs", catalog.Permissions, catalog.List},
		{"GetTable", catalog.Permissions, catalog.Read},
		{"BatchGetJobs", catalog.Write, catalog.Read},
		{"GetObject", catalog.Read, catalog.Read},
		{"PutRolePolicy", catalog.Permissions, catalog.Permissions},
		{"Getaway", catalog.Write, catalog.Write},
	} {
		if got := gen.Plain(c.name, c.level); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestSummary(t *testing.T) {
	known := map[string]bool{"oven:Heat": true, "oven:Cool": true, "mill:Grind": true}
	got := read(t, fragment()).Summary(known)
	want := `@example/data 1.2.3 of 2026-02-01: 2 services, 6 actions, 2 resource types, 7 condition keys
services added: 1
  bakery
services removed: 1
  mill
actions added: 5
  bakery:Label
  bakery:Open
  bakery:SellBread
  bakery:Smell
  bakery:TasteCake
actions removed: 2
  mill:Grind
  oven:Cool
`
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("summary (-got +want):\n%s", diff)
	}
}

// The program itself is left out of builds, so nothing else would notice that it
// does not compile any more. Parsing it here makes it a part of the test's cache key.
func TestTheProgramIsSound(t *testing.T) {
	if _, err := parser.ParseFile(token.NewFileSet(), "main.go", nil, parser.ParseComments); err != nil {
		t.Fatal(err)
	}
	tool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("there is no go command to vet main.go with")
	}
	vet := exec.CommandContext(t.Context(), tool, "vet", "main.go")
	if out, err := vet.CombinedOutput(); err != nil {
		t.Errorf("go vet main.go: %v\n%s", err, out)
	}
}
