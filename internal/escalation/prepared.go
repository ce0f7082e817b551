package escalation

import (
	"fmt"
	"io/fs"
	"strings"
)

// preparedFile has the methods as a run reads them, in the rules' folder: a line for each field that is not empty, the
// field's name before its value, and the id first. It is made of dataFile by go generate, as reading and checking YAML
// would take longer than the rest of a start.
const preparedFile = "data/methods.txt"

// text is the field of that name, nil if it is none that is one text.
func (m *Method) text(name string) *string {
	switch name {
	case "id":
		return &m.ID
	case "family":
		return &m.Family
	case "may":
		return &m.May
	case "needs":
		return &m.Needs
	case "gravity":
		return &m.Gravity
	case "likely":
		return &m.Likely
	case "gains":
		return &m.Gains
	case "target":
		return &m.Target
	case "on":
		return &m.On
	case "only":
		return &m.Only
	case "lifts":
		return &m.Lifts
	default:
		return nil
	}
}

// list is the field of that name, nil if it is none that is a list of texts.
func (m *Method) list(name string) *[]string {
	switch name {
	case "lacks":
		return &m.Lacks
	case "trusts":
		return &m.Trusts
	case "paths":
		return &m.Paths
	case "references":
		return &m.References
	default:
		return nil
	}
}

// readPrepared reads the methods, and the services that run code.
func readPrepared(rules fs.FS) (methods []Method, compute []string, err error) {
	content, err := fs.ReadFile(rules, preparedFile)
	if err != nil {
		return nil, nil, fmt.Errorf("read methods of escalation: %w", err)
	}
	text := string(content)
	methods = make([]Method, 0, strings.Count(text, "\nid "))
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		switch name {
		case "compute":
			compute = strings.Fields(value)
			continue
		case "id":
			methods = append(methods, Method{})
		}
		if len(methods) == 0 || !methods[len(methods)-1].set(name, value) {
			return nil, nil, fmt.Errorf("read methods of escalation: unknown line %q", line)
		}
	}
	return methods, compute, nil
}

// set takes over a line. It tells whether it knows the field.
func (m *Method) set(name, value string) bool {
	if text := m.text(name); text != nil {
		*text = value
		return true
	}
	if list := m.list(name); list != nil {
		*list = strings.Fields(value)
		return true
	}
	if name == "allows" {
		m.Allows = append(m.Allows, strings.Fields(value))
	}
	return name == "allows"
}

// PrepareMethods makes what New reads of the methods as they are written, data/escalation.yaml in the rules' folder.
// It is for go generate. What is wrong with a method is an error.
func PrepareMethods(rules fs.FS) ([]byte, error) {
	methods, compute, err := Methods(rules)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "compute %s\n", strings.Join(compute, " "))
	for i := range methods {
		methods[i].write(&b)
	}
	return []byte(b.String()), nil
}

func (m *Method) write(b *strings.Builder) {
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(b, "%s %s\n", name, value)
		}
	}
	line("id", m.ID)
	for _, name := range fields {
		if list := m.list(name); list != nil {
			line(name, strings.Join(*list, " "))
		} else if text := m.text(name); text != nil && name != "id" {
			line(name, *text)
		}
	}
	for _, any := range m.Allows {
		line("allows", strings.Join(any, " "))
	}
}
