package cli

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
)

// summary is what a document allows by service and access level, as AWS's console shows it.
type summary struct {
	services  []catalog.ServiceSummary
	resources map[catalog.Service][]string // patterns, each once
	limits    []string                     // why it is not the whole truth
}

// summarize counts what the Allow statements of an identity document list. Which requests that comes to,
// conditions and Deny decide.
func summarize(artifact string, document []byte) (summary, error) {
	root, err := node.Parse(artifact, document)
	if err != nil {
		return summary{}, err
	}
	model, _ := parse.Policy(artifact, root, policy.Identity)
	s := summary{resources: map[catalog.Service][]string{}}
	allowed := map[catalog.Action]bool{}
	var conditions, denials, notActions, notResources int
	for _, statement := range model.Targets[0].Documents[0].Statements {
		if statement.Effect != "Allow" {
			denials++
			continue
		}
		conditions += min(1, len(statement.Conditions))
		notActions += min(1, len(statement.NotActions))
		notResources += min(1, len(statement.NotResources))
		touched := map[catalog.Service]bool{}
		for action := range named(statement) {
			allowed[action] = true
			touched[action.Service()] = true
		}
		for service := range touched {
			s.file(service, statement)
		}
	}
	s.services = catalog.Summarize(maps.Keys(allowed))
	for _, list := range s.resources {
		slices.Sort(list)
	}
	s.limit(conditions, "allows under a condition only", "allow under conditions only")
	s.limit(denials, "denies, which is not taken off", "deny, which is not taken off")
	s.limit(notActions, "allows all but what it names, also what AWS adds later", "allow all but what they name, also what AWS adds later")
	s.limit(notResources, "allows all resources but what it names", "allow all resources but what they name")
	return s, nil
}

func (s *summary) limit(count int, one, more string) {
	switch count {
	case 0:
	case 1:
		s.limits = append(s.limits, "1 statement "+one)
	default:
		s.limits = append(s.limits, fmt.Sprintf("%d statements %s", count, more))
	}
}

// named lists the actions that a statement allows, as far as the catalogue knows them.
func named(statement *policy.Statement) map[catalog.Action]bool {
	actions := expansion(statement.Actions)
	if len(statement.NotActions) == 0 {
		return actions
	}
	excluded := expansion(statement.NotActions)
	for action := range catalog.Expand("*") {
		if !excluded[action] {
			actions[action] = true
		}
	}
	return actions
}

func expansion(patterns []policy.Action) map[catalog.Action]bool {
	actions := map[catalog.Action]bool{}
	for _, pattern := range patterns {
		for action := range catalog.Expand(pattern.Text) {
			actions[action] = true
		}
	}
	return actions
}

// file notes on which resources a statement allows actions of a service: those that bear its name or none or, if
// there are none such, all of them, because the ARNs of some services bear another's.
func (s *summary) file(service catalog.Service, statement *policy.Statement) {
	var own, all []string
	for _, r := range statement.Resources {
		all = append(all, r.Text)
		fields := strings.SplitN(r.Text, ":", 4)
		if len(fields) < 4 || glob.HasWildcard(fields[2]) || fields[2] == service.Prefix() {
			own = append(own, r.Text)
		}
	}
	for _, r := range statement.NotResources {
		own = append(own, "all but "+r.Text)
	}
	if len(own) == 0 {
		own = all
	}
	for _, pattern := range own {
		s.note(service, pattern)
	}
}

// note adds a pattern to those of a service, once.
func (s *summary) note(service catalog.Service, pattern string) {
	if !slices.Contains(s.resources[service], pattern) {
		s.resources[service] = append(s.resources[service], pattern)
	}
}

func (s summary) write(w io.Writer) error {
	for _, limit := range s.limits {
		fmt.Fprintf(w, "approximate: %s\n", limit)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "SERVICE\tACCESS LEVEL\tRESOURCE")
	for _, service := range s.services {
		fmt.Fprintf(table, "%s\t%s\t%s\n", service.Service.Name(), accessOf(service), resourceOf(s.resources[service.Service]))
	}
	return table.Flush()
}

// accessOf says what a summary gives in one service: "Full: List, Read; Limited: Write".
func accessOf(s catalog.ServiceSummary) string {
	if s.Full() {
		return "Full access"
	}
	var full, limited, parts []string
	for level, grant := range s.Levels {
		switch title := levelTitles[catalog.Level(level)]; {
		case grant.Full():
			full = append(full, title)
		case grant.Limited():
			limited = append(limited, title)
		}
	}
	if len(full) > 0 {
		parts = append(parts, "Full: "+strings.Join(full, ", "))
	}
	if len(limited) > 0 {
		parts = append(parts, "Limited: "+strings.Join(limited, ", "))
	}
	return strings.Join(parts, "; ")
}

func resourceOf(patterns []string) string {
	switch {
	case len(patterns) == 1 && patterns[0] == "*":
		return "all"
	case len(patterns) == 1:
		return patterns[0]
	case slices.Contains(patterns, "*"):
		return fmt.Sprintf("several, for some actions all (%d patterns)", len(patterns))
	}
	return fmt.Sprintf("several (%d patterns)", len(patterns))
}
