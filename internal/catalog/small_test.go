package catalog_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"maps"
	"slices"
	"testing"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/catalog/gen"
)

// tarball makes an npm package.
func tarball(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	zipped := gzip.NewWriter(&out)
	w := tar.NewWriter(zipped)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := w.WriteHeader(&tar.Header{Name: "package/" + name, Mode: 0o644, Size: int64(len(files[name]))}); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[name]); err != nil {
			t.Fatal(err)
		}
	}
	closed(t, w)
	closed(t, zipped)
	return out.Bytes()
}

// wheel makes a Python package.
func wheel(t testing.TB, name, content string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, file := range [][2]string{{"x-1.dist-info/METADATA", "Name: x\nVersion: 1\n\n"}, {name, content}} {
		f, err := w.Create(file[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, file[1]); err != nil {
			t.Fatal(err)
		}
	}
	closed(t, w)
	return out.Bytes()
}

func closed(t testing.TB, c io.Closer) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

// smallCatalog is a catalog.bin of two made-up services.
func smallCatalog(t testing.TB) []byte {
	t.Helper()
	const about = `{"name": "x", "version": "1", "updatedAt": "2026-01-31T00:00:00Z"}`
	reference, err := gen.ReadPlain(tarball(t, map[string]string{
		"package.json":                     about,
		"data/services.json":               `["bakery", "oven"]`,
		"data/serviceNames.json":           `{"bakery": "Example Bakery", "oven": "Example Oven"}`,
		"data/rcpSupportedServices.json":   `["bakery", "oven"]`,
		"data/unassociatedConditions.json": `{"mill": ["bakery"], "zoo": ["oven"]}`,
		"dist/esm/globalConditionKeys.js":  "{key: 'all:Where',\n category: 'x',\n type: 'ArrayOfString'}",
		"data/actions/bakery.json": `{
			"sell": {"name": "Sell", "accessLevel": "Write", "conditionKeys": ["bakery:Price"], "resourceTypes": [{"name": "bread", "required": true}]},
			"taste": {"name": "Taste", "accessLevel": "List", "resourceTypes": [{"name": "bread"}, {"name": "cake"}]}}`,
		"data/resourceTypes/bakery.json": `{
			"bread": {"key": "bread", "arn": "arn:${Partition}:bakery:::bread/${Bread}"},
			"cake": {"key": "cake", "arn": "arn:${Partition}:bakery:::bread/${Bread}/${Cake}"}}`,
		"data/conditionKeys/bakery.json": `{
			"bakery:price": {"key": "bakery:Price", "type": "Numeric"},
			"bakery:tag": {"key": "bakery:Tag/<key>/Inner", "type": "String"},
			"mill:tag": {"key": "mill:Tag/", "type": "String"}}`,
		"data/actions/oven.json":       `{"heat": {"name": "Heat", "accessLevel": "Permissions management", "resourceTypes": []}}`,
		"data/resourceTypes/oven.json": `{}`,
		"data/conditionKeys/oven.json": `{}`,
	}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = reference.AddDependents(tarball(t, map[string]string{
		"package.json":             about,
		"data/actions/bakery.json": `{"sell": {"name": "Sell", "dependentActions": ["oven:Heat"]}, "taste": {"name": "Taste", "dependentActions": ["bakery:Sell"]}}`,
	}))
	if err != nil {
		t.Fatal(err)
	}
	content, err := reference.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// smallManaged is a managed.bin of two made-up policies.
func smallManaged(t testing.TB) []byte {
	t.Helper()
	managed, err := gen.ReadManaged(wheel(t, "moto/iam/aws_managed_policies.py", `p = """{
		"Cake": {"Path": "/", "DefaultVersionId": "v3", "UpdateDate": "2026-02-28T00:00:00Z", "Document": {"Statement": []}},
		"Pie": {"Path": "/service-role/", "DefaultVersionId": "v1", "UpdateDate": "2026-02-27T00:00:00Z", "Document": {"Statement": [{}]}}}"""`))
	if err != nil {
		t.Fatal(err)
	}
	content, err := managed.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// smallSAM is a sam.bin of two made-up templates.
func smallSAM(t testing.TB) []byte {
	t.Helper()
	templates, err := gen.ReadPolicyTemplates(wheel(t, "samtranslator/policy_templates_data/policy_templates.json", `{"Templates": {
		"Open": {"Parameters": {}, "Definition": {"Statement": [{}]}},
		"Taste": {"Parameters": {"Shelf": {}, "Cake": {}}, "Definition": {"Statement": [{}, {}]}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	content, err := templates.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// smallCFN is a cfn.bin of two types, of which one is made up.
func smallCFN(t testing.TB) []byte {
	t.Helper()
	schemas := &gen.Schemas{
		Origin: catalog.Origin{Package: "x", Version: "1", Date: "2026-01-31"},
		Types: map[string]*gen.Schema{
			"AWS::Bakery::Oven": {TypeName: "AWS::Bakery::Oven"},
			"AWS::SQS::Queue": {
				TypeName: "AWS::SQS::Queue", PrimaryIdentifier: []string{"/properties/QueueUrl"},
				ReadOnlyProperties: []string{"/properties/QueueUrl", "/properties/Arn"},
				Properties: map[string]*gen.Shape{
					"Arn": {Type: gen.Words{"string"}}, "QueueUrl": {Type: gen.Words{"string"}}, "QueueName": {Type: gen.Words{"string"}},
				},
			},
		},
	}
	types, err := gen.MakePlainTemplateTypes(schemas)
	if err != nil {
		t.Fatal(err)
	}
	content, err := types.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return content
}
