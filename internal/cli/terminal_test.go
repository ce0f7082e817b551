package cli

import (
	"bytes"
	"os"
	"testing"

	"golang.org/x/term"
)

func TestReportOptionsOfATerminal(t *testing.T) {
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no pseudo-terminals here: %v", err)
	}
	defer screen.Close() //nolint:errcheck // nothing is written
	if !term.IsTerminal(int(screen.Fd())) {
		t.Skip("the near end of a pseudo-terminal is no terminal here")
	}
	tests := []struct {
		name    string
		noColor string
		term    string
		output  string
		want    bool
	}{
		{"colours", "", "xterm", standardPath, true},
		{"no-colours-when-asked-for-none", "1", "xterm", standardPath, false},
		{"no-colours-on-a-dumb-terminal", "", "dumb", standardPath, false},
		{"no-colours-in-a-file", "", "xterm", "report.txt", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("NO_COLOR", tt.noColor)
			t.Setenv("TERM", tt.term)
			a := &app{stdout: screen}
			if got := a.reportOptions(tt.output).Color; got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestReportOptionsOfAPipe(t *testing.T) {
	a := &app{stdout: &bytes.Buffer{}}
	if got := a.reportOptions(standardPath); got.Color || got.Width != 0 {
		t.Errorf("got %+v, want neither colours nor a width", got)
	}
}
