package report

import (
	"bytes"
	"fmt"
	"unicode/utf16"

	"github.com/iamlint/iamlint/internal/finding"
)

// lineHash tells lines of one text apart without counting them. It is the
// value that GitHub code scanning computes for a result that brings none, and
// by which it knows an alert again when lines move.
type lineHash struct {
	sum uint64 // of the characters that follow the start of the line
	nth int    // how many lines up to this one have that sum
}

func (h lineHash) String() string { return fmt.Sprintf("%x:%d", h.sum, h.nth) }

const (
	hashedUnits = 100    // how many UTF-16 code units from the start of a line count
	hashFactor  = 37     // of the polynomial
	endOfText   = 0xffff // stands after the last code unit
)

// lineHashes has a hash for each line of the text. The hash of a line is the
// polynomial sum of the 100 UTF-16 code units from its start on, without
// spaces and tabs, every end of a line being LF; after the text come 0xffff
// and zeros. The facts are from github/codeql-action, src/fingerprints.ts. A
// text that is not UTF-8 can have other hashes there.
func lineHashes(content []byte) []lineHash {
	units, starts := significant(content)
	seen := map[uint64]int{}
	hashes := make([]lineHash, 0, len(starts))
	for _, start := range starts {
		sum := polynomial(units[start : start+hashedUnits])
		seen[sum]++
		hashes = append(hashes, lineHash{sum: sum, nth: seen[sum]})
	}
	return hashes
}

// significant is the text in the code units that count, with hashedUnits
// zeros after it, and the index at which each line starts. An LF counts for
// nothing if it comes right after a CR.
func significant(content []byte) (units []uint16, starts []int) {
	units = make([]uint16, 0, len(content)+1+hashedUnits)
	starts = make([]int, 1, bytes.Count(content, []byte{'\n'})+2)
	var before rune
	for _, r := range string(content) {
		switch {
		case r == ' ' || r == '\t' || r == '\n' && before == '\r':
		case r == '\n' || r == '\r':
			units = append(units, '\n')
			starts = append(starts, len(units))
		default:
			units = utf16.AppendRune(units, r)
		}
		before = r
	}
	units = append(units, endOfText)
	return append(units, make([]uint16, hashedUnits)...), starts
}

// polynomial is modulo 2^64.
func polynomial(units []uint16) uint64 {
	var sum uint64
	for _, unit := range units {
		sum = sum*hashFactor + uint64(unit)
	}
	return sum
}

// linePrints makes the fingerprints of results.
type linePrints struct {
	sources map[string][]byte
	hashes  map[string][]lineHash // by artifact
	seen    map[string]int        // by rule and place
}

func newLinePrints(sources map[string][]byte) linePrints {
	return linePrints{sources: sources, hashes: map[string][]lineHash{}, seen: map[string]int{}}
}

// of is GitHub's fingerprint of the finding and ours, as far as they are known.
func (p linePrints) of(f finding.Finding) map[string]string {
	prints := map[string]string{}
	if hash, ok := p.next(f); ok {
		prints["primaryLocationLineHash"] = hash
	}
	if f.Fingerprint != "" {
		prints[fingerprintKind] = f.Fingerprint
	}
	return prints
}

// next is the line hash of the finding's first line. GitHub takes results of
// one rule with equal hashes for one alert, so that the second and later ones
// of one rule on one line get their number appended.
func (p linePrints) next(f finding.Finding) (hash string, ok bool) {
	content, ok := p.sources[f.At.Artifact]
	if !ok {
		return "", false
	}
	hashes, ok := p.hashes[f.At.Artifact]
	if !ok {
		hashes = lineHashes(content)
		p.hashes[f.At.Artifact] = hashes
	}
	line := max(f.At.Region.Start.Line, 1)
	if line > len(hashes) {
		return "", false
	}
	key := fmt.Sprintf("%s\x00%s\x00%d", f.Rule, f.At.Artifact, line)
	p.seen[key]++
	if n := p.seen[key]; n > 1 {
		return fmt.Sprintf("%s:%d", hashes[line-1], n), true
	}
	return hashes[line-1].String(), true
}
