package gen_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/catalog/gen"
)

// zipped makes a zip file, all of whose files are of one day.
func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Modified: time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// unzip opens the gzip block at the beginning of content.
func unzip(t *testing.T, content []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	r.Multistream(false)
	block, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return block
}

func (r reader) u32(at int) int { return int(binary.LittleEndian.Uint32(r.tables[at:])) }

// unfoldManaged reads the table of managed policies, a line for each.
func unfoldManaged(t *testing.T, tables []byte) []string {
	t.Helper()
	r := readerOf(t, tables, "managed", []section{{"policies", 22}, {"starts", 4}, {"blocks", 1}})
	var lines []string
	for i := range r.count["policies"] {
		at := r.at["policies"] + 22*i
		start := r.u32(r.at["starts"] + 4*r.u16(at+12))
		block := unzip(t, tables[r.at["blocks"]+start:])
		updated := time.Unix(0, 0).UTC().AddDate(0, 0, r.u16(at+10))
		lines = append(lines, fmt.Sprintf("%s %s v%d %s %s", r.text(at), r.text(at+4), r.u16(at+8),
			updated.Format(time.DateOnly), block[r.u32(at+14):][:r.u32(at+18)]))
	}
	return lines
}

// unfoldTemplates reads the table of policy templates, a line for each.
func unfoldTemplates(t *testing.T, tables []byte) []string {
	t.Helper()
	r := readerOf(t, tables, "sam", []section{{"templates", 10}, {"parameters", 4}, {"block", 1}})
	block := unzip(t, tables[r.at["block"]:])
	var lines []string
	for i := range r.count["templates"] - 1 {
		at := r.at["templates"] + 10*i
		parameters := []string{}
		for p := r.u16(at + 4); p < r.u16(at+14); p++ {
			parameters = append(parameters, r.text(r.at["parameters"]+4*p))
		}
		lines = append(lines, fmt.Sprintf("%s %s %s", r.text(at), parameters, block[r.u32(at+6):r.u32(at+16)]))
	}
	return lines
}

const templatesFile = "samtranslator/policy_templates_data/policy_templates.json"

const templatesContent = `{"Version": "0.0.1", "Templates": {
	"TastePolicy": {"Description": "", "Parameters": {"Shelf": {"Description": "where"}, "Cake": {"Description": "what"}},
		"Definition": {"Statement": [{"Resource": {"Fn::Sub": ["${shelf}/${cake}", {"shelf": {"Ref": "Shelf"}, "cake": {"Ref": "Cake"}}]}, "Action": "bakery:TasteCake", "Effect": "Allow"}]}},
	"OpenPolicy": {"Description": "", "Parameters": {}, "Definition": {"Statement": [{"Effect": "Allow", "Action": ["bakery:Open"], "Resource": "*"}]}}}}`

func TestPolicyTemplatesAreWrittenAsTheyAre(t *testing.T) {
	templates, err := gen.ReadPolicyTemplates(wheelOf(t, templatesFile, templatesContent))
	if err != nil {
		t.Fatal(err)
	}
	tables, err := templates.Encode()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`OpenPolicy [] [{"Effect":"Allow","Action":["bakery:Open"],"Resource":"*"}]`,
		`TastePolicy [Shelf Cake] [{"Resource":{"Fn::Sub":["${shelf}/${cake}",{"shelf":{"Ref":"Shelf"},"cake":{"Ref":"Cake"}}]},"Action":"bakery:TasteCake","Effect":"Allow"}]`,
	}
	if diff := cmp.Diff(unfoldTemplates(t, tables), want); diff != "" {
		t.Errorf("templates (-got +want):\n%s", diff)
	}
	if got, want := templates.Origin, (catalog.Origin{
		Package: "example", Version: "1.2.3", Integrity: templates.Origin.Integrity, Date: "2026-01-31", PolicyTemplates: 2,
	}); got != want || !strings.HasPrefix(got.Integrity, "sha256-") {
		t.Errorf("origin is %+v, want %+v", got, want)
	}
	wantSummary := `example 1.2.3 of 2026-01-31: 2 policy templates
policy templates added: 1
  TastePolicy
policy templates removed: 1
  SellPolicy
`
	if diff := cmp.Diff(templates.Summary(map[string]bool{"OpenPolicy": true, "SellPolicy": true}), wantSummary); diff != "" {
		t.Errorf("summary (-got +want):\n%s", diff)
	}
}

func TestReadPolicyTemplatesRefusesWhatItDoesNotUnderstand(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"parameters in a list", `"Parameters": {}`, `"Parameters": []`, `parameters of policy template "OpenPolicy": want an object`},
		{"no parameters", `"Parameters": {}`, `"Others": {}`, `parameters of policy template "OpenPolicy": want an object`},
		{"one statement", `[{"Effect": "Allow", "Action": ["bakery:Open"], "Resource": "*"}]`, `{}`, `statements of policy template "OpenPolicy": json:`},
		{"no statements", `[{"Effect": "Allow", "Action": ["bakery:Open"], "Resource": "*"}]`, `[]`, `statements of policy template "OpenPolicy": want one at least`},
		{"broken JSON", `{"Version"`, `"Version"`, "decode " + templatesFile},
	} {
		t.Run(c.name, func(t *testing.T) {
			changed := strings.Replace(templatesContent, c.old, c.new, 1)
			if changed == templatesContent {
				t.Fatalf("the content has no %q", c.old)
			}
			_, err := gen.ReadPolicyTemplates(wheelOf(t, templatesFile, changed))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want %q", err, c.want)
			}
		})
	}
}
