package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/iamlint/iamlint/internal/catalog"
)

// override is the version that a release is built with, by
// -ldflags "-X github.com/iamlint/iamlint/internal/cli.override=v1.2.3".
var override string

// version is iamlint's own: the release, or the module's as go install knows it; "" if there is none.
func version() string {
	if override != "" {
		return override
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return ""
}

// versionText tells what to know about a build when something is wrong with it.
func versionText() string {
	name := version()
	if name == "" {
		name = "(unknown version)"
	}
	text := "iamlint " + name + "\n"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				text += "commit " + setting.Value + "\n"
			}
		}
		text += "built with " + info.GoVersion + "\n"
	}
	text += "AWS catalogue of " + catalog.Date() + "\n"
	for _, table := range catalog.Tables() {
		text += "  " + table.String() + "\n"
	}
	return text
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Tell the version, and the date of what it knows of AWS",
		Args:  takesNone,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprint(a.stdout, versionText())
			return err
		},
	}
}
