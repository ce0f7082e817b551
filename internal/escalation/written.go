package escalation

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/node"
)

// dataFile is where the methods are written, in the rules' folder.
const dataFile = "data/escalation.yaml"

// Methods reads the methods as they are written, and the services that run code. An action, service, resource type or
// word that is not known is an error. It is for go generate, and for tests.
func Methods(rules fs.FS) (methods []Method, compute []string, err error) {
	content, err := fs.ReadFile(rules, dataFile)
	if err != nil {
		return nil, nil, fmt.Errorf("read methods of escalation: %w", err)
	}
	root, err := node.Parse(dataFile, content)
	if err != nil {
		return nil, nil, fmt.Errorf("parse methods of escalation: %w", err)
	}
	seen := map[string]bool{}
	for _, row := range root.Get("methods").Items {
		m := methodOf(row)
		if err := m.check(row); err != nil {
			return nil, nil, fmt.Errorf("parse %s:%d: method %q: %w", dataFile, row.At.Region.Start.Line, m.ID, err)
		}
		if seen[m.ID] {
			return nil, nil, fmt.Errorf("parse %s:%d: there is a method %q already", dataFile, row.At.Region.Start.Line, m.ID)
		}
		seen[m.ID] = true
		methods = append(methods, m)
	}
	return methods, texts(root.Get("compute")), nil
}

func methodOf(row *node.Node) Method {
	text := func(key string) string {
		if n := row.Get(key); n != nil {
			return n.Text
		}
		return ""
	}
	m := Method{
		ID: text("id"), Family: text("family"), May: text("may"), Needs: text("needs"),
		Gravity: text("gravity"), Likely: text("likely"), Gains: text("gains"),
		Target: text("target"), On: text("on"), Lifts: text("lifts"), Only: text("only"),
		Lacks: texts(row.Get("lacks")), Trusts: texts(row.Get("trusts")),
		Paths: texts(row.Get("paths")), References: texts(row.Get("references")),
	}
	if m.Likely == "" {
		m.Likely = m.Gravity
	}
	if allows := row.Get("allows"); allows != nil {
		for _, item := range allows.Items {
			if len(item.Items) > 0 {
				m.Allows = append(m.Allows, texts(item))
			} else {
				m.Allows = append(m.Allows, []string{item.Text})
			}
		}
	}
	return m
}

func texts(list *node.Node) []string {
	if list == nil {
		return nil
	}
	var found []string
	for _, item := range list.Items {
		found = append(found, item.Text)
	}
	return found
}

// fields are the words of a row.
var fields = []string{
	"family", "id", "may", "gravity", "likely", "gains", "target", "on", "allows", "lacks", "trusts", "only", "lifts",
	"needs", "paths", "references",
}

var gravities = []string{"info", "low", "medium", "high", "critical"}

// check finds what is wrong with a method.
func (m *Method) check(row *node.Node) error {
	for _, f := range row.Fields {
		if !slices.Contains(fields, f.Key.Text) {
			return fmt.Errorf("unknown word %q (have %q)", f.Key.Text, fields)
		}
	}
	switch {
	case m.ID == "" || m.Family == "" || m.May == "":
		return fmt.Errorf("it lacks its family, its id or what it may")
	case !slices.Contains(gravities, m.Gravity) || !slices.Contains(gravities, m.Likely):
		return fmt.Errorf("unknown gravity %q or %q (have %q)", m.Gravity, m.Likely, gravities)
	case !slices.Contains([]string{itself, identity, made, passed, existing, account, resource}, m.Gains):
		return fmt.Errorf("unknown gain %q", m.Gains)
	case !slices.Contains([]string{"", liftsBoundary, liftsDeny}, m.Lifts):
		return fmt.Errorf("unknown obstacle %q", m.Lifts)
	case (m.Gains == passed) != (len(m.Trusts) > 0):
		return fmt.Errorf("a passed role, and no other, trusts a service")
	case m.Only != "" && m.Gains != passed:
		return fmt.Errorf("a passed role, and no other, is used for one action only")
	case (m.Gains == resource) != (len(m.Lacks) > 0):
		return fmt.Errorf("who opens a resource to itself, and nobody else, lacks something on it")
	}
	return m.checkActions()
}

func (m *Method) checkActions() error {
	names := slices.Concat(slices.Concat(m.Allows...), m.Lacks, []string{m.On})
	if m.Only != "" {
		names = append(names, m.Only)
	}
	for _, name := range names {
		if _, ok := catalog.FindAction(name); !ok {
			return fmt.Errorf("the catalogue has no action %q", name)
		}
	}
	if !slices.ContainsFunc(m.Allows, func(any []string) bool { return len(any) == 1 && any[0] == m.On }) && m.Gains != account {
		return fmt.Errorf("it does not ask for %q, which names its target", m.On)
	}
	if targetARN(m.On, m.Target) == "" {
		return fmt.Errorf("%s is not about a %q", m.On, m.Target)
	}
	for _, service := range m.Trusts {
		if !strings.HasSuffix(service, ".amazonaws.com") {
			return fmt.Errorf("%q is no service principal", service)
		}
	}
	return nil
}
