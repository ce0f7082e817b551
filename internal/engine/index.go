package engine

import (
	_ "embed" // for the index
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// indexText holds what reading the built-in rules would tell, so that a run needn't read those that it
// doesn't need. It is made by go generate: a field a line, an empty line after each rule, and the files of the library
// at the end.
//
//go:embed index.txt
var indexText string

// functionsText holds the functions that sieves call: a line each, sorted by the names at their beginning.
//
//go:embed functions.txt
var functionsText string

// indexed is what is known of one rule.
type indexed struct {
	Sum      uint32 // of the rule's text: an entry for another text is not used
	Metadata metadata
	Asks     []string // see asks
	Needs    []string // the files of the library that it calls, directly or not
	Fields   string   // of the model, that it may look at by name, with blanks between them
	Reads    []string // see sieve
	Reports  []string // the text of each reportSieve
	Alone    bool     // see judgesAlone
}

// index is what is known of all rules, by their paths.
type index struct {
	rules map[string]*indexed
	sums  map[string]uint32 // of the files of the library
	calls *callees
}

// callees are the functions that sieves call. They are read when a sieve calls them.
type callees struct {
	text  string // as functionsText
	mutex sync.Mutex
	made  map[string]*function

	scratch scratch
}

// readIndex reads the index. Its text is ours: a line that it can't read is a bug that a test finds.
func readIndex(text string) (*index, error) {
	all := &index{rules: map[string]*indexed{}, sums: map[string]uint32{}, calls: &callees{text: functionsText, made: map[string]*function{}}}
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
		x.Fields = value
	case "reads":
		x.Reads = append(x.Reads, value)
	case "report":
		x.Reports = append(x.Reports, value)
	case "alone":
		x.Alone = true
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
	var b strings.Builder
	b.Grow(len(text))
	for {
		before, after, found := strings.Cut(text, `\`)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		if strings.HasPrefix(after, "n") {
			b.WriteByte('\n')
		} else {
			b.WriteByte('\\')
		}
		text = after[min(1, len(after)):]
	}
}

// function finds what sieves call, nil for what is not there.
func (c *callees) function(name string) *function {
	made, met := c.made[name]
	if met {
		return made
	}
	c.made[name] = nil // no function calls itself
	if text, ok := lookUp(c.text, name); ok {
		made, _ = readFunction(text, c.function, &c.scratch) // what can't be read, sieves let through; a test reads all
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
		report, err := readReport(text, c.function, &c.scratch)
		if err != nil {
			return nil, err
		}
		made.reports = append(made.reports, report)
	}
	return made, nil
}
