package cli

import (
	"testing"

	"github.com/iamlint/iamlint/internal/finding"
)

func TestEnabled(t *testing.T) {
	usual := finding.Rule{ID: "wildcard-action", Category: "wildcard"}
	optIn := finding.Rule{ID: "inline-policy", Category: "hygiene", OptIn: true}
	names := func(names ...string) []string { return names }
	tests := []struct {
		name   string
		layers []layer
		rule   finding.Rule
		want   bool
	}{
		{"by-default", nil, usual, true},
		{"opt-in-by-default", nil, optIn, false},
		{"opt-in-enabled", []layer{flagLayer(names("inline-policy"), nil)}, optIn, true},
		{"enable-all", []layer{flagLayer(names("all"), nil)}, optIn, true},
		{"disable-all", []layer{flagLayer(nil, names("all"))}, usual, false},
		{"disable-beats-enable", []layer{flagLayer(names("wildcard"), names("wildcard"))}, usual, false},
		{"a-rule-beats-its-category", []layer{flagLayer(names("wildcard-action"), names("wildcard"))}, usual, true},
		{"a-category-beats-all", []layer{flagLayer(names("wildcard"), names("all"))}, usual, true},
		{"a-disabled-rule-beats-its-category", []layer{flagLayer(names("wildcard"), names("wildcard-action"))}, usual, false},
		{"flags-beat-the-configuration", []layer{flagLayer(names("all"), nil), flagLayer(nil, names("wildcard-action"))}, usual, true},
		{"the-configuration-speaks-where-flags-do-not", []layer{flagLayer(names("hygiene"), nil), flagLayer(nil, names("wildcard-action"))}, usual, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := (rulePick{layers: tt.layers}).enabled(tt.rule); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestSuggest(t *testing.T) {
	names := []string{"wildcard-action", "wildcard-resource", "trust"}
	for name, want := range map[string]string{
		"wildcard-actoin":   ` (did you mean "wildcard-action"?)`,
		"wildcard-resource": ` (did you mean "wildcard-resource"?)`,
		"truts":             ` (did you mean "trust"?)`,
		"xyz":               " (hint)",
		"":                  " (hint)",
	} {
		if got := suggest(name, names, "hint"); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
