package iamlint_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const (
	goodTemplate = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n"
	badPolicy    = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}` + "\n"
	brokenPolicy = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow" "Action": "*"}]}` + "\n"
)

// TestPreCommitRunsTheHooks has the real pre-commit clone this repository, build the hook, and judge commits to another
// repository. IAMLINT_PRECOMMIT names the program, as make hooks does.
func TestPreCommitRunsTheHooks(t *testing.T) {
	program := os.Getenv("IAMLINT_PRECOMMIT")
	if program == "" {
		t.Skip("IAMLINT_PRECOMMIT names no pre-commit; make hooks installs one")
	}
	program, err := filepath.Abs(program)
	if err != nil {
		t.Fatal(err)
	}
	s := &scratch{program: program, folder: t.TempDir()}
	t.Setenv("PRE_COMMIT_HOME", t.TempDir())
	t.Setenv("GOMODCACHE", s.must(t, "go", "env", "GOMODCACHE")) // to compile, not to fetch, is what is tested
	t.Setenv("GOFLAGS", "-modcacherw")
	for key, value := range map[string]string{"AUTHOR_NAME": "a", "AUTHOR_EMAIL": "a@example.com", "COMMITTER_NAME": "a", "COMMITTER_EMAIL": "a@example.com"} {
		t.Setenv("GIT_"+key, value)
	}
	s.must(t, "git", "init", "--quiet", ".")
	for _, argument := range []string{"validate-manifest", "validate-config"} {
		here, err := filepath.Abs(map[string]string{"validate-manifest": ".pre-commit-hooks.yaml", "validate-config": ".pre-commit-config.yaml"}[argument])
		if err != nil {
			t.Fatal(err)
		}
		s.must(t, program, argument, here)
	}
	s.clone(t)
	s.configure(t, "iamlint", "")
	s.must(t, program, "install", "--install-hooks")

	t.Run("a good template is committed", func(t *testing.T) {
		s.write(t, "topic.yaml", goodTemplate)
		s.write(t, "package.json", `{"name": "x"}`)
		s.commits(t, 0, "Passed")
	})
	t.Run("a bad policy is not", func(t *testing.T) {
		s.write(t, "-admin.template", badPolicy)
		s.commits(t, 1, "exit code: 1", "critical[admin-access]", "-admin.template:1:")
	})
	t.Run("one that the project leaves out is, though pre-commit names it", func(t *testing.T) {
		s.write(t, ".iamlintignore", "*admin.template\n")
		s.commits(t, 0, "Passed")
		s.remove(t, ".iamlintignore")
		s.write(t, ".iamlint.yaml", "exclude: ['*admin.template']\n")
		s.commits(t, 0, "Passed")
	})
	t.Run("what is not done outweighs what is found", func(t *testing.T) {
		s.remove(t, ".iamlint.yaml")
		s.write(t, "-admin.template", "\n"+badPolicy)
		s.write(t, "broken.json", brokenPolicy)
		s.commits(t, 1, "exit code: 2", "critical[admin-access]", "error: broken.json:1:")
	})
	t.Run("in partitions that run at once too", func(t *testing.T) {
		// Nothing was committed, so everything is still to be judged.
		s.configure(t, "iamlint", "        require_serial: false\n")
		for i := range 20 {
			s.write(t, fmt.Sprintf("topic%d.yaml", i), goodTemplate)
		}
		s.commits(t, 1, "exit code: 2", "critical[admin-access]", "error: broken.json:1:")
	})
	t.Run("with arguments of the user's own", func(t *testing.T) {
		s.remove(t, "broken.json")
		s.configure(t, "iamlint", "        args: [--fail-on, none, --]\n")
		s.commits(t, 0, "Passed")
	})
	t.Run("with the program on the path", func(t *testing.T) {
		built, err := filepath.Glob(filepath.Join(os.Getenv("PRE_COMMIT_HOME"), "*", "golangenv-*", "bin"))
		if err != nil || len(built) != 1 {
			t.Fatalf("pre-commit built %q (%v), want one program", built, err)
		}
		t.Setenv("PATH", built[0]+string(os.PathListSeparator)+os.Getenv("PATH"))
		s.configure(t, "iamlint-system", "")
		s.write(t, "-admin.template", "\n\n"+badPolicy)
		s.commits(t, 1, "exit code: 1", "critical[admin-access]")
	})
	t.Run("in a container", func(t *testing.T) {
		if err := exec.CommandContext(t.Context(), "docker", "info").Run(); err != nil {
			t.Skipf("docker is not there: %v", err)
		}
		s.configure(t, "iamlint-docker", "")
		s.commits(t, 1, "exit code: 1", "critical[admin-access]")
	})
}

// scratch is a repository that uses the hooks.
type scratch struct{ program, folder string }

// clonedTo is where the hooks' repository is, as it stands, uncommitted changes included.
func (s *scratch) clonedTo() string { return filepath.Join(s.folder, ".hooks") }

func (s *scratch) clone(t *testing.T) {
	t.Helper()
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	s.write(t, ".gitignore", ".hooks/\n")
	s.must(t, "git", "init", "--quiet", s.clonedTo())
	for _, name := range strings.Split(s.must(t, "git", "-C", here, "ls-files", "--cached", "--others", "--exclude-standard"), "\n") {
		content, err := os.ReadFile(name)
		if errors.Is(err, os.ErrNotExist) {
			continue // deleted, and not committed yet
		}
		if err != nil {
			t.Fatal(err)
		}
		s.write(t, filepath.Join(".hooks", name), string(content))
	}
	s.must(t, "git", "-C", s.clonedTo(), "add", "--all")
	s.must(t, "git", "-C", s.clonedTo(), "commit", "--quiet", "--message", "As it stands")
}

func (s *scratch) configure(t *testing.T, id, more string) {
	t.Helper()
	rev := s.must(t, "git", "-C", s.clonedTo(), "rev-parse", "HEAD")
	s.write(t, ".pre-commit-config.yaml", fmt.Sprintf("repos:\n  - repo: %s\n    rev: %s\n    hooks:\n      - id: %s\n%s", s.clonedTo(), rev, id, more))
}

// commits commits everything and holds the exit code of git, and what the hook says, against what is wanted.
func (s *scratch) commits(t *testing.T, want int, says ...string) {
	t.Helper()
	s.must(t, "git", "add", "--all")
	out, err := s.run(t, "git", "commit", "--message", t.Name())
	got := 0
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		got = failed.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("git commit ended with %d, want %d:\n%s", got, want, out)
	}
	for _, text := range says {
		if !strings.Contains(out, text) {
			t.Errorf("the hook does not say %q:\n%s", text, out)
		}
	}
}

func (s *scratch) write(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(s.folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (s *scratch) remove(t *testing.T, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(s.folder, name)); err != nil {
		t.Fatal(err)
	}
}

func (s *scratch) must(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := s.run(t, name, args...)
	if err != nil {
		t.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
	return strings.TrimSpace(out)
}

func (s *scratch) run(t *testing.T, name string, args ...string) (string, error) {
	t.Helper()
	command := exec.CommandContext(t.Context(), name, args...)
	command.Dir = s.folder
	out, err := command.CombinedOutput()
	return string(out), err
}
