package access

import (
	"strings"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// question is a request made ready.
type question struct {
	Request
	action   string              // in lower case
	resource string              // wildcards in it as literal ones
	context  map[string][]string // by keys in lower case
	account  string              // of who asks; "" if it is not known
	self     []policy.Value      // the ARNs of who asks as its template has them
	layer    Layer               // that is asked
	guarded  truth               // some policy that was asked is the resource's
	hidden   bool                // another one may be that was not asked
	needed   bool                // it has to allow the request

	denials, grants []Evidence
}

func newQuestion(r Request) *question {
	q := &question{Request: r, action: strings.ToLower(r.Action), resource: literal(r.Resource), context: make(map[string][]string, len(r.Context)+4)}
	for key, values := range r.Context {
		q.context[strings.ToLower(key)] = values
	}
	q.account = accountOf(r.Who)
	q.derive("aws:principalarn", principalARN(r.Who))
	q.derive("aws:principalaccount", q.account)
	if _, name, ok := strings.Cut(r.Who, ":user/"); ok {
		q.derive("aws:username", name[strings.LastIndex(name, "/")+1:])
	}
	if q.Owner == "" {
		q.Owner = accountOf(r.Resource)
	}
	if q.Owner == "" && r.Resource == "*" {
		q.Owner = q.account
	}
	q.derive("aws:resourceaccount", q.Owner)
	return q
}

// derive sets a key that follows from the rest of the request, unless it was given.
func (q *question) derive(key, value string) {
	if _, given := q.context[key]; !given && value != "" {
		q.context[key] = []string{value}
	}
}

var literalWildcards = strings.NewReplacer("*", literalStar, "?", literalMark)

// literal is a text as a pattern of itself.
func literal(text string) string {
	if !glob.HasWildcard(text) {
		return text
	}
	return literalWildcards.Replace(text)
}

func accountOf(arn string) string {
	fields := strings.SplitN(arn, ":", 6)
	if len(fields) < 6 {
		return ""
	}
	return fields[4]
}

// principalARN is the ARN that aws:PrincipalArn has: of a session the one of its role.
func principalARN(who string) string {
	if !strings.HasPrefix(who, "arn:") {
		return ""
	}
	before, after, ok := strings.Cut(who, ":assumed-role/")
	if !ok {
		return who
	}
	name, _, _ := strings.Cut(after, "/")
	return strings.Replace(before, ":sts:", ":iam:", 1) + ":role/" + name
}

// crossesAccounts tells whether the resource is known to be another account's.
func (q *question) crossesAccounts() bool {
	return q.account != "" && q.Owner != "" && q.account != q.Owner
}

// organization asks every level of SCPs and RCPs, and what is known to limit the principal whatever the request.
func (q *question) organization(p *Principal) said {
	all := permitted
	for _, level := range q.SCPs {
		all.limit(q.ask(SCPLayer, level))
	}
	all.deny = all.deny.or(q.ask(SCPLayer, p.scps).deny)
	if len(q.RCPs)+len(p.rcps.statements) == 0 || !limitedByRCPs(q.action) {
		return all
	}
	for _, level := range q.RCPs {
		all.limit(q.ask(RCPLayer, level))
	}
	all.deny = all.deny.or(q.ask(RCPLayer, p.rcps).deny)
	return all
}

// limit narrows what is said by what one more level says.
func (s *said) limit(level said) { s.allow, s.deny = s.allow.and(level.allow), s.deny.or(level.deny) }

// ask finds out what policies say, and notes the statements that speak.
func (q *question) ask(layer Layer, policies Policies) said {
	var s said
	q.layer = layer
	owned := q.owned(layer, policies)
	for i := range policies.statements {
		statement := &policies.statements[i]
		if statement.Effect != "Allow" && statement.Effect != "Deny" {
			continue
		}
		applies, at, how := q.applies(layer, statement)
		if hasPrincipals(layer) {
			applies = applies.and(owned[statement.document])
		}
		if applies == no {
			continue
		}
		e := Evidence{Layer: layer, Statement: statement.Statement, Document: statement.document, At: at, Holds: applies.verdict()}
		if statement.Effect == "Deny" {
			s.deny = s.deny.or(applies)
			q.denials = append(q.denials, e)
			continue
		}
		q.grants = append(q.grants, e)
		s.allowed(applies, how)
	}
	return s
}

// applies tells whether a statement is about the request, through which word, and how it names who asks.
func (q *question) applies(layer Layer, s *statement) (t truth, at source.Location, how reach) {
	t, at, _ = s.speaks(q.action)
	if t != no {
		t = t.and(q.onResource(layer, s))
	}
	if t != no && hasPrincipals(layer) {
		var named truth
		named, how = q.named(s)
		t = t.and(named)
	}
	if t != no {
		t = t.and(q.meets(s))
	}
	if s.Branch != "" || s.Unresolved {
		t = t.and(uncertain)
	}
	return t, at, how
}

func (s *said) allowed(applies truth, how reach) {
	s.allow = s.allow.or(applies)
	switch how {
	case toThem:
		s.direct = s.direct.or(applies)
	case toRole:
		s.role = s.role.or(applies)
	case toAccount:
	}
}

func hasPrincipals(layer Layer) bool { return layer == ResourceLayer || layer == TrustLayer }

// onResource tells whether a statement is about the resource. Policies of some resources name none: it is theirs.
func (q *question) onResource(layer Layer, s *statement) truth {
	switch {
	case len(s.resources) > 0:
		return q.among(s.reading, s.Resources, s.resources)
	case len(s.notResources) > 0:
		return q.among(s.reading, s.NotResources, s.notResources).not()
	case hasPrincipals(layer):
		return yes
	}
	return uncertain
}

// among tells whether the resource is one of those in a list.
func (q *question) among(r reading, list []policy.ResourceARN, entries []entry) truth {
	found := no
	for i, e := range entries {
		if e.wide != "*" && !glob.Match(e.wide, q.resource) {
			continue
		}
		if e.plain {
			return yes
		}
		t := q.matches(r, list[i].Value, q.resource, pattern)
		if list[i].Branch != "" {
			t = t.and(uncertain)
		}
		if found = found.or(t); found == yes {
			return yes
		}
	}
	return found
}
