package cli

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/ignore"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/report"
)

// checkFlags are the flags of check, as given.
type checkFlags struct {
	policyType, format, output, failOn, severity, stdinName, config string

	enable, disable, rules, params, paramsFiles []string

	honor    []string
	baseline string

	noConfig, noSuppressions, showSuppressed bool
}

// unjudged are the flags of a command that reads what check reads, and neither shows findings nor fails for them.
func unjudged() checkFlags {
	return checkFlags{format: "text", output: standardPath, failOn: never, severity: showFrom.String(), policyType: policyTypes[0]}
}

func (a *app) checkCommand() *cobra.Command {
	var given checkFlags
	cmd := &cobra.Command{
		Use:   "check [PATH...]",
		Short: "Check templates and policies",
		Long: `Check CloudFormation and SAM templates and policy documents, in YAML or JSON.

A path is a file, a folder, or - for standard input; without one it is the current
folder. In folders the files that end in .yaml, .yml, .json or .template are looked
at, unless .gitignore or .iamlintignore leave them out; a file that is neither a
template nor a policy is skipped.

Exit codes: 0 nothing found, or nothing as grave as --fail-on; 1 something found;
2 the job was not fully done; 3 a bug in iamlint; 130 interrupted.`,
		Example: `  iamlint check
  iamlint check templates/ --fail-on medium
  iamlint check --policy-type scp guardrails.json
  iamlint check --format sarif --output iamlint.sarif
  cat role.yaml | iamlint check - --stdin-filename role.yaml`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			job, err := given.job(paths, cmd.Flags().Changed)
			if err != nil {
				return err
			}
			return a.check(cmd.Context(), job)
		},
	}
	given.add(cmd.Flags())
	return cmd
}

func (f *checkFlags) add(flags *pflag.FlagSet) {
	f.addJudging(flags)
	f.addReading(flags)
}

// addReading adds the flags that say how templates and documents are read.
func (f *checkFlags) addReading(flags *pflag.FlagSet) {
	flags.StringVar(&f.policyType, "policy-type", "auto", "the `TYPE` of policy documents: "+strings.Join(policyTypes, ", "))
	f.addParams(flags)
	flags.StringVar(&f.stdinName, "stdin-filename", "<stdin>", "the `NAME` of what is read from standard input")
}

// addParams adds the flags that give values to the parameters of templates.
func (f *checkFlags) addParams(flags *pflag.FlagSet) {
	flags.StringArrayVar(&f.params, "param", nil, "value of a template parameter, as `NAME=VALUE`")
	flags.StringArrayVar(&f.paramsFiles, "params-file", nil, "values of template parameters in a `FILE`, as the AWS CLI and CodePipeline take it; --param goes first")
}

// addJudging adds the flags that say how findings are judged and shown, wherever they come from.
func (f *checkFlags) addJudging(flags *pflag.FlagSet) {
	flags.SortFlags = false
	flags.StringVar(&f.format, "format", "text", "`FORMAT` of the report: "+strings.Join(report.Formats(), ", "))
	flags.StringVar(&f.output, "output", standardPath, "write the report to this `FILE`")
	flags.StringVar(&f.failOn, "fail-on", failFrom.String(), "exit with 1 from this `SEVERITY` up: critical, high, medium, low, info, none")
	flags.StringVar(&f.severity, "severity", showFrom.String(), "show findings from this `SEVERITY` up")
	flags.StringSliceVar(&f.enable, "enable", nil, "turn these `RULES` on: ids, categories, or all")
	flags.StringSliceVar(&f.disable, "disable", nil, "turn these `RULES` off")
	flags.StringArrayVar(&f.rules, "rules", nil, "also apply your own rules in this `DIR`")
	flags.StringVar(&f.baseline, "baseline", "", "leave out what this `FILE` of iamlint baseline accepts")
	flags.StringSliceVar(&f.honor, "honor", nil, "also respect the suppressions of these `TOOLS`: "+strings.Join(ignore.Tools(), ", ")+", or all")
	flags.BoolVar(&f.showSuppressed, "show-suppressed", false, "list what is suppressed, in text and SARIF too")
	flags.BoolVar(&f.noSuppressions, "no-suppressions", false, "respect no suppressions and no baseline")
	f.addConfig(flags)
	flags.Lookup("output").DefValue = ""
}

// addConfig adds the flags that say which configuration holds.
func (f *checkFlags) addConfig(flags *pflag.FlagSet) {
	flags.StringVar(&f.config, "config", "", "configuration `FILE` (default: the nearest "+configName+")")
	flags.BoolVar(&f.noConfig, "no-config", false, "read no configuration file")
}

// policyTypes are the values of --policy-type; all but the first are kinds of document.
var policyTypes = []string{
	"auto", string(policy.Identity), string(policy.Trust), string(policy.ResourceBased),
	string(policy.Boundary), string(policy.SCP), string(policy.RCP),
}

// job is what check is to do.
type job struct {
	cwd    string
	paths  []string
	stdin  string
	config config
	rules  rulePick

	kind   policy.DocumentKind // "" to guess
	params map[string]string

	format, output string
	show           finding.Severity
	failOn         finding.Severity
	neverFail      bool

	honor          []string // other tools
	baseline       string   // a file, "" for none
	noSuppressions bool
	showSuppressed bool
	accepting      bool // what is found is written as a baseline

	migrate func(*ignore.Set, *finding.Report, []outcome) error // instead of reporting; nil to report
	live    bool                                                // what is checked is an account
}

// job makes sense of the flags and of the configuration, which flags overrule.
func (f *checkFlags) job(paths []string, changed func(flag string) bool) (*job, error) {
	cwd, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("find working directory: %w", err)
	}
	return f.jobIn(cwd, paths, changed)
}

// jobIn is job as from another working directory.
func (f *checkFlags) jobIn(cwd string, paths []string, changed func(flag string) bool) (j *job, err error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	j = &job{cwd: cwd, paths: paths, stdin: f.stdinName, format: f.format, output: f.output}
	if j.config, err = f.loadConfig(cwd); err != nil {
		return nil, err
	}
	if err = errors.Join(f.severities(j, changed), f.checkOutput()); err != nil {
		return nil, err
	}
	if j.kind, err = f.kind(); err != nil {
		return nil, err
	}
	if j.params, err = f.parameters(cwd); err != nil {
		return nil, err
	}
	j.baseline, j.noSuppressions, j.showSuppressed = f.baseline, f.noSuppressions, f.showSuppressed
	if j.honor, err = honored(f.honor); err != nil {
		return nil, err
	}
	sources, err := ruleSources(f.rules)
	if err != nil {
		return nil, err
	}
	j.rules = rulePick{
		sources: sources, layers: []layer{flagLayer(f.enable, f.disable), j.config.layer},
		settings: j.config.settings, regraded: j.config.regraded, trusted: j.config.trusted,
	}
	return j, nil
}

// severities decides what is shown and what fails.
func (f *checkFlags) severities(j *job, changed func(string) bool) (err error) {
	failOn, severity := f.failOn, f.severity
	if j.config.failOn != "" && !changed("fail-on") {
		failOn = j.config.failOn
	}
	if j.config.severity != "" && !changed("severity") {
		severity = j.config.severity
	}
	if j.show, err = parseSeverity(severity); err != nil {
		return fmt.Errorf("--severity: %w", err)
	}
	j.neverFail = failOn == never
	if j.neverFail {
		return nil
	}
	if j.failOn, err = parseSeverity(failOn, never); err != nil {
		return fmt.Errorf("--fail-on: %w", err)
	}
	return nil
}

// parseSeverity reads a severity. The error says what was probably meant, which may also be another word that
// is taken in its place.
func parseSeverity(text string, others ...string) (finding.Severity, error) {
	severity, err := finding.ParseSeverity(text)
	if err == nil {
		return severity, nil
	}
	return 0, fmt.Errorf("unknown severity %q%s", text, among(text, severityNames(others...)))
}

// severityNames are the severities, least first, and other words that are taken in their place.
func severityNames(others ...string) []string {
	var names []string
	for known := finding.Info; known <= finding.Critical; known++ {
		names = append(names, known.String())
	}
	return append(names, others...)
}

// From which severities on findings fail and are shown, unless told otherwise.
const (
	failFrom = finding.High
	showFrom = finding.Info
)

// never is the value of --fail-on with which findings don't fail.
const never = "none"

// checkOutput refuses what would only come to light after the work is done.
func (f *checkFlags) checkOutput() error {
	if !slices.Contains(report.Formats(), f.format) {
		return unknown("format", "format", f.format, report.Formats())
	}
	if f.output == "" {
		return errors.New("--output: no file named")
	}
	if info, err := os.Stat(f.output); err == nil && info.IsDir() && f.output != standardPath {
		return fmt.Errorf("--output: %q is a folder", f.output)
	}
	return nil
}

func (f *checkFlags) kind() (policy.DocumentKind, error) {
	switch i := slices.Index(policyTypes, f.policyType); i {
	case -1:
		return "", unknown("policy-type", "type", f.policyType, policyTypes)
	case 0:
		return "", nil
	default:
		return policy.DocumentKind(policyTypes[i]), nil
	}
}

func (f *checkFlags) loadConfig(cwd string) (config, error) {
	switch {
	case f.noConfig && f.config != "":
		return config{}, errors.New("--config and --no-config exclude each other")
	case f.noConfig:
		return config{}, nil
	case f.config != "":
		return readConfig(f.config, cwd)
	}
	return findConfig(cwd)
}
