package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/ignore"
	"github.com/iamlint/iamlint/internal/lsp/lsptest"
)

// edit starts the program as an editor does. Ended gives its exit code and what it said on standard error.
func edit(t *testing.T, args ...string) (e *lsptest.Editor, ended func() (code int, stderr string)) {
	t.Helper()
	done := make(chan int, 1)
	var stderr bytes.Buffer
	e = lsptest.Start(t, func(in io.Reader, out io.Writer) {
		done <- Main(t.Context(), append([]string{"lsp"}, args...), in, out, &stderr)
	})
	return e, func() (int, string) {
		e.Ended()
		return <-done, stderr.String()
	}
}

// underlined is the text of a range.
func underlined(text string, r lsptest.Range) string {
	line := strings.Split(text, "\n")[r.Start.Line]
	units := utf16.Encode([]rune(line))
	return string(utf16.Decode(units[r.Start.Character:r.End.Character]))
}

// of are the diagnostics of a rule.
func of(d lsptest.Diagnostics, rule string) []lsptest.Diagnostic {
	return slices.DeleteFunc(slices.Clone(d.Diagnostics), func(one lsptest.Diagnostic) bool { return one.Code != rule })
}

const adminTemplate = `# 😀
Resources:
  Admin:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - {Effect: Allow, ` + "\u540d\u524d" + `: "😀👩‍👧", Action: "*", Resource: "*"}
`

func TestAnEditingSession(t *testing.T) {
	root := tree(t, map[string]string{".git/HEAD": "", "a.yaml": ""})
	uri := lsptest.URI(filepath.Join(root, "a.yaml"))
	e, ended := edit(t, "--stdio")
	e.Initialize()

	e.Open(uri, adminTemplate)
	found := of(e.Diagnostics(), "admin-access")
	if len(found) != 1 {
		t.Fatalf("got %d diagnostics of admin-access, want 1", len(found))
	}
	if got := underlined(adminTemplate, found[0].Range); got != `"*"` || found[0].Severity != 1 {
		t.Errorf("got %q with severity %d, want \"*\" in quotes with 1", got, found[0].Severity)
	}
	fixed := strings.Replace(adminTemplate, `Action: "*", Resource: "*"`, `Action: "s3:GetObject", Resource: "arn:aws:s3:::bucket/x"`, 1)
	e.Change(uri, 2, fixed)
	if d := e.Diagnostics(); len(of(d, "admin-access")) != 0 || d.Version != 2 {
		t.Errorf("version %d: got %v, want nothing of admin-access in version 2", d.Version, d.Diagnostics)
	}
	e.Change(uri, 3, adminTemplate)
	e.Diagnostics()

	e.Ask(1, "textDocument/hover", lsptest.About(uri, map[string]any{"position": map[string]any{"line": 8, "character": found[0].Range.Start.Character}}))
	_, page := run(t, "explain", "admin-access")
	var hovered struct{ Contents struct{ Kind, Value string } }
	if m := e.Next(); json.Unmarshal(m.Result, &hovered) != nil || hovered.Contents.Kind != "markdown" {
		t.Errorf("hover: got %s, want Markdown", m.Result)
	}
	if !strings.Contains(hovered.Contents.Value, page) {
		t.Errorf("hover: got %s, want the page of admin-access in it", hovered.Contents.Value)
	}

	e.Notify("textDocument/didClose", lsptest.About(uri, nil))
	if d := e.Diagnostics(); len(d.Diagnostics) != 0 {
		t.Errorf("closed: got %v, want nothing", d.Diagnostics)
	}
	e.Ask(2, "shutdown", nil)
	e.Next()
	e.Notify("exit", nil)
	if code, stderr := ended(); code != 0 || stderr != "" {
		t.Errorf("got exit code %d and %q, want 0 and nothing", code, stderr)
	}
}

// accept applies the code action for a diagnostic.
func accept(t *testing.T, e *lsptest.Editor, uri, text string, found lsptest.Diagnostic) string {
	t.Helper()
	e.Ask(1, "textDocument/codeAction", lsptest.About(uri, map[string]any{"range": map[string]any{
		"start": map[string]int{"line": found.Range.Start.Line, "character": found.Range.Start.Character},
		"end":   map[string]int{"line": found.Range.End.Line, "character": found.Range.End.Character},
	}}))
	var actions []struct {
		Title string
		Edit  struct {
			Changes map[string][]struct {
				Range   lsptest.Range
				NewText string
			}
		}
	}
	if err := json.Unmarshal(e.Next().Result, &actions); err != nil {
		t.Fatal(err)
	}
	for _, action := range actions {
		if action.Title != "Accept "+found.Code+" here, for a reason to write" {
			continue
		}
		change := action.Edit.Changes[uri][0]
		lines := strings.SplitAfter(text, "\n")
		units := utf16.Encode([]rune(lines[change.Range.Start.Line]))
		at := change.Range.Start.Character
		lines[change.Range.Start.Line] = string(utf16.Decode(units[:at])) + change.NewText + string(utf16.Decode(units[at:]))
		return strings.Join(lines, "")
	}
	t.Fatalf("got actions %v, want one for %s", actions, found.Code)
	return ""
}

func TestWhatIsAcceptedInTheEditorIsSuppressed(t *testing.T) {
	root := tree(t, map[string]string{".git/HEAD": ""})
	e, _ := edit(t)
	e.Initialize()
	for name, text := range map[string]string{
		"a.yaml":  adminTemplate,
		"w.yaml":  strings.ReplaceAll(adminTemplate, "\n", "\r\n"),
		"a.json":  `{"Resources": {"😀": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}}}}}`,
		"in.yaml": "Resources:\n  A:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: |\n        {\"Statement\": [{\"Effect\": \"Allow\",\n        \"Action\": \"*\", \"Resource\": \"*\"}]}\n",
	} {
		uri := lsptest.URI(filepath.Join(root, name))
		e.Open(uri, text)
		found := of(e.Diagnostics(), "admin-access")
		if len(found) != 1 {
			t.Fatalf("%s: got %v, want one diagnostic of admin-access", name, found)
		}
		text = accept(t, e, uri, text, found[0])
		reopen := func() lsptest.Diagnostics {
			e.Notify("textDocument/didClose", lsptest.About(uri, nil))
			e.Diagnostics()
			e.Open(uri, text)
			return e.Diagnostics()
		}
		draft := reopen()
		if notes := of(draft, ""); len(of(draft, "admin-access")) != 1 || len(notes) != 1 || !strings.Contains(notes[0].Message, "has no reason yet") {
			t.Errorf("%s: got %v, want the finding and that its suppression has no reason yet in\n%s", name, draft.Diagnostics, text)
		}
		text = strings.Replace(text, ignore.Placeholder, "it is the administrator's", 1)
		if d := reopen(); len(of(d, "admin-access")) != 0 || len(of(d, "")) != 0 {
			t.Errorf("%s: got %v, want nothing of admin-access and no notice in\n%s", name, d.Diagnostics, text)
		}
	}
}

func TestTheConfigurationOfTheFileHolds(t *testing.T) {
	root := tree(t, map[string]string{
		".git/HEAD":            "",
		".iamlint.yaml":        "disable: [all]\n",
		"on/.iamlint.yaml":     "enable: [admin-access]\ndisable: [all]\nexclude: [old/]\nseverities: {admin-access: low}\n",
		"on/.iamlintignore":    "own.yaml\n",
		"broken/.iamlint.yaml": "\nenabel: []\n",
	})
	e, _ := edit(t)
	e.Initialize()
	for name, want := range map[string][]string{
		"a.yaml":         nil,
		"deep/er/a.yaml": nil,
		"on/a.yaml":      {"admin-access"},
		"on/x/a.yaml":    {"admin-access"},
		"on/old/a.yaml":  nil,
		"on/own.yaml":    nil,
		"on/notes.txt":   {"admin-access"},
	} {
		e.Open(lsptest.URI(filepath.Join(root, name)), adminTemplate)
		var got []string
		for _, d := range e.Diagnostics().Diagnostics {
			got = append(got, d.Code)
			if d.Severity != 3 {
				t.Errorf("%s: got severity %d, want 3: the configuration says low", name, d.Severity)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: rules (-want +got):\n%s", name, diff)
		}
	}
	e.Open(lsptest.URI(filepath.Join(root, "broken", "a.yaml")), adminTemplate)
	if d := e.Diagnostics().Diagnostics; len(d) != 1 || d[0].Message != `.iamlint.yaml:2:1: unknown key "enabel" (did you mean "enable"?)` || d[0].Severity != 1 {
		t.Errorf("got %v, want one error: what is wrong with the configuration", d)
	}
}

func TestAConfigurationThatIsSavedHolds(t *testing.T) {
	root := tree(t, map[string]string{".git/HEAD": "", "a.yaml": ""})
	uri := lsptest.URI(filepath.Join(root, "a.yaml"))
	e, _ := edit(t)
	e.Initialize()
	e.Open(uri, adminTemplate)
	if d := e.Diagnostics(); len(of(d, "admin-access")) != 1 {
		t.Fatalf("got %v, want one of admin-access", d.Diagnostics)
	}
	for text, want := range map[string]int{"disable: [all]\n": 0, "disable: []\n": 1} {
		if err := os.WriteFile(filepath.Join(root, configName), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		e.Notify("textDocument/didSave", lsptest.About(lsptest.URI(filepath.Join(root, configName)), nil))
		if d := e.Diagnostics(); len(of(d, "admin-access")) != want {
			t.Errorf("%q: got %v, want %d of admin-access", text, d.Diagnostics, want)
		}
	}
}

func TestWhatIsFoundInAnIncludedFilePointsThere(t *testing.T) {
	root := tree(t, map[string]string{
		".git/HEAD":   "",
		"part.yaml":   "Version: \"2012-10-17\"\nStatement:\n  - {Effect: Allow, Action: \"*\", Resource: \"*\"}\n",
		"x/main.yaml": "",
	})
	e, _ := edit(t)
	e.Initialize()
	e.Open(lsptest.URI(filepath.Join(root, "x", "main.yaml")), `Resources:
  A:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Fn::Transform: {Name: AWS::Include, Parameters: {Location: ../part.yaml}}
`)
	found := of(e.Diagnostics(), "admin-access")
	if len(found) != 1 || found[0].Range.String() != "0:0-0:0" || len(found[0].RelatedInformation) == 0 {
		t.Fatalf("got %v, want one diagnostic at the beginning, with its place", found)
	}
	place := found[0].RelatedInformation[0].Location
	if place.URI != lsptest.URI(filepath.Join(root, "part.yaml")) || place.Range.String() != "2:28-2:31" {
		t.Errorf("got %v, want 2:28-2:31 of part.yaml", place)
	}
}

func TestTextsThatAreNoFiles(t *testing.T) {
	e, _ := edit(t)
	e.Initialize()
	e.Open("untitled:Untitled-1", adminTemplate)
	if d := e.Diagnostics(); len(of(d, "admin-access")) != 1 || d.URI != "untitled:Untitled-1" {
		t.Errorf("%s: got %v, want one of admin-access", d.URI, d.Diagnostics)
	}
	for _, text := range []string{"", "just: data\n", "# 😀\n"} {
		e.Change("untitled:Untitled-1", 2, text)
		if d := e.Diagnostics(); len(d.Diagnostics) != 0 {
			t.Errorf("%q: got %v, want nothing", text, d.Diagnostics)
		}
	}
	e.Change("untitled:Untitled-1", 3, "AWSTemplateFormatVersion: [\n")
	if d := e.Diagnostics(); len(d.Diagnostics) != 1 || d.Diagnostics[0].Severity != 1 {
		t.Errorf("got %v, want an error: it can't be parsed", d.Diagnostics)
	}
	e.Change("untitled:Untitled-1", 4, "AWSTemplateFormatVersion: x # "+strings.Repeat("😀", maxSize/4))
	if d := e.Diagnostics(); len(d.Diagnostics) != 1 || d.Diagnostics[0].Message != "cannot be read: file is too large" {
		t.Errorf("got %v, want an error: it is too large", d.Diagnostics)
	}
}

func TestExitCodesOfTheServer(t *testing.T) {
	for name, test := range map[string]struct {
		leave func(*lsptest.Editor)
		code  int
		said  string
	}{
		"without-leave": {func(e *lsptest.Editor) { e.Notify("exit", nil) }, 1, ""},
		"cut-off":       {func(e *lsptest.Editor) { e.Leave() }, 1, ""},
		"no-length": {func(e *lsptest.Editor) {
			e.Write("\r\n\r\n")
			e.Next()
		}, 2, "iamlint: a message has no Content-Length\n"},
	} {
		t.Run(name, func(t *testing.T) {
			e, ended := edit(t)
			e.Initialize()
			test.leave(e)
			if code, said := ended(); code != test.code || said != test.said {
				t.Errorf("got exit code %d and %q, want %d and %q", code, said, test.code, test.said)
			}
		})
	}
}

func TestTheEditorIsToldWhatCheckFinds(t *testing.T) {
	templates, err := filepath.Glob(filepath.Join("..", "..", "testdata", "templates", "*.*"))
	if err != nil {
		t.Fatal(err)
	}
	e, _ := edit(t, "--no-config")
	e.Initialize()
	compared := 0
	for _, name := range templates {
		if filepath.Ext(name) == ".out" {
			continue
		}
		path, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		e.Open(lsptest.URI(path), string(text))
		var got []string
		for _, d := range e.Diagnostics().Diagnostics {
			if d.Code != "" {
				got = append(got, fmt.Sprintf("%d %s: %s", d.Range.Start.Line+1, d.Code, d.Message))
			}
		}
		_, printed := run(t, "check", "--no-config", "--format", "json", path)
		var report struct {
			Findings []struct {
				Line          int
				Rule, Message string
			}
		}
		if err := json.Unmarshal([]byte(printed), &report); err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, f := range report.Findings {
			want = append(want, fmt.Sprintf("%d %s: %s", f.Line, f.Rule, f.Message))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-check +editor):\n%s", name, diff)
		}
		compared += len(want)
	}
	if compared < 10 {
		t.Errorf("compared %d findings, want at least 10", compared)
	}
}
