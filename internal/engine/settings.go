package engine

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
)

var settingsKey = ast.StringTerm("settings")

// regoName is how rules call what users call by an id or a key in kebab-case: input.settings.missing_boundary.
func regoName(name string) string { return strings.ReplaceAll(name, "-", "_") }

// settingsOf is what rules know as input.settings: of each rule what the user set, and the defaults of the rest.
// It is made once, so that it costs a run nothing.
func settingsOf(files []*file, given func(finding.Rule) (map[string]any, error)) (*ast.Term, error) {
	all := ast.NewObject()
	for _, f := range files {
		if f.rule.Settings == nil {
			continue
		}
		var values map[string]any
		if given != nil {
			var err error
			if values, err = given(f.rule); err != nil {
				return nil, err
			}
		}
		if values == nil {
			values = defaults(f.rule.Settings)
		}
		value, err := ast.InterfaceToValue(inRego(values))
		if err != nil {
			return nil, fmt.Errorf("prepare the settings of %s: %w", f.rule.ID, err)
		}
		all.Insert(ast.StringTerm(f.name()), ast.NewTerm(value))
	}
	return ast.NewTerm(all), nil
}

// inRego is a setting with its keys as rules know them.
func inRego(value any) any {
	switch value := value.(type) {
	case map[string]any:
		renamed := make(map[string]any, len(value))
		for name, inner := range value {
			renamed[regoName(name)] = inRego(inner)
		}
		return renamed
	case []any:
		list := make([]any, len(value))
		for i, item := range value {
			list[i] = inRego(item)
		}
		return list
	}
	return value
}

// settingsSchema describes input.settings.
func settingsSchema(known []*file) *described {
	all := &described{Type: "object", Properties: map[string]*described{}, Additional: false}
	for _, f := range known {
		if f.rule.Settings != nil {
			all.Properties[f.name()] = describeSetting(f.rule.Settings)
		}
	}
	return all
}

func describeSetting(s *finding.Setting) *described {
	made := &described{Type: s.Type}
	if s.Items != nil {
		made.Items = describeSetting(s.Items)
	}
	if s.Type == finding.ObjectSetting {
		made.Additional = false
		made.Properties = map[string]*described{}
		for name, inner := range s.Properties {
			made.Properties[regoName(name)] = describeSetting(inner)
		}
	}
	return made
}

// defaults are the settings of an object of which nothing is set.
func defaults(s *finding.Setting) map[string]any {
	values := map[string]any{}
	for name, inner := range s.Properties {
		if inner.Default != nil {
			values[name] = inner.Default
		}
	}
	return values
}

// ReadSettings reads what a user set of a rule, and adds the defaults of what is not set. It refuses what the rule
// does not know, at its place; hint ends the message about an unknown name, and may be nil.
func ReadSettings(rule finding.Rule, n *node.Node, hint func(name string, names []string) string) (map[string]any, error) {
	r := settingsReader{hint: hint}
	value, err := r.read(rule.Settings, n)
	if err != nil {
		return nil, err
	}
	return value.(map[string]any), nil
}

type settingsReader struct {
	hint func(name string, names []string) string
}

func (r settingsReader) read(s *finding.Setting, n *node.Node) (any, error) {
	switch s.Type {
	case finding.ObjectSetting:
		return r.object(s, n)
	case finding.ArraySetting:
		return r.array(s, n)
	case finding.IntegerSetting:
		return integer(s, n)
	case finding.BooleanSetting:
		if n.Kind != node.Bool {
			return nil, misplaced(n, "not true or false")
		}
		return strings.EqualFold(n.Text, "true"), nil
	default:
		return r.text(s, n)
	}
}

func (r settingsReader) object(s *finding.Setting, n *node.Node) (any, error) {
	if n.Kind != node.Map {
		return nil, misplaced(n, "not a map of keys")
	}
	values := defaults(s)
	for _, field := range n.Fields {
		inner := s.Properties[field.Key.Text]
		if inner == nil {
			return nil, misplaced(field.Key, "unknown key %q%s", field.Key.Text, r.meant(field.Key.Text, slices.Sorted(maps.Keys(s.Properties))))
		}
		value, err := r.read(inner, field.Value)
		if err != nil {
			return nil, err
		}
		values[field.Key.Text] = value
	}
	for _, name := range s.Required {
		if n.Get(name) == nil {
			return nil, misplaced(n, "lacks the key %q", name)
		}
	}
	return values, nil
}

func (r settingsReader) array(s *finding.Setting, n *node.Node) (any, error) {
	if n.Kind != node.List {
		return nil, misplaced(n, "not a list")
	}
	values := make([]any, len(n.Items))
	for i, item := range n.Items {
		var err error
		if values[i], err = r.read(s.Items, item); err != nil {
			return nil, err
		}
	}
	return values, nil
}

func integer(s *finding.Setting, n *node.Node) (any, error) {
	value, err := strconv.Atoi(n.Text)
	if n.Kind != node.Number || err != nil {
		return nil, misplaced(n, "not a whole number")
	}
	if s.Minimum != nil && value < *s.Minimum {
		return nil, misplaced(n, "%d is less than %d", value, *s.Minimum)
	}
	return value, nil
}

// text takes a number for a text, too: whoever writes the id of an account may forget the quotes.
func (r settingsReader) text(s *finding.Setting, n *node.Node) (any, error) {
	if n.Kind != node.String && n.Kind != node.Number {
		return nil, misplaced(n, "not a string")
	}
	if len(s.Enum) > 0 && !slices.Contains(s.Enum, n.Text) {
		return nil, misplaced(n, "unknown value %q%s", n.Text, r.meant(n.Text, s.Enum))
	}
	if s.Pattern != "" && !regexp.MustCompile(s.Pattern).MatchString(n.Text) {
		return nil, misplaced(n, "%q does not match %s", n.Text, s.Pattern)
	}
	return n.Text, nil
}

func (r settingsReader) meant(name string, names []string) string {
	if r.hint == nil {
		return fmt.Sprintf(" (have %q)", names)
	}
	return r.hint(name, names)
}

func misplaced(n *node.Node, format string, args ...any) error {
	return fmt.Errorf("%s: %s", n.At.Place(), fmt.Sprintf(format, args...))
}

// ExampleSettings are the settings with which an example of a rule is judged: those that it shows in comments, in
// the form of the configuration, from a line "# settings:" on. It is nil of an example without.
func ExampleSettings(rule finding.Rule, text string) (*node.Node, error) {
	_, after, found := strings.Cut("\n"+text, "\n# settings:\n")
	if !found {
		return nil, nil //nolint:nilnil // none is no error
	}
	var shown strings.Builder
	for line := range strings.Lines(after) {
		if !strings.HasPrefix(line, "# ") {
			break
		}
		shown.WriteString(strings.TrimPrefix(line, "# "))
	}
	root, err := node.Parse(rule.ID, []byte(shown.String()))
	if err != nil {
		return nil, fmt.Errorf("parse the settings of an example: %w", err)
	}
	if own := root.Get(rule.ID); own != nil {
		return own, nil
	}
	return nil, fmt.Errorf("an example of %s has settings of other rules only", rule.ID)
}
