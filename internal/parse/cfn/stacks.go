package cfn

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// Input is a template that is read together with others.
type Input struct {
	Artifact string
	Root     *node.Node
}

// Reading is what was read of a template. Its targets may be reached by
// documents of other templates that were read together with it, so that facts
// have to be written onto all of them before any is judged.
type Reading struct {
	Model   *policy.Model
	Notices []finding.Notice
}

// ParseAll reads templates that are deployed into one account and region: what
// one exports the others import, and a stack may be made from a template that
// is among them, which then gets its parameters from that stack. The readings
// are in the order of the inputs. The params are as in Parse.
func ParseAll(inputs []Input, params map[string]string) []Reading {
	s := &stacks{exported: exporting{}, registry: map[foreignName][]registered{}, outputs: map[outputKey]*output{}}
	for _, in := range inputs {
		t := newTemplate(in, s)
		t.readParameters(params)
		s.templates = append(s.templates, t)
	}
	s.findNested()
	s.findExports()
	for _, t := range s.templates {
		s.prepare(t)
	}
	s.findExports() // their names are known better now
	s.outputs = map[outputKey]*output{}
	s.findBoundaries()
	for _, t := range s.templates {
		t.read()
	}
	for _, t := range s.templates {
		s.register(t)
	}
	readings := make([]Reading, 0, len(inputs))
	for _, t := range s.templates {
		t.reach()
	}
	for _, t := range s.templates {
		t.finish()
		readings = append(readings, Reading{Model: t.model, Notices: t.notices.Sorted()})
	}
	return readings
}

// stacks are templates that are read together.
type stacks struct {
	templates []*template
	exported  exporting
	registry  map[foreignName][]registered
	outputs   map[outputKey]*output
	bounding  map[string]bool // the managed policies that serve as a permissions boundary, as other templates name them
	attached  map[string]bool // those that are attached to somebody
}

// state is how far a template has been read.
type state uint8

const (
	waiting state = iota
	preparing
	ready
)

// prepare reads what others may ask a template for. The parameters of a nested
// template come first, from those that nest it. Templates that nest one another
// in a circle are each read as if the circle ended there.
func (s *stacks) prepare(t *template) {
	if t.state != waiting {
		return
	}
	t.state = preparing
	for _, n := range t.nests {
		s.prepare(n.parent)
	}
	t.bind()
	t.readConditions()
	clear(t.possibles) // the names of exports may have been asked for before
	t.readResources()
	t.state = ready
}

// Neighbours are the templates that a template nests, by their artifacts, and
// whether it has anything to do with other templates at all: it may also export
// or import values.
func Neighbours(artifact string, root *node.Node) (nested []string, linked bool) {
	for id, r := range nestings(root) {
		if local, ok := localTemplate(artifact, root.Get("Resources").Get(id), r); ok {
			nested = append(nested, local)
		}
	}
	slices.Sort(nested)
	linked = len(nested) > 0
	walk(root, func(n *node.Node) {
		linked = linked || n.Kind == node.Map && (n.Get("Fn::ImportValue") != nil || n.Get("Export") != nil)
	})
	return nested, linked
}

// nesters say in which property a resource that nests a template says where that is.
var nesters = map[string]string{
	"AWS::CloudFormation::Stack":   "TemplateURL",
	"AWS::Serverless::Application": "Location",
}

// nestings are the resources that nest a template, by their logical id: the
// nodes that say where it is.
func nestings(root *node.Node) map[string]*node.Node {
	resources := root.Get("Resources")
	if resources == nil || resources.Kind != node.Map {
		return nil
	}
	found := map[string]*node.Node{}
	for _, f := range resources.Fields {
		kind := f.Value.Get("Type")
		if kind == nil || nesters[kind.Text] == "" {
			continue
		}
		if at := f.Value.Get("Properties").Get(nesters[kind.Text]); at != nil {
			found[f.Key.Text] = at
		}
	}
	return found
}

// localTemplate is the artifact that a resource is made from: a path from the
// folder of its own template, which the CDK notes as metadata.
func localTemplate(artifact string, r, location *node.Node) (string, bool) {
	text := ""
	if asset := r.Get("Metadata").Get("aws:asset:path"); asset != nil && asset.Kind == node.String {
		text = asset.Text
	} else if location.Kind == node.String {
		text = location.Text
	}
	if text == "" || strings.Contains(text, "://") || strings.Contains(text, "{{resolve:") {
		return "", false
	}
	if path.IsAbs(text) {
		return path.Clean(text), true
	}
	return path.Join(path.Dir(artifact), text), true
}

// nesting is a stack of one template that is made from another.
type nesting struct {
	parent *template
	id     string // of the resource
}

// findNested finds out which templates are nested in which.
func (s *stacks) findNested() {
	byArtifact := map[string]*template{}
	for _, t := range s.templates {
		byArtifact[t.model.Artifact] = t
	}
	for _, t := range s.templates {
		t.children = map[string]*template{}
		found := nestings(t.root)
		for _, id := range slices.Sorted(maps.Keys(found)) {
			local, ok := localTemplate(t.model.Artifact, t.root.Get("Resources").Get(id), found[id])
			child := byArtifact[local]
			switch {
			case ok && child == t:
				t.notices.Add(found[id].At, "the template nests itself; the stack %q was not judged", id)
			case ok && child != nil:
				t.children[id] = child
				child.nests = append(child.nests, nesting{t, id})
			default:
				t.unread(id, local, found[id])
			}
		}
	}
}

// unread notes a nested template that is not read.
func (t *template) unread(id, local string, location *node.Node) {
	if local != "" {
		t.notices.Add(location.At, "the nested template %q is not among the files of this run; what the stack %q holds and gives was not judged (name the file too)", local, id)
		return
	}
	t.notices.Add(location.At, "the template of the nested stack %q is not a local file; what it holds and gives was not judged", id)
}

// bind gives a nested template's parameters the values that the stacks made
// from it pass. A parameter that some stack does not pass keeps its default.
func (t *template) bind() {
	for _, name := range slices.Sorted(maps.Keys(t.parameters)) {
		p := t.parameters[name]
		var passed []parse.Alternative
		for _, n := range t.nests {
			passed = append(passed, n.passes(p)...)
		}
		if len(passed) == 0 {
			continue
		}
		if text, ok := same(passed); ok {
			p.given = &text
			continue
		}
		p.passed = passed[:min(len(passed), most)]
		if len(passed) > most {
			p.passed = []parse.Alternative{unknown(name, t.root.At, always)}
		}
	}
}

// passes is what a stack passes for a parameter, as others than its template see it.
func (n nesting) passes(p *parameter) []parse.Alternative {
	if n.parent.state != ready {
		return []parse.Alternative{unknown(p.name, p.at, always)}
	}
	r := n.parent.resources[n.id]
	if r == nil || r.absent {
		return nil
	}
	value := r.properties.Get("Parameters").Get(p.name)
	if value == nil && p.fallback != nil {
		return []parse.Alternative{one(literals(p.fallback.Text), p.at, always)}
	}
	if value == nil {
		return nil
	}
	return n.parent.abroad(value, r.under)
}

// same is the one text that all alternatives come to.
func same(all []parse.Alternative) (string, bool) {
	text := ""
	for i, a := range all {
		if len(a.Values) != 1 {
			return "", false
		}
		literal, ok := a.Values[0].Literal()
		if !ok || i > 0 && literal != text {
			return "", false
		}
		text = literal
	}
	return text, true
}

// abroad is what a node comes to, in the words of other templates.
func (t *template) abroad(n *node.Node, under parse.Branch) []parse.Alternative {
	steps := t.steps
	defer func() { t.steps = steps }()
	all := t.settled(n, under)
	if len(all) > most {
		return []parse.Alternative{unknown(t.outward("one of many at line "+line(n)), n.At, always)}
	}
	moved := make([]parse.Alternative, 0, len(all))
	for _, a := range all {
		branch, possible := always, true
		for condition, holds := range a.Branch.All() {
			var ok bool
			branch, ok = branch.With(t.outward(condition), holds)
			possible = possible && ok
		}
		if !possible {
			continue
		}
		m := parse.Alternative{Branch: branch}
		if a.Node != nil && len(a.Values) == 0 {
			m = unknown(t.outward("a "+a.Node.Kind.String()), n.At, branch)
		}
		for _, v := range a.Values {
			m.Values = append(m.Values, policy.Compose(t.outwardParts(v.Parts), v.At))
		}
		moved = append(moved, m)
	}
	return moved
}

// outward is the name that other templates know something by.
func (t *template) outward(name string) string {
	switch name {
	case "AWS::AccountId", "AWS::Region", "AWS::Partition", "AWS::URLSuffix":
		return name
	}
	if strings.Contains(name, " in ") || strings.HasPrefix(name, "resolve:") || strings.HasPrefix(name, "ImportValue ") {
		return name
	}
	return name + " in " + strings.NewReplacer(":", "_", "*", "_", "?", "_", "{", "_", "}", "_").Replace(t.model.Artifact)
}

func (t *template) outwardParts(parts []policy.Part) []policy.Part {
	moved := make([]policy.Part, 0, len(parts))
	for _, p := range parts {
		p.Parameter = ""
		if p.Kind != policy.Literal {
			p.Text = t.outward(p.Text)
		}
		moved = append(moved, p)
	}
	return moved
}

// hole is what stands in a value's text for what is not known.
var hole = regexp.MustCompile(`\$\{([^{}]*)\}`)

// outwardText is a value's text as other templates know it.
func (t *template) outwardText(text string) string {
	return hole.ReplaceAllStringFunc(text, func(h string) string { return "${" + t.outward(h[2:len(h)-1]) + "}" })
}

// welcome takes what another template gives into this one: it stands where it is asked for.
func (t *template) welcome(all []parse.Alternative, at source.Location, under parse.Branch) []parse.Alternative {
	var taken []parse.Alternative
	for _, a := range all {
		branch, ok := t.both(under, a.Branch)
		if !ok {
			continue
		}
		here := parse.Alternative{Branch: branch}
		for _, v := range a.Values {
			value := compose(slices.Clone(v.Parts), at, branch)
			here.Values = append(here.Values, value)
			t.imported[value.Text] = true
		}
		taken = append(taken, here)
	}
	return taken
}
