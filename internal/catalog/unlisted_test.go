package catalog_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/catalog"
)

// action is how a managed policy writes an action or a pattern of them, and what else looks so.
var action = regexp.MustCompile(`"([A-Za-z0-9-]+:[A-Za-z0-9*?]+)"`)

func TestWhatOnlyManagedPoliciesNameIsUnlisted(t *testing.T) {
	for p := range catalog.ManagedPolicies() {
		document, err := p.Document()
		if err != nil {
			t.Fatal(err)
		}
		for _, element := range regexp.MustCompile(`"(?:Not)?Action":(\[[^\]]*\]|"[^"]*")`).FindAllSubmatch(document, -1) {
			for _, m := range action.FindAllSubmatch(element[1], -1) {
				if name := string(m[1]); !exists(name) && !catalog.Unlisted(name) {
					t.Errorf("%s: got %s unlisted false, want true", p.Name(), name)
				}
			}
		}
	}
}

func TestWhatTheReferenceListsIsNotUnlisted(t *testing.T) {
	for _, name := range []string{"s3:GetObject", "deepracers:List", "cloud9:ValidateEnvironment", "zocaloo:*", ""} {
		if catalog.Unlisted(name) {
			t.Errorf("got %q unlisted, want not", name)
		}
	}
	for _, name := range []string{"DeepRacer:GetTrack", "zocalo:*", "cloud9:validateenvironmentname", "glue:ShareResource"} {
		if !catalog.Unlisted(name) {
			t.Errorf("got %q not unlisted, want unlisted", name)
		}
		if prefix, _, _ := strings.Cut(name, ":"); exists(name) {
			t.Errorf("the catalogue lists %s by now: take it out of the unlisted ones of %s", name, prefix)
		}
	}
}

func exists(name string) bool {
	for range catalog.Expand(name) {
		return true
	}
	return false
}
