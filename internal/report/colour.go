package report

import (
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
)

// colour is the parameter of an SGR escape sequence (ECMA-48, 8.3.117).
type colour string

const (
	bold    colour = "1"
	red     colour = "1;31"
	yellow  colour = "1;33"
	blue    colour = "1;34"
	magenta colour = "1;35"
	cyan    colour = "1;36"
)

var severityColours = [...]colour{
	finding.Critical: magenta,
	finding.High:     red,
	finding.Medium:   yellow,
	finding.Low:      cyan,
	finding.Info:     blue,
}

// painter tells whether to use colours.
type painter bool

func (p painter) text(c colour, text string) string {
	if !p {
		return text
	}
	return "\x1b[" + string(c) + "m" + text + "\x1b[0m"
}

// carets paints the carets alone, without what stands before them.
func (p painter) carets(text string) string {
	i := strings.IndexByte(text, '^')
	return text[:i] + p.text(red, text[i:])
}
