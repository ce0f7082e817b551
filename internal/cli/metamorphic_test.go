package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/node"
)

// rewriting says the same in another way.
type rewriting struct {
	name   string
	change func(*node.Node)        // changes a tree in place, nil to leave it
	write  func(*node.Node) string // makes a file of it
	words  bool                    // the messages stay the same too, and how many there are
	exempt map[string]string       // rules that may say something else, and why
}

var rewritings = []rewriting{
	{name: "as JSON", write: asJSON, words: true},
	{name: "as YAML in blocks", write: asYAML, words: true},
	{name: "with short functions", write: asShortYAML, words: true},
	{name: "with its fields in another order", change: reverseFields, write: asJSON, exempt: map[string]string{
		"needs-capability":       "told once, at the first resource of the file",
		"repeated-inline-policy": "told at the second of two equal policies",
		"shared-function-role":   "told at the second of the functions that share a role",
	}},
	{name: "with its statements in another order", change: reverseStatements, write: asJSON},
	{name: "with one statement in a document", change: splitPolicies, write: asJSON, exempt: map[string]string{
		"mergeable-statements": "speaks of statements that stand in one document",
	}},
	{name: "with all statements in one document", change: joinPolicies, write: asJSON, exempt: map[string]string{
		"mergeable-statements": "speaks of statements that stand in one document",
	}},
}

// TestSayingTheSameGivesTheSameFindings rewrites the project's templates, the
// examples of the rules and a sample of other people's templates, if they are there.
func TestSayingTheSameGivesTheSameFindings(t *testing.T) {
	if testing.Short() {
		t.Skip("judges every example eight times")
	}
	originals := t.TempDir()
	trees := gatherTemplates(t, originals)
	want := checkFolder(t, originals)
	for _, r := range rewritings {
		t.Run(strings.ReplaceAll(r.name, " ", "-"), func(t *testing.T) {
			dir := t.TempDir()
			for name, content := range trees {
				root, err := node.Parse(name, content)
				if err != nil {
					t.Fatal(err)
				}
				if r.change != nil {
					r.change(root)
				}
				put(t, dir, name, []byte(r.write(root)))
			}
			got := checkFolder(t, dir)
			for name := range trees {
				if diff := cmp.Diff(r.comparable(want[name]), r.comparable(got[name])); diff != "" {
					t.Errorf("%s (-original +rewritten):\n%s", name, diff)
				}
			}
		})
	}
}

// said is one finding, without its place.
type said struct{ rule, target, message string }

func (r rewriting) comparable(all []said) []string {
	lines := []string{}
	for _, s := range all {
		line := s.rule + " " + s.target
		if r.words {
			line += " " + s.message
		}
		if r.exempt[s.rule] == "" {
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	if !r.words {
		lines = slices.Compact(lines)
	}
	return lines
}

// gatherTemplates copies what can be read without a flaw into a folder.
func gatherTemplates(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	const step = 100 // of other people's templates, one in so many
	var files []string
	for _, pattern := range []string{"../../testdata/templates/*.*", "../../rules/*/*/bad*"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) < 150 {
		t.Fatalf("found %d templates, want 150 or more", len(files))
	}
	others, _ := filepath.Glob("../../../shared/corpus/templates/*")
	for i := 0; i < len(others); i += step {
		files = append(files, others[i])
	}
	trees := map[string][]byte{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(filepath.Base(filepath.Dir(file)), filepath.Base(file))
		if _, err := node.Parse(name, content); err == nil && len(content) < 100_000 {
			trees[filepath.ToSlash(name)] = content
			put(t, dir, name, content)
		}
	}
	return trees
}

func put(t *testing.T, dir, name string, content []byte) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// checkFolder is what iamlint finds in a folder, by file.
func checkFolder(t *testing.T, dir string) map[string][]said {
	t.Helper()
	t.Chdir(dir)
	var out, errors bytes.Buffer
	if code := Main(t.Context(), []string{"check", "--no-config", "--enable", "all", "--format", "json", "."}, nil, &out, &errors); code > 2 {
		t.Fatalf("exit code %d: %s", code, errors.String())
	}
	var report struct {
		Findings []struct{ Rule, Target, Message, File string }
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	all := map[string][]said{}
	for _, f := range report.Findings {
		all[f.File] = append(all[f.File], said{f.Rule, f.Target, f.Message})
	}
	return all
}

// quoted is a text as JSON writes it, which YAML reads as well.
func quoted(text string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		panic(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func scalar(n *node.Node) string {
	switch n.Kind {
	case node.Null:
		return "null"
	case node.Number:
		return n.Text
	case node.Bool:
		return strings.ToLower(n.Text)
	default:
		return quoted(n.Text)
	}
}

func asJSON(n *node.Node) string {
	var parts []string
	switch n.Kind {
	case node.Map:
		for _, f := range n.Fields {
			parts = append(parts, quoted(f.Key.Text)+": "+asJSON(f.Value))
		}
		return "{" + strings.Join(parts, ",\n") + "}"
	case node.List:
		for _, item := range n.Items {
			parts = append(parts, asJSON(item))
		}
		return "[" + strings.Join(parts, ",\n") + "]"
	default:
		return scalar(n)
	}
}

func asYAML(n *node.Node) string      { return block(n, "", false) }
func asShortYAML(n *node.Node) string { return block(n, "", true) }

// block writes YAML in blocks, after what stands on the line already.
func block(n *node.Node, indent string, short bool) string {
	var b strings.Builder
	switch {
	case short && isCall(n):
		name := strings.TrimPrefix(n.Fields[0].Key.Text, "Fn::")
		return " !" + name + block(n.Fields[0].Value, indent, short)
	case n.Kind == node.Map && len(n.Fields) > 0:
		for _, f := range n.Fields {
			fmt.Fprintf(&b, "\n%s%s:%s", indent, quoted(f.Key.Text), block(f.Value, indent+"  ", short))
		}
	case n.Kind == node.List && len(n.Items) > 0:
		for _, item := range n.Items {
			fmt.Fprintf(&b, "\n%s-%s", indent, block(item, indent+"  ", short))
		}
	default:
		return " " + asJSON(n)
	}
	return b.String()
}

// isCall tells whether a node is a function that has a short form, and whose
// argument is no function with one: YAML has one tag for each node.
func isCall(n *node.Node) bool {
	if n.Kind != node.Map || len(n.Fields) != 1 || isCall(n.Fields[0].Value) {
		return false
	}
	name := n.Fields[0].Key.Text
	return name == "Ref" || strings.HasPrefix(name, "Fn::") && !strings.Contains(name[4:], "::")
}

// each visits every node of a tree, those within first; what aliases share, once.
func each(n *node.Node, visit func(*node.Node)) { eachOnce(n, map[*node.Node]bool{}, visit) }

func eachOnce(n *node.Node, seen map[*node.Node]bool, visit func(*node.Node)) {
	if seen[n] {
		return
	}
	seen[n] = true
	for _, item := range n.Items {
		eachOnce(item, seen, visit)
	}
	for _, f := range n.Fields {
		eachOnce(f.Value, seen, visit)
	}
	visit(n)
}

func reverseFields(root *node.Node) {
	each(root, func(n *node.Node) { slices.Reverse(n.Fields) })
}

func reverseStatements(root *node.Node) {
	each(root, func(n *node.Node) {
		if list := n.Get("Statement"); list != nil && list.Kind == node.List {
			slices.Reverse(list.Items)
		}
	})
}

// inline visits the lists of inline policies that a template has.
func inline(root *node.Node, visit func(policies *node.Node)) {
	resources := root.Get("Resources")
	if resources == nil {
		return
	}
	for _, r := range resources.Fields {
		switch r.Value.Get("Type").Text {
		case "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group":
			if list := r.Value.Get("Properties").Get("Policies"); list != nil && list.Kind == node.List {
				visit(list)
			}
		}
	}
}

// statements are those of an inline policy, nil unless they stand in a plain list.
func statements(policy *node.Node) *node.Node {
	list := policy.Get("PolicyDocument").Get("Statement")
	if list == nil || list.Kind != node.List {
		return nil
	}
	return list
}

func splitPolicies(root *node.Node) {
	inline(root, func(policies *node.Node) {
		var split []*node.Node
		for _, p := range policies.Items {
			list := statements(p)
			if list == nil {
				split = append(split, p)
				continue
			}
			for i, s := range list.Items {
				split = append(split, withStatements(p, fmt.Sprintf("%d", i), s))
			}
		}
		policies.Items = split
	})
}

// withStatements is an inline policy with other statements and an addition to its name.
func withStatements(p *node.Node, suffix string, all ...*node.Node) *node.Node {
	c := &node.Node{Kind: node.Map, At: p.At}
	for _, f := range p.Fields {
		switch f.Key.Text {
		case "PolicyName":
			if f.Value.Kind == node.String {
				f.Value = &node.Node{Kind: node.String, Text: f.Value.Text + suffix}
			}
		case "PolicyDocument":
			d := &node.Node{Kind: node.Map}
			for _, g := range f.Value.Fields {
				if g.Key.Text == "Statement" {
					g.Value = &node.Node{Kind: node.List, Items: all}
				}
				d.Fields = append(d.Fields, g)
			}
			f.Value = d
		}
		c.Fields = append(c.Fields, f)
	}
	return c
}

func joinPolicies(root *node.Node) {
	inline(root, func(policies *node.Node) {
		var all []*node.Node
		sids := map[string]bool{}
		for _, p := range policies.Items {
			list := statements(p)
			if list == nil || asVersion(p) != asVersion(policies.Items[0]) {
				return
			}
			for _, s := range list.Items {
				if sid := s.Get("Sid"); sid != nil {
					if sids[sid.Text] {
						return // what has a name once may not have it twice
					}
					sids[sid.Text] = true
				}
			}
			all = append(all, list.Items...)
		}
		if len(policies.Items) > 1 {
			policies.Items = []*node.Node{withStatements(policies.Items[0], "", all...)}
		}
	})
}

func asVersion(p *node.Node) string {
	if v := p.Get("PolicyDocument").Get("Version"); v != nil {
		return asJSON(v)
	}
	return ""
}
