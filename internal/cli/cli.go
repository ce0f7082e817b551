// Package cli is the command line of iamlint: it reads files, hands them
// through the pipeline, and writes what comes out of it. It is the only
// package that touches the disk or knows of flags.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"time"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/iamlint/iamlint/internal/catalog"
)

// The exit codes. What was not done dominates what was found.
const (
	exitClean       = 0   // nothing was found, or nothing as grave as --fail-on
	exitFindings    = 1   // something was
	exitIncomplete  = 2   // wrong usage, unreadable or malformed input, rules that failed; findings are shown anyway
	exitBug         = 3   // iamlint itself failed on a file
	exitInterrupted = 130 // by SIGINT or SIGTERM
)

// app is one run of the program.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	now            time.Time // by which the catalogue is stale or not
	code           int
}

// Main runs the program with the arguments after its name, and returns its exit code. When the context ends
// it returns at once, with nothing written to a file.
func Main(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr, now: time.Now()}
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE): // a reader that has seen enough is no failure
		return a.code
	case errors.Is(err, context.Canceled):
		a.say("interrupted")
		return exitInterrupted
	}
	a.say("%v", err)
	return exitIncomplete
}

// say writes a message for people. Names of files are foreign text, which must not command a terminal.
func (a *app) say(format string, args ...any) {
	fmt.Fprintf(a.stderr, "iamlint: %s\n", printable(fmt.Sprintf(format, args...)))
}

// printable writes out what a terminal would obey. Lines and tabs are none of that: errors in Rego have them.
func printable(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r == '\n' || r == '\t' || unicode.IsPrint(r) {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, `\u%04x`, r)
	}
	return b.String()
}

func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "iamlint",
		Short: "A least-privilege linter for AWS IAM",
		Long: `iamlint finds over-permissive, broken and dangerous IAM in CloudFormation and SAM
templates, in policy documents and in accounts.`,
		Example: `  iamlint check                      every template and policy below this folder
  iamlint check template.yaml        one file
  iamlint audit --from account.json  an account, as the AWS CLI saved it
  iamlint explain wildcard-action    what a rule is about
  iamlint actions 's3:Get*'          what a pattern stands for
  iamlint policy ReadOnlyAccess      what an AWS managed policy gives
  iamlint can Worker s3:GetObject    whether a role can do something`,
		Version: versionText(),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			var names []string
			for _, command := range cmd.Commands() {
				names = append(names, command.Name())
			}
			return fmt.Errorf("unknown command %q%s", args[0], suggest(args[0], names, "iamlint --help lists what there is"))
		},
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetVersionTemplate("{{.Version}}")
	root.SetFlagErrorFunc(flagError)
	var folder string
	root.PersistentFlags().StringVar(&folder, "catalog", "", "read what AWS has from the tables in `DIR`, which are newer than the built-in ones")
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if !cmd.Flags().Changed("catalog") {
			return nil
		}
		if err := catalog.Use(os.DirFS(folder)); err != nil {
			return fmt.Errorf("--catalog %q: %w", folder, err)
		}
		return nil
	}
	root.AddCommand(a.checkCommand(), a.auditCommand(), a.baselineCommand(), a.migrateCommand(), a.rulesCommand(), a.explainCommand(), a.actionsCommand(), a.policyCommand(), a.canCommand(), a.graphCommand(), a.initCommand(), a.lspCommand(), a.versionCommand())
	return root
}

// flagError adds the way out to what is wrong with a flag.
func flagError(cmd *cobra.Command, err error) error {
	hint := cmd.CommandPath() + " --help lists the flags"
	problem, ok := errors.AsType[*pflag.NotExistError](err)
	if !ok {
		return fmt.Errorf("%w (%s)", err, hint)
	}
	var names []string
	cmd.Flags().VisitAll(func(flag *pflag.Flag) { names = append(names, flag.Name) })
	return fmt.Errorf("%w%s", err, suggest(problem.GetSpecifiedName(), names, hint))
}

// takesNone refuses arguments.
func takesNone(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return fmt.Errorf("%s takes no arguments: leave %q out (%[1]s --help lists the flags)", cmd.CommandPath(), args[0])
}

// takesOne refuses all but one argument; the example shows what it is.
func takesOne(what, example string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			return fmt.Errorf("no %s given, as in %q", what, example)
		case 1:
			return nil
		}
		return fmt.Errorf("one %s at a time, and %q is another", what, args[1])
	}
}
