package gen_test

import (
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/awslabs/goformation/v7/cloudformation"
	"github.com/google/go-cmp/cmp"

	catalog "github.com/iamlint/iamlint/internal/catalog/gen"
	"github.com/iamlint/iamlint/internal/parse/cfn/gen"
)

func TestEveryPropertyThatLooksLikeAPolicyIsReviewed(t *testing.T) {
	properties := gen.Properties(cloudformation.AllResources())
	if len(properties) < 180 {
		t.Fatalf("%d properties are less than there were in 2026", len(properties))
	}
	for _, complaint := range gen.Review(properties) {
		t.Error(complaint)
	}
}

func TestReviewTellsWhatIsNewAndWhatIsGone(t *testing.T) {
	properties := gen.Properties(cloudformation.AllResources())
	i := slices.Index(properties, gen.Property{Type: "AWS::S3::BucketPolicy", Path: "PolicyDocument"})
	if i < 0 {
		t.Fatal("a bucket's policy does not look like one")
	}
	properties[i].Type = "AWS::S3::BucketPolicyV2"
	want := []string{
		"AWS::S3::BucketPolicy.PolicyDocument is reviewed and no property looks so: take it out",
		"AWS::S3::BucketPolicyV2.PolicyDocument looks like a policy: say in documents.go what it holds, or in others.go why it is none",
	}
	if diff := cmp.Diff(gen.Review(properties), want); diff != "" {
		t.Errorf("complaints (-got +want):\n%s", diff)
	}
}

func TestTheTableIsTheReviewedOne(t *testing.T) {
	want, err := gen.Table()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../holdertable.go")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(got), string(want)); diff != "" {
		t.Errorf("holdertable.go; run go generate ./internal/parse/cfn (-got +want):\n%s", diff)
	}
}

type oven struct {
	Policy    any                `json:"Policy,omitempty"`
	Rules     []rule             `json:"Rules"`
	Inner     *oven              `json:"Inner,omitempty"`
	Boundary  *string            `json:"PermissionsBoundary"`
	Managed   []string           `json:"ManagedPolicyArns"`
	Politics  map[string]float64 `json:"PolicyNumbers"`
	OwnPolicy string             `json:"-"`
}

type rule struct {
	Document any    `json:"PolicyDocument"`
	Policy   string `json:"PolicyText"`
	Name     string `json:"PolicyName"`
	Anything any    `json:"Settings"`
}

func TestTypedGoesThroughListsAndPointers(t *testing.T) {
	const name = "AWS::Bakery::Oven"
	got := gen.Typed(map[string]reflect.Type{name: reflect.TypeFor[oven]()})
	want := []gen.Property{
		{Type: name, Path: "ManagedPolicyArns"},
		{Type: name, Path: "PermissionsBoundary"},
		{Type: name, Path: "Policy"},
		{Type: name, Path: "Rules[].PolicyDocument"},
		{Type: name, Path: "Rules[].PolicyText"},
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("properties (-got +want):\n%s", diff)
	}
}

func TestPublishedGoesThroughDefinitionsAndChoices(t *testing.T) {
	const name = "AWS::Bakery::Oven"
	words := func(words ...string) *catalog.Shape { return &catalog.Shape{Type: words} }
	schema := &catalog.Schema{
		Properties: map[string]*catalog.Shape{
			"Rules":             {Items: &catalog.Shape{Ref: "#/definitions/Rule"}},
			"AccessPolicy":      words("object", "string"),
			"ManagedPolicyArns": {Items: words("string")},
			"TextPolicy":        words("string"),
			"HeatPolicy":        {Type: catalog.Words{"string"}, Enum: []any{"HOT"}},
			"PolicyName":        words("string"),
		},
		Definitions: map[string]*catalog.Shape{
			"Rule": {OneOf: []*catalog.Shape{{Properties: map[string]*catalog.Shape{
				"Inner":          {Ref: "#/definitions/Rule"},
				"PolicyDocument": {Format: "json"},
			}}}},
		},
	}
	got := gen.Published(map[string]*catalog.Schema{name: schema})
	want := []gen.Property{
		{Type: name, Path: "AccessPolicy"},
		{Type: name, Path: "ManagedPolicyArns"},
		{Type: name, Path: "Rules[].PolicyDocument"},
		{Type: name, Path: "TextPolicy"},
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("properties (-got +want):\n%s", diff)
	}
}
