package node

import (
	"errors"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/iamlint/iamlint/internal/source"
)

// decodeYAML returns the content of the only document that is not empty, or nil
// if there is none.
func decodeYAML(t *text) (*yaml.Node, *Error) {
	decoder := yaml.NewDecoder(strings.NewReader(t.content))
	var root *yaml.Node
	for {
		document, err := nextDocument(decoder)
		switch {
		case errors.Is(err, io.EOF):
			return root, nil
		case err != nil:
			return nil, t.yamlError(err)
		case isEmpty(document):
			continue
		case root != nil:
			t.flawed(t.secondDocument(document))
			return root, nil
		}
		root = document.Content[0]
	}
}

var errLibrary = errors.New("yaml: the YAML reader broke down on this content")

// nextDocument turns a panic of the library into an error: content comes from
// anybody, and one bad file must not end the reading of the others.
func nextDocument(decoder *yaml.Decoder) (document *yaml.Node, err error) {
	defer func() {
		if recover() != nil {
			err = errLibrary
		}
	}()
	document = &yaml.Node{}
	return document, decoder.Decode(document)
}

func isEmpty(document *yaml.Node) bool {
	return len(document.Content) == 0 || isMissing(document.Content[0])
}

func (t *text) secondDocument(document *yaml.Node) *Error {
	r := yamlReader{text: t, s: t.content, line: 1, column: 1}
	offset := r.find(document.Content[0].Line, document.Content[0].Column)
	return t.errorAt(offset, "a second YAML document begins here: keep one document in a file; only the first was read")
}

// yamlError turns an error of the library, "yaml: line 3: what is wrong", into
// one with a place and a way out.
func (t *text) yamlError(err error) *Error {
	line, problem := splitError(err)
	var failed *Error
	switch {
	case strings.HasPrefix(problem, "exceeded max depth"):
		return tooDeep(t.deepPlace(line))
	case problem == "control characters are not allowed":
		offset := controlAt(t.content)
		char, _ := utf8.DecodeRuneInString(t.content[offset:])
		failed = t.errorAt(offset, fmt.Sprintf("control character %U: remove it", char))
	default:
		offset := t.problemAt(line, problem)
		failed = t.errorAt(offset, problem+": "+t.wayOut(offset, problem))
	}
	failed.syntax = true
	return failed
}

// splitError returns the line that the error names, or zero.
func splitError(err error) (line int, problem string) {
	problem = strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, found := strings.CutPrefix(problem, "line "); found {
		if number, message, found := strings.Cut(rest, ": "); found {
			line, _ = strconv.Atoi(number)
			problem = message
		}
	}
	return line, problem
}

// searchLimit is the size in bytes up to which the line of an error is looked
// for by reading the content again.
const searchLimit = 256 << 10

// problemAt is the first character of the line with the problem. The library
// often names the line where the map began that the problem is in, so parts of
// the content are read again to see from which line on it is there.
func (t *text) problemAt(line int, problem string) int {
	starts := t.yamlLines
	if len(t.content) <= searchLimit {
		line = 1 + sort.Search(len(starts)-1, func(i int) bool {
			return problemOf(t.content[:starts[i+1]]) == problem
		})
	}
	line = min(max(line, 1), len(starts))
	offset := int(starts[line-1])
	return offset + leadingSpaces(t.content[offset:])
}

func problemOf(content string) string {
	decoder := yaml.NewDecoder(strings.NewReader(content))
	for {
		if _, err := nextDocument(decoder); err != nil {
			_, problem := splitError(err)
			return problem
		}
	}
}

// wayOut says what to do about a problem that stands at offset.
func (t *text) wayOut(offset int, problem string) string {
	line := t.content[offset : offset+lineLength(t.content[offset:])]
	switch {
	case strings.Contains(line, "{{") || strings.Contains(line, "{%"):
		return "this looks like the source of a template engine; read what it renders"
	case strings.HasPrefix(line, "\t"):
		return "indent with spaces, not with tabs"
	case strings.HasPrefix(problem, "mapping values are not allowed"):
		return `check the indentation, and quote a text with ": " in it`
	case strings.HasPrefix(problem, "unknown anchor"):
		return "define it with & before it is used, or quote the text"
	case strings.HasPrefix(problem, "found character that cannot start any token"):
		return "quote a text that begins with @, ` or %"
	case strings.Contains(problem, "end of stream"):
		return "close the quote or bracket that is open"
	default:
		return "check the indentation, quotes and brackets here"
	}
}

// controlAt is the offset of the first character that YAML does not allow.
func controlAt(content string) int {
	for i, r := range content {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == 0x85:
		case r < ' ', 0x7f <= r && r < 0xa0, r == 0xfffe, r == 0xffff:
			return i
		}
	}
	return 0
}

// deepPlace is where brackets are first open deeper than maxDepth, or else the
// line that the library names: it gives up far deeper, and says little of where.
func (t *text) deepPlace(line int) source.Location {
	depth := 0
	for i := range len(t.content) {
		switch t.content[i] {
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		}
		if depth > maxDepth {
			return t.location(i, i+1)
		}
	}
	start := int(t.yamlLines[min(max(line, 1), len(t.yamlLines))-1])
	return t.location(start, start)
}
