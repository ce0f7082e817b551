package node

import (
	"fmt"

	"github.com/iamlint/iamlint/internal/source"
)

// Error says why content can't be read, where, and what to do about it.
type Error struct {
	At      source.Location // where it was noticed; Start equals End where no more is known
	Message string          // lower case, without the place

	syntax bool // the content is not of the language at all
}

// Error returns artifact:line:column: message.
func (e *Error) Error() string {
	start := e.At.Region.Start
	return fmt.Sprintf("%s:%d:%d: %s", e.At.Artifact, start.Line, start.Column, e.Message)
}

// maxDepth is how many lists and maps may stand within one another. Templates
// and policies stay far below; readers of the tree may recurse without fear.
const maxDepth = 200

func tooDeep(at source.Location) *Error {
	return &Error{At: at, Message: fmt.Sprintf("nested deeper than %d levels: flatten the structure", maxDepth)}
}

// smallMap is the number of fields up to which comparing each with each is
// faster than hashing them.
const smallMap = 12

// repeated finds a key that is there twice: the fields' indexes, or false.
func repeated(fields []Field) (first, second int, found bool) {
	if len(fields) <= smallMap {
		for i := range fields {
			for j := range i {
				if fields[i].Key.Text == fields[j].Key.Text {
					return j, i, true
				}
			}
		}
		return 0, 0, false
	}
	seen := make(map[string]int, len(fields))
	for i, field := range fields {
		if j, ok := seen[field.Key.Text]; ok {
			return j, i, true
		}
		seen[field.Key.Text] = i
	}
	return 0, 0, false
}

// once keeps the last field of each key, as CloudFormation does. The first key
// that is there twice is the text's flaw.
func (t *text) once(fields []Field) []Field {
	first, second, found := repeated(fields)
	if !found {
		return fields
	}
	t.flawed(duplicate(fields[first].Key, fields[second].Key))
	last := make(map[string]int, len(fields))
	for i, field := range fields {
		last[field.Key.Text] = i
	}
	kept := fields[:0]
	for i, field := range fields {
		if last[field.Key.Text] == i {
			kept = append(kept, field)
		}
	}
	return kept
}

// flawed notes what is wrong with content that can be read all the same.
func (t *text) flawed(e *Error) {
	if t.flaw == nil {
		t.flaw = e
	}
}

func duplicate(first, second *Node) *Error {
	at := first.At.Region.Start
	return &Error{At: second.At, Message: fmt.Sprintf(
		"duplicate key %q, first at %d:%d: remove one; the last one was read, but not every reader does so",
		second.Text, at.Line, at.Column)}
}
