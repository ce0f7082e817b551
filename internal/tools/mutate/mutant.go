package main

import (
	"cmp"
	"fmt"
	"os"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// mutant is a file with one change.
type mutant struct {
	path    string // of the file, below the rules
	line    int
	change  string // what was done to the text: "left out", "negated", "== for !="
	text    string // what was changed, on one line
	content string // the whole file with the change
}

func (m mutant) compare(n mutant) int {
	return cmp.Or(cmp.Compare(m.path, n.path), cmp.Compare(m.line, n.line), cmp.Compare(m.change, n.change))
}

// key identifies a mutant in the list of those that change nothing, also when lines move.
func (m mutant) key() string { return strings.Join([]string{m.path, m.change, m.text}, " | ") }

// opposites are the comparisons that one takes for each other.
var opposites = map[string]string{">": ">=", ">=": ">", "<": "<=", "<=": "<"}

// mutants breaks a file in every way that is known. Some of what comes of it may be no Rego.
func mutants(path, content string) ([]mutant, error) {
	module, err := ast.ParseModule(path, content)
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", path, err)
	}
	var all []mutant
	seen := map[int]bool{} // by offset: a body may be met twice
	ast.WalkExprs(module, func(e *ast.Expr) bool {
		at := e.Location
		if at == nil || seen[at.Offset] || !written(e, content) {
			return false
		}
		seen[at.Offset] = true
		for _, change := range changes(e, string(at.Text)) {
			change.path, change.line = path, at.Row
			change.text = strings.Join(strings.Fields(string(at.Text)), " ")
			change.content = content[:at.Offset] + change.content + content[at.Offset+len(at.Text):]
			all = append(all, change)
		}
		return false
	})
	return all, nil
}

// written tells whether an expression stands in the file, and is no true that the parser put where there is no body.
func written(e *ast.Expr, content string) bool {
	at := e.Location
	if term, ok := e.Terms.(*ast.Term); ok && term.Equal(ast.BooleanTerm(true)) {
		return false
	}
	return len(at.Text) > 0 && at.Offset+len(at.Text) <= len(content) && content[at.Offset:at.Offset+len(at.Text)] == string(at.Text)
}

// changes are what can be done to an expression. What declares a variable can't be left out or negated.
func changes(e *ast.Expr, text string) []mutant {
	if _, declares := e.Terms.(*ast.SomeDecl); declares || e.IsAssignment() {
		return nil
	}
	all := []mutant{{change: "left out", content: "true"}}
	if inner, negated := strings.CutPrefix(text, "not "); negated {
		all = append(all, mutant{change: "negated", content: inner})
	} else if _, every := e.Terms.(*ast.Every); !every {
		all = append(all, mutant{change: "negated", content: "not " + text})
	}
	for _, operator := range []string{">=", "<=", ">", "<"} {
		if before, after, found := strings.Cut(text, " "+operator+" "); found && !strings.Contains(text, "\n") {
			other := opposites[operator]
			all = append(all, mutant{change: other + " for " + operator, content: before + " " + other + " " + after})
			break
		}
	}
	return all
}

// readReviewed reads the keys of the mutants that are known to change nothing: one a line, with # before remarks.
func readReviewed() (map[string]bool, error) {
	content, err := os.ReadFile(reviewed)
	if err != nil {
		return nil, fmt.Errorf("read the mutants that change nothing: %w", err)
	}
	known := map[string]bool{}
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			known[line] = true
		}
	}
	return known, nil
}
