package gen

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/iamlint/iamlint/internal/catalog"
)

// Where the wheel of cfn-lint keeps the schemas: each is a file with a hash for
// a name, and each region has a list of types with theirs.
const (
	schemaFolder  = "cfnlint/data/schemas/resources/"
	regionFolder  = "cfnlint/data/schemas/providers/"
	leadingRegion = regionFolder + "us_east_1.py"
)

// Schemas are the schemas of CloudFormation's resource types, as its registry
// publishes them.
type Schemas struct {
	Origin catalog.Origin
	Types  map[string]*Schema // by name: "AWS::S3::Bucket"
}

// Schema says what properties a resource type has, and what it gives.
type Schema struct {
	TypeName           string
	PrimaryIdentifier  []string // pointers, such as /properties/BucketName
	ReadOnlyProperties []string // pointers, such as /properties/Endpoint/Address
	PropertyTransform  map[string]any
	Properties         map[string]*Shape
	Definitions        map[string]*Shape
}

// Shape is what a schema says of one property.
type Shape struct {
	Ref        string `json:"$ref"`
	Type       Words
	Format     string
	Pattern    string
	Enum       []any
	Properties map[string]*Shape
	Items      *Shape
	OneOf      []*Shape
	AnyOf      []*Shape
	AllOf      []*Shape
}

// Words are one text or several.
type Words []string

// UnmarshalJSON takes a text or a list of texts.
func (w *Words) UnmarshalJSON(content []byte) error {
	if bytes.HasPrefix(content, []byte(`"`)) {
		content = slices.Concat([]byte{'['}, content, []byte{']'})
	}
	return json.Unmarshal(content, (*[]string)(w))
}

// UnmarshalJSON takes an object, or true for what may be anything.
func (s *Shape) UnmarshalJSON(content []byte) error {
	if !bytes.HasPrefix(content, []byte("{")) {
		return nil
	}
	type plain Shape
	return json.Unmarshal(content, (*plain)(s))
}

// ReadSchemas reads the wheel of cfn-lint. Of a type that has not the same schema
// everywhere it takes that of us-east-1, or else of the first region that has it.
func ReadSchemas(content []byte) (*Schemas, error) {
	w, err := readFiles(content, func(name string) bool {
		return strings.HasPrefix(name, schemaFolder) && path.Ext(name) == ".json" || strings.HasPrefix(name, regionFolder) && path.Ext(name) == ".py"
	})
	if err != nil {
		return nil, err
	}
	names, err := schemaFiles(w.files)
	if err != nil {
		return nil, err
	}
	s := &Schemas{Origin: w.origin, Types: map[string]*Schema{}}
	for name, file := range names {
		schema := new(Schema)
		if err := json.Unmarshal(w.files[file], schema); err != nil {
			return nil, fmt.Errorf("decode schema %s of %s: %w", file, name, err)
		}
		if schema.TypeName != name {
			return nil, fmt.Errorf("schema %s is of %q, want %s", file, schema.TypeName, name)
		}
		s.Types[name] = schema
	}
	s.Origin.Date = w.modified.UTC().Format(time.DateOnly)
	s.Origin.TemplateTypes = len(s.Types)
	return s, nil
}

// listedType is a line of a region's list.
var listedType = regexp.MustCompile(`"([A-Za-z0-9]+::[A-Za-z0-9]+::[A-Za-z0-9]+)": "([0-9a-f]{16})"`)

// schemaFiles are the names of the files with the schemas, by type.
func schemaFiles(files map[string][]byte) (map[string]string, error) {
	regions := slices.DeleteFunc(slices.Sorted(maps.Keys(files)), func(name string) bool { return path.Ext(name) != ".py" })
	if files[leadingRegion] == nil {
		return nil, errors.New("the wheel has no list of the types in us-east-1")
	}
	names := map[string]string{}
	for _, region := range append([]string{leadingRegion}, regions...) {
		for _, line := range listedType.FindAllSubmatch(files[region], -1) {
			name, file := string(line[1]), schemaFolder+string(line[2])+".json"
			if names[name] == "" {
				names[name] = file
			}
		}
	}
	for name, file := range names {
		if files[file] == nil {
			return nil, fmt.Errorf("the wheel has no schema of %s", name)
		}
	}
	return names, nil
}

// Resolve follows references to a definition.
func (s *Schema) Resolve(shape *Shape) *Shape {
	for range 10 { // as many as a schema never has in a row, so that a circle ends
		if shape == nil || shape.Ref == "" {
			return shape
		}
		shape = s.Definitions[strings.TrimPrefix(shape.Ref, "#/definitions/")]
	}
	return nil
}

// at is the shape of the property that a dotted path names; nil if there is none.
func (s *Schema) at(dotted string) *Shape {
	properties := s.Properties
	var shape *Shape
	for name := range strings.SplitSeq(dotted, ".") {
		if shape = s.Resolve(properties[name]); shape == nil {
			return nil
		}
		properties = shape.Properties
	}
	return shape
}

// dotted is a pointer as Fn::GetAtt names it: Endpoint.Address. It is "" for what
// is inside a list.
func dotted(pointer string) string {
	steps := strings.Split(strings.TrimPrefix(pointer, "/properties/"), "/")
	if slices.Contains(steps, "*") {
		return ""
	}
	return strings.Join(slices.DeleteFunc(steps, func(step string) bool { return step == "properties" }), ".")
}
