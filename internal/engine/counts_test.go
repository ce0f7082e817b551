package engine_test

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"

	"github.com/iamlint/iamlint/internal/policy"
)

// enough is how many examples of either kind a rule has at least.
const enough = 5

// The names of Rego tests say what they show, in these words.
var (
	showsFinding = regexp.MustCompile(`^test_(fires|messages?|reports|speaks|names|says)(_|$)`)
	showsNothing = regexp.MustCompile(`^test_(is_silent|leaves)(_|$)|_(is|are)_silent$`)
)

// tally is how often a rule is shown to find something, and to find nothing.
type tally struct{ finds, passes int }

// TestEveryRuleHasExamplesEnough counts. A rule finds something in each line of its bad examples that asks for it, in
// each bad example in JSON, and in each case of a Rego test that is named so. It finds nothing in each case of a Rego test
// that is named so, and in each thing of its good examples: see things.
func TestEveryRuleHasExamplesEnough(t *testing.T) {
	if testing.Short() {
		t.Skip("only a part of the examples is read")
	}
	counts := regoCounts(t)
	for _, x := range examples(t) {
		c := counts[x.rule]
		switch {
		case !x.bad():
			c.passes += things(x.read(t, x.content))
		case x.yaml():
			c.finds += len(wanted(x))
		default:
			c.finds++
		}
		counts[x.rule] = c
	}
	for _, rule := range slices.Sorted(maps.Keys(counts)) {
		if c := counts[rule]; c.finds < enough || c.passes < enough {
			t.Errorf("rule %s: got %d examples of what it finds and %d of what it passes, want %d of each", rule, c.finds, c.passes, enough)
		}
	}
}

// things counts what a rule could speak of: statements, and whatever has none: resources, parameters, records of an account,
// managed policies that are attached, other targets. Of trust policies it counts the statements only where there are no
// other ones, for a role has one anyway.
func things(m *policy.Model) int {
	having := map[string]bool{}
	var trust, others int
	for _, s := range m.Having.Statements {
		having[s.Target.Name] = true
		if s.Document.Kind == policy.Trust {
			trust++
		} else {
			others++
		}
	}
	if others == 0 {
		others = trust
	}
	for _, target := range m.Targets {
		if others += len(target.Managed); !having[target.Name] {
			others++
		}
	}
	return others + len(m.Resources) + len(m.Parameters) + len(m.Records)
}

// regoCounts counts the cases of the rules' Rego tests, by rule. Each test is a value of its package: true, or an object
// with a key for each case.
func regoCounts(t *testing.T) map[string]tally {
	t.Helper()
	source := os.DirFS(path.Join("..", "..", "rules"))
	modules := []func(*rego.Rego){rego.Query("data.iamlint.rules")}
	err := fs.WalkDir(source, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".rego" {
			return err
		}
		b, err := fs.ReadFile(source, name)
		if err != nil {
			return err
		}
		module, err := ast.ParseModule(name, string(b))
		if err == nil {
			modules = append(modules, rego.ParsedModule(module))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	results, err := rego.New(append(modules, rego.Input(map[string]any{}))...).Eval(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]tally{}
	packages, _ := results[0].Expressions[0].Value.(map[string]any)
	for name, members := range packages {
		rule, ok := strings.CutSuffix(name, "_test")
		if !ok {
			continue
		}
		tests, _ := members.(map[string]any)
		var c tally
		for test, result := range tests {
			cases, _ := result.(map[string]any)
			switch n := max(len(cases), 1); {
			case showsFinding.MatchString(test):
				c.finds += n
			case showsNothing.MatchString(test):
				c.passes += n
			}
		}
		counts[strings.ReplaceAll(rule, "_", "-")] = c
	}
	return counts
}
