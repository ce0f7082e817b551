package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/ignore"
	"github.com/iamlint/iamlint/internal/node"
)

// ignored is an entry of the configuration's list of accepted findings.
type ignored struct {
	entry *ignore.Entry
	paths *ignoreList // nil for any file
}

// readIgnored reads that list. An entry is that of Metadata, and may have path.
func readIgnored(c *config, n *node.Node) error {
	if n.Kind != node.List {
		return wrong(n, "not a list")
	}
	for _, item := range n.Items {
		if item.Kind != node.Map {
			return wrong(item, "not a map with rule and reason")
		}
		var read ignored
		rest := *item
		rest.Fields = slices.DeleteFunc(slices.Clone(item.Fields), func(f node.Field) bool { return f.Key.Text == pathKey })
		if path := item.Get(pathKey); path != nil {
			read.paths = &ignoreList{base: c.exclude.base}
			if path.Kind == node.String {
				read.paths.patterns = parseIgnore([]byte(path.Text))
			} else if err := readPatterns(read.paths, path); err != nil {
				return err
			}
		}
		var err error
		if read.entry, err = ignore.ReadEntry(&rest); err != nil {
			return wrong(item, "%v", err)
		}
		read.entry.By = ignore.ByConfiguration
		c.ignore = append(c.ignore, read)
	}
	return nil
}

const pathKey = "path"

// ignoredSchema describes that list in JSON Schema.
func ignoredSchema(rules []finding.Rule) object {
	keys := ignore.Keys()
	text := object{"type": "string"}
	several := func(items object) object { return object{"anyOf": []object{items, listOf(items)}} }
	ids := namesSchema(rules)["items"].(object)
	properties := object{
		"rule": several(ids), "action": several(text), "resource": several(text),
		"reason": object{"type": "string", "minLength": 1}, "target": object{"type": "string"},
		"until": object{"type": "string", "format": "date"},
	}
	for key := range properties {
		properties[key].(object)["description"] = keys[key]
	}
	properties[pathKey] = several(text)
	properties[pathKey].(object)["description"] = "Patterns of files, like those of .gitignore, from this file's folder."
	return listOf(object{"type": "object", "properties": properties, "required": []string{"rule", "reason"}, "additionalProperties": false})
}

// honored reads the value of --honor.
func honored(names []string) ([]string, error) {
	for _, name := range names {
		if name == everyRule {
			return ignore.Tools(), nil
		}
		if !slices.Contains(ignore.Tools(), name) {
			return nil, unknown("honor", "tool", name, append(ignore.Tools(), everyRule))
		}
	}
	return names, nil
}

// accept takes out of the report what is suppressed or in the baseline.
func (a *app) accept(j *job, r *finding.Report, outcomes []outcome) error {
	if j.noSuppressions {
		return nil
	}
	set := a.suppressions(j, outcomes)
	if set != nil {
		set.Apply(r)
	}
	if j.migrate != nil {
		return j.migrate(set, r, outcomes)
	}
	return j.compare(r, outcomes)
}

// compare takes out of the report what is in the baseline, if there is one.
func (j *job) compare(r *finding.Report, outcomes []outcome) error {
	if j.baseline == "" {
		return nil
	}
	content, err := readFile(j.baseline, maxAccount)
	if err != nil {
		return fmt.Errorf("read baseline %s: %s", j.baseline, reason(err))
	}
	baseline, err := ignore.ReadBaseline(j.baseline, content)
	if err != nil {
		return err
	}
	looked := map[string]bool{}
	for _, o := range outcomes {
		looked[o.artifact] = true
		for included := range o.included {
			looked[included] = true
		}
	}
	baseline.Apply(r, func(artifact string) ignore.Presence {
		if looked[artifact] {
			return ignore.Looked
		}
		if _, err := os.Stat(artifact); errors.Is(err, fs.ErrNotExist) {
			return ignore.Gone
		}
		return ignore.Elsewhere
	})
	return nil
}

// suppressions reads all that there are, nil when nothing was judged.
func (a *app) suppressions(j *job, outcomes []outcome) *ignore.Set {
	i := slices.IndexFunc(outcomes, func(o outcome) bool { return o.judge != nil })
	if i < 0 {
		return nil
	}
	e := outcomes[i].judge.engine
	set := &ignore.Set{Now: a.now, Honor: j.honor, Rules: ignore.Rulebook{Known: e.Rules(), Applied: e.Applied()}}
	whole := j.whole()
	for _, read := range j.config.ignore {
		entry := *read.entry
		entry.Partial = !whole
		if read.paths != nil {
			entry.Paths = func(artifact string) bool { return read.paths.ignoresWithin(j.absolute(artifact), false) }
		}
		set.Add(&entry)
	}
	for _, o := range outcomes {
		// An account is what AWS printed: nobody writes comments into it.
		if o.judge != nil && (!j.live || set.Narrows()) {
			set.Read(o.artifact, o.content)
		}
		for _, included := range slices.Sorted(maps.Keys(o.included)) {
			set.Read(included, o.included[included])
		}
	}
	return set
}

// absolute is the path of an artifact, with slashes.
func (j *job) absolute(artifact string) string {
	f := finder{cwd: j.cwd}
	return slashed(f.absolute(filepath.FromSlash(artifact)))
}

// whole tells whether all is looked at that the configuration speaks of: only then is a suppression in it of no use when
// nothing was found.
func (j *job) whole() bool {
	if j.live || j.config.exclude == nil {
		return false
	}
	return slices.ContainsFunc(j.paths, func(path string) bool {
		folder := strings.TrimSuffix(j.absolute(path), "/")
		_, inside := below(folder, j.config.exclude.base)
		return inside || folder == j.config.exclude.base
	})
}
