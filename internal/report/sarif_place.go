package report

import (
	"fmt"
	"path"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/report/sarif"
	"github.com/iamlint/iamlint/internal/source"
)

// sourceRoot is the name by which GitHub and others know the root of what was
// checked out. What it is on this machine is not told.
const sourceRoot = "%SRCROOT%"

// maxSnippet is how many bytes a snippet or the context of a region may have.
// A document in one long line would otherwise be repeated with every result;
// without a snippet viewers take the text from the file.
const maxSnippet = 1024

// placer makes locations, with the text that stands there.
type placer struct {
	texts listings
}

// primary is a location with a region, a snippet and the lines around it.
func (p placer) primary(at source.Location) sarif.Location {
	location := p.related(at)
	text, ok := p.texts.of(at.Artifact)
	if !ok {
		return location
	}
	location.PhysicalLocation.ContextRegion = contextRegion(text, *location.PhysicalLocation.Region)
	return location
}

// related is a location with a region and a snippet. GitHub refuses results
// without a region, so a place that is a whole artifact is its first character.
func (p placer) related(at source.Location) sarif.Location {
	location := sarif.Location{PhysicalLocation: sarif.PhysicalLocation{
		ArtifactLocation: artifactLocation(at.Artifact),
		Region:           newRegion(at.Region),
	}}
	text, ok := p.texts.of(at.Artifact)
	if !ok {
		return location
	}
	if snippet := text.slice(at.Region); snippet != "" && len(snippet) <= maxSnippet {
		location.PhysicalLocation.Region.Snippet = &sarif.Text{Text: snippet}
	}
	return location
}

// linked is a location for each related place, with the ids that
// resultMessage links to.
func (p placer) linked(places []finding.Related) []sarif.Location {
	var locations []sarif.Location
	for i, related := range places {
		location := p.related(related.At)
		location.ID = i + 1
		location.Message = &sarif.Text{Text: linkText(related)}
		locations = append(locations, location)
	}
	return locations
}

// flow is the one way that steps make, nil where there are none. Nothing links to its places, so that they have no ids.
func (p placer) flow(steps []finding.Related) []sarif.CodeFlow {
	if len(steps) == 0 {
		return nil
	}
	var way sarif.ThreadFlow
	for _, step := range steps {
		location := p.related(step.At)
		text := plainMessage(linkText(step))
		location.Message = &text
		way.Locations = append(way.Locations, sarif.ThreadFlowLocation{Location: location})
	}
	return []sarif.CodeFlow{{ThreadFlows: []sarif.ThreadFlow{way}}}
}

// newLocation is a location that may be a whole artifact, as notifications have it.
func newLocation(at source.Location) sarif.Location {
	location := sarif.Location{PhysicalLocation: sarif.PhysicalLocation{ArtifactLocation: artifactLocation(at.Artifact)}}
	if at.Region.Start.Line > 0 {
		location.PhysicalLocation.Region = newRegion(at.Region)
	}
	return location
}

// newRegion makes sure that the numbers are such as SARIF allows: at least 1,
// and the end not before the start.
func newRegion(r source.Region) *sarif.Region {
	start := source.Position{Line: max(r.Start.Line, 1), Column: max(r.Start.Column, 1)}
	end := source.Position{Line: r.End.Line, Column: max(r.End.Column, 1)}
	if end.Compare(start) < 0 {
		end = start
	}
	return &sarif.Region{StartLine: start.Line, StartColumn: start.Column, EndLine: end.Line, EndColumn: end.Column}
}

// contextRegion is the lines of the region, with one before and one after it:
// the text around may hold secrets, and is no business of the result. It is
// nil if there are no such lines, if they are no more than the region, or if
// they are too long.
func contextRegion(text listing, region sarif.Region) *sarif.Region {
	if region.EndLine > len(text.lines) {
		return nil
	}
	first, last := max(region.StartLine-1, 1), min(region.EndLine+1, len(text.lines))
	rows := text.rows(first, last)
	whole := region.StartColumn == 1 && region.Snippet != nil && region.Snippet.Text == rows
	if rows == "" || whole || len(rows) > maxSnippet {
		return nil
	}
	return &sarif.Region{StartLine: first, EndLine: last, Snippet: &sarif.Text{Text: rows}}
}

// artifactLocation names an artifact by a URI reference. Relative names are
// relative to the source root. Absolute ones become file URIs, which tell
// about the machine: callers should give names relative to where they run.
func artifactLocation(artifact string) sarif.ArtifactLocation {
	name := strings.ReplaceAll(artifact, `\`, "/")
	switch {
	case name == "":
		name = "unknown"
	case name == "<stdin>":
		name = "stdin"
	case strings.HasPrefix(name, "/"):
		return sarif.ArtifactLocation{URI: "file://" + escapePath(path.Clean("/"+strings.TrimLeft(name, "/")))}
	case hasDrive(name):
		return sarif.ArtifactLocation{URI: "file:///" + escapePath(path.Clean(name))}
	}
	return sarif.ArtifactLocation{URI: escapePath(path.Clean(name)), URIBaseID: sourceRoot}
}

// hasDrive tells whether a name is absolute on Windows, as in C:/templates/a.yaml.
func hasDrive(name string) bool {
	return len(name) > 2 && name[1] == ':' && name[2] == '/' && isLetter(name[0])
}

// escapePath percent-encodes all but slashes and what RFC 3986 calls
// unreserved. That is more than it must, but a colon in the first segment
// would make a scheme of it.
func escapePath(name string) string {
	var b strings.Builder
	for i := range len(name) {
		c := name[i]
		if isLetter(c) || '0' <= c && c <= '9' || strings.IndexByte("-._~/", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func isLetter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
