package cli

import (
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/finding"
)

func TestSeveritiesOfRulesAreRefused(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"in-a-list", "severities: [low]\n", "c.yaml:1:13: not a map of rules"},
		{"that-are-none", "severities:\n  admin-access: lwo\n", `c.yaml:2:17: unknown severity "lwo" (did you mean "low"?)`},
		{"that-are-never", "severities:\n  admin-access: none\n", `c.yaml:2:17: unknown severity "none" (have ["info" "low" "medium" "high" "critical"])`},
		{"of-no-rule", "severities:\n  admin-acess: low\n", `c.yaml:2:3: unknown rule "admin-acess" (did you mean "admin-access"?)`},
		{"of-a-category", "severities: {trust: low}\n", `c.yaml:1:14: unknown rule "trust" (iamlint rules lists what there is)`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := parseConfig("c.yaml", "/repo", []byte(tt.text))
			if err == nil {
				_, err = (rulePick{regraded: c.regraded}).engine()
			}
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got error %v, want %s", err, tt.want)
			}
		})
	}
}

func TestFindingsAndRulesHaveTheSeverityThatIsSet(t *testing.T) {
	j := &judge{severities: map[string]finding.Severity{"a": finding.Low}}
	shared := []finding.Rule{{ID: "a", Severity: finding.Critical}, {ID: "b", Severity: finding.High}}
	r := finding.Report{Rules: shared, Findings: []finding.Finding{
		{Rule: "a", Severity: finding.Critical}, {Rule: "b", Severity: finding.High},
	}}
	j.grade(&r)
	for i, want := range []finding.Severity{finding.Low, finding.High} {
		if r.Findings[i].Severity != want || r.Rules[i].Severity != want {
			t.Errorf("%s: got a finding that is %s and a rule that is %s, want %s", r.Rules[i].ID, r.Findings[i].Severity, r.Rules[i].Severity, want)
		}
	}
	if shared[0].Severity != finding.Critical {
		t.Error("the engine's own rule is changed, want a copy")
	}
}
