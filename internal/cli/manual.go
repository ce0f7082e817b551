package cli

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Manual returns what a release has beside the program, by file name: the manual page, and what shells complete by. The
// program itself has no use for it, so that it is not linked into it.
func Manual() (map[string][]byte, error) {
	root := (&app{}).rootCommand()
	root.InitDefaultCompletionCmd()
	files := map[string][]byte{"man/iamlint.1": manualPage(root)}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"completions/iamlint.bash": func(b *bytes.Buffer) error { return root.GenBashCompletionV2(b, true) },
		"completions/iamlint.fish": func(b *bytes.Buffer) error { return root.GenFishCompletion(b, true) },
		"completions/iamlint.ps1":  func(b *bytes.Buffer) error { return root.GenPowerShellCompletionWithDesc(b) },
		"completions/_iamlint":     func(b *bytes.Buffer) error { return root.GenZshCompletion(b) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return nil, fmt.Errorf("write %s: %w", name, err)
		}
		files[name] = b.Bytes()
	}
	return files, nil
}

// manualPage is one page for the whole program, in the language of man(7). It tells no date and no version, so that the
// same source makes the same page.
func manualPage(root *cobra.Command) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, ".TH IAMLINT 1 \"\" iamlint \"User Commands\"\n")
	fmt.Fprintf(&b, ".SH NAME\niamlint \\- %s\n", roff(root.Short))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B iamlint\n.I COMMAND\n[\\fIFLAGS\\fR] [\\fIARGUMENTS\\fR]\n")
	fmt.Fprintf(&b, ".SH DESCRIPTION\n")
	literal(&b, root.Long)
	fmt.Fprintf(&b, ".SH EXAMPLES\n")
	literal(&b, root.Example)
	fmt.Fprintf(&b, ".SH OPTIONS OF EVERY COMMAND\n")
	options(&b, root.PersistentFlags())
	fmt.Fprintf(&b, ".SH COMMANDS\n")
	for _, command := range described(root) {
		fmt.Fprintf(&b, ".SS %s\n%s.\n", roff(command.UseLine()), roff(command.Short))
		if command.Long != "" {
			b.WriteString(".PP\n")
			literal(&b, command.Long)
		}
		options(&b, command.LocalNonPersistentFlags())
		if command.Example != "" {
			b.WriteString(".PP\nFor example:\n.PP\n")
			literal(&b, command.Example)
		}
	}
	fmt.Fprintf(&b, ".SH EXIT STATUS\n")
	for _, code := range []struct {
		number int
		means  string
	}{
		{exitClean, "The job was done and found nothing, or nothing as grave as --fail-on says."},
		{exitFindings, "There are findings as grave as that."},
		{exitIncomplete, "Part of the job was not done. Findings are printed nevertheless."},
		{exitBug, "A bug in iamlint."},
		{exitInterrupted, "Interrupted."},
	} {
		fmt.Fprintf(&b, ".TP\n%d\n%s\n", code.number, roff(code.means))
	}
	fmt.Fprintf(&b, ".SH SEE ALSO\nhttps://github.com/iamlint/iamlint\n")
	return b.Bytes()
}

// described are the commands below one, in order, each followed by those below it.
func described(above *cobra.Command) []*cobra.Command {
	var found []*cobra.Command
	for _, command := range above.Commands() {
		if !command.IsAvailableCommand() || command.Name() == "help" {
			continue
		}
		if command.Runnable() {
			found = append(found, command)
		}
		found = append(found, described(command)...)
	}
	slices.SortStableFunc(found, func(a, b *cobra.Command) int { return strings.Compare(a.CommandPath(), b.CommandPath()) })
	return found
}

func options(b *bytes.Buffer, flags *pflag.FlagSet) {
	flags.VisitAll(func(flag *pflag.Flag) {
		if flag.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(flag)
		name := "\\fB" + roff("--"+flag.Name) + "\\fR"
		if flag.Shorthand != "" {
			name = "\\fB" + roff("-"+flag.Shorthand) + "\\fR, " + name
		}
		if value != "" {
			name += " \\fI" + roff(value) + "\\fR"
		}
		if flag.DefValue != "" && flag.DefValue != "false" && flag.DefValue != "[]" && flag.DefValue != "0" {
			usage += fmt.Sprintf(" (%s unless given)", flag.DefValue)
		}
		fmt.Fprintf(b, ".TP\n%s\n%s\n", name, roff(usage))
	})
}

// literal writes text with its lines as they stand.
func literal(b *bytes.Buffer, text string) {
	fmt.Fprintf(b, ".nf\n%s\n.fi\n", roff(strings.Trim(text, "\n")))
}

// roff escapes what the language of man(7) would take for its own: backslashes, hyphens that are to be typed, and points
// and quotes at the start of a line.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
