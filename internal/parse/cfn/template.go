// Package cfn reads CloudFormation and SAM templates into the common model. It
// evaluates the template's functions as far as they can be before deployment:
// a value is literal, opaque and unknown parts, never a guess.
package cfn

import (
	"regexp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// typeName is the form of a resource type: AWS::IAM::Role, Custom::Thing.
var typeName = regexp.MustCompile(`^[A-Za-z0-9]+(::[A-Za-z0-9@_-]+)+$`)

// IsTemplate tells whether a node is a CloudFormation or SAM template: it has
// resources that have types, or says that it is one.
func IsTemplate(root *node.Node) bool {
	if root == nil || root.Kind != node.Map {
		return false
	}
	resources := root.Get("Resources")
	switch {
	case root.Get("AWSTemplateFormatVersion") != nil && (resources != nil || root.Get("AWSTemplateFormatVersion").Text == "2010-09-09"):
		return true
	case resources == nil:
		return false
	case slices.ContainsFunc(transforms(root), func(t string) bool { return strings.HasPrefix(t, "AWS::") }):
		return true
	default:
		return resources.Kind == node.Map && slices.ContainsFunc(resources.Fields, func(f node.Field) bool {
			t := f.Value.Get("Type")
			return t != nil && t.Kind == node.String && typeName.MatchString(t.Text)
		})
	}
}

// Parse reads a template. The params are values for its parameters, which go
// before their defaults. Whatever could not be read or is not known is a notice.
func Parse(artifact string, root *node.Node, params map[string]string) (*policy.Model, []finding.Notice) {
	r := ParseAll([]Input{{artifact, root}}, params)[0]
	return r.Model, r.Notices
}

func newTemplate(in Input, s *stacks) *template {
	t := &template{
		root:   in.Root,
		model:  &policy.Model{Artifact: in.Artifact},
		macros: hasMacros(in.Root),
		stacks: s,

		possibles: map[string]bool{},
		imported:  map[string]bool{},

		registry: registry{},
		targets:  map[string]*policy.Target{},
	}
	t.reader = &parse.Reader{Resolve: t.settled, Conditions: t.deciders, Narrow: t.narrow, Notices: &t.notices}
	return t
}

// read reads every resource.
func (t *template) read() {
	t.boundaries = t.onlyBoundaries()
	for _, r := range t.order {
		t.readResource(r)
		t.readEmbedded(r)
	}
	t.readDeployments()
	t.readAPIs()
}

// finish reads what can only be told when all targets are there.
func (t *template) finish() {
	t.readInventory()
	t.readOwn()
	t.readSecrets()
	t.model.Parameters = t.parameterUses()
	t.readOtherTemplates()
}

// template is a template while it is read.
type template struct {
	root       *node.Node
	model      *policy.Model
	reader     *parse.Reader
	notices    parse.Notices
	macros     bool // a macro may add names that are not written in the template
	parameters map[string]*parameter
	conditions map[string]condition
	resources  map[string]*resource
	order      []*resource
	domains    map[string][]string // what the variables of conditions can be
	possibles  map[string]bool     // whether a branch, by its text, can be
	copies     int                 // nodes that loops may still make
	steps      int                 // functions evaluated for the value at hand
	boundaries map[string]bool     // the managed policies that serve as permissions boundaries only
	registry   registry
	targets    map[string]*policy.Target // by the logical id of their resource
	connecting []loan                    // the policies that connectors make
	stacks     *stacks                   // the templates that it is read with
	state      state
	nests      []nesting            // the stacks that are made from it
	children   map[string]*template // what its own nested stacks are made from, by logical id
	imported   map[string]bool      // the texts of the values that came from other templates
}

// resource is one entry of Resources.
type resource struct {
	id         string
	kind       string // its Type
	path       string // the construct that it was made from, as the CDK notes it in Metadata; else ""
	at         source.Location
	properties *node.Node // nil if there are none
	entry      *node.Node // all that the template says of it
	connectors *node.Node // the connectors of SAM that it is the source of, or nil
	under      parse.Branch
	absent     bool // its Condition cannot hold
}

// samPrefix begins the types of SAM's resources.
const samPrefix = "AWS::Serverless::"

func (r *resource) isSAM() bool { return strings.HasPrefix(r.kind, samPrefix) }

// sam tells whether the SAM transform is applied, which makes resources of its
// own. Resources of SAM need it, so that it is only left out by mistake.
func (t *template) sam() bool {
	for _, r := range t.resources {
		if r.isSAM() {
			return true
		}
	}
	return slices.ContainsFunc(transforms(t.root), func(name string) bool { return strings.HasPrefix(name, "AWS::Serverless-") })
}

// transforms names the macros applied to the whole template.
func transforms(root *node.Node) []string {
	n := root.Get("Transform")
	if n == nil {
		return nil
	}
	if n.Kind != node.List {
		return []string{n.Text}
	}
	var names []string
	for _, item := range n.Items {
		names = append(names, item.Text)
	}
	return names
}

// hasMacros tells whether something other than SAM may add to the template's names.
func hasMacros(root *node.Node) bool {
	return slices.ContainsFunc(transforms(root), func(name string) bool { return !strings.HasPrefix(name, "AWS::Serverless-") })
}

func (t *template) readResources() {
	t.resources = map[string]*resource{}
	resources := t.unrolled(t.root.Get("Resources"))
	switch {
	case resources == nil || resources.Kind == node.Null:
		t.notices.Add(t.root.At, "the template has no Resources; there is nothing in it to judge")
		return
	case resources.Kind != node.Map:
		t.notices.Fail(resources.At, "Resources is not a map; nothing in the template was judged")
		return
	}
	for _, f := range resources.Fields {
		if r := t.entry(f); r != nil {
			t.resources[r.id] = r
			if !r.absent {
				t.order = append(t.order, r)
			}
		}
	}
}

// entry is the resource that a field of Resources describes, or nil.
func (t *template) entry(f node.Field) *resource {
	id := f.Key.Text
	if strings.HasPrefix(id, "Fn::") {
		t.macros = true
		t.notices.Add(f.Key.At, "%s is not evaluated here; the resources that it makes were not judged", id)
		return nil
	}
	if f.Value.Kind != node.Map {
		t.notices.Add(f.Value.At, "resource %q is not a map; it was not judged", id)
		return nil
	}
	kind := f.Value.Get("Type")
	if kind == nil || kind.Kind != node.String {
		t.notices.Add(f.Key.At, "resource %q has no Type; it was not judged", id)
		return nil
	}
	r := &resource{id: id, kind: kind.Text, at: f.Key.At, entry: f.Value, properties: t.withGlobals(kind.Text, f.Value), connectors: f.Value.Get("Connectors")}
	if path := f.Value.Get("Metadata").Get("aws:cdk:path"); path != nil {
		r.path = path.Text
	}
	if c := f.Value.Get("Condition"); c != nil && c.Kind == node.String {
		var possible bool
		r.under, possible = t.choose(r.under, c, true)
		r.absent = !possible
	}
	if r.properties != nil && r.properties.Kind == node.Null {
		r.properties = nil
	}
	return r
}
