package cli

import (
	"os"

	"golang.org/x/term"

	"github.com/iamlint/iamlint/internal/report"
)

// reportOptions suit the report to where it goes.
func (a *app) reportOptions(output string) report.Options {
	options := report.Options{Version: version()}
	screen, ok := a.stdout.(*os.File)
	if !ok || output != standardPath || !term.IsTerminal(int(screen.Fd())) {
		return options
	}
	options.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	if width, _, err := term.GetSize(int(screen.Fd())); err == nil {
		options.Width = width
	}
	return options
}
