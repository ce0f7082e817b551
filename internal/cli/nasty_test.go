package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// nasty are files that are wrong, or right in a way that trips readers, if they lie beside the repository.
const nasty = "../../../shared/corpus/nasty"

// nastyFile is what must come of one of them.
type nastyFile struct {
	errors   bool   // an error says where in the file what is wrong
	findings bool   // rules fire
	like     string // another file that has the same findings at the same lines, "" for none
}

const plainFile = "no-final-newline.yaml"

var (
	refused = nastyFile{errors: true}
	silent  = nastyFile{} // neither a template nor a policy, or nothing in it to say
	judged  = nastyFile{findings: true}
	partly  = nastyFile{errors: true, findings: true} // what can be read is judged all the same
	plain   = nastyFile{findings: true, like: plainFile}
)

// nastyFiles are those of which index.tsv says what a program can check.
var nastyFiles = map[string]nastyFile{
	"bom-utf8.yaml": plain, "utf16le-bom.yaml": plain, "crlf.yaml": plain, "cr-only.yaml": plain, "mixed-eol.yaml": plain,
	"trailing-dots.yaml": plain, "yaml-in-json-ext.json": plain, "no-final-newline.yaml": plain,
	"utf16be-nobom.yaml": refused, "latin1.yaml": refused, "nul-byte.yaml": refused, "control-char.yaml": refused,
	"tabs-indent.yaml": refused, "billion-laughs.yaml": refused, "self-alias.yaml": refused,
	"deep-nesting.json": refused, "deep-sub.yaml": refused, "json-truncated.json": refused, "json-trailing-comma.json": refused,
	"leading-dashes.yaml": judged, "yaml-directive.yaml": judged, "multidoc-empty-first.yaml": judged, "merge-key.yaml": judged,
	"anchors-policy.yaml": judged, "yaml-norway.yaml": judged, "block-scalar-policy.yaml": judged, "long-scalar.yaml": judged,
	"account-octal.yaml": judged, "account-int.yaml": judged, "account-sexagesimal.yaml": judged, "many-wildcards.json": judged,
	"multidoc.yaml": partly, "dup-key.json": partly, "dup-resource.yaml": partly,
	"dup-key-effect.yaml": refused, "anchor-override.yaml": silent,
	"empty.yaml": silent, "whitespace.yaml": silent, "comment-only.yaml": silent, "null.json": silent, "list.yaml": silent,
	"scalar.yaml": silent, "number.json": silent, "resources-null.yaml": silent, "resources-list.yaml": silent,
	"resource-null.yaml": silent, "type-not-string.yaml": silent,
}

// large are files of which only the time that they take is of interest.
var large = []string{"huge-20k-statements.yaml", "huge-5k-roles.yaml", "long-line.json"}

// told is what a run said of one file, as "line rule" and as messages with their places.
type told struct{ findings, errors []string }

func TestNastyFilesAreReportedOneByOne(t *testing.T) {
	index, err := os.ReadFile(filepath.Join(nasty, "index.tsv"))
	if err != nil {
		t.Skip("the nasty files are not beside the repository")
	}
	t.Chdir(nasty)
	args := []string{"check", "--no-config", "--format", "json"}
	for row := range strings.Lines(string(index)) {
		name, _, _ := strings.Cut(row, "\t")
		if name != "name" && !slices.Contains(large, filepath.Base(name)) {
			args = append(args, name)
		}
	}
	var out, errors bytes.Buffer
	if code := Main(t.Context(), args, nil, &out, &errors); code != 2 {
		t.Fatalf("exit code is %d, want 2; %s", code, errors.String())
	}
	all := gather(t, out.Bytes())
	for _, name := range slices.Sorted(maps.Keys(nastyFiles)) {
		t.Run(name, func(t *testing.T) {
			if !slices.Contains(args, "synthetic/"+name) {
				t.Fatal("index.tsv does not have it")
			}
			nastyFiles[name].check(t, all["synthetic/"+name], all["synthetic/"+nastyFiles[name].like])
		})
	}
}

func (want nastyFile) check(t *testing.T, got, like told) {
	t.Helper()
	if (len(got.errors) > 0) != want.errors {
		t.Errorf("errors are %q, want some: %t", got.errors, want.errors)
	}
	if (len(got.findings) > 0) != want.findings {
		t.Errorf("findings are %q, want some: %t", got.findings, want.findings)
	}
	if want.like != "" {
		if diff := cmp.Diff(like.findings, got.findings); diff != "" {
			t.Errorf("findings (-%s +got):\n%s", want.like, diff)
		}
	}
}

// gather reads the JSON output. Each error must say where it is, and none may be a bug.
func gather(t *testing.T, output []byte) map[string]told {
	t.Helper()
	var report struct {
		Findings []struct {
			Rule, File   string
			Line, Column int
		}
		Notices []struct {
			Level, File, Message string
			Line, Column         int
		}
	}
	if err := json.Unmarshal(output, &report); err != nil {
		t.Fatal(err)
	}
	all := map[string]told{}
	for _, f := range report.Findings {
		of := all[f.File]
		of.findings = append(of.findings, fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Rule))
		all[f.File] = of
	}
	for _, n := range report.Notices {
		if strings.Contains(n.Message, "internal error") {
			t.Errorf("%s: %s", n.File, n.Message)
		}
		if n.Level != "error" {
			continue
		}
		if n.Line == 0 || n.Column == 0 {
			t.Errorf("%s: %q does not say where", n.File, n.Message)
		}
		of := all[n.File]
		of.errors = append(of.errors, fmt.Sprintf("%d:%d %s", n.Line, n.Column, n.Message))
		all[n.File] = of
	}
	return all
}
