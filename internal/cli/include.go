package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
)

// roots are the folders below which templates may include files: the working directory, and the folders that
// the user named or named a file of. Nothing else on the disk is read at a template's bidding.
type roots []string

// newRoots takes absolute folders; links in them are followed.
func newRoots(cwd string, files []file) roots {
	all := roots{resolved(cwd)}
	seen := map[string]bool{}
	for _, f := range files {
		if folder := filepath.Dir(f.path); f.path != standardPath && !seen[folder] {
			seen[folder] = true
			if folder = resolved(folder); !all.hold(folder) {
				all = append(all, folder)
			}
		}
	}
	return all
}

func resolved(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

// hold tells whether a path without links lies in one of the folders.
func (r roots) hold(path string) bool {
	for _, root := range r {
		if relative, err := filepath.Rel(root, path); err == nil && filepath.IsLocal(relative) {
			return true
		}
	}
	return false
}

// include opens a file that an artifact names, relative to its own folder, and keeps what it says for the report.
func (x *examiner) include(o *outcome, from, location string) (*node.Node, error) {
	f := finder{cwd: x.cwd, outside: true}
	path := filepath.FromSlash(location)
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(f.absolute(filepath.FromSlash(from))), path)
	}
	name := f.artifact(path)
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil, errors.New(reason(err))
	}
	if !x.roots.hold(real) {
		return nil, errors.New("it lies outside of the working directory and of the folders that are checked")
	}
	content, err := readFile(real, maxSize)
	if err != nil {
		return nil, errors.New(reason(err))
	}
	root, err := node.Parse(name, content)
	if root == nil && err != nil {
		return nil, fmt.Errorf("cannot be parsed: %s", strings.ReplaceAll(err.Error(), "\n", "; "))
	}
	if o.included == nil {
		o.included = map[string][]byte{}
	}
	o.included[name] = content
	return root, nil
}
