package lsp

import (
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/source"
)

// scheme is how the URIs of files begin.
const scheme = "file://"

// artifactOf is the name that what a URI stands for goes by: the absolute path of a file, with slashes, and of anything
// else the URI itself.
func artifactOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" || u.Path == "" {
		return uri
	}
	name := path.Clean(u.Path)
	if len(name) >= 3 && name[0] == '/' && name[2] == ':' { // /c:/folder
		name = strings.ToUpper(name[1:2]) + name[2:]
	}
	if u.Host != "" && u.Host != "localhost" {
		name = "//" + u.Host + name
	}
	return name
}

// uriOf is a URI of an artifact.
func uriOf(artifact string) string {
	switch {
	case strings.HasPrefix(artifact, "//"):
		return scheme + escaped(artifact[2:])
	case strings.HasPrefix(artifact, "/"):
		return scheme + escaped(artifact)
	case len(artifact) > 2 && artifact[1] == ':' && artifact[2] == '/':
		return scheme + "/" + escaped(artifact)
	}
	return artifact
}

func escaped(name string) string { return (&url.URL{Path: "/" + name}).EscapedPath()[1:] }

// page is a text whose places can be told in the protocol's way.
type page struct {
	text   string
	starts []int // byte offsets of lines
}

// newPage finds the lines of a text, which the protocol counts as source.Position does.
func newPage(text string) *page { return &page{text: text, starts: source.LineStarts(text)} }

// byteOrderMark is no column to source.Position, but one to an editor that hands it over.
const byteOrderMark = "\ufeff"

// position turns a position of ours into one of the protocol. What lies behind the end of a line or of the text is its end.
func (p *page) position(at source.Position) position {
	if at.Line < 1 {
		return position{}
	}
	if at.Line > len(p.starts) {
		last := len(p.starts)
		return p.position(source.Position{Line: last, Column: len(p.text) + 1})
	}
	rest := p.text[p.starts[at.Line-1]:]
	to := position{Line: at.Line - 1}
	if at.Line == 1 && strings.HasPrefix(rest, byteOrderMark) {
		rest, to.Character = rest[len(byteOrderMark):], 1
	}
	for column := 1; column < at.Column; column++ {
		r, size := utf8.DecodeRuneInString(rest)
		if size == 0 || r == '\n' || r == '\r' {
			break
		}
		rest = rest[size:]
		to.Character++
		if r > 0xffff { // two units: a surrogate pair
			to.Character++
		}
	}
	return to
}

func (p *page) span(r source.Region) span {
	return span{Start: p.position(r.Start), End: p.position(r.End)}
}

func (p position) before(q position) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Character < q.Character
}

// touches tells whether two spans have something in common, be it where one ends and the other begins.
func (s span) touches(t span) bool { return !s.End.before(t.Start) && !t.End.before(s.Start) }
