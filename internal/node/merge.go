package node

import "go.yaml.in/yaml/v3"

const mergeTag = "!!merge"

// merge puts the fields of the maps that << names where the << stands. The
// map's own keys win over them, and of several maps in a list the first.
func merge(n *Node, y *yaml.Node, t *text) *Error {
	if first, second, found := repeated(n.Fields); found {
		t.flawed(duplicate(n.Fields[first].Key, n.Fields[second].Key)) // << itself vanishes below
	}
	seen := make(map[string]bool, len(n.Fields))
	for i, field := range n.Fields {
		seen[field.Key.Text] = y.Content[2*i].Tag != mergeTag
	}
	var merged []Field
	for i, field := range n.Fields {
		if y.Content[2*i].Tag != mergeTag {
			merged = append(merged, field)
			continue
		}
		sources, err := mergeSources(field)
		if err != nil {
			return err
		}
		for _, source := range sources {
			merged = appendNew(merged, source.Fields, seen)
		}
	}
	n.Fields = merged
	return nil
}

// appendNew appends the fields whose keys have not been seen.
func appendNew(fields, added []Field, seen map[string]bool) []Field {
	for _, field := range added {
		if !seen[field.Key.Text] {
			seen[field.Key.Text] = true
			fields = append(fields, field)
		}
	}
	return fields
}

// mergeSources are the maps that a << names.
func mergeSources(field Field) ([]*Node, *Error) {
	sources := field.Value.Items
	if field.Value.Kind == Map {
		sources = []*Node{field.Value}
	}
	for _, source := range sources {
		if source.Kind != Map {
			sources = nil
		}
	}
	if sources == nil {
		return nil, &Error{At: field.Key.At, Message: `the value of "<<" is neither a map nor a list of maps: name an anchor of a map`}
	}
	return sources, nil
}
