package engine

import (
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/iamlint/iamlint/internal/policy"
)

//go:generate go test -run TestGeneratedFilesAreCurrent -update .

// Schema is the JSON Schema of what the built-in rules know as input. `opa check --schema` and
// editors read it from schema.json.
func Schema() ([]byte, error) {
	known, _, err := load(nil, nil)
	if err != nil {
		return nil, err
	}
	return schemaFor(known)
}

// schemaFor is the schema of what some rules know as input: the model, and the settings of them all.
func schemaFor(known []*file) ([]byte, error) {
	model, err := shapeOf(reflect.TypeFor[policy.Model]())
	if err != nil {
		return nil, fmt.Errorf("describe the model: %w", err)
	}
	root := model.schema()
	root.Properties["settings"] = settingsSchema(known)
	b, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the schema: %w", err)
	}
	return append(b, '\n'), nil
}

// described is the part of JSON Schema that we need.
type described struct {
	Dialect     string                `json:"$schema,omitempty"`
	Title       string                `json:"title,omitempty"`
	Ref         string                `json:"$ref,omitempty"`
	Type        string                `json:"type,omitempty"`
	Properties  map[string]*described `json:"properties,omitempty"`
	Additional  any                   `json:"additionalProperties,omitempty"` // false, or of a table the *described of its values
	Items       *described            `json:"items,omitempty"`
	Definitions map[string]*described `json:"definitions,omitempty"`
}

func (s *shape) schema() *described {
	definitions := map[string]*described{}
	s.describe(definitions)
	root := definitions[s.name]
	delete(definitions, s.name)
	root.Dialect = "http://json-schema.org/draft-07/schema#"
	root.Title = "What iamlint's rules know as input"
	root.Definitions = definitions
	return root
}

// describe files every struct under its name in definitions and points at it there.
func (s *shape) describe(definitions map[string]*described) *described {
	switch s.form {
	case text, place:
		return &described{Type: "string"}
	case number:
		return &described{Type: "integer"}
	case truth:
		return &described{Type: "boolean"}
	case list:
		return &described{Type: "array", Items: s.elem.describe(definitions)}
	case table:
		return &described{Type: "object", Additional: s.elem.describe(definitions)}
	case shared:
		return s.elem.describe(definitions)
	default:
		return s.define(definitions)
	}
}

func (s *shape) define(definitions map[string]*described) *described {
	if definitions[s.name] == nil {
		made := &described{Type: "object", Properties: map[string]*described{}, Additional: false}
		definitions[s.name] = made
		for _, f := range s.fields {
			made.Properties[f.name] = f.shape.describe(definitions)
		}
	}
	return &described{Ref: "#/definitions/" + s.name}
}
