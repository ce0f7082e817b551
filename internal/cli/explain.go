package cli

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/engine"
	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse/cfn"
	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/report"
)

func (a *app) explainCommand() *cobra.Command {
	var folders []string
	cmd := &cobra.Command{
		Use:     "explain RULE",
		Short:   "Tell what a rule is about: why, an example, what to do",
		Example: "  iamlint explain wildcard-action",
		Args:    takesOne("rule", "iamlint explain wildcard-action"),
		RunE: func(cmd *cobra.Command, args []string) error {
			rule, err := findRule(args[0], folders)
			if err != nil {
				return err
			}
			page, err := explain(cmd.Context(), rule, folders)
			if err != nil {
				return err
			}
			_, err = a.stdout.Write(page)
			return err
		},
	}
	cmd.Flags().StringArrayVar(&folders, "rules", nil, "also know your own rules in this `DIR`")
	return cmd
}

func findRule(id string, folders []string) (finding.Rule, error) {
	rules, err := knownRules(folders)
	if err != nil {
		return finding.Rule{}, err
	}
	return ruleAmong(rules, id)
}

// ruleAmong is the rule of that id.
func ruleAmong(rules []finding.Rule, id string) (finding.Rule, error) {
	i := slices.IndexFunc(rules, func(r finding.Rule) bool { return r.ID == id })
	if i < 0 {
		return finding.Rule{}, fmt.Errorf("unknown rule %q%s", id, suggest(id, idsOf(rules), rulesHint))
	}
	return rules[i], nil
}

func idsOf(rules []finding.Rule) []string {
	ids := make([]string, len(rules))
	for i, rule := range rules {
		ids[i] = rule.ID
	}
	return ids
}

// explain is the page of a rule.
func explain(ctx context.Context, rule finding.Rule, folders []string) ([]byte, error) {
	rule.Bad = finding.Shown(strings.ReplaceAll(rule.Bad.Text(), " # want", "")) // which speaks to the rule's tests
	output, err := showBad(ctx, rule, folders)
	if err != nil {
		return nil, fmt.Errorf("judge the example of %s: %w", rule.ID, err)
	}
	return rulePage(rule, output), nil
}

// showBad is what check says of a rule's bad example when it applies this rule only; "" without an example.
func showBad(ctx context.Context, rule finding.Rule, folders []string) (string, error) {
	bad := rule.Bad.Text()
	if bad == "" {
		return "", nil
	}
	sources, err := ruleSources(folders)
	if err != nil {
		return "", err
	}
	only := layer{enable: []mention{{name: rule.ID}}, disable: []mention{{name: everyRule}}}
	pick := rulePick{sources: sources, layers: []layer{only}}
	if pick.settings, err = exampleSettings(rule); err != nil {
		return "", err
	}
	j, err := newJudge(pick, exampleDay(bad))
	if err != nil {
		return "", err
	}
	r, err := collect(nil, judgeExample(ctx, j, bad))
	if err != nil {
		return "", err
	}
	r.Notices = slices.DeleteFunc(r.Notices, func(n finding.Notice) bool { return !n.Failure })
	var b bytes.Buffer
	err = report.Write(&b, "text", r, report.Options{})
	return b.String(), err
}

// judgeExample judges an example, which may be an account.
func judgeExample(ctx context.Context, j *judge, text string) []outcome {
	const artifact = "bad.yaml"
	all := []outcome{{artifact: artifact, content: []byte(text)}}
	x := examiner{judge: func() (*judge, error) { return j, nil }}
	if root, err := node.Parse(artifact, []byte(text)); err == nil && !cfn.IsTemplate(root) && live.IsDetails(root) {
		all[0].waits = root
		x.account(ctx, j, all, nil)
		return all
	}
	x.kind = exampleKind(text)
	x.judgeContent(ctx, &all[0])
	return all
}

// exampleSettings are the settings with which a rule's bad example is judged, which it shows in comments.
func exampleSettings(rule finding.Rule) ([]ruleSettings, error) {
	shown, err := engine.ExampleSettings(rule, rule.Bad.Text())
	if shown == nil || err != nil {
		return nil, err
	}
	return []ruleSettings{{rule: mention{name: rule.ID}, value: shown}}, nil
}

// exampleDay is a day on which an example is looked at: that of the catalogue or, if the example says so in its
// first line, one on which the catalogue is stale. So it does not matter when a page is made.
func exampleDay(text string) time.Time {
	day, err := time.Parse(time.DateOnly, catalog.Date())
	if err == nil && strings.HasPrefix(text, "# catalogue: stale\n") {
		return day.AddDate(1, 0, 0)
	}
	return day
}

// exampleKind is what an example says in its first line that it is for; "" to guess.
func exampleKind(text string) policy.DocumentKind {
	first, _, _ := strings.Cut(text, "\n")
	kind, _ := strings.CutPrefix(first, "# policy-type: ")
	if !slices.Contains(policyTypes[1:], kind) {
		return ""
	}
	return policy.DocumentKind(kind)
}
