package engine

import (
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/iamlint/iamlint/internal/policy"
)

//go:generate go test -run TestGeneratedFilesAreCurrent -update .

// Schema is the JSON Schema of what rules know as input. `opa check --schema` and
// editors read it from schema.json.
func Schema() ([]byte, error) {
	model, err := shapeOf(reflect.TypeFor[policy.Model]())
	if err != nil {
		return nil, fmt.Errorf("describe the model: %w", err)
	}
	b, err := json.MarshalIndent(model.schema(), "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the schema: %w", err)
	}
	return append(b, '\n'), nil
}

// node is the part of JSON Schema that we need.
type node struct {
	Dialect     string           `json:"$schema,omitempty"`
	Title       string           `json:"title,omitempty"`
	Ref         string           `json:"$ref,omitempty"`
	Type        string           `json:"type,omitempty"`
	Properties  map[string]*node `json:"properties,omitempty"`
	Additional  any              `json:"additionalProperties,omitempty"` // false, or of a table the *node of its values
	Items       *node            `json:"items,omitempty"`
	Definitions map[string]*node `json:"definitions,omitempty"`
}

func (s *shape) schema() *node {
	definitions := map[string]*node{}
	s.describe(definitions)
	root := definitions[s.name]
	delete(definitions, s.name)
	root.Dialect = "http://json-schema.org/draft-07/schema#"
	root.Title = "What iamlint's rules know as input"
	root.Definitions = definitions
	return root
}

// describe files every struct under its name in definitions and points at it there.
func (s *shape) describe(definitions map[string]*node) *node {
	switch s.form {
	case text, place:
		return &node{Type: "string"}
	case number:
		return &node{Type: "integer"}
	case truth:
		return &node{Type: "boolean"}
	case list:
		return &node{Type: "array", Items: s.elem.describe(definitions)}
	case table:
		return &node{Type: "object", Additional: s.elem.describe(definitions)}
	case shared:
		return s.elem.describe(definitions)
	default:
		return s.define(definitions)
	}
}

func (s *shape) define(definitions map[string]*node) *node {
	if definitions[s.name] == nil {
		made := &node{Type: "object", Properties: map[string]*node{}, Additional: false}
		definitions[s.name] = made
		for _, f := range s.fields {
			made.Properties[f.name] = f.shape.describe(definitions)
		}
	}
	return &node{Ref: "#/definitions/" + s.name}
}
