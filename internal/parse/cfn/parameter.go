package cfn

import (
	"regexp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// parameter is an entry of Parameters.
type parameter struct {
	name     string
	kind     string // its Type
	at       source.Location
	fallback *node.Node          // its Default, or nil
	given    *string             // the value that the user, or the stack that it is nested in, gives; or nil
	passed   []parse.Alternative // the values that stacks pass where that is not one known text
	allowed  []*node.Node
	pattern  *regexp.Regexp // its AllowedPattern, nil if there is none or Go cannot read it
	secret   bool           // NoEcho: its text is never shown
}

// readParameters reads Parameters, in the order written.
func (t *template) readParameters(given map[string]string) {
	t.parameters = map[string]*parameter{}
	parameters := t.root.Get("Parameters")
	if parameters == nil || parameters.Kind != node.Map {
		return
	}
	for _, f := range parameters.Fields {
		p := readParameter(f)
		if text, ok := given[p.name]; ok {
			p.given = &text
		}
		t.parameters[p.name] = p
	}
}

func readParameter(f node.Field) *parameter {
	p := &parameter{name: f.Key.Text, at: f.Key.At}
	if kind := f.Value.Get("Type"); kind != nil {
		p.kind = kind.Text
	}
	if secret := f.Value.Get("NoEcho"); secret != nil {
		p.secret = strings.EqualFold(secret.Text, "true")
	}
	p.fallback = f.Value.Get("Default")
	if allowed := f.Value.Get("AllowedValues"); allowed != nil {
		p.allowed = allowed.Items
	}
	if pattern := f.Value.Get("AllowedPattern"); pattern != nil {
		p.pattern = compiled(`^(?:` + pattern.Text + `)$`) // CloudFormation matches the whole text
	}
	return p
}

// maxParameter is how long a parameter's value may be, in bytes, as CloudFormation has it.
const maxParameter = 4096

const storedValue = "AWS::SSM::Parameter::Value<"

// stored tells whether the parameter's text only names an entry of the SSM
// parameter store, whose value is not in the template.
func (p *parameter) stored() bool { return strings.HasPrefix(p.kind, storedValue) }

// list tells whether the parameter holds a list.
func (p *parameter) list() bool {
	kind := strings.TrimPrefix(p.kind, storedValue)
	return strings.HasPrefix(kind, "CommaDelimitedList") || strings.HasPrefix(kind, "List<")
}

// text is the value that the parameter has unless somebody gives another one.
func (p *parameter) text() (string, bool) {
	switch {
	case p.secret || p.stored():
		return "", false
	case p.given != nil:
		return *p.given, true
	case len(p.passed) > 0:
		return "", false
	case p.fallback != nil && p.fallback.Kind < node.List && p.fallback.Kind != node.Null && len(p.fallback.Text) <= maxParameter:
		return p.fallback.Text, true
	default:
		return "", false
	}
}

// part is what stands for the parameter where its text is not known.
func (p *parameter) part() policy.Part {
	kind := policy.Unknown
	if p.tame() {
		kind = policy.Opaque
	}
	return policy.Part{Kind: kind, Text: p.name, Parameter: p.name}
}

// tame tells whether no value that the parameter accepts can hold a wildcard.
func (p *parameter) tame() bool {
	switch {
	case p.typed():
		return true
	case p.stored():
		return false // the pattern and the allowed values are about the name of the entry
	case len(p.allowed) > 0:
		return len(p.wildcards()) == 0
	default:
		return p.refuses("*", "?", "a*", "*a", "a*b", "*:*", "arn:aws:s3:::*", "arn:aws:s3:::bucket/*", "a?")
	}
}

// constrained tells whether something limits what the parameter may be.
func (p *parameter) constrained() bool {
	return p.typed() || !p.stored() && (len(p.allowed) > 0 || p.refuses("*"))
}

// refuses tells whether AllowedPattern matches none of some texts.
func (p *parameter) refuses(texts ...string) bool {
	return p.pattern != nil && !slices.ContainsFunc(texts, p.pattern.MatchString)
}

// typed tells whether the parameter's type has no place for a wildcard: numbers,
// and the ids of things that exist.
func (p *parameter) typed() bool {
	kind := strings.TrimSuffix(strings.TrimPrefix(p.kind, storedValue), ">")
	kind = strings.TrimSuffix(strings.TrimPrefix(kind, "List<"), ">")
	switch kind {
	case "Number", "AWS::SSM::Parameter::Name", "AWS::EC2::AvailabilityZone::Name":
		return true
	default:
		return strings.HasPrefix(kind, "AWS::") && strings.HasSuffix(kind, "::Id")
	}
}

// wildcards are the Default and AllowedValues that hold a wildcard, as values at their own place.
func (p *parameter) wildcards() []policy.Value {
	var found []policy.Value
	if p.stored() {
		return nil
	}
	candidates := p.allowed
	if p.fallback != nil {
		candidates = append([]*node.Node{p.fallback}, candidates...)
	}
	for _, n := range candidates {
		if !strings.ContainsAny(n.Text, "*?") {
			continue
		}
		text, at := n.Text, n.At
		if p.secret {
			text, at = "*", p.at // a report shows the line that it points to
		}
		found = append(found, policy.Text(text, at))
	}
	return found
}

// alternative is what a reference to the parameter gives.
func (p *parameter) alternative(at source.Location, under parse.Branch) parse.Alternative {
	text, known := p.text()
	if !known {
		return one([]policy.Part{p.part()}, at, under)
	}
	if !p.list() {
		return one(p.literal(text), at, under)
	}
	a := parse.Alternative{Branch: under}
	for word := range strings.SplitSeq(text, ",") {
		a.Values = append(a.Values, compose(p.literal(strings.TrimSpace(word)), at, under))
	}
	return a
}

// maxChoices is how many AllowedValues are looked at one by one.
const maxChoices = 8

// few tells whether the parameter can only be one of a few texts, and nothing
// says which of them. Wildcards among them are the parameter's own flaw.
func (p *parameter) few() bool {
	_, known := p.text()
	return !known && !p.secret && !p.stored() && !p.list() && len(p.allowed) > 0 && len(p.allowed) <= maxChoices && p.tame()
}

// each gives each of the texts that the parameter can be.
func (p *parameter) each(at source.Location, under parse.Branch) []parse.Alternative {
	var all []parse.Alternative
	for _, n := range p.allowed {
		all = append(all, one(p.literal(n.Text), at, under))
	}
	return all
}

// literal is a text that the parameter gives.
func (p *parameter) literal(text string) []policy.Part {
	return []policy.Part{{Kind: policy.Literal, Text: text, Parameter: p.name}}
}
