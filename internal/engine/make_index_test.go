package engine

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

// builtIn parses and compiles all built-in rules.
func builtIn() (files, shared []*file, modules map[string]*ast.Module, compiler *ast.Compiler, err error) {
	files, shared, err = sortOut(rules.FS, false)
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

// makeIndex reads every built-in rule. What comes of it goes into index.txt, and into functions.txt.
func makeIndex() (index, functions []byte, err error) {
	files, shared, modules, compiler, err := builtIn()
	if err != nil {
		return nil, nil, err
	}
	model, err := shapeOf(reflect.TypeFor[policy.Model]())
	if err != nil {
		return nil, nil, err
	}
	names := map[string]bool{}
	model.names(names)
	var b strings.Builder
	m := newSieveMaker(compiler)
	for _, f := range files {
		known := &indexed{Sum: f.sum(), Asks: asks(modules[f.path])}
		if known.Metadata, err = f.readMetadata(); err != nil {
			return nil, nil, err
		}
		seen := map[string]bool{f.path: true}
		m.shared(compiler.Modules[f.path], seen)
		delete(seen, f.path)
		known.Needs = slices.Sorted(maps.Keys(seen))
		known.Fields = strings.Join(m.fieldsOf(compiler.Modules[f.path].Rules, names), " ")
		s := m.sieve(modules[f.path].Package.Path)
		known.Reads, known.Alone = s.reads, m.judgesAlone(modules[f.path].Package.Path, s, known.Asks, model)
		for i := range s.reports {
			known.Reports = append(known.Reports, textOfReport(&s.reports[i]))
		}
		known.write(&b, f.path)
	}
	for _, f := range shared {
		fmt.Fprintf(&b, "shared %s %d\n", f.path, f.sum())
	}
	return []byte(b.String()), m.texts(), nil
}

// texts are the functions that sieves call, as functionsText has them.
func (m *sieveMaker) texts() []byte {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(m.functions)) {
		if made := m.functions[name]; made != nil {
			fmt.Fprintf(&b, "%s %s\n", name, textOfFunction(made))
		}
	}
	return []byte(b.String())
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
	line("fields", x.Fields)
	line("reads", x.Reads...)
	if x.Alone {
		line("alone", "yes")
	}
	line("report", x.Reports...)
	b.WriteByte('\n')
}

func oneLine(text string) string { return strings.NewReplacer("\n", `\n`, `\`, `\\`).Replace(text) }
