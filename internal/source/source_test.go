package source_test

import (
	"slices"
	"testing"

	"github.com/iamlint/iamlint/internal/source"
)

func TestLocationsAreReadBack(t *testing.T) {
	for _, artifact := range []string{"a.yaml", "c:/a b.yaml", "a:1:2-3:4", "-", ""} {
		want := source.Location{Artifact: artifact, Region: source.Region{Start: source.Position{Line: 3, Column: 14}, End: source.Position{Line: 15, Column: 9}}}
		text, err := want.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := source.ParseLocation(string(text)); err != nil || got != want {
			t.Errorf("%s: got %+v, %v, want %+v", text, got, err, want)
		}
	}
}

func TestParseLocationRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":               `location "" has no end`,
		"a:1:2":          `location "a:1:2" has no end`,
		"a:1:2-3":        `location "a:1:2-3": position "3" is not line:column`,
		"a:1:2-x:4":      `location "a:1:2-x:4": position "x:4": strconv.Atoi: parsing "x": invalid syntax`,
		"a:1:2-3:x":      `location "a:1:2-3:x": position "3:x": strconv.Atoi: parsing "x": invalid syntax`,
		"a-3:4":          `location "a-3:4" has no start`,
		"2-3:4":          `location "2-3:4" has no start`,
		"1:2-3:4":        `location "1:2-3:4" has no artifact`,
		"a:one:2-3:4":    `location "a:one:2-3:4": position "one:2": strconv.Atoi: parsing "one": invalid syntax`,
		"a:1:second-3:4": `location "a:1:second-3:4": position "1:second": strconv.Atoi: parsing "second": invalid syntax`,
	} {
		if got, err := source.ParseLocation(text); err == nil || err.Error() != want {
			t.Errorf("%q: got %+v, %v, want %s", text, got, err, want)
		}
	}
}

func TestAPlaceIsWhatEditorsFollow(t *testing.T) {
	whole := source.Location{Artifact: "a.yaml"}
	if got := whole.Place(); got != "a.yaml" {
		t.Errorf("a whole artifact: got %q, want a.yaml", got)
	}
	part := source.Location{Artifact: "a.yaml", Region: source.Region{Start: source.Position{Line: 3, Column: 14}}}
	if got := part.Place(); got != "a.yaml:3:14" {
		t.Errorf("a part of it: got %q, want a.yaml:3:14", got)
	}
}

func TestLinesBeginAfterAnyLineBreak(t *testing.T) {
	for text, want := range map[string][]int{
		"": {0}, "a": {0}, "a\n": {0, 2}, "a\nb": {0, 2}, "a\rb": {0, 2}, "a\r\nb": {0, 3}, "\n\r\n\r": {0, 1, 3, 4},
	} {
		if got := source.LineStarts(text); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}
