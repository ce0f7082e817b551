package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/ignore"
)

func (a *app) migrateCommand() *cobra.Command {
	given := unjudged()
	var diff, write bool
	cmd := &cobra.Command{
		Use:   "migrate-suppressions [PATH...]",
		Short: "Write other tools' suppressions as those of iamlint",
		Long: `Write the suppressions of other tools as those of iamlint, where they accept something that
iamlint finds: into the Metadata of the same resource, or as a comment. The others stay
for the tools that read them.

Exit codes: 0 done, or nothing to do; 2 part of the job was not done.`,
		Example: `  iamlint migrate-suppressions --diff
  iamlint migrate-suppressions --write --honor cfn_nag templates/`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			if diff == write {
				return errors.New("say what to do: --diff shows the changes, --write makes them")
			}
			job, err := given.job(paths, cmd.Flags().Changed)
			if err != nil {
				return err
			}
			job.migrate = func(set *ignore.Set, r *finding.Report, outcomes []outcome) error {
				return a.migrate(cmd.Context(), set, r, outcomes, write)
			}
			return a.check(cmd.Context(), job)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVar(&diff, "diff", false, "show the changes")
	flags.BoolVar(&write, "write", false, "make the changes")
	flags.StringSliceVar(&given.honor, "honor", []string{everyRule}, "those of these `TOOLS`: "+strings.Join(ignore.Tools(), ", ")+", or all")
	flags.Lookup("honor").DefValue = everyRule
	flags.StringSliceVar(&given.enable, "enable", nil, "turn these `RULES` on: ids, categories, or all")
	given.addConfig(flags)
	given.addReading(flags)
	return cmd
}

// migrate shows or makes the changes, file by file.
func (a *app) migrate(ctx context.Context, set *ignore.Set, r *finding.Report, outcomes []outcome, write bool) error {
	if a.sayNotices(r.Notices) {
		a.code = exitIncomplete
	}
	for _, o := range outcomes {
		if set == nil || o.judge == nil || ctx.Err() != nil {
			continue
		}
		changed, err := set.Migrate(o.artifact, o.content)
		if err != nil {
			a.say("%v", err)
			a.code = exitIncomplete
			continue
		}
		if err := a.change(o, changed, write && o.path != standardPath); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// change shows or makes the change of one file, if there is one.
func (a *app) change(o outcome, changed []byte, write bool) error {
	if bytes.Equal(changed, o.content) {
		return nil
	}
	put := func(w io.Writer) error {
		_, err := w.Write(changed)
		return err
	}
	if !write {
		changed = unified(o.artifact, string(o.content), string(changed))
		return put(a.stdout)
	}
	if err := writeFile(o.path, put); err != nil {
		return fmt.Errorf("write %q: %w", o.artifact, err)
	}
	a.say("%s: suppressions added", o.artifact)
	return nil
}
