package engine_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/engine"
	"github.com/iamlint/iamlint/internal/finding"
)

// analyzerCheck is a check of Access Analyzer's policy validation: the rules that speak of the same, with a policy
// on which every one of them does, or the reason why there is none.
type analyzerCheck struct {
	Check, Type string
	Kind        string // of the policy; "template" for a whole template
	Rules       []string
	Reason      string
	Policy      json.RawMessage
}

// long stands for a text that is too long to be written out.
var long = regexp.MustCompile(`<(\d+) characters>`)

func analyzerChecks(t *testing.T) []analyzerCheck {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", "access-analyzer.json"))
	if err != nil {
		t.Fatal(err)
	}
	var checks []analyzerCheck
	if err = json.Unmarshal(content, &checks); err != nil {
		t.Fatal(err)
	}
	return checks
}

// TestAccessAnalyzer holds docs/access-analyzer.md to what the rules really find.
func TestAccessAnalyzer(t *testing.T) {
	checks := analyzerChecks(t)
	if len(checks) != 138 {
		t.Fatalf("got %d checks, want the 138 that Access Analyzer has", len(checks))
	}
	all := newEngine(t, false)
	seen := map[string]bool{}
	covered := 0
	for _, c := range checks {
		if seen[c.Check] {
			t.Errorf("%s is listed twice", c.Check)
		}
		seen[c.Check] = true
		if len(c.Rules) > 0 {
			covered++
		}
		t.Run(c.Check, func(t *testing.T) {
			if (len(c.Rules) == 0) == (c.Reason == "") {
				t.Fatalf("got rules %q and reason %q, want one of them", c.Rules, c.Reason)
			}
			fired := c.fired(t, all)
			for _, rule := range c.Rules {
				if !fired[rule] {
					t.Errorf("rule %s says nothing of the policy, though it is said to speak of it", rule)
				}
			}
		})
	}
	if covered < 110 {
		t.Errorf("got %d checks with a rule, want 110 at least", covered)
	}
}

// fired are the rules that speak of the check's policy.
func (c analyzerCheck) fired(t *testing.T, with *engine.Engine) map[string]bool {
	t.Helper()
	fired := map[string]bool{}
	if len(c.Rules) == 0 {
		return fired
	}
	text := long.ReplaceAllStringFunc(string(c.Policy), func(found string) string {
		n, err := strconv.Atoi(long.FindStringSubmatch(found)[1])
		if err != nil {
			t.Fatal(err)
		}
		return strings.Repeat("x", n)
	})
	x := example{name: c.Check + ".json"}
	if c.Kind != "template" {
		x.content = "# policy-type: " + c.Kind + "\n"
	}
	for _, f := range x.lint(t, with, text) {
		fired[f.Rule] = true
	}
	return fired
}

func TestAccessAnalyzerPageIsCurrent(t *testing.T) {
	want := analyzerPage(analyzerChecks(t), newEngine(t, false).Rules())
	path := filepath.Join("..", "..", "docs", "access-analyzer.md")
	if flag.Lookup("update").Value.String() == "true" { // which the tests inside of the package define
		if err := os.WriteFile(path, want, 0o644); err != nil {
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

func analyzerPage(checks []analyzerCheck, rules []finding.Rule) []byte {
	covered := 0
	var table strings.Builder
	for _, c := range checks {
		said := "none: " + c.Reason
		if len(c.Rules) > 0 {
			covered++
			var links []string
			for _, id := range c.Rules {
				link := id
				if slices.ContainsFunc(rules, func(r finding.Rule) bool { return r.ID == id }) {
					link = fmt.Sprintf("[%s](rules/%s.md)", id, id)
				}
				links = append(links, link)
			}
			said = strings.Join(links, ", ")
		}
		fmt.Fprintf(&table, "| %s | %s | %s |\n", c.Check, c.Type, said)
	}
	return fmt.Appendf(nil, `# What Access Analyzer checks

IAM Access Analyzer validates policies by %d checks, which are
[described](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html) in the IAM user
guide. Of %d of them a rule speaks, and a test shows it to: for each check it has a policy on which all of the rules
named here find something.

| check | type | rules |
|---|---|---|
%s`, len(checks), covered, table.String())
}
