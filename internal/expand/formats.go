package expand

import (
	"slices"
	"strings"
	"sync"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// anyType takes every resource type.
func anyType(catalog.ResourceType) bool { return true }

// format is the plainest of an action's formats as a list, empty if there is none: the same for all who ask.
func (e *Expander) format(a catalog.Action) []string {
	if known, ok := e.plainest.Load(a); ok {
		return known.([]string)
	}
	var list []string
	if arn := plainest(a, anyType); arn != "" {
		list = []string{arn}
	}
	e.plainest.Store(a, list)
	return list
}

// at tells of resource types whether the statement's resource at a place means them, as its author does: no * goes
// beyond its field. It is nil if it means them all.
func at(s *policy.Statement, place source.Location) func(catalog.ResourceType) bool {
	i := slices.IndexFunc(s.Resources, func(r policy.ResourceARN) bool { return r.At == place })
	if i < 0 || s.Resources[i].Breadth == policy.Everything {
		return nil
	}
	arn := splitARN(possible(s.Resources[i].Value))
	return func(t catalog.ResourceType) bool {
		format := splitARN(typeGlob(t, "*", "*", "*"))
		return glob.Meets(arn.service, format.service) && glob.Meets(arn.resource, format.resource)
	}
}

// formats lists up to three ARN formats of the actions' resource types that are wanted, nil for all, as one
// would write them in Fn::Sub: of each action the shortest, which is its plainest
// (a bucket's and not an access point's).
func (e *Expander) formats(actions []catalog.Action, wanted func(catalog.ResourceType) bool) []string {
	const most = 3
	var out []string
	for _, a := range actions {
		list := e.format(a)
		if wanted != nil {
			list = []string{plainest(a, wanted)}
		}
		if len(list) > 0 && list[0] != "" && !slices.Contains(out, list[0]) {
			out = append(out, list[0])
		}
		if len(out) == most {
			break
		}
	}
	return out
}

// plainest is the shortest format of what can be named before the action is called; if there is nothing but
// what the action makes, its id is left open.
func plainest(a catalog.Action, wanted func(catalog.ResourceType) bool) string {
	var shortest, made string
	for t := range a.ResourceTypes() {
		arn := t.ARN()
		switch {
		case !wanted(t):
		case makes(a, t):
			made = arn[:strings.LastIndex(arn, "${")] + "*"
		case shortest == "" || len(arn) < len(shortest):
			shortest = arn
		}
	}
	if shortest == "" {
		shortest = made
	}
	return asInSub().Replace(shortest)
}

// asInSub writes the placeholders of AWS's ARN formats as Fn::Sub wants them.
var asInSub = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("${Partition}", "${AWS::Partition}", "${Region}", "${AWS::Region}", "${Account}", "${AWS::AccountId}")
})

// spell writes formats as they can stand in the artifact.
func (c *common) spell(formats []string) []string {
	if c.spelled == nil || len(formats) == 0 {
		return formats
	}
	out := make([]string, len(formats))
	for i, format := range formats {
		out[i] = c.spelled.Replace(format)
	}
	return out
}

// speller fills in what CloudFormation would, where it does not: in an account, and in policies that stand alone. It is
// nil for a template.
func speller(m *policy.Model, account string) *strings.Replacer {
	if len(m.Accounts) == 0 && !slices.ContainsFunc(m.Targets, func(t *policy.Target) bool { return t.Kind == policy.Raw }) {
		return nil
	}
	if account == "" {
		account = "ACCOUNT"
	}
	return strings.NewReplacer("${AWS::Partition}", "aws", "${AWS::Region}", "REGION", "${AWS::AccountId}", account)
}

// making are the verbs of actions that make something.
var making = []string{"Create", "Import", "Register", "Run"}

// launches are the actions that start instances.
var launches = map[string]bool{"ec2:CreateFleet": true, "ec2:RunInstances": true}

// makes tells whether an action makes a thing of the type under an id that AWS chooses, as ec2:CreateSnapshot does, so
// that no policy can name it beforehand. What launches instances makes their volumes along with them.
func makes(a catalog.Action, t catalog.ResourceType) bool {
	if !strings.HasSuffix(t.ARN(), "Id}") {
		return false
	}
	if launches[a.Name()] {
		return t.Name() == "instance" || t.Name() == "volume" || t.Name() == "fleet"
	}
	_, name, _ := strings.Cut(a.Name(), ":")
	for _, verb := range making {
		if thing, ok := strings.CutPrefix(name, verb); ok {
			return strings.TrimSuffix(strings.ToLower(thing), "s") == strings.ReplaceAll(t.Name(), "-", "")
		}
	}
	return false
}
