package cli

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseConfig(t *testing.T) {
	const text = `# ours
disable: [inline-policy, hygiene]
enable:
  - trust
fail-on: none
severity: low
exclude:
  - "vendor/"
  - "*.generated.yaml"
trusted-accounts: [111122223333, "012345678901"]
settings:
  role-session-too-long: {hours: 8}
`
	got, err := parseConfig(".iamlint.yaml", "/repo", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := config{
		text: "/repo\n" + text,
		layer: layer{
			disable: []mention{{"inline-policy", ".iamlint.yaml:2:11"}, {"hygiene", ".iamlint.yaml:2:26"}},
			enable:  []mention{{"trust", ".iamlint.yaml:4:5"}},

			configured: []mention{{"role-session-too-long", ".iamlint.yaml:12:3"}},
		},
		failOn:   "none",
		severity: "low",
		exclude: &ignoreList{base: "/repo", patterns: []ignorePattern{
			{glob: "vendor", folder: true}, {glob: "*.generated.yaml"},
		}},
		settings: []ruleSettings{{rule: mention{"role-session-too-long", ".iamlint.yaml:12:3"}}},
		trusted:  []string{"111122223333", "012345678901"},
	}
	if len(got.settings) != 1 || got.settings[0].value.Get("hours") == nil {
		t.Fatalf("got settings %v, want the hours of one rule", got.settings)
	}
	got.settings[0].value = nil
	opts := cmp.AllowUnexported(config{}, layer{}, mention{}, ruleSettings{}, ignoreList{}, ignorePattern{})
	if diff := cmp.Diff(want, got, opts); diff != "" {
		t.Errorf("configuration (-want +got):\n%s", diff)
	}
}

func TestParseConfigOfNothing(t *testing.T) {
	for _, text := range []string{"", "\n", "# nothing yet\n", "{}"} {
		if _, err := parseConfig(".iamlint.yaml", "/repo", []byte(text)); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestParseConfigRefuses(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"unknown-keys", "enable: []\ndisabel: []\n", `c.yaml:2:1: unknown key "disabel" (did you mean "disable"?)`},
		{"keys-like-no-other", "x: 1\n", `c.yaml:1:1: unknown key "x" (have ["disable" "enable" "exclude" "fail-on" "ignore" "settings" "severities" "severity" "trusted-accounts"])`},
		{"what-is-no-map", "- a\n", "c.yaml:1:1: configuration is not a map of keys"},
		{"what-is-no-list", "disable: all\n", "c.yaml:1:10: not a list"},
		{"what-is-no-string", "disable:\n  - {a: b}\n", "c.yaml:2:5: not a string"},
		{"unknown-severities", "severity: hihg\n", `c.yaml:1:11: unknown severity "hihg" (did you mean "high"?)`},
		{"a-severity-of-none", "severity: none\n", `c.yaml:1:11: unknown severity "none" (have ["info" "low" "medium" "high" "critical"])`},
		{"settings-in-a-list", "settings: [a]\n", "c.yaml:1:11: not a map of rules"},
		{"accounts-that-are-none", "trusted-accounts:\n  - 111122223333\n  - 42\n", `c.yaml:3:5: "42" is no account id: want twelve digits`},
		{"one-account", "trusted-accounts: 111122223333\n", "c.yaml:1:19: not a list"},
		{"a-list-of-severities", "fail-on: [high]\n", "c.yaml:1:10: not a severity"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := parseConfig("c.yaml", "/repo", []byte(tt.text))
			if err == nil || err.Error() != tt.want {
				t.Errorf("got error %v, want %s", err, tt.want)
			}
		})
	}
}

func TestFindConfig(t *testing.T) {
	files := map[string]string{
		"repo/.git/HEAD":         "",
		"repo/.iamlint.yaml":     "fail-on: low",
		"repo/a/b/x":             "",
		"repo/c/.iamlint.yaml":   "fail-on: info",
		"plain/.iamlint.yaml":    "fail-on: medium",
		"plain/d/x":              "",
		"repo/inner/.git/HEAD":   "",
		"repo/inner/e/.gitkeep":  "",
		"repo/inner/.iamlintrc":  "",
		"repo/c/f/g/placeholder": "",
	}
	root := tree(t, files)
	for cwd, want := range map[string]string{
		"repo":         "low",
		"repo/a/b":     "low",
		"repo/c":       "info",
		"repo/c/f/g":   "info",
		"repo/inner/e": "", // a repository of its own
		"plain":        "medium",
		"plain/d":      "", // not in a repository
	} {
		got, err := findConfig(filepath.Join(root, cwd))
		if err != nil {
			t.Fatal(err)
		}
		if got.failOn != want {
			t.Errorf("%s: got fail-on %q, want %q", cwd, got.failOn, want)
		}
	}
}
