package cfn

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// export is an output that a template exports.
type export struct {
	from   *template
	output string

	pattern *regexp.Regexp // what its name can come to, nil if that is anything
	text    string         // its name
}

// exporting are the exports of all templates: those whose name is known by
// that name, and those of which a part is only known when it is deployed.
type exporting map[string][]export

// partly is where the exports stand whose name is not known in full.
const partly = "\x00"

// findExports gathers what the templates export. A name that is different from
// branch to branch is no name that could be looked up.
func (s *stacks) findExports() {
	s.exported = exporting{}
	for _, t := range s.templates {
		outputs := t.root.Get("Outputs")
		if outputs == nil {
			continue
		}
		noted := t.notices // the names are noted where the template is read
		for _, f := range outputs.Fields {
			name := f.Value.Get("Export").Get("Name")
			if name == nil {
				continue
			}
			all := t.settled(name, always)
			if len(all) != 1 || len(all[0].Values) != 1 {
				continue
			}
			key := partly
			if text, ok := all[0].Values[0].Literal(); ok {
				key = text
			}
			s.exported[key] = append(s.exported[key], export{t, f.Key.Text, patternOf(all[0].Values[0].Parts), textOf(all[0].Values[0].Parts)})
		}
		t.notices = noted
	}
}

// find finds the exports that a name may mean: those that have just that name,
// else those that only differ where one of the two names is not known yet, as
// in ${AWS::StackName}-Role and ${NetworkStack}-Role.
func (x exporting) find(by *template, name policy.Value) []export {
	others := func(all []export) []export {
		return slices.DeleteFunc(slices.Clone(all), func(e export) bool { return e.from == by })
	}
	if text, ok := name.Literal(); ok {
		if exact := others(x[text]); len(exact) > 0 {
			return exact
		}
	}
	var found []export
	pattern, text := patternOf(name.Parts), textOf(name.Parts)
	for _, key := range slices.Sorted(maps.Keys(x)) {
		for _, e := range others(x[key]) {
			if matches(e.pattern, text) || matches(pattern, e.text) {
				found = append(found, e)
			}
		}
	}
	return found
}

func matches(pattern *regexp.Regexp, text string) bool {
	return pattern != nil && pattern.MatchString(text)
}

// patternOf matches what a name can come to. It is nil for one of which nothing is known: it can be anything and
// so tells nothing.
func patternOf(name []policy.Part) *regexp.Regexp {
	var b strings.Builder
	known := false
	b.WriteString("(?s)^")
	for _, p := range name {
		if p.Kind == policy.Literal && p.Parameter == "" {
			known = known || strings.Trim(p.Text, "-:/_.") != ""
			b.WriteString(regexp.QuoteMeta(p.Text))
		} else {
			b.WriteString(".+")
		}
	}
	b.WriteString("$")
	if !known {
		return nil
	}
	return compiled(b.String())
}

// compiled is a pattern, or nil where Go cannot read it or takes it for too large.
func compiled(pattern string) *regexp.Regexp {
	r, err := regexp.Compile(pattern)
	if err != nil {
		return nil
	}
	return r
}

// textOf is a name in which no text stands for what is not known.
func textOf(name []policy.Part) string {
	var b strings.Builder
	for _, p := range name {
		if p.Kind == policy.Literal {
			b.WriteString(p.Text)
		} else {
			b.WriteString(partly)
		}
	}
	return b.String()
}

// callImport looks up what other templates export.
func (t *template) callImport(f call, under parse.Branch) []parse.Alternative {
	var all []parse.Alternative
	for _, name := range t.resolve(f.arg, under) {
		if len(name.Values) != 1 {
			continue
		}
		all = append(all, t.imports(name.Values[0], argument(f), name.Branch)...)
	}
	if len(all) == 0 {
		return []parse.Alternative{unknown("ImportValue ?", argument(f), under)}
	}
	return all
}

func (t *template) imports(name policy.Value, at source.Location, under parse.Branch) []parse.Alternative {
	found := t.stacks.exported.find(t, name)
	if len(found) == 1 {
		if all := t.stacks.output(found[0].from, found[0].output); len(all) > 0 {
			return t.welcome(all, at, under)
		}
	}
	if len(found) > 1 {
		var artifacts []string
		for _, e := range found {
			artifacts = append(artifacts, e.from.model.Artifact)
		}
		slices.Sort(artifacts)
		artifacts = slices.Compact(artifacts)
		t.notices.Add(at, "more than one template of this run may export %q (%s); which one is meant is not known, so that rules were not applied to its value",
			name.Text, strings.Join(artifacts[:min(len(artifacts), 3)], ", "))
	}
	return []parse.Alternative{unknown("ImportValue "+name.Text, at, under)}
}

// outputKey names an output of a template.
type outputKey struct {
	of   *template
	name string
}

// output is what an output comes to, in the words of other templates.
type output struct {
	done bool
	all  []parse.Alternative
}

// output evaluates an output once. It gives nothing where there is none, or
// where outputs of several templates are made from one another in a circle.
func (s *stacks) output(t *template, name string) []parse.Alternative {
	key := outputKey{t, name}
	if o := s.outputs[key]; o != nil {
		if !o.done {
			t.notices.Add(t.root.Get("Outputs").At, "output %q depends on itself by way of other templates; what it gives is not known", name)
		}
		return o.all
	}
	o := &output{}
	s.outputs[key] = o
	s.prepare(t)
	described := t.root.Get("Outputs").Get(name)
	if value := described.Get("Value"); value != nil && t.state == ready {
		under := always
		if c := described.Get("Condition"); c != nil {
			under, _ = t.choose(under, c, true)
		}
		o.all = t.abroad(value, under)
	}
	o.done = true
	return o.all
}

// given is what an output of a nested stack gives.
func (t *template) given(id, name string, at source.Location, under parse.Branch) []parse.Alternative {
	child := t.children[id]
	if all := t.stacks.output(child, name); len(all) > 0 {
		return t.welcome(all, at, under)
	}
	if child.root.Get("Outputs").Get(name) == nil {
		t.notices.Add(at, "the template %s has no output %q; what %s.Outputs.%s gives is not known", child.model.Artifact, name, id, name)
	}
	return []parse.Alternative{unknown(id+".Outputs."+name, at, under)}
}
