package engine

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
)

// settable is a user's rule that says what is set of it.
func settable() fs.FS {
	text := ruleText("mine", `import data.iamlint.lib

report contains lib.finding(statement.target, statement.at, sprintf("%d %v", [
	input.settings.mine.most_of_it, input.settings.mine.names,
])) if {
	some statement in input.having.every_action
}`)
	text = strings.Replace(text, "since: 0.1.0", `since: 0.1.0
#   settings:
#     type: object
#     properties:
#       most-of-it: {type: integer, default: 3}
#       names: {type: array, default: [], items: {type: string}}`, 1)
	return fstest.MapFS{"hygiene/mine/mine.rego": {Data: []byte(text)}}
}

func TestSettingsReachTheirRule(t *testing.T) {
	for text, want := range map[string]string{
		"":                               `3 []`,
		"{}":                             `3 []`,
		"{most-of-it: 7}":                `7 []`,
		"{names: [a, b], most-of-it: 0}": `0 ["a", "b"]`,
	} {
		settings := func(rule finding.Rule) (map[string]any, error) {
			if text == "" {
				return nil, nil
			}
			n, err := node.Parse("c.yaml", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			return ReadSettings(rule, n, nil)
		}
		e := mustNew(t, Options{Custom: []fs.FS{settable()}, Enabled: only("mine"), Settings: settings})
		got, err := e.Evaluate(t.Context(), admin())
		if err != nil || len(got) != 1 || got[0].Message != want {
			t.Errorf("%q: got %v and error %v, want %q", text, got, err, want)
		}
	}
}

func TestExampleSettings(t *testing.T) {
	e := mustNew(t, Options{Custom: []fs.FS{settable()}, Enabled: only("mine")})
	rule := e.Applied()[0]
	shown, err := ExampleSettings(rule, "# an example\n# settings:\n#   mine:\n#     most-of-it: 9\nResources: {}\n# more\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := shown.Get("most-of-it"); got == nil || got.Text != "9" {
		t.Errorf("got %v, want 9", got)
	}
	if none, err := ExampleSettings(rule, "Resources: {}\n"); none != nil || err != nil {
		t.Errorf("got %v and error %v, want no settings", none, err)
	}
	if _, err := ExampleSettings(rule, "# settings:\n#   other: {}\n"); err == nil {
		t.Error("got no error for settings of another rule, want one")
	}
}
