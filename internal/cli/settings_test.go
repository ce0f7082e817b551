package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/engine"
	"github.com/iamlint/iamlint/internal/finding"
)

// configured is a pick by a configuration alone.
func configured(t *testing.T, text string) rulePick {
	t.Helper()
	c, err := parseConfig("c.yaml", "/repo", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return rulePick{layers: []layer{c.layer}, settings: c.settings, trusted: c.trusted}
}

func applied(t *testing.T, pick rulePick) map[string]bool {
	t.Helper()
	e, err := pick.engine()
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, rule := range e.Applied() {
		ids[rule.ID] = true
	}
	return ids
}

func TestSettingsTurnARuleOn(t *testing.T) {
	tests := []struct {
		name, text, rule string
		want             bool
	}{
		{"off-until-configured", "", "missing-boundary", false},
		{"configured", "settings: {missing-boundary: {allowed: [Team]}}", "missing-boundary", true},
		{"configured-and-turned-off", "settings: {missing-boundary: {}}\ndisable: [missing-boundary]", "missing-boundary", false},
		{"enabled-without-settings", "enable: [missing-boundary]", "missing-boundary", true},
		{"in-need-of-settings", "enable: [all]", "required-condition", false},
		{"in-need-and-configured", "settings: {required-condition: {requirements: []}}", "required-condition", true},
		{"on-anyway", "settings: {role-session-too-long: {hours: 1}}", "role-session-too-long", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := applied(t, configured(t, tt.text))[tt.rule]; got != tt.want {
				t.Errorf("%s is applied: got %v, want %v", tt.rule, got, tt.want)
			}
		})
	}
}

func TestSettingsAreRefused(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"of-no-rule", "settings:\n  missing-bounary: {}\n", `c.yaml:2:3: unknown rule "missing-bounary" (did you mean "missing-boundary"?)`},
		{"of-a-category", "settings:\n  trust: {}\n", `c.yaml:2:3: unknown rule "trust" (iamlint rules lists what there is)`},
		{"of-a-rule-without", "settings:\n  admin-access: {x: 1}\n", `c.yaml:2:3: rule "admin-access" has no settings`},
		{"that-are-no-map", "settings:\n  missing-boundary: 1\n", "c.yaml:2:21: not a map of keys"},
		{"with-an-unknown-key", "settings:\n  missing-boundary: {allwed: []}\n", `c.yaml:2:22: unknown key "allwed" (did you mean "allowed"?)`},
		{"with-a-key-like-no-other", "settings:\n  missing-boundary: {x: []}\n", `c.yaml:2:22: unknown key "x" (have ["allowed" "exempt"])`},
		{"with-no-list", "settings:\n  missing-boundary:\n    allowed: Team\n", "c.yaml:3:14: not a list"},
		{"with-no-text", "settings:\n  missing-boundary:\n    allowed: [[a]]\n", "c.yaml:3:15: not a string"},
		{"with-no-number", "settings:\n  role-session-too-long: {hours: many}\n", "c.yaml:2:34: not a whole number"},
		{"with-half-a-number", "settings:\n  role-session-too-long: {hours: 1.5}\n", "c.yaml:2:34: not a whole number"},
		{"with-too-little", "settings:\n  role-session-too-long: {hours: 0}\n", "c.yaml:2:34: 0 is less than 1"},
		{"without-what-is-required", "settings:\n  required-condition: {}\n", `c.yaml:2:23: lacks the key "requirements"`},
		{"without-it-further-down", "settings:\n  required-condition:\n    requirements: [{all-of: []}]\n", `c.yaml:3:20: lacks the key "actions"`},
		{"of-another-form", "settings:\n  required-condition:\n    requirements: [{actions: [CreateRole]}]\n", `c.yaml:3:31: "CreateRole" does not match ^([*]|[a-z0-9-]+:[A-Za-z0-9*?]+)$`},
		{"of-a-rule-that-is-off", "settings:\n  policy-complexity: {limt: 3}\ndisable: [policy-complexity]\n", `c.yaml:2:23: unknown key "limt" (did you mean "limit"?)`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := configured(t, tt.text).engine()
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got error %v, want %s", err, tt.want)
			}
		})
	}
}

func TestARuleWithoutItsSettingsIsTold(t *testing.T) {
	const want = `c.yaml:1:10: rule "required-condition" is not applied: set ["requirements"] under settings in .iamlint.yaml (iamlint explain required-condition)`
	for text, wanted := range map[string][]string{
		"enable: [required-condition]": {want},
		"enable: [all, condition]":     nil,
		"disable: [hygiene]":           nil,
		"enable: [required-condition]\nsettings: {required-condition: {requirements: []}}": nil,
	} {
		pick := configured(t, text)
		e, err := pick.engine()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, notice := range pick.unset(e.Rules()) {
			got = append(got, notice.Message)
			if notice.Failure {
				t.Errorf("%s: got a failure, want a notice", text)
			}
		}
		if diff := cmp.Diff(wanted, got); diff != "" {
			t.Errorf("%s: notices (-want +got):\n%s", text, diff)
		}
	}
}

// The published schema is made of what is read: the keys of the configuration and the METADATA of the rules.
func TestConfigSchemaIsCurrent(t *testing.T) {
	rules, err := knownRules(nil)
	if err != nil {
		t.Fatal(err)
	}
	want, err := configSchema(rules)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("..", "..", "docs", "iamlint.schema.json")
	if *update {
		if err = os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is not current, run make generate (-want +got):\n%s", path, diff)
	}
}

func TestConfigSchemaHoldsEveryKeyAndEverySetting(t *testing.T) {
	rules, err := knownRules(nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := configSchema(rules)
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Properties map[string]struct {
			Description string
			Properties  map[string]struct {
				Properties map[string]any
			}
		}
	}
	if err = json.Unmarshal(b, &schema); err != nil {
		t.Fatal(err)
	}
	for name := range configKeys() {
		if schema.Properties[name].Description == "" {
			t.Errorf("key %q is not described", name)
		}
	}
	count := 0
	for _, rule := range rules {
		if rule.Settings == nil {
			continue
		}
		count++
		for name, setting := range rule.Settings.Properties {
			if schema.Properties["settings"].Properties[rule.ID].Properties[name] == nil {
				t.Errorf("setting %q of rule %s is not there", name, rule.ID)
			}
			if setting.Description == "" {
				t.Errorf("setting %q of rule %s says nothing of itself", name, rule.ID)
			}
		}
	}
	if count == 0 {
		t.Error("got no rule with settings, want some")
	}
}

// A setting's default must be something that a user might have written.
func TestDefaultsSuitTheirTypes(t *testing.T) {
	e, err := engine.New(engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range e.Rules() {
		if rule.Settings != nil {
			checkDefaults(t, rule.ID, rule.Settings)
		}
	}
}

func checkDefaults(t *testing.T, at string, s *finding.Setting) {
	t.Helper()
	suits := true
	switch s.Type {
	case finding.IntegerSetting:
		n, number := s.Default.(float64)
		suits = number && n == float64(int(n))
	case finding.ArraySetting:
		_, suits = s.Default.([]any)
		checkDefaults(t, at+".items", s.Items)
	case finding.StringSetting:
		_, suits = s.Default.(string)
	case finding.BooleanSetting:
		_, suits = s.Default.(bool)
	}
	if s.Default != nil && !suits {
		t.Errorf("%s: got default %v, want one of type %s", at, s.Default, s.Type)
	}
	for name, inner := range s.Properties {
		checkDefaults(t, at+"."+name, inner)
	}
}
