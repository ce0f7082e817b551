package iamlint_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/iamlint/iamlint/internal/cli"
)

// tally says how much of the pages was tried.
type tally struct{ pages, run, compared, parsed, flags int }

// TestPagesShowWhatIsPrinted runs what the pages show, each page in a folder of its own. A console block is a session
// in a terminal: each command after a prompt, and below it what it prints. A sh block is commands without their
// output, and so are the lines of other blocks that run iamlint, as in a pipeline's file. A block after a line that
// ends in a name, as `template.yaml`: is that file, for the commands after it. Other files are in testdata, as
// from the root of the repository. A command that ends in "# needs an account", or the network, or anything else, isn't run; its flags are
// held against those that there are.
func TestPagesShowWhatIsPrinted(t *testing.T) {
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	var all tally
	texts, flags := pages(t), everyFlag(t)
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		t.Run(name, func(t *testing.T) {
			all.pages++
			t.Chdir(folderOf(t, root, texts[name]))
			withoutAccount(t)
			lines := strings.Split(texts[name], "\n")
			changed, complaints := runPage(&shell{t: t, root: root, flags: flags}, lines, &all)
			if *update && !slices.Equal(changed, lines) {
				if err := os.WriteFile(filepath.Join(root, name), []byte(strings.Join(changed, "\n")), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			for _, complaint := range complaints {
				if !*update || !complaint.output {
					t.Errorf("%s:%d: %s", name, complaint.row+1, complaint.what)
				}
			}
		})
	}
	t.Logf("%d commands run, the output of %d compared; the flags of %d more commands held against those there are, and %d flags in the text",
		all.run, all.compared, all.parsed, all.flags)
	if all.pages == len(texts) && (all.compared == 0 || all.parsed == 0 || all.flags == 0) { // not with -run of some pages
		t.Errorf("got %+v, want some of each", all)
	}
}

// folderOf makes the folder that a page's commands run in.
func folderOf(t *testing.T, root, text string) string {
	t.Helper()
	folder := t.TempDir()
	if strings.Contains(text, "testdata") {
		if err := os.CopyFS(filepath.Join(folder, "testdata"), os.DirFS(filepath.Join(root, "testdata"))); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// withoutAccount takes away whatever credentials there are: an audit of a page then says that it has none, and calls nobody.
func withoutAccount(t *testing.T) {
	t.Helper()
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "AWS_") {
			t.Setenv(name, "")
		}
	}
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	t.Setenv("AWS_CONFIG_FILE", "none")
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", "none")
}

// complaint is what is wrong with a page.
type complaint struct {
	row    int // of the page, from 0
	output bool
	what   string
}

// runPage does what a page shows, and returns the page as it has to be.
func runPage(s *shell, lines []string, all *tally) (changed []string, complaints []complaint) {
	blocks := fences(lines)
	complaints = prose(s, lines, blocks, all)
	done := 0 // of lines
	for _, block := range blocks {
		if block.file != "" {
			if err := writeBlock(block.file, lines[block.first:block.end]); err != nil {
				complaints = append(complaints, complaint{row: block.first, what: err.Error()})
			}
		}
		for _, command := range commands(lines, block) {
			output, err := do(s, command, all)
			if err != nil {
				complaints = append(complaints, complaint{row: command.row, what: fmt.Sprintf("%s: %v", command.command, err)})
			}
			if err != nil || output == nil {
				continue
			}
			if diff := cmp.Diff(output, command.output, cmpopts.EquateEmpty()); diff != "" {
				complaints = append(complaints, complaint{command.row, true, fmt.Sprintf("%s: make generate writes what is printed (-want +got):\n%s", command.command, diff)})
			}
			changed = append(append(changed, lines[done:command.row+1]...), output...)
			done = command.row + 1 + len(command.output)
		}
	}
	return append(changed, lines[done:]...), complaints
}

func writeBlock(name string, lines []string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(strings.Join(lines, "\n")+"\n"), 0o644)
}

// do runs a command, or holds it against what there is when it can't be run. Output is nil when the page shows none.
func do(s *shell, command shown, all *tally) (output []string, err error) {
	line, err := parse(strings.Replace(command.command, "go run ./cmd/iamlint ", "iamlint ", 1))
	if err != nil {
		return nil, err
	}
	ours := slices.ContainsFunc(line.stages, func(s stage) bool { return len(s.args) > 0 && s.args[0] == "iamlint" })
	switch {
	case line.needs != "":
		return nil, understood(s, line, all)
	case len(line.stages[0].args) == 0: // a comment
		return nil, nil
	case !ours && !command.compare:
		return nil, ofThisHouse(s, line.stages[0].args)
	}
	printed, err := s.run(line)
	if err != nil {
		return nil, err
	}
	all.run++
	if command.compare {
		all.compared++
		if printed == "" {
			return []string{}, nil
		}
		return strings.Split(strings.TrimSuffix(printed, "\n"), "\n"), nil
	}
	if s.code > 1 {
		return nil, fmt.Errorf("exit code %d: %s", s.code, printed)
	}
	return nil, nil
}

// ofThisHouse wants what works on iamlint itself: the gates run it, so that it needs no mark.
func ofThisHouse(s *shell, args []string) error {
	switch args[0] {
	case "go", ".ci/run":
		return nil
	case "make":
		makefile, err := os.ReadFile(filepath.Join(s.root, "Makefile"))
		if err == nil && (len(args) < 2 || !strings.Contains(string(makefile), "\n"+args[1]+":")) {
			return fmt.Errorf("the Makefile has no target %q", args[1:])
		}
		return err
	}
	return fmt.Errorf("%q can't be run: say what it needs, as in # needs the network", args[0])
}

// usage is the line of a command's help that names it.
var usage = regexp.MustCompile(`(?m)^Usage:\n  iamlint ?([\w-]*)`)

// understood asks iamlint's commands of a line for help, with the same flags: those are read before help is given.
func understood(s *shell, line pipeline, all *tally) error {
	for _, stage := range line.stages {
		if len(stage.args) == 0 || stage.args[0] != "iamlint" {
			continue
		}
		args := slices.DeleteFunc(slices.Clone(stage.args[1:]), func(arg string) bool { return arg == "--" })
		help, err := helpOf(s, args...)
		if err != nil {
			return err
		}
		if len(args) > 0 && !strings.HasPrefix(args[0], "-") && args[0] != "help" {
			if got := usage.FindStringSubmatch(help); got == nil || got[1] != args[0] {
				return fmt.Errorf("iamlint has no command %q", args[0])
			}
		}
		all.parsed++
	}
	return nil
}

func helpOf(s *shell, args ...string) (string, error) {
	var stdout, stderr bytes.Buffer
	if code := cli.Main(s.t.Context(), append(slices.Clone(args), "--help"), strings.NewReader(""), &stdout, &stderr); code != 0 {
		return "", fmt.Errorf("exit code %d: %s", code, stderr.String())
	}
	return stdout.String(), nil
}

var (
	inline    = regexp.MustCompile("`(iamlint [^`]*|--[a-z][^`]*)`")
	flagWord  = regexp.MustCompile(`^--[a-z-]+`)
	offered   = regexp.MustCompile(`(?m)^ +(?:-\w, )?(--[\w-]+)`)
	available = regexp.MustCompile(`(?m)^  ([a-z-]+) +[A-Z]`)
)

// prose holds commands and flags in the text of a page against those that there are.
func prose(s *shell, lines []string, blocks []fence, all *tally) []complaint {
	var found []complaint
	for row, line := range lines {
		if slices.ContainsFunc(blocks, func(b fence) bool { return b.first <= row && row < b.end }) {
			continue
		}
		for _, match := range inline.FindAllStringSubmatch(line, -1) {
			if flag := flagWord.FindString(match[1]); flag != "" {
				if all.flags++; !s.flags[flag] {
					found = append(found, complaint{row: row, what: "iamlint has no flag " + flag})
				}
				continue
			}
			read, err := parse(match[1])
			if err == nil {
				err = understood(s, read, all)
			}
			if err != nil {
				found = append(found, complaint{row: row, what: fmt.Sprintf("%s: %v", match[1], err)})
			}
		}
	}
	return found
}

// everyFlag is the flags of all commands.
func everyFlag(t *testing.T) map[string]bool {
	t.Helper()
	s := &shell{t: t}
	help, err := helpOf(s)
	if err != nil {
		t.Fatal(err)
	}
	flags := map[string]bool{}
	for _, command := range available.FindAllStringSubmatch(help, -1) {
		of, err := helpOf(s, command[1])
		if err != nil {
			t.Fatal(err)
		}
		for _, flag := range offered.FindAllStringSubmatch(of, -1) {
			flags[flag[1]] = true
		}
	}
	return flags
}

// TestHelpShowsWhatThereIs holds the examples of each command's help against the commands that there are.
func TestHelpShowsWhatThereIs(t *testing.T) {
	s, all := &shell{t: t}, &tally{}
	help, err := helpOf(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range available.FindAllStringSubmatch(help, -1) {
		of, err := helpOf(s, command[1])
		if err != nil {
			t.Fatal(err)
		}
		_, examples, _ := strings.Cut(of, "\nExamples:\n")
		examples, _, _ = strings.Cut(examples, "\n\n")
		for example := range strings.Lines(examples) {
			line, err := parse(strings.TrimSpace(example))
			if err == nil {
				err = understood(s, line, all)
			}
			if err != nil {
				t.Errorf("iamlint %s --help: %s: %v", command[1], strings.TrimSpace(example), err)
			}
		}
	}
	if all.parsed < 10 {
		t.Errorf("tried %d examples, want all that there are", all.parsed)
	}
}

// TestRunningPagesBites shows pages in which something is wrong: what never complains proves nothing.
func TestRunningPagesBites(t *testing.T) {
	flags := everyFlag(t)
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	const file = "`p.json`:\n\n```json\n{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}\n```\n"
	console := func(text string) string { return file + "```console\n" + text + "\n```\n" }
	tests := []struct{ name, page, want string }{
		{"all is well", console("$ iamlint check --format compact p.json | head -0\n$ echo $?\n0"), ""},
		{"another exit code", console("$ iamlint check p.json > out\n$ echo $?\n0"), `"1"`},
		{"other output", console("$ iamlint actions s3:GetObjekt\nnothing"), "make generate writes"},
		{"no output", console("$ iamlint check p.json"), "make generate writes"},
		{"another program", console("$ jq . p.json"), `"jq" can't be run`},
		{"another flag", console("$ iamlint check --colour p.json"), "unknown flag"},
		{"an account, unsaid", "```sh\niamlint audit\n```\n", "no credentials found"},
		{"an account, said", console("$ iamlint audit # needs an account"), ""},
		{"another flag, not run", console("$ iamlint audit --profil prod # needs an account"), "unknown flag: --profil"},
		{"another command, not run", console("$ iamlint adit # needs an account"), `no command "adit"`},
		{"a job not done", "```sh\niamlint check missing.yaml\n```\n", "exit code 2"},
		{"a job not done in a pipeline's file", "```yaml\nscript:\n  - iamlint check missing.yaml\n```\n", "exit code 2"},
		{"another flag in a sh block", "```sh\niamlint check --colour . # needs GitHub\n```\n", "unknown flag"},
		{"another program in a sh block", "```sh\naws iam list-roles\n```\n", `"aws" can't be run`},
		{"a target that is there", "```sh\nmake lint\n```\n", ""},
		{"another target", "```sh\nmake haste\n```\n", `no target ["haste"]`},
		{"a flag in the text", "Say `--colour`.\n", "no flag --colour"},
		{"a command in the text", "Say `iamlint lint`.\n", `no command "lint"`},
		{"a quote that is not closed", "```sh\niamlint check 'a\n```\n", "not closed"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			withoutAccount(t)
			lines := strings.Split(test.page, "\n")
			changed, complaints := runPage(&shell{t: t, root: root, flags: flags}, lines, &tally{})
			if test.want == "" {
				if len(complaints) > 0 || !slices.Equal(lines, changed) {
					t.Errorf("complains %+v, want no complaint and the page as it is", complaints)
				}
				return
			}
			if len(complaints) == 0 || !strings.Contains(complaints[0].what, test.want) {
				t.Fatalf("complains %+v, want one complaint with %q", complaints, test.want)
			}
			if complaints[0].output {
				if _, again := runPage(&shell{t: t, root: root, flags: flags}, changed, &tally{}); len(again) > 0 {
					t.Errorf("complains %+v of the page that it wrote", again)
				}
			}
		})
	}
}
