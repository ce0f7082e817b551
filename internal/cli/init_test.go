package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func initialConfig(t *testing.T) string {
	t.Helper()
	rules, err := knownRules(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(configText(rules))
}

func TestInitialConfigHasEveryKeyAndEverySetting(t *testing.T) {
	text := uncommented(initialConfig(t))
	rules, err := knownRules(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name := range configKeys() {
		if !strings.Contains(text, "\n"+name+":") {
			t.Errorf("key %q is not there", name)
		}
	}
	for _, rule := range rules {
		if rule.Settings == nil {
			continue
		}
		_, after, there := strings.Cut(text, "\n  "+rule.ID+":\n")
		if !there {
			t.Errorf("rule %q is not there", rule.ID)
		}
		for name := range rule.Settings.Properties {
			if !strings.Contains(after, "\n    "+name+": ") {
				t.Errorf("setting %q of rule %s is not there", name, rule.ID)
			}
		}
	}
}

// uncommented is a configuration with its settings in force: the paragraph that begins with two of #.
func uncommented(text string) string {
	before, rest, _ := strings.Cut(text, "\n##")
	settings, after, _ := strings.Cut(rest, "\n\n")
	return before + "\n#" + strings.ReplaceAll(settings, "\n#", "\n") + "\n\n" + after
}

func TestInitialConfigChangesNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "c.yaml")
	if err := os.WriteFile(file, []byte(initialConfig(t)), 0o644); err != nil {
		t.Fatal(err)
	}
	templates := filepath.Join("..", "..", "testdata", "templates")
	for _, format := range []string{"json", "sarif"} {
		code, want := run(t, "check", "--no-config", "--format", format, templates)
		again, got := run(t, "check", "--config", file, "--format", format, templates)
		if code != 1 || again != code {
			t.Errorf("%s: got exit code %d without and %d with it, want 1 both times", format, code, again)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-without +with):\n%s", format, diff)
		}
	}
}

// run is what the program prints, and its exit code.
func run(t *testing.T, args ...string) (code int, printed string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = Main(t.Context(), args, nil, &stdout, &stderr)
	if stderr.Len() > 0 {
		t.Errorf("%q on standard error: %s", args, stderr.String())
	}
	return code, stdout.String()
}

// What is set of rules turns those on that are off until enabled, and is else what holds without it.
func TestInitialSettingsAreTheDefaults(t *testing.T) {
	plain := applied(t, rulePick{})
	pick := configured(t, uncommented(initialConfig(t)))
	if len(pick.settings) == 0 {
		t.Fatal("got no settings, want those of all rules that have some")
	}
	e, err := pick.engine()
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range e.Applied() {
		if !plain[rule.ID] && rule.Settings == nil {
			t.Errorf("rule %s is applied, want it off", rule.ID)
		}
	}
	if len(e.Applied()) <= len(plain) {
		t.Errorf("got %d rules applied, want more than %d", len(e.Applied()), len(plain))
	}
}
