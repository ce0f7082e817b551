package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/engine"
	"github.com/iamlint/iamlint/internal/finding"
)

// everyRule stands for all rules where rules are turned on and off.
const everyRule = "all"

// mention is the name of a rule or a category, and where it is mentioned.
type mention struct {
	name string
	from string // a flag, or a place in the configuration
}

// layer is what one source, the flags or the configuration, turns on and off.
type layer struct {
	enable, disable []mention
	configured      []mention // rules of which something is set, which turns them on
}

func flagLayer(enable, disable []string) layer {
	return layer{enable: mentions(enable, "--enable"), disable: mentions(disable, "--disable")}
}

func mentions(names []string, from string) []mention {
	var all []mention
	for _, name := range names {
		all = append(all, mention{name: strings.TrimSpace(name), from: from})
	}
	return all
}

// decide tells whether the layer turns a rule on or off, if it speaks of it: by id before by category before
// by all, and off before on.
func (l layer) decide(rule finding.Rule) (on, decided bool) {
	for _, name := range []string{rule.ID, rule.Category, everyRule} {
		named := func(m mention) bool { return m.name == name }
		if slices.ContainsFunc(l.disable, named) {
			return false, true
		}
		if slices.ContainsFunc(l.enable, named) || slices.ContainsFunc(l.configured, named) {
			return true, true
		}
	}
	return false, false
}

// named tells where the layer turns a rule on by its id.
func (l layer) named(id string) (from string, named bool) {
	i := slices.IndexFunc(l.enable, func(m mention) bool { return m.name == id })
	if i < 0 {
		return "", false
	}
	return l.enable[i].from, true
}

// rulePick says which rules are applied.
type rulePick struct {
	sources []fs.FS // of a user's own rules
	layers  []layer // the first that speaks of a rule decides

	settings []ruleSettings
	regraded []regrading
	trusted  []string // accounts
}

func (p rulePick) enabled(rule finding.Rule) bool {
	if p.lacking(rule) {
		return false
	}
	for _, l := range p.layers {
		if on, decided := l.decide(rule); decided {
			return on
		}
	}
	return !rule.OptIn
}

// names tells whether rules are named at all, so that their names must be looked at.
func (p rulePick) names() bool {
	return len(p.regraded) > 0 || slices.ContainsFunc(p.layers, func(l layer) bool { return len(l.enable)+len(l.disable)+len(l.configured) > 0 })
}

// engine compiles the rules picked. A name that no rule and no category has is an error.
func (p rulePick) engine() (*engine.Engine, error) {
	e, err := engine.New(engine.Options{Custom: p.sources, Enabled: p.enabled, Settings: p.settingsOf})
	if err != nil {
		return nil, err
	}
	return e, errors.Join(p.check(e.Rules()), p.checkSettings(e.Rules()), p.checkRegradings(e.Rules()))
}

func (p rulePick) check(rules []finding.Rule) error {
	names := ruleNames(rules)
	for _, l := range p.layers {
		for _, m := range slices.Concat(l.enable, l.disable) {
			if !slices.Contains(names, m.name) {
				return fmt.Errorf("%s: unknown rule or category %q%s", m.from, m.name, suggest(m.name, names, rulesHint))
			}
		}
	}
	return nil
}

// ruleNames are the words that stand for rules where they are turned on and off.
func ruleNames(rules []finding.Rule) []string {
	return slices.Concat([]string{everyRule}, engine.Categories(), idsOf(rules))
}

// ruleSources are the folders of a user's own rules.
func ruleSources(folders []string) ([]fs.FS, error) {
	var sources []fs.FS
	for _, folder := range folders {
		if strings.HasPrefix(filepath.VolumeName(folder), `\\`) {
			return nil, fmt.Errorf("--rules: %q is on another machine (copy the rules here)", folder)
		}
		info, err := os.Stat(folder)
		if err != nil {
			return nil, fmt.Errorf("--rules: %q: %s", folder, reason(err))
		}
		if !info.IsDir() {
			return nil, fmt.Errorf("--rules: %q is not a folder", folder)
		}
		sources = append(sources, os.DirFS(folder))
	}
	return sources, nil
}
