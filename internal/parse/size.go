package parse

import (
	"strings"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// lengths are those of what is not known before deployment and yet has a length.
var lengths = map[string]int{"AWS::AccountId": 12, "AWS::Region": 9, "AWS::Partition": 3, "AWS::URLSuffix": 13}

// size counts the characters that a node has as JSON, as IAM counts them: without
// white space. Of what is not known it counts the fewest that it can have.
func (r *Reader) size(n *node.Node, under Branch) int {
	fewest := -1
	for _, a := range r.Resolve(n, under) {
		if size := r.sizeOf(a); fewest < 0 || size < fewest {
			fewest = size
		}
	}
	return max(fewest, 0)
}

func (r *Reader) sizeOf(a Alternative) int {
	switch {
	case a.Node != nil && a.Node.Kind == node.Map:
		size := 2 + max(len(a.Node.Fields)-1, 0)
		for _, f := range a.Node.Fields {
			size += quoted(f.Key.Text) + 1 + r.size(f.Value, a.Branch)
		}
		return size
	case a.Node != nil && a.Node.Kind == node.List:
		size := 2 + max(len(a.Node.Items)-1, 0)
		for _, item := range a.Node.Items {
			size += r.size(item, a.Branch)
		}
		return size
	case a.Node != nil && a.Node.Kind != node.String:
		return written(a.Node.Text)
	}
	size := max(len(a.Values)-1, 0)
	for _, v := range a.Values {
		size += 2
		for _, part := range v.Parts {
			size += partSize(part)
		}
	}
	return size
}

func partSize(p policy.Part) int {
	if p.Kind == policy.Literal {
		return written(p.Text)
	}
	return lengths[p.Text]
}

// quoted is the size of a text with its quotes.
func quoted(text string) int { return written(text) + 2 }

// written is the size of a text. What has to be escaped is counted once: IAM counts the policy's characters.
func written(text string) int {
	return utf8.RuneCountInString(text) - strings.Count(text, " ") - strings.Count(text, "\t") - strings.Count(text, "\n") - strings.Count(text, "\r")
}
