package finding

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
)

// Setting describes what a user may set of a rule, or a part of it, in words of JSON Schema (draft 7). The
// settings of a rule are an object.
type Setting struct {
	Type        string              `json:"type"` // object, array, string, integer or boolean
	Description string              `json:"description,omitempty"`
	Default     any                 `json:"default,omitempty"`
	Enum        []string            `json:"enum,omitempty"`    // of a string
	Pattern     string              `json:"pattern,omitempty"` // of a string, anchored by itself
	Minimum     *int                `json:"minimum,omitempty"` // of an integer
	Items       *Setting            `json:"items,omitempty"`
	Properties  map[string]*Setting `json:"properties,omitempty"`
	Required    []string            `json:"required,omitempty"`
}

// The types of a Setting.
const (
	ObjectSetting  = "object"
	ArraySetting   = "array"
	StringSetting  = "string"
	IntegerSetting = "integer"
	BooleanSetting = "boolean"
)

// Check tells what is wrong with a description; at is what it describes.
func (s *Setting) Check(at string) error {
	switch s.Type {
	case StringSetting:
		if _, err := regexp.Compile(s.Pattern); err != nil {
			return fmt.Errorf("%s: pattern: %w", at, err)
		}
	case IntegerSetting, BooleanSetting:
	case ArraySetting:
		if s.Items == nil {
			return fmt.Errorf("%s: an array needs items", at)
		}
		return s.Items.Check(at + ".items")
	case ObjectSetting:
		return s.checkProperties(at)
	default:
		return fmt.Errorf("%s: unknown type %q (have %q)", at, s.Type,
			[]string{ArraySetting, BooleanSetting, IntegerSetting, ObjectSetting, StringSetting})
	}
	return nil
}

func (s *Setting) checkProperties(at string) error {
	if len(s.Properties) == 0 {
		return fmt.Errorf("%s: an object needs properties", at)
	}
	for _, name := range s.Required {
		if s.Properties[name] == nil {
			return fmt.Errorf("%s: requires %q, which is no property", at, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		if err := s.Properties[name].Check(at + "." + name); err != nil {
			return err
		}
	}
	return nil
}

// NeedsSettings tells whether the rule has nothing to go by until a user sets something.
func (r Rule) NeedsSettings() bool { return r.Settings != nil && len(r.Settings.Required) > 0 }
