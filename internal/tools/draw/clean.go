package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse/cfn"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// statements is the Allow statements, in the folders in which anything was found, in which nothing grave was. A finding
// that stands elsewhere, as at the name of a role, does not count as found in its statements.
func (r report) statements() ([]lot, error) {
	grave := map[string][]source.Position{}
	var folders []string
	for _, f := range r.Findings {
		if folder := filepath.Dir(f.File); !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
		if f.grave() {
			grave[f.File] = append(grave[f.File], source.Position{Line: f.Line, Column: f.Column})
		}
	}
	var all []lot
	for _, folder := range folders {
		names, err := filesIn(folder)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			found, err := cleanOf(name, grave[name])
			if err != nil {
				return nil, err
			}
			all = append(all, found...)
		}
	}
	return all, nil
}

func filesIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		if !entry.IsDir() {
			names = append(names, filepath.Join(folder, entry.Name()))
		}
	}
	return names, nil
}

// cleanOf is the Allow statements of one file in which none of the places lies. A statement that several targets or
// branches share is one.
func cleanOf(name string, grave []source.Position) ([]lot, error) {
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	root, _ := node.Parse(name, content) // what is broken has no statements
	if !cfn.IsTemplate(root) {
		return nil, nil
	}
	model, _ := cfn.Parse(name, root, nil)
	seen := map[source.Location]bool{}
	var all []lot
	for _, t := range model.Targets {
		for _, d := range t.Documents {
			for _, s := range d.Statements {
				if s.Effect != "Allow" || !judged(d) || seen[s.At] || anyWithin(s.At.Region, grave) {
					continue
				}
				seen[s.At] = true
				start, end := s.At.Region.Start, s.At.Region.End
				all = append(all, lot{
					file: name, line: start.Line, column: start.Column, name: string(d.Kind), of: t.Name,
					text: fmt.Sprintf("statement up to line %d", end.Line),
				})
			}
		}
	}
	return all, nil
}

// judged tells whether a document is of a kind that grants, and written in the template.
func judged(d *policy.Document) bool {
	return d.Origin == policy.FromUser && slices.Contains([]policy.DocumentKind{policy.Identity, policy.Trust, policy.ResourceBased}, d.Kind)
}

func anyWithin(r source.Region, places []source.Position) bool {
	return slices.ContainsFunc(places, func(p source.Position) bool { return r.Start.Compare(p) <= 0 && p.Compare(r.End) < 0 })
}
