package escalation

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// maxTried bounds how many targets a pattern that many match is tried on, the most powerful first. What the others
// would prove, stays unproven: to look at all of them for everybody would take time in proportion to their pairs.
const maxTried = 24

// entity is something in the artifact that a principal may get hold of.
type entity struct {
	name string // in the artifact
	kind policy.TargetKind
	tail string       // the last field of its ARN
	arn  policy.Value // without parts if it is made of the tail
	of   *principal   // it itself, or of what runs code its role; nil if that is not known
}

// index finds entities by the pattern of a resource.
type index struct {
	byTail map[string][]*entity
	sorted []*entity // by tail
	strong []*entity // by the power of what they are or have, most first
}

func newIndex(all []*entity) *index {
	x := &index{byTail: map[string][]*entity{}, sorted: slices.Clone(all), strong: slices.Clone(all)}
	for _, e := range all {
		x.byTail[e.tail] = append(x.byTail[e.tail], e)
	}
	slices.SortStableFunc(x.sorted, func(a, b *entity) int { return cmp.Compare(a.tail, b.tail) })
	slices.SortStableFunc(x.strong, func(a, b *entity) int { return cmp.Compare(b.power(), a.power()) })
	return x
}

func (e *entity) power() int {
	if e.of == nil {
		return -1
	}
	return e.of.weight
}

// matching are the entities that a resource surely reaches, of the first maxTried those that suit.
func (x *index) matching(r policy.Value, suits func(*entity) bool) []*entity {
	if x == nil {
		return nil
	}
	pattern := tailOf(r)
	candidates := x.strong
	if !glob.HasWildcard(pattern) {
		candidates = x.byTail[pattern]
	} else if fixed := pattern[:strings.IndexAny(pattern, "*?")]; len(fixed) > len("instance/") {
		from := sort.Search(len(x.sorted), func(i int) bool { return x.sorted[i].tail >= fixed })
		to := from
		for to < len(x.sorted) && strings.HasPrefix(x.sorted[to].tail, fixed) {
			to++
		}
		candidates = x.sorted[from:to]
	}
	var found []*entity
	tried := 0
	for _, e := range candidates {
		if tried == maxTried {
			break
		}
		if !glob.Match(pattern, e.tail) {
			continue
		}
		tried++
		if suits(e) {
			found = append(found, e)
		}
	}
	return found
}

// runs are the types of resource that run with a role, by the type of the catalogue that methods name and what stands
// before their names in ARNs. An instance of ECS's tasks has the role of its definition.
var runs = map[string]struct{ target, tail string }{
	"AWS::Lambda::Function":                        {"function", "function:"},
	"AWS::Serverless::Function":                    {"function", "function:"},
	"AWS::Serverless::StateMachine":                {"statemachine", "stateMachine:"},
	"AWS::StepFunctions::StateMachine":             {"statemachine", "stateMachine:"},
	"AWS::CodeBuild::Project":                      {"project", "project/"},
	"AWS::EC2::Instance":                           {"instance", "instance/"},
	"AWS::EC2::LaunchTemplate":                     {"launch-template", "launch-template/"},
	"AWS::ECS::TaskDefinition":                     {"task", "task/"},
	"AWS::SageMaker::NotebookInstance":             {"notebook-instance", "notebook-instance/"},
	"AWS::SageMaker::UserProfile":                  {"user-profile", "user-profile/"},
	"AWS::Glue::DevEndpoint":                       {"devendpoint", "devEndpoint/"},
	"AWS::Batch::JobDefinition":                    {"job-definition", "job-definition/"},
	"AWS::AppRunner::Service":                      {"service", "service/"},
	"AWS::BedrockAgentCore::CodeInterpreterCustom": {"code-interpreter-custom", "code-interpreter-custom/"},
	"AWS::BedrockAgentCore::BrowserCustom":         {"browser-custom", "browser-custom/"},
	"AWS::BedrockAgentCore::Runtime":               {"runtime", "runtime/"},
}

// running is what runs with a role. What is made of it, as a task of its definition, has an ARN of its own.
func running(r *policy.TemplateResource, of *principal) *entity {
	run := runs[r.Type]
	e := &entity{name: r.Name, kind: policy.Resource, tail: run.tail + symbol(r.Name), of: of}
	if tail := tailOf(r.ARN); strings.HasPrefix(tail, run.tail) {
		e.tail, e.arn = tail, r.ARN
	}
	return e
}

// targets are the indexes by what methods call their target.
func targets(m *policy.Model, all []*principal) map[string]*index {
	lists := map[string][]*entity{}
	roles := map[string]*principal{}
	for _, p := range all {
		kind := string(p.target.Kind)
		if p.alone {
			continue
		}
		lists[kind] = append(lists[kind], &entity{name: p.target.Name, kind: p.target.Kind, tail: kind + "/" + p.name, of: p})
		if p.target.Kind == policy.Role {
			roles[p.target.Name] = p
		}
	}
	for _, r := range m.Resources {
		run, ok := runs[r.Type]
		if !ok {
			continue
		}
		lists[run.target] = append(lists[run.target], running(r, roles[r.Role]))
	}
	for _, e := range lists["role"] {
		for _, service := range slices.Compact(slices.Sorted(slices.Values(e.of.trusts))) {
			lists[trusting(service)] = append(lists[trusting(service)], e)
		}
		if _, withAccount := letsIn(e.of, e.of); withAccount {
			lists[trustingAccount] = append(lists[trustingAccount], e)
		}
	}
	indexes := map[string]*index{}
	for target, list := range lists {
		indexes[target] = newIndex(list)
	}
	return indexes
}

// trustingAccount is the index of the roles that trust their whole account.
const trustingAccount = "role trusting its account"

// trusting names the index of the roles that trust a service, which is known without what all their names end in.
func trusting(service string) string { return "role trusting " + service }

// What is not known of a value stands in patterns as a symbol: the same for the same name, and equal to nothing else.
const (
	symbolStart = "\uE000"
	symbolEnd   = "\uE001"
)

func symbol(name string) string { return symbolStart + name + symbolEnd }

// plain is the text of a value in which all is known, as that of most is, and nothing looks like a variable or a symbol.
func plain(v policy.Value) (text string, ok bool) {
	if len(v.Parts) != 1 || v.Parts[0].Kind != policy.Literal {
		return "", false
	}
	text = v.Parts[0].Text
	for i := range len(text) {
		if c := text[i]; c == '$' || c == '}' || c >= utf8.RuneSelf {
			return "", false
		}
	}
	return text, true
}

// spelled is a value with symbols for what is not known, policy variables among it.
func spelled(v policy.Value) string {
	if text, ok := plain(v); ok {
		return text
	}
	var b strings.Builder
	for _, p := range v.Parts {
		if p.Kind == policy.Literal {
			b.WriteString(strings.NewReplacer("${", symbolStart+"$", "}", symbolEnd).Replace(p.Text))
		} else {
			b.WriteString(symbol(p.Text))
		}
	}
	return b.String()
}

// tailOf is what a resource says of the last field of ARNs. The account is taken for that of the artifact, because
// IAM's methods end at its border.
func tailOf(v policy.Value) string {
	text := spelled(v)
	colons, inside := 0, false
	for i, c := range text {
		switch {
		case string(c) == symbolStart, string(c) == symbolEnd:
			inside = string(c) == symbolStart
		case inside:
		case c == '*' && !strings.Contains(text[i:], ":"):
			return "*" // it runs to the end, as in arn:aws:iam::*
		case c == ':':
			if colons++; colons == 5 {
				return text[i+1:]
			}
		}
	}
	return text
}
