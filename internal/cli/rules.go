package cli

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/iamlint/iamlint/internal/engine"
	"github.com/iamlint/iamlint/internal/finding"
)

func (a *app) rulesCommand() *cobra.Command {
	var format string
	var folders []string
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Args:  takesNone,
		RunE: func(*cobra.Command, []string) error {
			write, err := formatNamed(ruleFormats, format)
			if err != nil {
				return err
			}
			rules, err := knownRules(folders)
			if err != nil {
				return err
			}
			return writeBuffered(a.stdout, func(w io.Writer) error { return write(w, rules) })
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "`FORMAT` of the list: json, text")
	cmd.Flags().StringArrayVar(&folders, "rules", nil, "also list your own rules in this `DIR`")
	return cmd
}

// knownRules is every rule there is, enabled or not, sorted by id.
func knownRules(folders []string) ([]finding.Rule, error) {
	sources, err := ruleSources(folders)
	if err != nil {
		return nil, err
	}
	none := func(finding.Rule) bool { return false } // nothing is compiled just to be listed
	e, err := engine.New(engine.Options{Custom: sources, Enabled: none})
	if err != nil {
		return nil, err
	}
	return e.Rules(), nil
}

var ruleFormats = map[string]func(io.Writer, []finding.Rule) error{
	"json": writeRulesJSON,
	"text": writeRulesText,
}

func writeRulesJSON(w io.Writer, rules []finding.Rule) error {
	return writeIndented(w, rules)
}

func writeRulesText(w io.Writer, rules []finding.Rule) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "RULE\tSEVERITY\tCATEGORY\tTITLE")
	for _, rule := range rules {
		title := rule.Title
		if rule.OptIn {
			title += " (opt-in)"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", rule.ID, rule.Severity, rule.Category, title)
	}
	return table.Flush()
}
