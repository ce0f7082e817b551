package cfn

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// read parses a template that must be one.
func read(t testing.TB, text string, params map[string]string) (*policy.Model, []finding.Notice) {
	t.Helper()
	root, err := node.Parse("template.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if !IsTemplate(root) {
		t.Fatalf("not taken for a template:\n%s", text)
	}
	return Parse("template.yaml", root, params)
}

func fixture(t testing.TB) string {
	t.Helper()
	content, err := os.ReadFile("testdata/everything.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// slice is the text at a location.
func slice(text string, at source.Location) string {
	lines := strings.SplitAfter(text, "\n")
	first, last := at.Region.Start, at.Region.End
	var b strings.Builder
	for line := first.Line; line <= last.Line; line++ {
		runes := []rune(lines[line-1])
		from, to := 0, len(runes)
		if line == first.Line {
			from = first.Column - 1
		}
		if line == last.Line {
			to = last.Column - 1
		}
		b.WriteString(string(runes[from:to]))
	}
	return b.String()
}

// outline writes down what a model says, in short, with its places left out.
func outline(m *policy.Model) string {
	var b strings.Builder
	for _, t := range m.Targets {
		fmt.Fprintf(&b, "%s %s %s\n", t.Kind, t.Name, t.Type)
		for _, a := range t.Managed {
			fmt.Fprintf(&b, "  managed %s %q\n", words([]policy.Value{a.Value}), a.Name)
		}
		if len(t.Boundaries) > 0 {
			fmt.Fprintf(&b, "  boundary %s\n", words(boundaries(t)))
		}
		for _, branch := range t.Unbounded {
			fmt.Fprintf(&b, "  no boundary if %s\n", branch)
		}
		for _, d := range t.Documents {
			outlineDocument(&b, d)
		}
	}
	for _, p := range m.Parameters {
		fmt.Fprintf(&b, "parameter %s constrained=%t wildcards=%s\n", p.Name, p.Constrained, words(p.Wildcards))
		for _, u := range p.Uses {
			fmt.Fprintf(&b, "  %s %s whole=%t %s\n", u.Effect, u.Element, u.Whole, u.Target.Name)
		}
	}
	return b.String()
}

// boundaries are the values of a target's permissions boundary.
func boundaries(t *policy.Target) (values []policy.Value) {
	for _, b := range t.Boundaries {
		values = append(values, b.Value)
	}
	return values
}

func outlineDocument(b *strings.Builder, d *policy.Document) {
	fmt.Fprintf(b, "  %s %q", d.Kind, d.Name)
	if d.Version != nil {
		fmt.Fprintf(b, " %s", d.Version.Text)
	}
	if d.Variables {
		b.WriteString(" variables")
	}
	if len(d.Users) > 0 {
		fmt.Fprintf(b, " users %s", words(d.Users))
	}
	b.WriteByte('\n')
	for _, s := range d.Statements {
		outlineStatement(b, s)
	}
}

func outlineStatement(b *strings.Builder, s *policy.Statement) {
	fmt.Fprintf(b, "    %q", s.Effect)
	if s.Sid != "" {
		fmt.Fprintf(b, " sid %s", s.Sid)
	}
	if s.Branch != "" {
		fmt.Fprintf(b, " if %s", s.Branch)
	}
	if s.Unresolved {
		b.WriteString(" unresolved")
	}
	b.WriteByte('\n')
	line := func(name string, values []policy.Value) {
		if len(values) > 0 {
			fmt.Fprintf(b, "      %s %s\n", name, words(values))
		}
	}
	for _, p := range s.Principals {
		line("Principal "+p.Type, []policy.Value{p.Value})
	}
	for _, p := range s.NotPrincipals {
		line("NotPrincipal "+p.Type, []policy.Value{p.Value})
	}
	line("Action", actionValues(s.Actions))
	line("NotAction", actionValues(s.NotActions))
	line("Resource", resourceValues(s.Resources))
	line("NotResource", resourceValues(s.NotResources))
	for _, c := range s.Conditions {
		line("Condition "+c.Operator+" "+c.Key, c.Values)
	}
}

func actionValues(actions []policy.Action) []policy.Value {
	var values []policy.Value
	for _, a := range actions {
		values = append(values, a.Value)
	}
	return values
}

// firstResources is the resources of the first statement.
func firstResources(m *policy.Model) []policy.Value {
	return resourceValues(m.Targets[0].Documents[0].Statements[0].Resources)
}

func resourceValues(resources []policy.ResourceARN) []policy.Value {
	var values []policy.Value
	for _, r := range resources {
		values = append(values, r.Value)
	}
	return values
}

// words writes values one after the other; what is not known has a question mark.
func words(values []policy.Value) string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = v.Text
		if !v.Known {
			list[i] += " ?"
		}
		if v.Branch != "" {
			list[i] += " (if " + v.Branch + ")"
		}
	}
	return "[" + strings.Join(list, " | ") + "]"
}

func messages(notices []finding.Notice) string {
	var b strings.Builder
	for _, n := range notices {
		fmt.Fprintf(&b, "%d: %s\n", n.At.Region.Start.Line, n.Message)
	}
	return b.String()
}
