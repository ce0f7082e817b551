package engine_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/engine"
	"github.com/iamlint/iamlint/internal/escalation"
	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/parse/cfn"
	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

// example is a bad or a good example of a rule.
type example struct {
	rule    string // its id
	name    string // category/rule_name/bad.yaml
	content string
}

func (e example) bad() bool  { return strings.HasPrefix(filepath.Base(e.name), "bad") }
func (e example) yaml() bool { return filepath.Ext(e.name) == ".yaml" }

// day is when an example is looked at: with a first line "# catalogue: stale", one on which the catalogue is stale.
func (e example) day(t *testing.T) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, catalog.Date())
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(e.content, "# catalogue: stale\n") {
		return day.AddDate(1, 0, 0)
	}
	return day
}

func examples(t *testing.T) []example {
	t.Helper()
	root := filepath.Join("..", "..", "rules")
	paths, err := filepath.Glob(filepath.Join(root, "*", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	var all []example
	n := 0
	for _, path := range paths {
		if ext := filepath.Ext(path); ext != ".yaml" && ext != ".json" {
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			t.Fatal(err)
		}
		id := strings.ReplaceAll(filepath.Base(filepath.Dir(path)), "_", "-")
		// The race detector makes all this ten times slower, and a tenth of it finds what there is to find for it.
		if n++; n%10 == 0 || !testing.Short() {
			all = append(all, example{rule: id, name: filepath.ToSlash(name), content: string(content)})
		}
	}
	if len(all) == 0 {
		t.Fatal("got no examples, want some")
	}
	return all
}

func newEngine(t *testing.T, full bool) *engine.Engine {
	t.Helper()
	return example{}.engine(t, engine.Options{Full: full, Enabled: func(finding.Rule) bool { return true }})
}

// engine has the settings that the example shows.
func (e example) engine(t *testing.T, options engine.Options) *engine.Engine {
	t.Helper()
	options.Settings = e.settings
	with, err := engine.New(options)
	if err != nil {
		t.Fatal(err)
	}
	return with
}

// settings are those that the example shows of its own rule.
func (e example) settings(rule finding.Rule) (map[string]any, error) {
	if rule.ID != e.rule {
		return nil, nil
	}
	shown, err := engine.ExampleSettings(rule, e.content)
	if shown == nil || err != nil {
		return nil, err
	}
	return engine.ReadSettings(rule, shown, nil)
}

// suited is an engine with every rule for an example: a given one, unless the example shows settings.
func (e example) suited(t *testing.T, with *engine.Engine, full bool) *engine.Engine {
	t.Helper()
	if !strings.Contains(e.content, "# settings:\n") {
		return with
	}
	return e.engine(t, engine.Options{Full: full, Enabled: func(finding.Rule) bool { return true }})
}

var policyType = regexp.MustCompile(`^# policy-type: (\S+)\n`)

// read takes an example, or its twin in JSON, the way that a run takes it, up to the rules.
func (e example) read(t *testing.T, content string) *policy.Model {
	t.Helper()
	root, err := node.Parse(e.name, []byte(content))
	if err != nil {
		t.Fatal(err)
	}
	var model *policy.Model
	var notices []finding.Notice
	var managed parse.Managed
	switch {
	case cfn.IsTemplate(root):
		model, notices = cfn.Parse(e.name, root, nil)
	case live.IsDetails(root):
		model, notices = live.Details([]*node.Node{root}, &managed)
	default:
		model, notices = parse.Policy(e.name, root, e.kind())
	}
	for _, notice := range notices {
		if notice.Failure {
			t.Fatalf("got notice %v, want an example that can be read", notice)
		}
	}
	if err = managed.Attach(model); err != nil {
		t.Fatal(err)
	}
	if body := live.TemplateIn(root); body != nil { // of the stack that made something in the account
		template, _ := cfn.Parse(e.name, body, nil)
		if err = managed.Attach(template); err != nil {
			t.Fatal(err)
		}
		live.Compare(model, []*policy.Model{template})
	}
	expander, err := expand.New(rules.FS, e.day(t))
	if err != nil {
		t.Fatal(err)
	}
	expander.Model(model)
	finder, err := escalation.New(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	finder.Model(model)
	return model
}

func (e example) lint(t *testing.T, with *engine.Engine, content string) []finding.Finding {
	t.Helper()
	findings, err := with.Evaluate(t.Context(), e.read(t, content))
	if err != nil {
		t.Fatal(err)
	}
	return findings
}

func (e example) kind() policy.DocumentKind {
	if match := policyType.FindStringSubmatch(e.content); match != nil {
		return policy.DocumentKind(match[1])
	}
	return ""
}

// TestRulesFireOnTheirBadExamplesOnly checks each finding's line against the lines that ask for one. Each rule is
// alone, because of several that speak of an attached policy only the gravest is heard.
func TestRulesFireOnTheirBadExamplesOnly(t *testing.T) {
	for _, x := range examples(t) {
		t.Run(x.name, func(t *testing.T) {
			e := x.engine(t, engine.Options{Enabled: func(r finding.Rule) bool { return r.ID == x.rule }})
			got := map[int]string{}
			for _, f := range x.lint(t, e, x.content) {
				if f.Rule == x.rule {
					got[f.At.Region.Start.Line] = f.Message
				}
			}
			want := wanted(x)
			if x.bad() && len(got) == 0 {
				t.Error("got no finding, want some in a bad example")
			}
			if x.bad() && !x.yaml() {
				return // JSON has no comments to say where
			}
			for _, line := range slices.Sorted(maps.Keys(got)) {
				if !want[line] {
					t.Errorf("line %d: got %q, want no finding", line, got[line])
				}
			}
			for _, line := range slices.Sorted(maps.Keys(want)) {
				if got[line] == "" {
					t.Errorf("line %d: got no finding, want one", line)
				}
			}
		})
	}
}

var want = regexp.MustCompile(`#\s*want(\s+[a-z0-9-]+)?\s*$`)

// wanted holds the lines that end in "# want" or in "# want" and the rule's id.
func wanted(x example) map[int]bool {
	lines := map[int]bool{}
	for i, text := range strings.Split(x.content, "\n") {
		match := want.FindStringSubmatch(text)
		if match != nil && (match[1] == "" || strings.TrimSpace(match[1]) == x.rule) {
			lines[i+1] = true
		}
	}
	return lines
}

// TestJSONGivesTheFindingsOfYAML lints each YAML example once more as JSON: with every rule, apart from places.
func TestJSONGivesTheFindingsOfYAML(t *testing.T) {
	e := newEngine(t, false)
	for _, x := range examples(t) {
		if !x.yaml() {
			continue
		}
		t.Run(x.name, func(t *testing.T) {
			root, err := node.Parse(x.name, []byte(x.content))
			if err != nil {
				t.Fatal(err)
			}
			with := x.suited(t, e, false)
			fromYAML := facts(x.lint(t, with, x.content))
			fromJSON := facts(x.lint(t, with, twin(t, root, "")))
			if diff := cmp.Diff(fromYAML, fromJSON); diff != "" {
				t.Errorf("findings (-YAML +JSON):\n%s", diff)
			}
		})
	}
}

// facts is what findings say without their places.
func facts(findings []finding.Finding) []string {
	var said []string
	for _, f := range findings {
		said = append(said, fmt.Sprintf("%s %s: %s", f.Rule, f.Target, f.Message))
	}
	slices.Sort(said)
	return slices.Compact(said)
}

// twin writes a tree as JSON, one scalar a line.
func twin(t *testing.T, n *node.Node, indent string) string {
	t.Helper()
	var parts []string
	brackets := "{}"
	switch n.Kind {
	case node.Map:
		for _, f := range n.Fields {
			parts = append(parts, quote(t, f.Key.Text)+": "+twin(t, f.Value, indent+" "))
		}
	case node.List:
		brackets = "[]"
		for _, item := range n.Items {
			parts = append(parts, twin(t, item, indent+" "))
		}
	case node.Null:
		return "null"
	case node.Bool:
		return strings.ToLower(n.Text)
	default:
		if n.Kind == node.Number && json.Valid([]byte(n.Text)) {
			return n.Text
		}
		return quote(t, n.Text)
	}
	if len(parts) == 0 {
		return brackets
	}
	inner := "\n " + indent
	return brackets[:1] + inner + strings.Join(parts, ","+inner) + "\n" + indent + brackets[1:]
}

func quote(t *testing.T, text string) string {
	t.Helper()
	b, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestSkippingChecksChangesNoFinding compares what a run does, with a new engine that compiles just what an example
// asks for, with what an engine that compiles and checks everything does: OPA may change what a stage is for. An
// engine that remembers what it judged in the examples before finds the same.
func TestSkippingChecksChangesNoFinding(t *testing.T) {
	full, old := newEngine(t, true), newEngine(t, false)
	fired := map[string]bool{}
	for _, x := range examples(t) {
		got := x.lint(t, x.suited(t, newEngine(t, false), false), x.content)
		if diff := cmp.Diff(x.lint(t, x.suited(t, full, true), x.content), got); diff != "" {
			t.Errorf("%s: findings (-full +fast):\n%s", x.name, diff)
		}
		if diff := cmp.Diff(got, x.lint(t, x.suited(t, old, false), x.content)); diff != "" {
			t.Errorf("%s: findings (-new engine +engine that has judged others):\n%s", x.name, diff)
		}
		for _, f := range got {
			fired[f.Rule] = true
		}
	}
	for _, rule := range full.Rules() {
		if !fired[rule.ID] && !testing.Short() {
			t.Errorf("rule %s fired on no example at all", rule.ID)
		}
	}
}
