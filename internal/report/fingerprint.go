package report

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
)

// fingerprintKind names the fingerprint and its version: whoever changes how
// it is made changes the number.
const fingerprintKind = "iamlint/v1"

// Fingerprints gives each finding its fingerprint: 32 hexadecimal digits, a
// colon and a number. The digits are a hash of the rule, the target, and the
// text of the finding's region without its whitespace (of the message if the
// report does not have the text); the number counts findings of equal digits
// in the order of the report, so that each finding of a report has its own.
// A fingerprint therefore stays when lines move or are indented anew and when
// a file is renamed, and a further finding of the same kind is one more
// fingerprint, wherever it is.
func Fingerprints(r *finding.Report) {
	texts := newListings(r.Sources)
	seen := map[string]int{}
	for i := range r.Findings {
		f := &r.Findings[i]
		digits := fingerprintDigits(*f, texts)
		seen[digits]++
		f.Fingerprint = fmt.Sprintf("%s:%d", digits, seen[digits])
	}
}

func fingerprintDigits(f finding.Finding, texts listings) string {
	var region string
	if text, ok := texts.of(f.At.Artifact); ok {
		region = text.slice(f.At.Region)
	}
	squeezed := strings.Join(strings.Fields(cmp.Or(region, f.Message)), "")
	sum := sha256.Sum256([]byte(f.Rule + "\x00" + f.Target + "\x00" + squeezed))
	return fmt.Sprintf("%x", sum[:16])
}
