package live

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// stack is what made a principal, as its tags have it, or nil.
func stack(tags *node.Node) *policy.Stack {
	s := policy.Stack{}
	for _, tag := range items(tags) {
		value := text(tag.Get("Value"))
		switch text(tag.Get("Key")) {
		case "aws:cloudformation:stack-name":
			s.Name, s.At = value, tag.At
		case "aws:cloudformation:stack-id":
			s.ID = value
		case "aws:cloudformation:logical-id":
			s.Resource = value
		}
	}
	if s.Name == "" || s.Resource == "" {
		return nil
	}
	return &s
}

// TemplateIn is the template in what get-template of the AWS CLI prints, which may stand beside an account's page; nil if there
// is none that can be read. One in YAML is a text, the words of which have the place of all of it.
func TemplateIn(page *node.Node) *node.Node {
	body := page.Get("TemplateBody")
	if body == nil || body.Kind != node.String {
		return body
	}
	root, err := node.Parse(body.At.Artifact, []byte(body.Text))
	if err != nil {
		return nil
	}
	return root.Moved(body.At)
}

// Compare finds what the principals of an account that CloudFormation made may do beyond the templates that they are made
// from, and writes it onto their records. The notices say what could not be compared or decided. AWS managed policies have to be attached to all
// models already.
func Compare(m *policy.Model, templates []*policy.Model) []finding.Notice {
	c := comparison{templates: templates}
	for _, r := range m.Records {
		if r.Stack != nil && r.Target != nil && (r.Kind == policy.Role || r.Kind == policy.User) {
			c.record(r)
		}
	}
	if len(c.strangers) > 0 {
		c.notice(c.first, "not compared, because no template that was given has them: %s", enumerated(c.strangers))
	}
	return c.notices
}

type comparison struct {
	templates []*policy.Model
	notices   []finding.Notice
	strangers []string // principals of which there is no template, in words
	first     *policy.Record
}

func (c *comparison) notice(r *policy.Record, format string, args ...any) {
	c.notices = append(c.notices, finding.Notice{Message: fmt.Sprintf(format, args...), At: r.At})
}

func (c *comparison) record(r *policy.Record) {
	found := c.find(r.Stack)
	switch len(found) {
	case 0:
		c.first = cmp.Or(c.first, r)
		c.strangers = append(c.strangers, fmt.Sprintf("%s (%s of stack %s)", r.Name, r.Stack.Resource, r.Stack.Name))
		return
	case 1:
	default:
		c.notice(r, "%s %s was not compared: %d templates have a %s, and none of them alone is called %s: give the one of the stack, or name it so", r.Kind, r.Name, len(found), r.Stack.Resource, r.Stack.Name)
		return
	}
	theirs := found[0]
	more, doubts := access.Of(r.Target).Beyond(access.Of(theirs), r.ARN, known(r))
	for _, e := range more {
		r.Excess = added(r.Excess, excess(e, theirs))
	}
	c.doubts(r, doubts)
}

// find lists the targets that a stack can have made something from: those with its logical id and, of several, those in a
// template that is called like the stack. SAM adds a word to the id of what a role is for.
func (c *comparison) find(s *policy.Stack) (found []*policy.Target) {
	var called []*policy.Target
	for _, m := range c.templates {
		name, _, _ := strings.Cut(path.Base(m.Artifact), ".")
		for _, t := range m.Targets {
			implicit := strings.HasPrefix(t.Type, "AWS::Serverless::") && t.Name+"Role" == s.Resource
			if (t.Kind != policy.Role && t.Kind != policy.User) || t.Name != s.Resource && !implicit {
				continue
			}
			found = append(found, t)
			if name == s.Name {
				called = append(called, t)
			}
		}
	}
	if len(called) > 0 {
		return called
	}
	return found
}

// known is what a stack gives the names of that every template may use.
func known(r *policy.Record) map[string]string {
	names := map[string]string{"AWS::StackName": r.Stack.Name}
	if fields := strings.Split(r.ARN, ":"); len(fields) > 5 {
		names["AWS::Partition"], names["AWS::AccountId"] = fields[1], fields[4]
	}
	if fields := strings.Split(r.Stack.ID, ":"); len(fields) > 5 {
		names["AWS::Region"] = fields[3]
	}
	return names
}

func excess(e access.Excess, theirs *policy.Target) policy.Excess {
	x := policy.Excess{Actions: listed(e.Actions), Resource: e.Resource, Lacks: distinct(e.Lacks), At: e.Grant.At, Template: theirs.At}
	if e.Near != nil {
		x.Template, x.Denied = e.Near.At, e.Near.Effect == "Deny"
	}
	return x
}

// added adds an excess, or the actions of one to another that stands at the same place.
func added(all []policy.Excess, x policy.Excess) []policy.Excess {
	for i, other := range all {
		if other.At == x.At && other.Resource == x.Resource && other.Denied == x.Denied && slices.Equal(other.Lacks, x.Lacks) {
			names := distinct(slices.Concat(other.Actions.Names, x.Actions.Names))
			all[i].Actions = policy.Actions{Count: other.Actions.Count + x.Actions.Count, Names: names[:min(len(names), shown)]}
			return all
		}
	}
	return append(all, x)
}

// shown is how many actions are named.
const shown = 10

func listed(actions []string) policy.Actions {
	return policy.Actions{Count: len(actions), Names: actions[:min(len(actions), shown)]}
}

// doubts tells once for each principal and reason what can't be decided.
func (c *comparison) doubts(r *policy.Record, doubts []access.Doubt) {
	var reasons []string
	actions := map[string][]string{}
	for _, d := range doubts {
		if actions[d.Reason] == nil {
			reasons = append(reasons, d.Reason)
		}
		actions[d.Reason] = append(actions[d.Reason], d.Actions...)
	}
	for _, reason := range reasons {
		names := distinct(actions[reason])
		c.notice(r, "whether the template of %s %s allows %s as it does can't be decided: %s", r.Kind, r.Name, enumerated(names), reason)
	}
}

// distinct are some words in order, each once.
func distinct(words []string) []string { return slices.Compact(slices.Sorted(slices.Values(words))) }

// enumerated are the first few of some words.
func enumerated(words []string) string {
	const few = 5
	if len(words) <= few {
		return strings.Join(words, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(words[:few], ", "), len(words)-few)
}
