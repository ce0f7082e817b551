package iamlint_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"

	"github.com/iamlint/iamlint/internal/cli"
)

// shell runs the commands of pages, in the working directory: iamlint in this process, and the few programs that
// stand beside it on a page. It knows words, quotes, comments, |, > and >>, and `echo $?`.
type shell struct {
	t    *testing.T // whose context is the commands'
	root string     // the repository
	code int        // of the command before

	flags map[string]bool // of all commands, with their dashes
}

// runnable is what the shell can run.
var runnable = map[string]func(*shell, []string, io.Reader, io.Writer, io.Writer) int{
	"iamlint": func(s *shell, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
		return cli.Main(s.t.Context(), args, stdin, stdout, stderr)
	},
	"cat": func(_ *shell, args []string, _ io.Reader, stdout, stderr io.Writer) int {
		return cat(args, stdout, stderr)
	},
	"echo": func(s *shell, _ []string, _ io.Reader, stdout, _ io.Writer) int {
		fmt.Fprintln(stdout, s.code)
		return 0
	},
	"head": func(_ *shell, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
		return head(args, stdin, stdout, stderr)
	},
	"opa": func(s *shell, args []string, _ io.Reader, stdout, stderr io.Writer) int {
		return s.opa(args, stdout, stderr)
	},
}

// run runs a line and returns what a terminal would show of it.
func (s *shell) run(line pipeline) (string, error) {
	var terminal bytes.Buffer
	var stdin io.Reader = strings.NewReader("")
	for i, stage := range line.stages {
		program, known := runnable[stage.args[0]]
		if !known || (stage.args[0] == "echo" && !slices.Equal(stage.args, []string{"echo", "$?"})) {
			return "", fmt.Errorf("%q can't be run: say what it needs, as in # needs the network", stage.args[0])
		}
		var stdout bytes.Buffer
		code := program(s, stage.args[1:], stdin, &stdout, &terminal)
		stdin = bytes.NewReader(stdout.Bytes())
		if i < len(line.stages)-1 {
			continue
		}
		s.code = code
		if line.file == "" {
			terminal.Write(stdout.Bytes())
		} else if err := write(line.file, stdout.Bytes(), line.further); err != nil {
			return "", err
		}
	}
	if s.code == 3 {
		return "", fmt.Errorf("a bug in iamlint: %s", terminal.String())
	}
	return terminal.String(), nil
}

func write(name string, content []byte, further bool) error {
	flags := os.O_CREATE | os.O_WRONLY | os.O_TRUNC
	if further {
		flags = os.O_CREATE | os.O_WRONLY | os.O_APPEND
	}
	f, err := os.OpenFile(name, flags, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}

func cat(args []string, stdout, stderr io.Writer) int {
	for _, name := range args {
		b, err := os.ReadFile(name)
		if err != nil {
			fmt.Fprintln(stderr, err)
			return 1
		}
		if _, err := stdout.Write(b); err != nil {
			return 1
		}
	}
	return 0
}

// head is head -N.
func head(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	text, err := io.ReadAll(stdin)
	if err != nil || len(args) != 1 {
		fmt.Fprintln(stderr, "head: want -N", err)
		return 1
	}
	n, err := strconv.Atoi(strings.TrimPrefix(args[0], "-"))
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	for i, line := range strings.SplitAfter(string(text), "\n") {
		if i < n {
			fmt.Fprint(stdout, line)
		}
	}
	return 0
}

// opa is `opa test --ignore '*.yaml' --run REGEXP FOLDER...`: what is not in the working directory is the repository's.
func (s *shell) opa(args []string, stdout, stderr io.Writer) int {
	if len(args) < 6 || !slices.Equal(args[:4], []string{"test", "--ignore", "*.yaml", "--run"}) {
		fmt.Fprintln(stderr, "want opa test --ignore '*.yaml' --run REGEXP FOLDER...")
		return 1
	}
	modules := map[string]*ast.Module{}
	for _, folder := range args[5:] {
		if _, err := os.Stat(folder); err != nil {
			folder = filepath.Join(s.root, folder)
		}
		if err := modulesBelow(folder, modules); err != nil {
			fmt.Fprintln(stderr, err)
			return 1
		}
	}
	results, err := tester.NewRunner().SetStore(inmem.New()).SetModules(modules).Filter(args[4]).RunTests(s.t.Context(), nil)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	if err := (tester.PrettyReporter{Output: stdout}).Report(results); err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

func modulesBelow(folder string, modules map[string]*ast.Module) error {
	return filepath.WalkDir(folder, func(name string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".rego" {
			return err
		}
		b, err := os.ReadFile(name)
		if err == nil {
			modules[name], err = ast.ParseModule(name, string(b))
		}
		return err
	})
}

// pipeline is a line of a shell.
type pipeline struct {
	stages  []stage
	file    string // what > writes, "" for the terminal
	further bool   // by >>
	needs   string // what it needs to be run, in words, as its comment says: "an account"
}

type stage struct{ args []string }

// parse reads a line of a shell.
func parse(line string) (pipeline, error) {
	read := pipeline{stages: []stage{{}}}
	redirected := false
	for rest := strings.TrimSpace(line); rest != ""; rest = strings.TrimLeft(rest, " ") {
		last := &read.stages[len(read.stages)-1]
		switch rest[0] {
		case '#':
			read.needs, _ = strings.CutPrefix(rest, "# needs ")
			if read.needs == rest {
				read.needs = ""
			}
			rest = ""
		case '|':
			read.stages, rest = append(read.stages, stage{}), rest[1:]
		case '>':
			read.further, redirected = strings.HasPrefix(rest, ">>"), true
			rest = strings.TrimLeft(rest, ">")
		default:
			word, after, err := word(rest)
			if err != nil {
				return pipeline{}, err
			}
			if rest = after; redirected {
				read.file, redirected = word, false
			} else {
				last.args = append(last.args, word)
			}
		}
	}
	return read, nil
}

// word is the first word of a line, without its quotes.
func word(line string) (word, rest string, err error) {
	var b strings.Builder
	quote := byte(0)
	for i := range len(line) {
		c := line[i]
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		case quote == 0 && strings.ContainsRune(" |>", rune(c)):
			return b.String(), line[i:], nil
		default:
			b.WriteByte(c)
		}
	}
	if quote != 0 {
		return "", "", fmt.Errorf("%c is not closed", quote)
	}
	return b.String(), "", nil
}

func TestParse(t *testing.T) {
	tests := []struct {
		line string
		want pipeline
	}{
		{"iamlint check", pipeline{stages: []stage{{[]string{"iamlint", "check"}}}}},
		{`iamlint  can 'a b' "c>"d # who`, pipeline{stages: []stage{{[]string{"iamlint", "can", "a b", "c>d"}}}}},
		{"cat a | iamlint check - >>b # needs an account", pipeline{
			stages: []stage{{[]string{"cat", "a"}}, {[]string{"iamlint", "check", "-"}}}, file: "b", further: true, needs: "an account",
		}},
		{"echo $? > c", pipeline{stages: []stage{{[]string{"echo", "$?"}}}, file: "c"}},
	}
	for _, test := range tests {
		t.Run(test.line, func(t *testing.T) {
			got, err := parse(test.line)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(pipeline{}, stage{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if _, err := parse("iamlint 'check"); err == nil {
		t.Error("a quote that is not closed is read, want an error")
	}
}
