package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// answer is what there is to say to a question about one principal.
type answer struct {
	person   *person
	Answer   string
	Why      []string // in words, what the answer rests on besides statements
	Decisive []decisive
	what     *summary // of --what
	question canQuestion
}

// The answers.
const (
	yesAnswer = "yes"
	noAnswer  = "no"
	onlyIf    = "only if"
	notKnown  = "not fully known"
)

// decisive is a statement that an answer rests on.
type decisive struct {
	Effect, Layer, Document string
	At                      source.Location
	Resources               string   // of a question without a resource: on which
	If                      []string // what has to hold for it to apply
}

// ask answers a question about one principal.
func (p *people) ask(who *person, q canQuestion) answer {
	if q.what {
		return whatOf(who)
	}
	a := answer{person: who, question: q}
	request := p.request(who, q)
	if q.resource == "" {
		a.byGrants(who.principal.Grants(q.action.Name()), who.principal.Lets(request))
	} else {
		a.byDecision(who.principal.Decide(request))
	}
	a.doubt()
	return a
}

// code is the exit code of an answer. That of several is the greatest: what is not known dominates.
func (a *answer) code() int {
	switch {
	case a.Answer == notKnown:
		return exitIncomplete
	case a.Answer != yesAnswer && a.what == nil:
		return exitFindings
	}
	return exitClean
}

// request is the question as IAM would be asked it. Of a role that is to be assumed the trust policy counts, of another
// resource its own.
func (p *people) request(who *person, q canQuestion) access.Request {
	r := access.Request{Action: q.action.Name(), Resource: q.resource, Who: who.arn(), Context: q.context}
	if strings.HasPrefix(q.principal, "arn:") && !glob.HasWildcard(q.principal) {
		r.Who = q.principal
	}
	switch {
	case !who.asks():
	case strings.HasPrefix(r.Action, "sts:AssumeRole"):
		r.Attached, r.Hidden = p.trustOf(q.resource)
	default:
		r.Attached, r.Hidden = p.attached(q.resource)
	}
	return r
}

// byDecision takes over what was decided of one request.
func (a *answer) byDecision(d access.Decision) {
	for _, e := range d.Evidence {
		item := decisive{Effect: e.Statement.Effect, Layer: string(e.Layer), Document: e.Document.Name, At: e.At}
		if e.Holds != access.Allowed {
			item.If = circumstances(e.Statement.Conditions, e.Statement.Branch)
		}
		a.note(item)
	}
	switch d.Verdict {
	case access.Allowed:
		a.Answer = yesAnswer
	case access.Conditional:
		a.Answer = onlyIf
	case access.Unknown:
		a.Answer = notKnown
		a.Why = append(a.Why, openQuestions(d)...)
	case access.Denied:
		a.Answer = noAnswer
		if !d.Explicit {
			a.Why = append(a.Why, "no statement allows it ("+string(d.Missing)+")")
			a.Decisive = nil
		}
		return
	}
	if d.Hidden {
		a.Why = append(a.Why, hidden(a.Answer, d.Needed))
	}
}

// openQuestions is why a decision is not known, in words, but for a policy that is not at hand.
func openQuestions(d access.Decision) []string {
	allowed := false
	for _, e := range d.Evidence {
		if e.Holds == access.Unknown {
			return []string{"it depends on what is not known before deployment"}
		}
		allowed = allowed || e.Statement.Effect == "Allow" && e.Layer != access.BoundaryLayer
	}
	if !allowed {
		return []string{"no statement that is at hand allows it"}
	}
	return nil
}

// hidden is what an answer leaves open when a policy of the resource may be there that is not at hand.
func hidden(answer string, needed bool) string {
	switch {
	case needed:
		return "the policy of the resource is not at hand, and has to allow it too"
	case answer == notKnown:
		return "the policy of the resource, if it has one, is not at hand: it may allow this, or deny it"
	}
	return "the policy of the resource, if it has one, is not at hand: a Deny in it would take this away"
}

// byGrants says on which resources an action is allowed.
func (a *answer) byGrants(grants []access.Grant, lets []access.Evidence) {
	if len(grants)+len(lets) == 0 {
		a.nowhere()
		return
	}
	a.Answer = onlyIf
	uncertain := true
	for _, e := range lets {
		uncertain = uncertain && e.Holds == access.Unknown
		a.note(decisive{
			Effect: "Allow", Layer: string(e.Layer), Document: e.Document.Name, At: e.At,
			Resources: listed(e.Statement.Resources), If: circumstances(e.Statement.Conditions, e.Statement.Branch),
		})
	}
	for _, g := range grants {
		item := decisive{
			Effect: "Allow", Layer: string(access.IdentityLayer), Document: g.Document.Name, At: g.At,
			Resources: resourcesOf(g), If: circumstances(g.Conditions, g.Branches...),
		}
		if g.Uncertain {
			item.If = append(item.If, "what is not known of it before deployment is so")
		}
		uncertain = uncertain && g.Uncertain
		a.note(item)
		for _, d := range g.Denied {
			a.note(decisive{Effect: "Deny", Document: d.Document.Name, At: d.At, Layer: string(d.Document.Kind), If: circumstances(d.Conditions, d.Branch)})
		}
		if g.Certain() && item.Resources == "*" {
			a.Answer = yesAnswer
		}
	}
	if uncertain {
		a.Answer = notKnown
		a.Why = append(a.Why, "it depends on what is not known before deployment")
	}
}

// nowhere says that an action is allowed on no resource.
func (a *answer) nowhere() {
	a.Answer = noAnswer
	a.Why = append(a.Why, "no statement allows it on any resource")
	if a.person.asks() && mayHavePolicies(a.question.action) {
		a.Answer = notKnown
		a.Why = append(a.Why, "policies of resources are not at hand, and may allow it")
	}
}

// note adds what an answer rests on, once.
func (a *answer) note(item decisive) {
	same := func(other decisive) bool {
		return other.At == item.At && other.Resources == item.Resources && slices.Equal(other.If, item.If)
	}
	if !slices.ContainsFunc(a.Decisive, same) {
		a.Decisive = append(a.Decisive, item)
	}
}

// resourcesOf are the resources of a grant in words.
func resourcesOf(g access.Grant) string {
	text := listed(g.Resources)
	if len(g.NotResources) > 0 {
		text = "*"
	}
	for _, within := range g.Within {
		if list := listed(within); list != "*" {
			text += " within " + list
		}
	}
	if len(g.Except) > 0 {
		text += " but not " + listed(g.Except)
	}
	return text
}

func listed(list []policy.ResourceARN) string {
	var all []string
	for _, r := range list {
		if !slices.Contains(all, r.Text) {
			all = append(all, r.Text)
		}
	}
	return strings.Join(all, ", ")
}

// circumstances are conditions and branches of a template in words.
func circumstances(conditions []policy.Condition, branches ...string) []string {
	var all []string
	for _, c := range conditions {
		var values []string
		for _, v := range c.Values {
			values = append(values, v.Text)
		}
		all = append(all, fmt.Sprintf("%s %s %s", c.Key, c.Operator, strings.Join(values, ", ")))
	}
	for _, b := range branches {
		if b != "" {
			all = append(all, "the template's condition "+b)
		}
	}
	return all
}

// doubt takes back what rests on policies that are not at hand: a no that they may allow, and a yes that they may deny.
func (a *answer) doubt() {
	explicit := a.Answer == noAnswer && len(a.Decisive) > 0
	for _, gap := range a.person.principal.Gaps {
		matters := gap.Denies
		if a.Answer == noAnswer {
			matters = gap.Allows
		}
		if explicit || !matters && a.Answer != notKnown {
			continue
		}
		a.Why = append(a.Why, gap.At.Place()+": "+gap.Reason)
	}
	if explicit {
		return
	}
	for _, gap := range a.person.principal.Gaps {
		if gap.Allows && a.Answer == noAnswer || gap.Denies && a.Answer != noAnswer {
			a.Answer = notKnown
			return
		}
	}
}
