package gen_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/catalog/gen"
)

// wheelOf makes a wheel with one file beside what the wheel says of itself.
func wheelOf(t *testing.T, name, content string) []byte {
	t.Helper()
	return zipped(t, map[string]string{
		"example-1.2.3.dist-info/METADATA": "Metadata-Version: 2.4\nName: example\nVersion: 1.2.3\n\nName: not this one\n",
		name:                               content,
	})
}

const managedFile = "moto/iam/aws_managed_policies.py"

const managedContent = `# written for this test
policies = """
{"CakeReadOnly": {"Path": "/", "DefaultVersionId": "v3", "CreateDate": "2020-01-01T00:00:00+00:00", "UpdateDate": "2026-02-28T23:30:00-01:00",
  "Document": {"Statement": [{"Effect": "Allow", "Action": ["bakery:Taste*"], "Resource": "*"}], "Version": "2012-10-17"}},
 "AWSBakeryAccess": {"Path": "/service-role/", "DefaultVersionId": "v12", "CreateDate": "2020-01-01T00:00:00+00:00", "UpdateDate": "2025-12-31T10:00:00+00:00",
  "Document": {"Version": "2012-10-17", "Statement": {"Resource": "*", "Action": "bakery:<&>", "Effect": "Allow"}}}}"""
`

func TestManagedPoliciesAreWrittenAsTheyAre(t *testing.T) {
	managed, err := gen.ReadManaged(wheelOf(t, managedFile, managedContent))
	if err != nil {
		t.Fatal(err)
	}
	tables, err := managed.Encode()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`AWSBakeryAccess /service-role/ v12 2025-12-31 {"Version":"2012-10-17","Statement":{"Resource":"*","Action":"bakery:<&>","Effect":"Allow"}}`,
		`CakeReadOnly / v3 2026-03-01 {"Statement":[{"Effect":"Allow","Action":["bakery:Taste*"],"Resource":"*"}],"Version":"2012-10-17"}`,
	}
	if diff := cmp.Diff(unfoldManaged(t, tables), want); diff != "" {
		t.Errorf("policies (-got +want):\n%s", diff)
	}
	if got, want := managed.Origin, (catalog.Origin{
		Package: "example", Version: "1.2.3", Integrity: managed.Origin.Integrity, Date: "2026-03-01", ManagedPolicies: 2,
	}); got != want || !strings.HasPrefix(got.Integrity, "sha256-") {
		t.Errorf("origin is %+v, want %+v", got, want)
	}
	again, err := managed.Encode()
	if err != nil || string(again) != string(tables) {
		t.Errorf("two runs differ (%v)", err)
	}
}

func TestReadManagedRefusesWhatItDoesNotUnderstand(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"a version without v", `"v3"`, `"3"`, `"CakeReadOnly" has path "/", version "3"`},
		{"a path without slashes", `"/service-role/"`, `"service-role"`, `has path "service-role"`},
		{"a name with a slash", "CakeReadOnly", "Cake/ReadOnly", `managed policy "Cake/ReadOnly"`},
		{"no date", "UpdateDate", "Updated", "date 0001-01-01"},
		{"no statement", `"Statement": [`, `"Statements": [`, "the document has no statement"},
		{"a document that is a text", `{"Statement": [{"Effect": "Allow", "Action": ["bakery:Taste*"], "Resource": "*"}], "Version": "2012-10-17"}`, `"{}"`, "decode document"},
		{"an escape of Python", "Taste*", `Taste\x2a`, "more than one plain string"},
		{"a second string", "# written", `"""more""" # written`, "more than one plain string"},
		{"broken JSON", `{"CakeReadOnly"`, `"CakeReadOnly"`, "decode " + managedFile},
	} {
		t.Run(c.name, func(t *testing.T) {
			changed := strings.Replace(managedContent, c.old, c.new, 1)
			if changed == managedContent {
				t.Fatalf("the content has no %q", c.old)
			}
			_, err := gen.ReadManaged(wheelOf(t, managedFile, changed))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want %q", err, c.want)
			}
		})
	}
	for name, wheel := range map[string][]byte{
		"no zip":      []byte("{}"),
		"other files": wheelOf(t, "moto/core.py", ""),
		"no metadata": zipped(t, map[string]string{managedFile: managedContent}),
	} {
		if _, err := gen.ReadManaged(wheel); err == nil || !strings.Contains(err.Error(), "wheel") {
			t.Errorf("%s: error is %v", name, err)
		}
	}
}

func TestManagedSummaryAndFloor(t *testing.T) {
	managed, err := gen.ReadManaged(wheelOf(t, managedFile, managedContent))
	if err != nil {
		t.Fatal(err)
	}
	want := `example 1.2.3 of 2026-03-01: 2 managed policies
managed policies added: 1
  AWSBakeryAccess
managed policies removed: 1
  BreadReadOnly
managed policies of another version: 1
  CakeReadOnly v2 v3
`
	got := managed.Summary(map[string]string{"CakeReadOnly": "v2", "BreadReadOnly": "v1"})
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("summary (-got +want):\n%s", diff)
	}
}
