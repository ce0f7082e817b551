package report

import (
	"bytes"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

// writeCSV writes a row for each finding, and one without a rule for each notice (RFC 4180, in UTF-8, with a head).
func writeCSV(w io.Writer, r finding.Report, _ Options) error {
	var b bytes.Buffer
	rows := csv.NewWriter(&b)
	write := func(level, rule, category, target string, at source.Location, message, fingerprint string) error {
		start, end := at.Region.Start, at.Region.End
		return rows.Write([]string{
			level, cell(rule), cell(category), cell(target), cell(at.Artifact),
			strconv.Itoa(start.Line), strconv.Itoa(start.Column), strconv.Itoa(end.Line), strconv.Itoa(end.Column),
			cell(message), cell(fingerprint),
		})
	}
	err := rows.Write([]string{"severity", "rule", "category", "target", "file", "line", "column", "end line", "end column", "message", "fingerprint"})
	for _, f := range r.Findings {
		if err == nil {
			err = write(f.Severity.String(), f.Rule, f.Category, f.Target, f.At, f.Message, f.Fingerprint)
		}
	}
	for _, n := range r.Notices {
		if err == nil {
			err = write(noticeLevel(n), "", "", "", n.At, n.Message, "")
		}
	}
	if err != nil {
		return err
	}
	if rows.Flush(); rows.Error() != nil {
		return rows.Error()
	}
	_, err = w.Write(b.Bytes())
	return err
}

// cell is foreign text as it may stand in a cell: spreadsheets take what begins with = + - @ for a formula, unless an
// apostrophe goes before it (https://owasp.org/www-community/attacks/CSV_Injection).
func cell(text string) string {
	text = safe(text)
	if first := strings.TrimLeft(text, " "); first != "" && strings.IndexByte("=+-@", first[0]) >= 0 {
		return "'" + text
	}
	return text
}
