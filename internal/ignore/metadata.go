package ignore

import (
	"fmt"

	"github.com/iamlint/iamlint/internal/node"
)

// readMetadata reads the entries of Metadata.iamlint.ignore of the template and of its resources.
func (s *Set) readMetadata(t *tree) {
	s.readEntries(t.root, nil)
	for i := range t.resources {
		s.readEntries(t.resources[i].body, &t.resources[i])
	}
}

func (s *Set) readEntries(holder *node.Node, r *resource) {
	own := holder.Get("Metadata").Get(word)
	if own == nil {
		return
	}
	for _, field := range own.Fields {
		if field.Key.Text != "ignore" {
			s.note(field.Key.At, fmt.Sprintf("Metadata of iamlint has no %q: it has \"ignore\", a list", field.Key.Text))
		}
	}
	list := own.Get("ignore")
	if list == nil || list.Kind != node.List {
		s.note(own.At, "Metadata of iamlint is not understood: it is {ignore: [{rule: …, reason: …}]}")
		return
	}
	for _, item := range list.Items {
		e, err := ReadEntry(item)
		if err != nil {
			s.note(item.At, err.Error())
			continue
		}
		e.By, e.Artifact = ByMetadata, item.At.Artifact
		if r != nil {
			e.hold(r)
		}
		s.add(e)
	}
}

// Keys are the keys of an entry in Metadata and in the configuration, with what they are for.
func Keys() map[string]string {
	return map[string]string{
		"rule":     "The id of a rule, or a list of ids.",
		"reason":   "Why it is accepted.",
		"until":    "The last day on which it is, as in 2027-01-31.",
		"action":   "Patterns of actions: it holds for statements, or the words of them, that these cover.",
		"resource": "Patterns of resources, as they are written: likewise.",
		"target":   "A pattern of names: logical ids, or names of roles, users and policies.",
	}
}

// ReadEntry reads an entry of Metadata or of the configuration. Whether it names rules and a reason is looked at when it
// is added.
func ReadEntry(n *node.Node) (*Entry, error) {
	if n.Kind != node.Map {
		return nil, fmt.Errorf("a suppression is a map with rule and reason, not a %s", n.Kind)
	}
	e := &Entry{At: n.At}
	for _, field := range n.Fields {
		texts, err := textsOf(field)
		if err != nil {
			return nil, err
		}
		switch field.Key.Text {
		case "rule":
			e.Rules = texts
		case "action":
			e.Narrow.Actions = texts
		case "resource":
			e.Narrow.Resources = texts
		case "reason":
			e.Reason = texts[0]
		case "until":
			e.Until = texts[0]
		case "target":
			e.Target = texts[0]
		default:
			return nil, fmt.Errorf("a suppression has no key %q (have rule, reason, until, action, resource, target)", field.Key.Text)
		}
	}
	return e, nil
}

// textsOf reads one text, or several where there may be.
func textsOf(field node.Field) ([]string, error) {
	key, value := field.Key.Text, field.Value
	if value.Kind < node.List && value.Kind != node.Null {
		return []string{value.Text}, nil
	}
	several := key == "rule" || key == "action" || key == "resource"
	if value.Kind != node.List || !several || len(value.Items) == 0 {
		return nil, fmt.Errorf("%q of a suppression is not a text", key)
	}
	var texts []string
	for _, item := range value.Items {
		if item.Kind >= node.List {
			return nil, fmt.Errorf("%q of a suppression is not a list of texts", key)
		}
		texts = append(texts, item.Text)
	}
	return texts, nil
}
