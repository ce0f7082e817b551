package escalation

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/node"
)

// dataFile is where the methods are, in the rules' folder.
const dataFile = "data/escalation.yaml"

// How a method gains something, as dataFile tells.
const (
	itself   = "itself"
	identity = "identity"
	made     = "made"
	passed   = "passed"
	existing = "existing"
	account  = "account"
	resource = "resource"
)

// What stands in the way of a principal that a method of itself lifts.
const (
	liftsBoundary = "boundary"
	liftsDeny     = "deny"
)

// Method is a way to come by more, a row of dataFile, whose head says what its fields mean.
type Method struct {
	ID, Family, May, Needs string
	Gravity, Likely        string
	Gains                  string
	Target                 string     // a type of resource of the service of On
	On                     string     // an action of Allows
	Allows                 [][]string // of each list any one
	Lacks                  []string
	Trusts                 []string // service principals
	Only                   string   // the one action that they use a role for that is passed, "" if they use all it has
	Lifts                  string
	Paths, References      []string
}

// Methods reads the methods. An action, service, resource type or word that is not known is an error.
func Methods(rules fs.FS) ([]Method, error) {
	methods, _, err := read(rules)
	return methods, err
}

// read reads the methods, and the services that run code.
func read(rules fs.FS) (methods []Method, compute []string, err error) {
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

// targetARN is the pattern of all ARNs of a type of resource that an action is about, "" if it is not about it.
// What an action without resources is about, only * names.
func targetARN(action, kind string) string {
	a, ok := catalog.FindAction(action)
	if !ok {
		return ""
	}
	for r := range a.ResourceTypes() {
		if r.Name() == kind {
			return anyOf(r.ARN())
		}
	}
	if a.Scoping() == catalog.Unscopable {
		return "*"
	}
	return ""
}

// anyOf makes a pattern of the form of an ARN.
func anyOf(format string) string {
	var b strings.Builder
	for format != "" {
		before, rest, ok := strings.Cut(format, "${")
		b.WriteString(before)
		if !ok {
			break
		}
		b.WriteByte('*')
		_, format, _ = strings.Cut(rest, "}")
	}
	return b.String()
}
