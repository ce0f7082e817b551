package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/iamlint/iamlint/internal/node"
)

const configName = ".iamlint.yaml"

// config is what the configuration file says.
type config struct {
	text     string // its folder and what it says
	layer    layer
	failOn   string // "" when it does not say
	severity string // "" when it does not say
	exclude  *ignoreList
	settings []ruleSettings
	regraded []regrading
	trusted  []string // accounts
	ignore   []ignored
}

// findConfig reads the configuration of the nearest folder that has one, from the working directory up to the
// root of its repository. Outside of a repository only the working directory is looked at, since whoever may
// write to a folder above could else turn rules off.
func findConfig(cwd string) (config, error) {
	root, ok := repository(cwd)
	if !ok {
		root = cwd
	}
	for folder := cwd; ; folder = filepath.Dir(folder) {
		path := filepath.Join(folder, configName)
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			return readConfig(path, cwd)
		}
		if folder == root {
			return config{}, nil
		}
	}
}

// readConfig reads a configuration file, and refuses what it does not know.
func readConfig(path, cwd string) (config, error) {
	f := finder{cwd: cwd}
	path = f.absolute(path)
	name := f.artifact(path)
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return config{}, fmt.Errorf("read configuration %s: not a regular file", name)
	}
	content, err := readFile(path, maxSize)
	if err != nil {
		return config{}, fmt.Errorf("read configuration %s: %s", name, reason(err))
	}
	return parseConfig(name, filepath.Dir(path), content)
}

// parseConfig reads a configuration whose exclude patterns start from a folder.
func parseConfig(name, folder string, content []byte) (config, error) {
	root, err := node.Parse(name, content)
	if err != nil {
		return config{}, err
	}
	c := config{text: folder + "\n" + string(content), exclude: &ignoreList{base: slashed(folder)}}
	if root == nil || root.Kind == node.Null {
		return c, nil // nothing but comments
	}
	if root.Kind != node.Map {
		return config{}, wrong(root, "configuration is not a map of keys")
	}
	for _, field := range root.Fields {
		key, known := configKeys()[field.Key.Text]
		if !known {
			return config{}, wrong(field.Key, "unknown key %q%s", field.Key.Text, among(field.Key.Text, slices.Sorted(maps.Keys(configKeys()))))
		}
		if err := key.read(&c, field.Value); err != nil {
			return config{}, err
		}
	}
	return c, nil
}

func readMentions(to *[]mention, n *node.Node) error {
	names, err := stringList(n)
	for _, name := range names {
		*to = append(*to, mention{name: name.Text, from: name.At.Place()})
	}
	return err
}

// readPatterns reads patterns like those of .gitignore.
func readPatterns(to *ignoreList, n *node.Node) error {
	patterns, err := stringList(n)
	for _, pattern := range patterns {
		to.patterns = append(to.patterns, parseIgnore([]byte(pattern.Text))...)
	}
	return err
}

// readSeverity reads a severity, or one of the words that may stand for none.
func readSeverity(to *string, n *node.Node, others ...string) error {
	if n.Kind != node.String {
		return wrong(n, "not a severity")
	}
	if _, err := parseSeverity(n.Text, others...); err != nil && !slices.Contains(others, n.Text) {
		return wrong(n, "%v", err)
	}
	*to = n.Text
	return nil
}

func stringList(n *node.Node) ([]*node.Node, error) {
	if n.Kind != node.List {
		return nil, wrong(n, "not a list")
	}
	for _, item := range n.Items {
		if item.Kind != node.String {
			return nil, wrong(item, "not a string")
		}
	}
	return n.Items, nil
}

func wrong(n *node.Node, format string, args ...any) error {
	return fmt.Errorf("%s: %s", n.At.Place(), fmt.Sprintf(format, args...))
}
