package catalog_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
)

// Where things are in every file.
const (
	formatAt   = 16
	sumAt      = 20
	originsAt  = 52
	sectionsAt = 84
	heapAt     = 256
)

func restore(t testing.TB) {
	t.Helper()
	t.Cleanup(func() {
		if err := catalog.Use(nil); err != nil {
			t.Error(err)
		}
	})
}

// embedded reads an embedded file.
func embedded(t testing.TB, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// sealed is the content with the checksum that it has to have.
func sealed(content []byte) []byte {
	if len(content) > originsAt {
		sum := sha256.Sum256(content[originsAt:])
		copy(content[sumAt:], sum[:])
	}
	return content
}

// section is where a section begins.
func section(content []byte, number int) int {
	return int(binary.LittleEndian.Uint32(content[sectionsAt+4*number:]))
}

func TestTheEmbeddedFilesCanBeUsed(t *testing.T) {
	restore(t)
	before := catalog.Tables()
	if err := catalog.Use(os.DirFS(".")); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(catalog.Tables(), before); diff != "" {
		t.Errorf("tables (-got +want):\n%s", diff)
	}
}

func TestUseTakesTheFilesThatAreThere(t *testing.T) {
	restore(t)
	before := catalog.Tables()
	content := bytes.Replace(embedded(t, "catalog.bin"), []byte(catalog.Date()), []byte("2031-12-24"), 1)
	content = bytes.Replace(content, []byte("s3:GetObjectAcl"), []byte("s3:GetObjectAcm"), 1)
	if err := catalog.Use(fstest.MapFS{"catalog.bin": {Data: sealed(content)}, "README": {}}); err != nil {
		t.Fatal(err)
	}
	if got := catalog.Date(); got != "2031-12-24" {
		t.Errorf("date is %s, want that of the file", got)
	}
	find(t, "s3:GetObjectAcm")
	if _, ok := catalog.FindAction("s3:GetObjectAcl"); ok {
		t.Error("s3:GetObjectAcl is still there")
	}
	if diff := cmp.Diff(catalog.Tables()[2:], before[2:]); diff != "" {
		t.Errorf("the other tables (-got +want):\n%s", diff)
	}
	if err := catalog.Use(fstest.MapFS{"sam.bin": {Data: embedded(t, "sam.bin")}}); err != nil {
		t.Fatal(err)
	}
	find(t, "s3:GetObjectAcl")
}

func TestUseRefusesFoldersWithoutFiles(t *testing.T) {
	restore(t)
	for name, files := range map[string]fs.FS{
		"an empty folder":      fstest.MapFS{},
		"another folder":       fstest.MapFS{"catalog.json": {}},
		"a folder not there":   os.DirFS("nowhere"),
		"a folder as the file": fstest.MapFS{"catalog.bin/x": {}},
		"a file that is huge":  fstest.MapFS{"catalog.bin": {Data: make([]byte, 16<<20+1)}},
	} {
		if err := catalog.Use(files); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestUseRefusesBrokenFiles(t *testing.T) {
	restore(t)
	for _, c := range []struct {
		name, file string
		damage     func(content []byte) []byte
		want       string
	}{
		{"empty", "catalog.bin", func([]byte) []byte { return nil }, "no file of iamlint named catalog.bin"},
		{"only its header", "catalog.bin", func(b []byte) []byte { return sealed(b[:heapAt]) }, "sections that are not those of the file"},
		{"another table", "managed.bin", func([]byte) []byte { return embedded(t, "sam.bin") }, "no file of iamlint named managed.bin"},
		{"of another format", "catalog.bin", func(b []byte) []byte { b[formatAt]++; return sealed(b) }, "of format 2, and this version of iamlint reads format 1"},
		{"damaged", "sam.bin", func(b []byte) []byte { b[len(b)-1]++; return b }, "checksum is wrong"},
		{"cut off", "catalog.bin", func(b []byte) []byte { return b[:len(b)-1] }, "checksum is wrong"},
		{"cut off and sealed", "catalog.bin", func(b []byte) []byte { return sealed(b[:len(b)-1]) }, "sections that are not"},
		{"longer", "managed.bin", func(b []byte) []byte { return sealed(append(b, 0)) }, "sections that are not"},
		{"with a control character", "catalog.bin", func(b []byte) []byte { b[heapAt] = 27; return sealed(b) }, "character 0x1b"},
		{"with a date that is none", "sam.bin", func(b []byte) []byte { copy(b[originsAt+12:], b[originsAt:originsAt+4]); return sealed(b) }, `origin 0 is package "aws-sam-translator"`},
		{"with a text behind the texts", "catalog.bin", func(b []byte) []byte { copy(b[section(b, 1):], "\xff\xff\xff\xff"); return sealed(b) }, "behind the texts"},
		{"with an index beyond the sets", "catalog.bin", func(b []byte) []byte { copy(b[section(b, 1)+5:], "\xff\xff"); return sealed(b) }, "section 1, record 0: index 65535"},
		{"with a level that is none", "catalog.bin", func(b []byte) []byte { b[section(b, 1)+4] = 7; return sealed(b) }, "action 0 has class 0x7"},
		{"with actions of no service", "catalog.bin", func(b []byte) []byte { b[section(b, 0)+8]++; return sealed(b) }, "section 0, record 0: range begins at 1"},
		{"out of order", "catalog.bin", func(b []byte) []byte {
			at := section(b, 3)
			copy(b[at:at+4], b[at+9:])
			return sealed(b)
		}, "stands after"},
		{"with an ARN that does not end", "catalog.bin", func(b []byte) []byte {
			return sealed(bytes.Replace(b, []byte("${BucketName}/${ObjectName}"), []byte("${BucketName}/${ObjectNamex"), 1))
		}, "placeholder that does not end"},
		{"with a block behind the file", "managed.bin", func(b []byte) []byte { b[section(b, 1)+3] = 1; return sealed(b) }, "block 0 begins at"},
		{"with a document that is too long", "managed.bin", func(b []byte) []byte { b[section(b, 0)+21] = 0xff; return sealed(b) }, "a document of"},
		{"with statements that overlap", "sam.bin", func(b []byte) []byte { b[section(b, 0)+9] = 0xff; return sealed(b) }, "statements that overlap"},
		{"with too few types of templates", "cfn.bin", func([]byte) []byte { return smallCFN(t) }, "2 types of templates are too few, want 1500 at least"},
		{"with types out of order", "cfn.bin", func(b []byte) []byte { copy(b[section(b, 0):], b[section(b, 0)+14:section(b, 0)+18]); return sealed(b) }, "stands after"},
		{"with less than there can be", "sam.bin", func([]byte) []byte { return smallSAM(t) }, "2 policy templates are too few, want 81 at least"},
	} {
		t.Run(c.name, func(t *testing.T) {
			content := c.damage(embedded(t, c.file))
			err := catalog.Use(fstest.MapFS{c.file: {Data: content}})
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "use "+c.file+": ") {
				t.Errorf("error is %v, want %q", err, c.want)
			}
			find(t, "s3:GetObject")
		})
	}
}

// everything asks all there is to ask of the catalogue in use.
func everything(t *testing.T) {
	t.Helper()
	read := 0
	for service := range catalog.Services() {
		found, ok := catalog.FindService(service.Prefix())
		if !ok || found != service {
			t.Errorf("FindService(%q) finds %v, %v", service.Prefix(), found, ok)
		}
		read += len(service.Name()) + len(catalog.SuggestService(service.Prefix()+"x"))
		if service.RCP() {
			read++
		}
		for kind := range service.ResourceTypes() {
			read += len(kind.Name()) + len(kind.ARN()) + len(kind.Service().Prefix())
		}
		for action := range service.Actions() {
			read += everythingOf(t, action)
		}
	}
	for range catalog.FitARN("arn:aws:bakery:::bread/x") {
		read++
	}
	for _, name := range []string{"bakery:Tag/x/Inner", "mill:Tag/x", "all:where"} {
		if key, ok := catalog.FindKey(name); ok {
			service, _ := key.Service()
			read += len(key.Name()) + len(service.Prefix())
		}
	}
	for _, origin := range catalog.Tables() {
		read += len(origin.String())
	}
	for policy := range catalog.ManagedPolicies() {
		document, err := policy.Document()
		if found, ok := catalog.FindManagedPolicy(policy.ARN("aws")); err == nil && ok && found != policy {
			t.Errorf("FindManagedPolicy of %s finds %s", policy.Name(), found.Name())
		}
		read += len(document) + len(policy.Updated()) + len(policy.Version())
	}
	for template := range catalog.PolicyTemplates() {
		statements, err := template.Statements()
		if found, ok := catalog.FindPolicyTemplate(template.Name()); err == nil && (!ok || found != template) {
			t.Errorf("FindPolicyTemplate of %s finds %s", template.Name(), found.Name())
		}
		read += len(statements) + len(template.Parameters())
	}
	for of := range catalog.TemplateTypes() {
		read += everythingGiven(t, of)
	}
	if read+len(catalog.Summarize(catalog.Expand("*"))) == 0 {
		t.Error("nothing was read")
	}
}

func everythingOf(t *testing.T, action catalog.Action) (read int) {
	t.Helper()
	found, ok := catalog.FindAction(action.Name())
	if !ok || found != action {
		t.Errorf("FindAction(%q) finds %v, %v", action.Name(), found, ok)
	}
	read = len(action.Level().String()) + len(action.Scoping().String()) + len(action.Documented().String())
	for kind := range action.ResourceTypes() {
		read += len(kind.ARN())
	}
	for key := range action.Keys() {
		read += len(key.Name()) + len(key.Type())
	}
	for needed := range action.Dependents() {
		read += len(needed.Name())
	}
	return read
}

func everythingGiven(t *testing.T, of catalog.TemplateType) (read int) {
	t.Helper()
	if found, ok := catalog.FindTemplateType(of.Name()); !ok || found != of {
		t.Errorf("FindTemplateType of %s finds %v", of.Name(), found)
	}
	for given := range of.ARNs() {
		if found, ok := of.ARN(given.Attribute()); !ok || found != given {
			t.Errorf("ARN of %s.%s finds %v", of.Name(), given.Attribute(), found)
		}
		read += len(given.Format()) + len(given.Own())
	}
	return read + len(of.RefProperty()) + len(of.NameProperty())
}

func small(t testing.TB) map[string][]byte {
	t.Helper()
	return map[string][]byte{"catalog": smallCatalog(t), "managed": smallManaged(t), "sam": smallSAM(t), "cfn": smallCFN(t)}
}

// A file in which one byte is another, but the checksum fits, is refused or can be read from end to end.
func TestNoByteCanDoHarm(t *testing.T) {
	restore(t)
	sound := small(t)
	for table, content := range sound {
		refused := 0
		for table, content := range sound {
			if err := catalog.UseAnything(table, string(content)); err != nil {
				t.Fatal(err)
			}
		}
		for at := originsAt; at < len(content); at++ {
			for _, change := range []byte{0x01, 0x80, 0xff, content[at]} {
				damaged := slices.Clone(content)
				damaged[at] ^= change
				if err := catalog.UseAnything(table, string(sealed(damaged))); err != nil {
					refused++
					continue
				}
				everything(t)
			}
		}
		if refused < len(content)/2 {
			t.Errorf("of %s only %d changes were refused", table, refused)
		}
	}
}

// FuzzUse gives a file any content, with a checksum that fits: what is refused
// changes nothing, and what is taken can be read from end to end.
func FuzzUse(f *testing.F) {
	sound := small(f)
	for table, content := range sound {
		f.Add(table, content)
		for at := originsAt; at < len(content); at += 1 + len(content)/20 {
			damaged := slices.Clone(content)
			damaged[at] += 200
			f.Add(table, damaged)
		}
	}
	f.Fuzz(func(t *testing.T, table string, content []byte) {
		restore(t)
		if err := catalog.Use(fstest.MapFS{table + ".bin": {Data: content}}); err == nil {
			t.Fatal("so little was enough") // the fuzzer does not come to 81 policy templates
		}
		for table, content := range sound {
			if err := catalog.UseAnything(table, string(content)); err != nil {
				t.Fatal(err)
			}
		}
		if err := catalog.UseAnything(table, string(sealed(content))); err == nil {
			everything(t)
		}
	})
}
