package catalog_test

import (
	"testing"

	"github.com/iamlint/iamlint/internal/catalog"
)

func TestRetired(t *testing.T) {
	for _, c := range []struct{ name, last string }{
		{"deepracer:GetModel", "2025-12-06"},
		{"DeepRacer:*", "2025-12-06"},
		{"iotroborunner:Create*", "2024-08-31"},
		{"account:getchallengequestions", "2024-10-01"},
		{"account:GetChallengeAnswers", ""},
		{"deepracers:GetModel", ""},
		{"s3:GetObject", ""},
		{"*", ""},
		{"", ""},
	} {
		if last, retired := catalog.Retired(c.name); last != c.last || retired != (c.last != "") {
			t.Errorf("%s: got %q %v, want %q", c.name, last, retired, c.last)
		}
	}
}

// AWS may list again what it has dropped, and drop what it has ended.
func TestWhatIsRetiredIsNotInTheCatalogueAndWhatHasEndedIs(t *testing.T) {
	for name := range catalog.RetiredNames() {
		if _, listed := catalog.FindAction(name); listed {
			t.Errorf("the catalogue lists %s again: take it out of the retired ones", name)
		}
	}
	for prefix, day := range catalog.EndedServices() {
		if _, listed := catalog.FindService(prefix); !listed || catalog.Ended(prefix) != day {
			t.Errorf("%s, which ended on %s: got no such service, want one that the catalogue lists", prefix, day)
		}
	}
	if day := catalog.Ended("s3"); day != "" {
		t.Errorf("got %q for the end of s3, want none", day)
	}
}
