package gen_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog/gen"
)

const schemaOfQueue = `{"typeName": "AWS::SQS::Queue", "primaryIdentifier": ["/properties/QueueUrl"],
	"readOnlyProperties": ["/properties/Arn", "/properties/QueueUrl", "/properties/List/*/Arn"],
	"properties": {"Arn": {"type": "string"}, "QueueUrl": {"type": "string"}, "QueueName": {"type": "string"}, "Free": true}}`

const schemaOfTable = `{"typeName": "AWS::DynamoDB::Table", "primaryIdentifier": ["/properties/TableName"],
	"readOnlyProperties": ["/properties/StreamArn", "/properties/Arn", "/properties/Inner/KeyArn", "/properties/Count"],
	"definitions": {"Inner": {"type": "object", "properties": {"KeyArn": {"type": ["string"], "pattern": "^arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/.+$"}}}},
	"properties": {"Arn": {"type": "string"}, "StreamArn": {"type": "string"}, "TableName": {"type": "string"},
		"Inner": {"$ref": "#/definitions/Inner"}, "Count": {"type": "integer"}}}`

const schemaOfDatabase = `{"typeName": "AWS::RDS::DBInstance", "primaryIdentifier": ["/properties/DBInstanceIdentifier"],
	"propertyTransform": {"/properties/DBInstanceIdentifier": "$lowercase(DBInstanceIdentifier)"},
	"readOnlyProperties": ["/properties/DBInstanceArn"],
	"properties": {"DBInstanceArn": {"type": "string"}, "DBInstanceIdentifier": {"type": "string"}}}`

// wheelOfSchemas is a wheel in which us-east-1 has two types and another region a third.
func wheelOfSchemas(t *testing.T, more map[string]string) []byte {
	t.Helper()
	const folder = "cfnlint/data/schemas/"
	files := map[string]string{
		"cfn_lint-1.dist-info/METADATA":                "Name: cfn-lint\nVersion: 1\n\n",
		folder + "providers/us_east_1.py":              `types = {"AWS::SQS::Queue": "00000000000000aa", "AWS::DynamoDB::Table": "00000000000000bb",}`,
		folder + "providers/af_south_1.py":             `types = {"AWS::SQS::Queue": "00000000000000dd", "AWS::RDS::DBInstance": "00000000000000cc",}`,
		folder + "resources/00000000000000aa.json":     schemaOfQueue,
		folder + "resources/00000000000000bb.json":     schemaOfTable,
		folder + "resources/00000000000000cc.json":     schemaOfDatabase,
		folder + "resources/00000000000000dd.json":     `{"typeName": "AWS::SQS::Queue"}`,
		"cfnlint/data/schemas/other/unread/other.json": "not JSON",
	}
	for name, content := range more {
		files[name] = content
	}
	return zipped(t, files)
}

// given are the lines of what the types of a cfn.bin give.
func given(t *testing.T, types *gen.TemplateTypes) []string {
	t.Helper()
	content, err := types.Encode()
	if err != nil {
		t.Fatal(err)
	}
	r := reader{tables: content}
	start := func(section int) int { return r.u32(84 + 4*section) }
	text := func(at int) string {
		ref := r.u32(at)
		return string(content[256+ref>>10 : 256+ref>>10+ref&1023])
	}
	index := func(at int) int { return int(content[at]) | int(content[at+1])<<8 }
	var lines []string
	for at := start(0); at+14 < start(1); at += 14 {
		lines = append(lines, fmt.Sprintf("%s ref %q name %q", text(at), text(at+4), text(at+8)))
		for i := index(at + 12); i < index(at+26); i++ {
			arn := start(1) + 20*i
			lines = append(lines, fmt.Sprintf("  %q %s/%s%s at %q", text(arn), text(arn+4), text(arn+8), text(arn+12), text(arn+16)))
		}
	}
	return lines
}

func schemasOf(t *testing.T) *gen.Schemas {
	t.Helper()
	schemas, err := gen.ReadSchemas(wheelOfSchemas(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	return schemas
}

func TestTypesGiveWhatTheirSchemasSay(t *testing.T) {
	types, err := gen.MakePlainTemplateTypes(schemasOf(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`AWS::DynamoDB::Table ref "TableName" name "TableName"`,
		`  "Arn" dynamodb/table at "TableName"`,
		`  "Inner.KeyArn" kms/key at ""`,
		`  "StreamArn" dynamodb/stream at "TableName"`,
		`AWS::RDS::DBInstance ref "" name ""`,
		`  "DBInstanceArn" rds/db at "DbInstanceName"`,
		`AWS::SQS::Queue ref "" name "QueueName"`,
		`  "Arn" sqs/queue at "QueueName"`,
	}
	if diff := cmp.Diff(given(t, types), want); diff != "" {
		t.Errorf("types (-got +want):\n%s", diff)
	}
	wantSummary := "cfn-lint 1 of 2026-01-31: 3 types of templates, which give 5 ARNs, 5 of a known form\ntypes of templates added: 1\n  AWS::RDS::DBInstance\ntypes of templates removed: 0\n"
	if diff := cmp.Diff(types.Summary(map[string]bool{"AWS::SQS::Queue": true, "AWS::DynamoDB::Table": true}), wantSummary); diff != "" {
		t.Errorf("summary (-got +want):\n%s", diff)
	}
}

func TestExceptionsGoBeforeWhatSchemasSay(t *testing.T) {
	types, err := gen.MakeTemplateTypesWith(schemasOf(t), map[string]string{"RDS": "sns"},
		[]gen.ARNOverride{{"AWS::SQS::Queue", "", "sqs", "queue", ":*"}, {"AWS::DynamoDB::Table", "StreamArn", "", "", ""}},
		[]gen.NameOverride{{"AWS::DynamoDB::Table", "", "Other"}})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`AWS::DynamoDB::Table ref "" name "Other"`,
		`  "Arn" dynamodb/table at "TableName"`,
		`  "Inner.KeyArn" kms/key at ""`,
		`  "StreamArn" / at ""`,
		`AWS::RDS::DBInstance ref "" name ""`,
		`  "DBInstanceArn" / at ""`,
		`AWS::SQS::Queue ref "" name "QueueName"`,
		`  "" sqs/queue:* at "QueueName"`,
		`  "Arn" sqs/queue at "QueueName"`,
	}
	if diff := cmp.Diff(given(t, types), want); diff != "" {
		t.Errorf("types (-got +want):\n%s", diff)
	}
}

func TestExceptionsThatDoNothingAreRefused(t *testing.T) {
	for _, test := range []struct {
		name  string
		spelt map[string]string
		arns  []gen.ARNOverride
		names []gen.NameOverride
		want  string
	}{
		{"a spelling that is found", map[string]string{"SQS": "sqs"}, nil, nil, "take it out"},
		{"a spelling of nothing", map[string]string{"SQS": "nothing"}, nil, nil, "there is no service nothing"},
		{"an ARN that is found", nil, []gen.ARNOverride{{"AWS::SQS::Queue", "Arn", "sqs", "queue", ""}}, nil, "take it out"},
		{"an ARN of no type", nil, []gen.ARNOverride{{"AWS::SQS::Line", "Arn", "sqs", "queue", ""}}, nil, "there is no type AWS::SQS::Line"},
		{"an ARN of no form", nil, []gen.ARNOverride{{"AWS::SQS::Queue", "Arn", "sqs", "line", ""}}, nil, "no form of line of sqs"},
		{"a name that is found", nil, nil, []gen.NameOverride{{"AWS::SQS::Queue", "", "QueueName"}}, "take it out"},
		{"a name of no type", nil, nil, []gen.NameOverride{{"AWS::SQS::Line", "", "QueueName"}}, "there is no such type"},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			_, err := gen.MakeTemplateTypesWith(schemasOf(t), test.spelt, test.arns, test.names)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error is %v, want %q", err, test.want)
			}
		})
	}
}

func TestSchemasThatAreNotWholeAreRefused(t *testing.T) {
	const folder = "cfnlint/data/schemas/"
	for _, test := range []struct{ name, file, content, want string }{
		{"a list of something else", folder + "providers/us_east_1.py", `"AWS::SQS::Queue": "00000000000000ff"`, "no schema of AWS::SQS::Queue"},
		{"a schema of another type", folder + "resources/00000000000000aa.json", schemaOfTable, "want AWS::SQS::Queue"},
		{"a schema that is no JSON", folder + "resources/00000000000000aa.json", "{", "decode schema"},
		{"a package without a name", "cfn_lint-1.dist-info/METADATA", "Version: 1\n\n", "does not say what it is"},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			_, err := gen.ReadSchemas(wheelOfSchemas(t, map[string]string{test.file: test.content}))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error is %v, want %q", err, test.want)
			}
		})
	}
}
