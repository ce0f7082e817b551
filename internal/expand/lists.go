package expand

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/node"
)

// listsFile has the lists of actions that rules look up, in the rules' folder: a line each, with the list's name before
// its actions. It is made of data/*.yaml by go generate, as reading YAML would take longer than the rest of a start.
const listsFile = "data/lists.txt"

// New reads the lists of actions that rules look up from the rules' folder, as PrepareLists has written them there, and
// tells how old the catalogue is now. A name that it does not have is an error.
func New(rules fs.FS, now time.Time) (*Expander, error) {
	content, err := fs.ReadFile(rules, listsFile)
	if err != nil {
		return nil, fmt.Errorf("read the actions that rules look up: %w", err)
	}
	e := &Expander{lists: map[catalog.Action][]string{}, state: stateOf(now)}
	for line := range strings.Lines(string(content)) {
		list, names, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		for name := range strings.FieldsSeq(names) {
			if err := e.add(list, name); err != nil {
				return nil, err
			}
		}
	}
	return e, nil
}

// add puts an action into a list.
func (e *Expander) add(list, name string) error {
	action, ok := catalog.FindAction(name)
	if !ok {
		return fmt.Errorf("read the actions that rules look up: %s: the catalogue has no action %q", list, name)
	}
	if list == watchedList || list == guardedList {
		e.watched = append(e.watched, watchedAction{name, strings.ToLower(name), action})
	}
	e.lists[action] = append(e.lists[action], list)
	return nil
}

// PrepareLists makes what New reads of the lists as they are written, data/*.yaml in the rules' folder. It is for go
// generate. A file that is no YAML is an error; one without actions is no list.
func PrepareLists(rules fs.FS) ([]byte, error) {
	files, err := fs.Glob(rules, "data/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("find the lists of actions that rules look up: %w", err)
	}
	var b strings.Builder
	for _, file := range files {
		content, err := fs.ReadFile(rules, file)
		if err != nil {
			return nil, fmt.Errorf("read a list of actions: %w", err)
		}
		root, err := node.Parse(file, content)
		if err != nil {
			return nil, fmt.Errorf("parse a list of actions: %w", err)
		}
		if list := root.Get("actions"); list != nil {
			b.WriteString(strings.TrimSuffix(path.Base(file), ".yaml"))
			for _, action := range list.Items {
				b.WriteString(" " + action.Text)
			}
			b.WriteByte('\n')
		}
	}
	return []byte(b.String()), nil
}
