package cli

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func TestTheManualTellsEveryCommandAndFlag(t *testing.T) {
	files, err := Manual()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"completions/_iamlint", "completions/iamlint.bash", "completions/iamlint.fish", "completions/iamlint.ps1", "man/iamlint.1"}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(files))); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	page := string(files["man/iamlint.1"])
	told := 0
	var tell func(*cobra.Command)
	tell = func(command *cobra.Command) {
		for _, below := range command.Commands() {
			tell(below)
		}
		if !command.Runnable() || command.Hidden {
			return
		}
		_, section, found := strings.Cut(page, ".SS "+roff(command.UseLine())+"\n")
		if command.HasParent() && !found {
			t.Errorf("the page does not tell of %s", command.CommandPath())
		}
		section, _, _ = strings.Cut(section, "\n.SS ")
		command.LocalNonPersistentFlags().VisitAll(func(flag *pflag.Flag) {
			told++
			if command.HasParent() && !flag.Hidden && !strings.Contains(section, roff("--"+flag.Name)+`\fR`) {
				t.Errorf("the page does not tell of --%s of %s", flag.Name, command.CommandPath())
			}
		})
	}
	tell((&app{}).rootCommand())
	if told < 30 {
		t.Errorf("looked for %d flags, want all", told)
	}
}

func TestTheManualIsTheSameEachTime(t *testing.T) {
	first, err := Manual()
	if err != nil {
		t.Fatal(err)
	}
	second, err := Manual()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("the second time (-first +second):\n%s", diff)
	}
}

func TestRoffTakesTextForWhatItIs(t *testing.T) {
	for text, want := range map[string]string{
		"--fail-on":             `\-\-fail\-on`,
		`a \n b`:                `a \en b`,
		".SH\n'x\nand .yaml":    "\\&.SH\n\\&'x\nand .yaml",
		"nothing to do":         "nothing to do",
		"  .yaml is no command": "  .yaml is no command",
	} {
		if got := roff(text); got != want {
			t.Errorf("roff(%q) is %q, want %q", text, got, want)
		}
	}
}
