package cli

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/iamlint/iamlint/internal/engine"
	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
)

// configKey is a key of the configuration: what it is for, what holds without it, what its value looks like in JSON
// Schema, and what to do with it. The published schema and the file that init writes are made of them.
type configKey struct {
	about    string
	standard any
	value    func(rules []finding.Rule) object
	read     func(*config, *node.Node) error
}

// object is a JSON object of a schema.
type object map[string]any

// configKeys are the keys of the configuration by name.
func configKeys() map[string]configKey {
	none := []any{}
	return map[string]configKey{
		"disable": {
			about: "Rules that are not applied: ids, categories, or all.", standard: none, value: namesSchema,
			read: func(c *config, n *node.Node) error { return readMentions(&c.layer.disable, n) },
		},
		"enable": {
			about: "Rules that are applied: ids, categories, or all.", standard: none, value: namesSchema,
			read: func(c *config, n *node.Node) error { return readMentions(&c.layer.enable, n) },
		},
		"exclude": {
			about:    "Files that are not looked at: patterns like those of .gitignore, from this file's folder.",
			standard: none,
			value:    func([]finding.Rule) object { return listOf(object{"type": "string"}) },
			read:     func(c *config, n *node.Node) error { return readPatterns(c.exclude, n) },
		},
		"fail-on": {
			about:    "The severity from which on findings fail the run.",
			standard: failFrom.String(),
			value:    func([]finding.Rule) object { return object{"enum": severityNames(never)} },
			read:     func(c *config, n *node.Node) error { return readSeverity(&c.failOn, n, never) },
		},
		"ignore": {
			about:    "Findings that are accepted: by rule, path and target, each with a reason.",
			standard: none, value: ignoredSchema, read: readIgnored,
		},
		"settings": {
			about:    "What rules go by, by their ids. Settings of a rule that is off until enabled turn it on.",
			standard: object{}, value: settingsSchema, read: readSettings,
		},
		"severity": {
			about:    "The severity from which on findings are shown.",
			standard: showFrom.String(),
			value:    func([]finding.Rule) object { return object{"enum": severityNames()} },
			read:     func(c *config, n *node.Node) error { return readSeverity(&c.severity, n) },
		},
		"severities": {
			about:    "Severities of rules, by their ids, in place of those that they have by themselves.",
			standard: object{}, value: regradingSchema, read: readRegradings,
		},
		"trusted-accounts": {
			about:    "The accounts of others that may be trusted, or of one's own: twelve digits each.",
			standard: none,
			value:    func([]finding.Rule) object { return listOf(object{"type": "string", "pattern": accountID.String()}) },
			read:     readAccounts,
		},
	}
}

func listOf(items object) object { return object{"type": "array", "items": items} }

var accountID = regexp.MustCompile(`^[0-9]{12}$`)

// ruleSettings is what the configuration sets of one rule.
type ruleSettings struct {
	rule  mention
	value *node.Node
}

// readSettings keeps what is set for when it is known which rules there are.
func readSettings(c *config, n *node.Node) error {
	if n.Kind != node.Map {
		return wrong(n, "not a map of rules")
	}
	for _, field := range n.Fields {
		named := mention{name: field.Key.Text, from: field.Key.At.Place()}
		c.settings = append(c.settings, ruleSettings{rule: named, value: field.Value})
		c.layer.configured = append(c.layer.configured, named)
	}
	return nil
}

func readAccounts(c *config, n *node.Node) error {
	if n.Kind != node.List {
		return wrong(n, "not a list")
	}
	for _, item := range n.Items {
		// YAML takes twelve digits for a number, whose text is what was written all the same.
		if item.Kind != node.String && item.Kind != node.Number || !accountID.MatchString(item.Text) {
			return wrong(item, "%q is no account id: want twelve digits", item.Text)
		}
		c.trusted = append(c.trusted, item.Text)
	}
	return nil
}

// settingsOf reads what is set of a rule, nil when nothing is.
func (p rulePick) settingsOf(rule finding.Rule) (map[string]any, error) {
	for _, set := range p.settings {
		if set.rule.name == rule.ID && rule.Settings != nil {
			return engine.ReadSettings(rule, set.value, among)
		}
	}
	return nil, nil
}

// checkSettings refuses settings of what is no rule, of rules that have none, and those that a rule does not know,
// whether it is applied or not.
func (p rulePick) checkSettings(rules []finding.Rule) error {
	for _, set := range p.settings {
		rule, err := ruleAmong(rules, set.rule.name)
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", set.rule.from, err)
		case rule.Settings == nil:
			return fmt.Errorf("%s: rule %q has no settings", set.rule.from, rule.ID)
		}
		if _, err = p.settingsOf(rule); err != nil {
			return err
		}
	}
	return nil
}

// lacking tells whether a rule can't be applied because nothing is set of what it goes by.
func (p rulePick) lacking(rule finding.Rule) bool {
	set := func(s ruleSettings) bool { return s.rule.name == rule.ID }
	return rule.NeedsSettings() && !slices.ContainsFunc(p.settings, set)
}

// unset are notices of the rules that were asked for by their very names and can't be applied.
func (p rulePick) unset(rules []finding.Rule) []finding.Notice {
	var notices []finding.Notice
	for _, rule := range rules {
		if !p.lacking(rule) {
			continue
		}
		for _, l := range p.layers {
			if from, named := l.named(rule.ID); named {
				notices = append(notices, finding.Notice{Message: fmt.Sprintf(
					"%s: rule %q is not applied: set %q under settings in %s (iamlint explain %s)", from, rule.ID, rule.Settings.Required, configName, rule.ID,
				)})
				break
			}
		}
	}
	return notices
}
