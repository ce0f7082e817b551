// Package node reads YAML and JSON into one tree whose every node knows its
// place in the source. Nothing is decoded to Go types on the way: a scalar
// keeps its text as written, so that an account number with a leading zero or
// an unquoted policy date is what the author sees in the file.
package node

import (
	"bytes"
	"strings"

	"github.com/iamlint/iamlint/internal/source"
)

// Kind says what a Node is.
type Kind uint8

// The kinds of nodes. A scalar is one of the first four.
const (
	Null   Kind = iota // null, ~ or nothing at all
	Bool               // true or false, unquoted
	Number             // a number in JSON's form, unquoted
	String             // any other text
	List
	Map
)

// String names the kind as error messages do.
func (k Kind) String() string {
	return [...]string{"null", "boolean", "number", "string", "list", "map"}[k]
}

// Node is one value of the tree. Nodes of YAML aliases are shared, so a tree
// is read and never changed.
type Node struct {
	Kind    Kind
	style   style
	partial bool            // Text is only a part of the scalar from start to end, and At is its place
	Text    string          // of a scalar: its text after unquoting and unfolding; numbers, booleans and null exactly as written
	At      source.Location // a scalar with its quotes; a list or map from its first to after its last character
	Items   []*Node         // of a List
	Fields  []Field         // of a Map, in the order written, merge keys (<<) already merged

	text       *text // where the node was read; nil for a node made by hand
	start, end int32 // byte offsets of At in text
	from       int32 // where Text begins within the whole scalar that stands at start
	indent     int32 // of a block scalar: the spaces that each line loses
}

// Field is a key of a Map with its value. A key that is not a scalar is a
// String whose Text is what the source says.
type Field struct {
	Key, Value *Node
}

// Field returns the field with the given key, and false when n is nil, is not a
// Map or has no such field.
func (n *Node) Field(key string) (Field, bool) {
	if n == nil {
		return Field{}, false
	}
	for _, field := range n.Fields {
		if field.Key.Text == key {
			return field, true
		}
	}
	return Field{}, false
}

// Get returns the value of such a field, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for _, field := range n.Fields {
		if field.Key.Text == key {
			return field.Value
		}
	}
	return nil
}

// Parse reads content, which artifact names, as JSON or YAML, whichever it is.
// The encoding may be UTF-8, or UTF-16 with a byte order mark. Content without
// any value is a Null node. The error is an *Error with its place: content that
// is neither JSON nor YAML, nesting deeper than 200 levels, aliases that repeat
// too much. With some errors the tree is there all the same and may be used: a
// key that is there twice, of which the last one counts; a second document, of
// which nothing is read; and a .json file that only YAML can read, for its last
// comma or a comment.
//
// CloudFormation's short tags become their long form: !Sub x is a Map with the
// one field Fn::Sub, whose key stands at the tag.
func Parse(artifact string, content []byte) (*Node, error) {
	t, bad := newText(artifact, content)
	if bad != nil {
		return nil, bad
	}
	return t.result(t.parse(strings.EqualFold(extension(artifact), ".json")))
}

// result is what Parse gives: the tree, and what is wrong with the content.
func (t *text) result(root *Node, failed *Error) (*Node, error) {
	switch {
	case failed != nil:
		return nil, failed
	case t.flaw != nil:
		return root, t.flaw
	default:
		return root, nil
	}
}

// parse decides between JSON and YAML. Much that is wrong in JSON is right in
// YAML; in what is named JSON it is a flaw.
func (t *text) parse(named bool) (*Node, *Error) {
	if !startsLikeJSON(t.content) {
		root, failed := parseYAML(t)
		if failed == nil && named && root.Kind == String && root.style != quotedVerbatim {
			return parseJSON(t)
		}
		return root, failed
	}
	root, failed := parseJSON(t)
	if failed == nil || !failed.syntax {
		return root, failed
	}
	// YAML's flow style begins like JSON. Where YAML can't read it either,
	// JSON's error is the one that tells more.
	root, other := parseYAML(t)
	if other != nil && other.syntax {
		return nil, failed
	}
	if named {
		t.flawed(failed)
	}
	return root, other
}

func startsLikeJSON(content string) bool {
	rest := strings.TrimLeft(content, " \t\r\n")
	return rest != "" && (rest[0] == '{' || rest[0] == '[')
}

func extension(artifact string) string {
	return artifact[max(0, strings.LastIndexByte(artifact, '.')):]
}

// newText decodes content and finds its lines.
func newText(artifact string, content []byte) (*text, *Error) {
	decoded, problem, offset := decode(content)
	if problem == "" && len(decoded) > maxSize {
		decoded, problem = "", "larger than 1 GiB: split the file"
	}
	t := &text{artifact: artifact, content: decoded}
	if problem != "" {
		// What can be decoded up to the problem is enough to count lines.
		t.content = string(bytes.ToValidUTF8(content[:offset], []byte("?")))
		t.findLines()
		return nil, t.errorAt(len(t.content), problem)
	}
	t.findLines()
	return t, nil
}

// Moved is a copy of the tree in which every word stands at one place: that of
// the text it was decoded from, or of the name it was looked up by. It is nil
// when n is.
func (n *Node) Moved(at source.Location) *Node {
	if n == nil {
		return nil
	}
	move := func(n *Node) *Node { return n.Moved(at) }
	return n.Rebuilt(at, move, move)
}

// Rebuilt is a copy of a node at a place of its own. Its keys and values, and its
// items, are what functions make of those that it has.
func (n *Node) Rebuilt(at source.Location, key, value func(*Node) *Node) *Node {
	c := &Node{Kind: n.Kind, Text: n.Text, At: at}
	if len(n.Items) > 0 {
		c.Items = make([]*Node, 0, len(n.Items))
	}
	if len(n.Fields) > 0 {
		c.Fields = make([]Field, 0, len(n.Fields))
	}
	for _, item := range n.Items {
		c.Items = append(c.Items, value(item))
	}
	for _, field := range n.Fields {
		c.Fields = append(c.Fields, Field{Key: key(field.Key), Value: value(field.Value)})
	}
	return c
}
