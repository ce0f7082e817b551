package engine

import (
	_ "embed" // for the index
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

// indexText holds what reading the built-in rules would tell, so that a run needn't read those that it
// doesn't need. It is made by go generate: a field a line, an empty line after each rule, and the functions
// that sieves call at the end.
//
//go:embed index.txt
var indexText string

// indexed is what is known of one rule.
type indexed struct {
	Sum      uint32 // of the rule's text: an entry for another text is not used
	Metadata metadata
	Asks     []string // see asks
	Needs    []string // the files of the library that it calls, directly or not
	Fields   []string // of the model, that it may look at by name
	Reads    []string // see sieve
	Reports  []string // the text of each reportSieve
}

// index is what is known of all rules, by their paths.
type index struct {
	rules map[string]*indexed
	sums  map[string]uint32 // of the files of the library
	calls *callees
}

// callees are the functions that sieves call. They are read when a sieve calls them.
type callees struct {
	mutex sync.Mutex
	texts map[string]string
	made  map[string]*function
}

// readIndex reads the index. Its text is ours: a line that it can't read is a bug that a test finds.
func readIndex(text string) (*index, error) {
	all := &index{rules: map[string]*indexed{}, sums: map[string]uint32{}, calls: &callees{texts: map[string]string{}, made: map[string]*function{}}}
	var rule *indexed
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		switch {
		case key == "":
		case key == "rule":
			rule = &indexed{}
			all.rules[value] = rule
		case key == "shared":
			path, sum, _ := strings.Cut(value, " ")
			all.sums[path] = uint32(whole(sum)) //nolint:gosec // as it was written
		case key == "function":
			name, body, _ := strings.Cut(value, " ")
			all.calls.texts[name] = body
		case rule == nil || !rule.set(key, value):
			return nil, fmt.Errorf("read the index of rules: unknown line %q", line)
		}
	}
	return all, nil
}

// set takes over one line. It tells whether it knows the key.
func (x *indexed) set(key, value string) bool {
	m, c := &x.Metadata, &x.Metadata.Custom
	switch key {
	case "sum":
		x.Sum = uint32(whole(value)) //nolint:gosec // as it was written
	case "row":
		m.Row = whole(value)
	case "title":
		m.Title = value
	case "description":
		m.Description = lines(value)
	case "link":
		m.Links = append(m.Links, value)
	case "id":
		c.ID = value
	case "category":
		c.Category = value
	case "severity":
		c.Severity = value
	case "since":
		c.Since = value
	case "remediation":
		c.Remediation = lines(value)
	case "cwe":
		c.CWE = append(c.CWE, whole(value))
	case "alias":
		c.Aliases = append(c.Aliases, value)
	case "yields-to":
		c.YieldsTo = append(c.YieldsTo, value)
	case "opt-in":
		c.OptIn = true
	case "settings":
		return json.Unmarshal([]byte(value), &c.Settings) == nil
	case "asks":
		x.Asks = append(x.Asks, value)
	case "needs":
		x.Needs = append(x.Needs, value)
	case "fields":
		x.Fields = strings.Fields(value)
	case "reads":
		x.Reads = append(x.Reads, value)
	case "report":
		x.Reports = append(x.Reports, value)
	default:
		return false
	}
	return true
}

func whole(text string) int {
	n, _ := strconv.Atoi(text) // we wrote it
	return n
}

// Texts of several lines stand in one, with \n for the breaks, and \\ for a backslash.
func lines(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	return strings.NewReplacer(`\n`, "\n", `\\`, `\`).Replace(text)
}

func oneLine(text string) string { return strings.NewReplacer("\n", `\n`, `\`, `\\`).Replace(text) }

// function finds what sieves call, nil for what is not there.
func (c *callees) function(name string) *function {
	text, ok := c.texts[name]
	if !ok {
		return nil
	}
	made, met := c.made[name]
	if !met {
		c.made[name] = nil                       // no function calls itself
		made, _ = readFunction(text, c.function) // what can't be read, sieves let through; a test reads all
		c.made[name] = made
	}
	return made
}

// sieve reads the sieve of a rule, nil when there is none.
func (c *callees) sieve(x *indexed) (*sieve, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	made := &sieve{reads: x.Reads}
	for _, text := range x.Reports {
		report, err := readReport(text, c.function)
		if err != nil {
			return nil, err
		}
		made.reports = append(made.reports, report)
	}
	return made, nil
}

// builtIn parses and compiles all built-in rules.
func builtIn() (files, shared []*file, modules map[string]*ast.Module, compiler *ast.Compiler, err error) {
	files, shared, err = sortOut([]fs.FS{rules.FS})
	if err == nil {
		modules, err = parse(slices.Concat(shared, files))
	}
	if err == nil {
		compiler, err = compile(modules, false, nil)
	}
	return files, shared, modules, compiler, err
}

// makePrepared prepares every built-in rule. Its result goes into prepared.txt.
func makePrepared() ([]byte, error) {
	_, _, _, compiler, err := builtIn()
	if err != nil {
		return nil, err
	}
	return prepareRules(compiler)
}

// makeIndex reads every built-in rule. Its result goes into index.txt.
func makeIndex() ([]byte, error) {
	files, shared, modules, compiler, err := builtIn()
	if err != nil {
		return nil, err
	}
	model, err := shapeOf(reflect.TypeFor[policy.Model]())
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	model.names(names)
	var b strings.Builder
	m := newSieveMaker(compiler)
	for _, f := range files {
		known := &indexed{Sum: f.sum(), Asks: asks(modules[f.path])}
		if known.Metadata, err = f.readMetadata(); err != nil {
			return nil, err
		}
		seen := map[string]bool{f.path: true}
		m.shared(compiler.Modules[f.path], seen)
		delete(seen, f.path)
		known.Needs = slices.Sorted(maps.Keys(seen))
		known.Fields = fieldsIn(compiler, names, append(slices.Clone(known.Needs), f.path))
		s := m.sieve(modules[f.path].Package.Path)
		known.Reads = s.reads
		for i := range s.reports {
			known.Reports = append(known.Reports, textOfReport(&s.reports[i]))
		}
		known.write(&b, f.path)
	}
	for _, f := range shared {
		fmt.Fprintf(&b, "shared %s %d\n", f.path, f.sum())
	}
	for _, name := range slices.Sorted(maps.Keys(m.functions)) {
		if made := m.functions[name]; made != nil {
			fmt.Fprintf(&b, "function %s %s\n", name, textOfFunction(made))
		}
	}
	return []byte(b.String()), nil
}

func (x *indexed) write(b *strings.Builder, path string) {
	line := func(key string, values ...string) {
		for _, value := range values {
			fmt.Fprintf(b, "%s %s\n", key, value)
		}
	}
	m, c := x.Metadata, x.Metadata.Custom
	line("rule", path)
	line("sum", strconv.FormatUint(uint64(x.Sum), 10))
	line("row", strconv.Itoa(m.Row))
	line("title", m.Title)
	line("description", oneLine(m.Description))
	line("link", m.Links...)
	line("id", c.ID)
	line("category", c.Category)
	line("severity", c.Severity)
	line("since", c.Since)
	line("remediation", oneLine(c.Remediation))
	for _, n := range c.CWE {
		line("cwe", strconv.Itoa(n))
	}
	line("alias", c.Aliases...)
	line("yields-to", c.YieldsTo...)
	if c.OptIn {
		line("opt-in", "yes")
	}
	if c.Settings != nil {
		text, _ := json.Marshal(c.Settings) //nolint:errchkjson // it was read from a rule
		line("settings", string(text))
	}
	line("asks", x.Asks...)
	line("needs", x.Needs...)
	line("fields", strings.Join(x.Fields, " "))
	line("reads", x.Reads...)
	line("report", x.Reports...)
	b.WriteByte('\n')
}

func (f *file) sum() uint32 { return crc32.ChecksumIEEE([]byte(f.content)) }
