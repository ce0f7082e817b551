// Package report writes findings down: for people (text, compact, markdown), for
// programs (json, csv), and for what runs checks (sarif, github, junit). There is one file per format. Whatever comes
// from a template or an account is foreign text: no format lets it change what
// the reader sees around it.
package report

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/iamlint/iamlint/internal/finding"
)

// Options are what a format may need beside the findings.
type Options struct {
	Color      bool   // text: use colours, by SGR escape sequences
	Width      int    // text: columns that a source line may take; 0 means 120
	Suppressed bool   // text, sarif: also list the findings that are suppressed
	Version    string // of iamlint, as "v1.2.3" or "1.2.3"; "" if it is not known
}

var formats = map[string]func(io.Writer, finding.Report, Options) error{
	"compact":  writeCompact,
	"csv":      writeCSV,
	"github":   writeGitHub,
	"html":     writeHTML,
	"json":     writeJSON,
	"junit":    writeJUnit,
	"markdown": writeMarkdown,
	"sarif":    writeSARIF,
	"text":     writeText,
}

// Formats names the formats, sorted.
func Formats() []string {
	return slices.Sorted(maps.Keys(formats))
}

// ShowsPrincipals tells whether a format shows finding.Report.Principals, so that they have to be there.
func ShowsPrincipals(format string) bool { return format == "html" }

// Write writes the report in the format of that name. It writes all at once,
// so that nothing is written when it fails before. Equal reports give equal
// bytes.
func Write(w io.Writer, format string, r finding.Report, o Options) error {
	write, ok := formats[format]
	if !ok {
		return fmt.Errorf("unknown format %q (have %q)", format, Formats())
	}
	if err := write(w, r, o); err != nil {
		return fmt.Errorf("write %s report: %w", format, err)
	}
	return nil
}
