package iamlint_test

import (
	"go/ast"
	"os"
	"regexp"
	"strings"
	"testing"
)

// updating finds the commands of the Makefile that write anew what tests compare with: the package, and which tests.
var updating = regexp.MustCompile(`(?m)^\tgo test (\S+) -run '(.*)' -update$`)

// TestMakeWritesWhatTestsCompareWith has a command for each file of tests that can write what they compare with.
func TestMakeWritesWhatTestsCompareWith(t *testing.T) {
	makefile, err := os.ReadFile("Makefile")
	if err != nil {
		t.Fatal(err)
	}
	patterns := map[string][]*regexp.Regexp{}
	for _, match := range updating.FindAllStringSubmatch(strings.ReplaceAll(string(makefile), "$$", "$"), -1) {
		dir := strings.TrimPrefix(match[1], "./")
		patterns[dir] = append(patterns[dir], regexp.MustCompile(match[2]))
	}
	found := 0
	for _, f := range load(t, os.DirFS(".")) {
		tests := updaters(f)
		if len(tests) == 0 {
			continue
		}
		found++
		if !anyMatches(patterns[f.dir], tests) {
			t.Errorf("%s: the Makefile runs none of %q with -update", f.name, tests)
		}
	}
	if found < 5 {
		t.Errorf("found %d files of tests that write what they compare with, want at least 5", found)
	}
}

// updaters are the tests of a file that looks at the flag -update.
func updaters(f file) []string {
	if !f.test() {
		return nil
	}
	looks := false
	var tests []string
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.StarExpr:
			name, ok := n.X.(*ast.Ident)
			looks = looks || ok && name.Name == "update"
		case *ast.FuncDecl:
			if strings.HasPrefix(n.Name.Name, "Test") && n.Name.Name != "TestMain" {
				tests = append(tests, n.Name.Name)
			}
		}
		return true
	})
	if !looks {
		return nil
	}
	return tests
}

func anyMatches(patterns []*regexp.Regexp, names []string) bool {
	for _, pattern := range patterns {
		for _, name := range names {
			if pattern.MatchString(name) {
				return true
			}
		}
	}
	return false
}
