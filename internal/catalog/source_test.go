package catalog_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/catalog/gen"
)

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
	types, actions := packed(t, "IAM_DATA", "data/resourceTypes"), packed(t, "IAM_DATA", "data/actions")
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
	if got := catalog.Tables()[0].Actions; got != seen || len(actions) != catalog.Tables()[0].Services {
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
	if got, ok := level[want.AccessLevel]; !ok || action.Level() != gen.Plain(want.Name, got) {
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
	patterns := decode[map[string]map[string]string](t, packed(t, "IAM_DATA", "data")["conditionPatterns"])
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
	for prefix, content := range packed(t, "IAM_DATA", "data/conditionKeys") {
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
