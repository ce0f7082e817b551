package cli

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/ignore"
)

// baselineName is the file that baseline writes unless it is told another.
const baselineName = ".iamlint-baseline.json"

func (a *app) baselineCommand() *cobra.Command {
	var given checkFlags
	var from []string
	cmd := &cobra.Command{
		Use:   "baseline [PATH...]",
		Short: "Accept what is found now, so that check reports only what is new",
		Long: `Accept what is found now: write the findings to a file, for check --baseline and audit
--baseline, which then report new ones only and tell which are no longer there.

What is suppressed is not in it. Write it anew from the same folder, since it names
files as they are seen from there.

Exit codes: 0 written; 2 part of the job was not done, and the rest is written.`,
		Example: `  iamlint baseline
  iamlint check --baseline ` + baselineName + `
  iamlint baseline --from account.json --output account-baseline.json`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			job, err := given.job(paths, cmd.Flags().Changed)
			if err != nil {
				return err
			}
			job.accepting = true
			if len(from) == 0 {
				return a.check(cmd.Context(), job)
			}
			if len(paths) > 0 {
				return errors.New("--from reads an account, so that paths make no sense with it")
			}
			job.live = true
			return a.audit(cmd.Context(), job, auditFlags{from: from})
		},
	}
	flags := cmd.Flags()
	given.addJudging(flags)
	given.addReading(flags)
	for _, name := range []string{"format", "fail-on", "baseline", "show-suppressed", "no-suppressions"} {
		_ = flags.MarkHidden(name) // it fails for flags that are not there only
	}
	flags.Lookup("severity").Usage = "accept findings from this `SEVERITY` up"
	output := flags.Lookup("output")
	output.Usage, output.DefValue = "write the baseline to this `FILE`", baselineName
	given.output = baselineName
	flags.StringArrayVar(&from, "from", nil, "accept what is found in the account that this `FILE` or folder holds, as audit reads it")
	return cmd
}

// writeBaseline writes the findings that are left, and says of the others what they are.
func (a *app) writeBaseline(w io.Writer, j *job, r finding.Report) error {
	a.sayNotices(r.Notices)
	if err := ignore.NewBaseline(r).Write(w); err != nil {
		return err
	}
	if a.code == exitFindings {
		a.code = exitClean
	}
	if j.output != standardPath {
		a.say("accepted in %s: %d", j.output, len(r.Findings))
	}
	return nil
}
