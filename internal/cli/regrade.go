package cli

import (
	"fmt"
	"slices"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
)

// regrading is a severity that the configuration gives to a rule in place of its own.
type regrading struct {
	rule     mention
	severity finding.Severity
}

func readRegradings(c *config, n *node.Node) error {
	if n.Kind != node.Map {
		return wrong(n, "not a map of rules")
	}
	for _, field := range n.Fields {
		var name string
		if err := readSeverity(&name, field.Value); err != nil {
			return err
		}
		severity, err := parseSeverity(name)
		if err != nil {
			return err
		}
		c.regraded = append(c.regraded, regrading{mention{field.Key.Text, field.Key.At.Place()}, severity})
	}
	return nil
}

func regradingSchema(rules []finding.Rule) object {
	properties := object{}
	for _, rule := range rules {
		properties[rule.ID] = object{"enum": severityNames(), "description": fmt.Sprintf("In place of %s.", rule.Severity)}
	}
	return object{"type": "object", "properties": properties, "additionalProperties": object{"enum": severityNames()}}
}

// checkRegradings refuses severities of what is no rule.
func (p rulePick) checkRegradings(rules []finding.Rule) error {
	for _, r := range p.regraded {
		if _, err := ruleAmong(rules, r.rule.name); err != nil {
			return fmt.Errorf("%s: %w", r.rule.from, err)
		}
	}
	return nil
}

// grade gives findings and rules the severities that the configuration says. It comes after all else that goes
// by severities, such as which of two rules speaks.
func (j *judge) grade(r *finding.Report) {
	if len(j.severities) == 0 {
		return
	}
	for i, f := range r.Findings {
		if severity, told := j.severities[f.Rule]; told {
			r.Findings[i].Severity = severity
		}
	}
	r.Rules = slices.Clone(r.Rules)
	for i, rule := range r.Rules {
		if severity, told := j.severities[rule.ID]; told {
			r.Rules[i].Severity = severity
		}
	}
}
