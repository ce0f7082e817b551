package parse

import (
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// wrongType is the fault of an alternative that is not what an element asks for;
// none where a function made it, because what that will be is not known.
func wrongType(element string, n *node.Node, a Alternative, want string) []policy.Fault {
	if a.Node == nil {
		return nil
	}
	return []policy.Fault{{Kind: policy.WrongType, Element: element, Text: describe(a), Suggestion: want, At: a.At(n)}}
}

// noText finds what is not one text in an element that holds one.
func (r *Reader) noText(element string, n *node.Node, under Branch) []policy.Fault {
	if n == nil {
		return nil
	}
	var faults []policy.Fault
	for _, a := range r.Resolve(n, under) {
		if len(a.Values) == 0 {
			faults = append(faults, wrongType(element, n, a, "text")...)
		}
	}
	return faults
}

// isList finds lists in the place of a map.
func (r *Reader) isList(element string, n *node.Node, under Branch, want string) []policy.Fault {
	var faults []policy.Fault
	for _, a := range r.Resolve(n, under) {
		if a.Node != nil && a.Node.Kind == node.List {
			faults = append(faults, wrongType(element, n, a, want)...)
		}
	}
	return faults
}

// nested finds lists inside a list.
func (r *Reader) nested(element string, n *node.Node, under Branch) []policy.Fault {
	var faults []policy.Fault
	for _, a := range r.Resolve(n, under) {
		if a.Node == nil || a.Node.Kind != node.List {
			continue
		}
		for _, item := range a.Node.Items {
			// A list that a function or a branch made is what CloudFormation refuses or flattens by itself.
			if item.Kind == node.List {
				faults = append(faults, policy.Fault{Kind: policy.WrongType, Element: element, Text: "a list in a list", Suggestion: "text", At: item.At})
			}
		}
	}
	return faults
}
