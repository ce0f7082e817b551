package ignore

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/source"
)

// Migrate writes what other tools' suppressions did for findings of an artifact as suppressions of ours: in the Metadata of
// the same resource or, for comments, as a comment. The others are left, for the tools that read them. It is to come
// after Apply. Content that would not be read as before is an error, and stays as it is; nothing to do gives it back.
func (s *Set) Migrate(artifact string, content []byte) ([]byte, error) {
	t := s.trees[artifact]
	if t == nil {
		return content, nil
	}
	if !utf8.Valid(content) || bytes.HasPrefix(content, []byte("\xef\xbb\xbf")) {
		return content, fmt.Errorf("%s: is not plain UTF-8: convert it first", artifact)
	}
	m := migration{tree: t, text: newLines(string(content)), entries: map[*node.Node][]item{}}
	for _, e := range s.entries {
		if e.place != nil && e.Artifact == artifact && len(e.first) > 0 {
			m.plan(e)
		}
	}
	for _, holder := range m.holders {
		if err := m.metadata(holder, m.entries[holder]); err != nil {
			return content, fmt.Errorf("%s: %w", artifact, err)
		}
	}
	changed := m.apply(string(content))
	if _, err := node.Parse(artifact, changed); err != nil {
		return content, fmt.Errorf("%s: cannot be changed: %w", artifact, err)
	}
	return changed, nil
}

// migration is what is to be inserted into one artifact.
type migration struct {
	tree    *tree
	text    lines
	entries map[*node.Node][]item // by the map that has the Metadata
	holders []*node.Node          // in the order in which they came
	inserts []insertion
}

// item is an entry of Metadata.
type item struct {
	Rule     []string `json:"rule"`
	Action   []string `json:"action,omitempty"`
	Resource []string `json:"resource,omitempty"`
	Until    string   `json:"until,omitempty"`
	Reason   string   `json:"reason"`
}

type insertion struct {
	at   int // a byte offset
	text string
}

// plan decides where the findings of a suppression are accepted from now on.
func (m *migration) plan(e *Entry) {
	if e.place.comment != nil {
		m.comment(e)
		return
	}
	holder := m.tree.root
	if e.place.resource != nil {
		holder = e.place.resource.body
	}
	if m.entries[holder] == nil {
		m.holders = append(m.holders, holder)
	}
	made := item{Until: e.Until, Reason: e.migratedReason()}
	if e.Narrow.empty() {
		made.Rule = rulesOf(e.first)
		m.entries[holder] = append(m.entries[holder], made)
		return
	}
	// What is let through by its action is not let through by its resource.
	var actions, others []*finding.Finding
	for _, f := range e.first {
		statement := innermost(m.tree.root, f.At.Region.Start)
		if words(statement, f.At.Region.Start, "Resource", "NotResource").here || len(e.Narrow.Actions) == 0 {
			others = append(others, f)
		} else {
			actions = append(actions, f)
		}
	}
	if len(actions) > 0 {
		made.Rule, made.Action = rulesOf(actions), e.Narrow.Actions
		m.entries[holder] = append(m.entries[holder], made)
	}
	if len(others) > 0 {
		made.Rule, made.Action, made.Resource = rulesOf(others), nil, e.Narrow.Resources
		m.entries[holder] = append(m.entries[holder], made)
	}
}

// migratedReason is the reason, and where it comes from.
func (e *Entry) migratedReason() string {
	from := fmt.Sprintf("suppressed for %s %s", e.By, e.ID)
	reason := strings.Join(strings.Fields(e.Reason), " ")
	if reason == "" {
		return from
	}
	return fmt.Sprintf("%s (%s)", reason, from)
}

func rulesOf(found []*finding.Finding) []string {
	var rules []string
	for _, f := range found {
		rules = append(rules, f.Rule)
	}
	slices.Sort(rules)
	return slices.Compact(rules)
}

// comment puts a comment of ours above another tool's, which may have to stand right above what it speaks of, or above the
// resource where it speaks of that.
func (m *migration) comment(e *Entry) {
	line := e.place.comment.At.Region.Start.Line
	if e.place.resource != nil {
		line = e.place.resource.key.At.Region.Start.Line
	}
	until := ""
	if e.Until != "" {
		until = " until=" + e.Until
	}
	text := fmt.Sprintf("%s# %s %s%s -- %s", m.text.indent(line), directive, strings.Join(rulesOf(e.first), ","), until, e.migratedReason())
	m.inserts = append(m.inserts, insertion{m.text.start(line), text + m.text.end})
}

// metadata adds entries to the Metadata of a map that has some.
func (m *migration) metadata(holder *node.Node, items []item) error {
	meta, _ := holder.Field("Metadata")
	if own, has := meta.Value.Field(word); has {
		list, ok := own.Value.Field("ignore")
		if !ok || list.Value.Kind != node.List || len(list.Value.Items) == 0 {
			return fmt.Errorf("has Metadata of iamlint without a list: %q", word)
		}
		return m.items(list, items)
	}
	if at := m.text.offset(meta.Value.At.Region.Start); m.text.content[at] == '{' {
		return m.flow(at, `"`+word+`": {"ignore": `+asJSON(items)+"}")
	}
	first := meta.Value.Fields[0].Key.At.Region.Start
	if first.Line == meta.Key.At.Region.Start.Line {
		return fmt.Errorf("has Metadata in a form that is not known")
	}
	indent := strings.Repeat(" ", first.Column-1)
	text := indent + word + ":" + m.text.end + indent + "  ignore:" + m.text.end + m.block(indent+"    ", items)
	m.inserts = append(m.inserts, insertion{m.text.start(meta.Key.At.Region.Start.Line + 1), text})
	return nil
}

// items adds to a list that has some.
func (m *migration) items(list node.Field, items []item) error {
	if at := m.text.offset(list.Value.At.Region.Start); m.text.content[at] == '[' {
		text := asJSON(items)
		return m.flow(at, text[1:len(text)-1])
	}
	first := list.Value.Items[0].At.Region.Start.Line
	m.inserts = append(m.inserts, insertion{m.text.start(list.Key.At.Region.Start.Line + 1), m.block(m.text.indent(first), items)})
	return nil
}

// flow puts a text after the bracket at an offset, in a line of its own if what follows has one.
func (m *migration) flow(at int, text string) error {
	rest := m.text.content[at+1:]
	blank := rest[:len(rest)-len(strings.TrimLeft(rest, " \t\r\n"))]
	if !strings.Contains(blank, "\n") {
		blank = " "
		m.inserts = append(m.inserts, insertion{at + 1, text + "," + blank})
		return nil
	}
	m.inserts = append(m.inserts, insertion{at + 1, blank + text + ","})
	return nil
}

// block is entries in YAML's block style.
func (m *migration) block(indent string, items []item) string {
	var b strings.Builder
	for _, i := range items {
		lead := indent + "- "
		write := func(key string, value any) {
			fmt.Fprintf(&b, "%s%s: %s%s", lead, key, asJSON(value), m.text.end)
			lead = indent + "  "
		}
		fmt.Fprintf(&b, "%srule: [%s]%s", lead, strings.Join(i.Rule, ", "), m.text.end)
		lead = indent + "  "
		if len(i.Action) > 0 {
			write("action", i.Action)
		}
		if len(i.Resource) > 0 {
			write("resource", i.Resource)
		}
		if i.Until != "" {
			write("until", i.Until)
		}
		write("reason", i.Reason)
	}
	return b.String()
}

// asJSON is a value as JSON, which YAML reads as well.
func asJSON(value any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return "" // texts and lists of them can be encoded
	}
	return strings.NewReplacer(`","`, `", "`, `":["`, `": ["`, `":"`, `": "`, `],"`, `], "`, `},{`, `}, {`).Replace(strings.TrimSuffix(b.String(), "\n"))
}

// apply makes all insertions.
func (m *migration) apply(content string) []byte {
	slices.SortStableFunc(m.inserts, func(a, b insertion) int { return cmp.Compare(a.at, b.at) })
	var b bytes.Buffer
	done := 0
	for _, i := range m.inserts {
		b.WriteString(content[done:i.at])
		b.WriteString(i.text)
		done = i.at
	}
	b.WriteString(content[done:])
	return b.Bytes()
}

// lines finds places in a text.
type lines struct {
	content string
	starts  []int
	end     string // how lines end
}

func newLines(content string) lines {
	l := lines{content: content, starts: source.LineStarts(content), end: "\n"}
	if strings.Contains(content, "\r\n") {
		l.end = "\r\n"
	}
	return l
}

// start is where a line starts, from 1, or the end of the text.
func (l lines) start(line int) int {
	if line > len(l.starts) {
		return len(l.content)
	}
	return l.starts[line-1]
}

// indent is the blanks that a line begins with.
func (l lines) indent(line int) string {
	rest := l.content[l.start(line):]
	return rest[:len(rest)-len(strings.TrimLeft(rest, " "))]
}

// position is where an offset stands.
func (l lines) position(offset int) source.Position {
	line := sort.SearchInts(l.starts, offset+1)
	return source.Position{Line: line, Column: 1 + utf8.RuneCountInString(l.content[l.starts[line-1]:offset])}
}

func (l lines) offset(p source.Position) int {
	at := l.start(p.Line)
	for range p.Column - 1 {
		_, size := utf8.DecodeRuneInString(l.content[at:])
		at += size
	}
	return at
}
