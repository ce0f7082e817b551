package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/ignore"
	"github.com/iamlint/iamlint/internal/lsp"
	"github.com/iamlint/iamlint/internal/report"
	"github.com/iamlint/iamlint/internal/source"
)

func (a *app) lspCommand() *cobra.Command {
	given := unjudged()
	cmd := &cobra.Command{
		Use:   "lsp",
		Short: "Serve an editor, by the Language Server Protocol",
		Long: `Serve an editor by the Language Server Protocol, on standard input and output: what check
finds is shown while one types, with the page of its rule and a way to accept it.

For each file the configuration holds that check would find from the file's own folder.`,
		Args: takesNone,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.serve(cmd.Context(), &given) },
	}
	given.addServing(cmd.Flags())
	return cmd
}

// addServing adds the flags that hold for whatever an editor opens.
func (f *checkFlags) addServing(flags *pflag.FlagSet) {
	flags.SortFlags = false
	flags.StringArrayVar(&f.rules, "rules", nil, "also apply your own rules in this `DIR`")
	flags.StringVar(&f.config, "config", "", "configuration `FILE` (default: the nearest "+configName+" of each file)")
	flags.BoolVar(&f.noConfig, "no-config", false, "read no configuration file")
	flags.Bool("stdio", true, "what many editors say to the servers that they start")
	flags.Lookup("stdio").Hidden = true
}

// typing is for how long nothing must be typed for a text to be judged.
const typing = 150 * time.Millisecond

// serve serves an editor until it leaves. By the protocol it ends with 1 if the editor did not take leave.
func (a *app) serve(ctx context.Context, given *checkFlags) error {
	d := &desk{app: a, given: given, judges: map[string]*judge{}}
	if given.config != "" {
		path, err := filepath.Abs(given.config)
		if err != nil {
			return fmt.Errorf("--config %q: %w", given.config, err)
		}
		given.config = path
	}
	server := lsp.Server{
		Version: version(), Delay: typing, Judge: d.judge, Explain: d.explain, Link: report.RulePage,
		Accept: func(artifact string, text []byte, f finding.Finding) (source.Position, string, error) {
			return ignore.Accept(artifact, text, f, ignore.Placeholder)
		},
		Log: func(message string) { a.say("%s", message) },
	}
	clean, err := server.Run(ctx, a.stdin, a.stdout)
	if !clean {
		a.code = exitFindings
	}
	return err
}

// desk judges what an editor has open.
type desk struct {
	*app
	given  *checkFlags
	judges map[string]*judge // by the configuration

	pages sync.Map // of rules, by id
}

// manyJudges is how many configurations are in use at a time at most, but for one who changes them again and again.
const manyJudges = 8

// judge judges a text as check would judge the file, if that said so.
func (d *desk) judge(ctx context.Context, artifact string, text []byte) (finding.Report, error) {
	path := filepath.FromSlash(artifact)
	j, root, err := d.job(path)
	if err != nil {
		return finding.Report{}, err
	}
	f := finder{cwd: j.cwd, exclude: j.config.exclude, ignores: map[string][]ignorePattern{}}
	if filepath.IsAbs(path) && f.leftOut(path, f.top(path, false), false) {
		return finding.Report{}, nil
	}
	x := examiner{roots: roots{resolved(root)}, judge: func() (*judge, error) { return d.judgeFor(j) }}
	outcomes := []outcome{{artifact: artifact, named: true, content: text}}
	guard(&outcomes[0], func() {
		if len(text) > maxSize {
			outcomes[0].notices = append(outcomes[0].notices, failure(artifact, fmt.Sprintf("cannot be read: %v", errTooLarge)))
			return
		}
		x.judgeContent(ctx, &outcomes[0])
	})
	if err = x.together(ctx, outcomes); err != nil {
		return finding.Report{}, err
	}
	return d.reportOn(j, outcomes)
}

// reportOn makes the report, without what is accepted or not to be shown.
func (d *desk) reportOn(j *job, outcomes []outcome) (finding.Report, error) {
	r, err := collect(nil, outcomes)
	if err != nil {
		return r, err
	}
	if bug := outcomes[0].bug; bug != "" {
		d.say("internal error in %s:\n%s", outcomes[0].artifact, bug)
	}
	today := app{now: time.Now()} // the server may have been started long ago
	if err = today.accept(j, &r, outcomes); err != nil {
		return r, err
	}
	r.Findings = slices.DeleteFunc(r.Findings, func(f finding.Finding) bool { return f.Severity < j.show })
	return r, nil
}

// job is what check would do with a file from the file's own folder; and the folder below which it may include others.
// What is no file has no folder, and no configuration.
func (d *desk) job(path string) (j *job, root string, err error) {
	unchanged := func(string) bool { return false }
	if !filepath.IsAbs(path) {
		if root, err = os.Getwd(); err != nil {
			return nil, "", fmt.Errorf("find working directory: %w", err)
		}
		given := *d.given
		given.noConfig = given.config == ""
		j, err = given.jobIn(root, nil, unchanged)
		return j, root, err
	}
	folder := filepath.Dir(path)
	root, inside := repository(folder)
	if !inside {
		root = folder
	}
	j, err = d.given.jobIn(folder, []string{path}, unchanged)
	return j, root, err
}

// judgeFor gives the judge of a configuration, which is made once: it knows and keeps compiled rules.
func (d *desk) judgeFor(j *job) (*judge, error) {
	key := j.config.text
	if known := d.judges[key]; known != nil {
		return known, nil
	}
	made, err := newJudge(j.rules, d.now)
	if err != nil {
		return nil, err
	}
	if len(d.judges) == manyJudges {
		clear(d.judges)
	}
	d.judges[key] = made
	return made, nil
}

// explain is the page of a rule, which is made once.
func (d *desk) explain(ctx context.Context, id string) (string, error) {
	if page, known := d.pages.Load(id); known {
		return page.(string), nil
	}
	rule, err := findRule(id, d.given.rules)
	if err != nil {
		return "", err
	}
	page, err := explain(ctx, rule, d.given.rules)
	if err == nil {
		d.pages.Store(id, string(page))
	}
	return string(page), err
}
