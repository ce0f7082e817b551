package access

import (
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// pseudo is what a pseudo parameter surely stands for in the policies that are asked. A request never leaves its partition,
// and a resource's policy is made where the resource is; where the template of a principal was deployed is not known.
func (q *question) pseudo(name string) (text string, known bool) {
	if !strings.HasPrefix(name, "AWS::") {
		return "", false
	}
	fields := strings.SplitN(q.Resource, ":", 6)
	if len(fields) < 6 {
		fields = strings.SplitN(q.Who, ":", 6)
	}
	switch {
	case len(fields) < 6:
	case name == "AWS::Partition":
		text = fields[1]
	case name == "AWS::Region" && hasPrincipals(q.layer):
		text = fields[3]
	case name == "AWS::AccountId" && hasPrincipals(q.layer):
		text = q.Owner
	case name == "AWS::AccountId":
		text = q.account
	}
	return text, text != ""
}

// owned tells of each document of resource policies whether it is the resource's, and notes whether some is.
func (q *question) owned(layer Layer, policies Policies) map[*policy.Document]truth {
	if !hasPrincipals(layer) || len(policies.statements) == 0 {
		return nil
	}
	owned := map[*policy.Document]truth{}
	for i := range policies.statements {
		s := &policies.statements[i]
		owned[s.document] = owned[s.document].or(q.owns(s))
	}
	for _, t := range owned {
		q.guarded = q.guarded.or(t)
	}
	return owned
}

// owns tells whether a statement is of a policy of the resource.
func (q *question) owns(s *statement) truth {
	switch {
	case s.on == nil:
		return yes
	case s.on.known:
		return q.among(reading{}, s.on.arns, s.on.entries)
	}
	for _, r := range s.Resources {
		if text, known := r.Literal(); known && r.Branch == "" && q.within(text) {
			return yes
		}
	}
	return uncertain
}

// within tells whether the resource is one that a pattern names, or in it, so that a policy with that pattern is its own: services
// take no policy that names other resources than the one that it is of.
func (q *question) within(pattern string) bool {
	named, wild := strings.CutSuffix(pattern, "*")
	if wild && !strings.HasSuffix(named, "/") && !strings.HasSuffix(named, ":") {
		return false
	}
	named = strings.TrimRight(named, "/:")
	if glob.HasWildcard(named) || !MayHavePolicy(named) {
		return false
	}
	return q.Resource == named || strings.HasPrefix(q.Resource, named+"/") || strings.HasPrefix(q.Resource, named+":")
}

// Within tells whether a resource, by its ARN, surely is one of some that a template has, or lies in one.
func Within(arns []policy.Value, resource string) bool {
	q := newQuestion(Request{Resource: resource})
	q.layer = ResourceLayer
	on := Policies{statements: []statement{{}}}.On(arns).statements[0].on
	return q.among(reading{}, on.arns, on.entries) == yes
}

// MayBeOf tells whether policies of resources may be those of a resource, by its ARN.
func (p Policies) MayBeOf(resource string) bool {
	q := newQuestion(Request{Resource: resource})
	q.layer = ResourceLayer
	for i := range p.statements {
		if q.owns(&p.statements[i]) != no {
			return true
		}
	}
	return false
}

// otherwise are services whose resources have policies that are no matter of an action of the catalogue that would tell so, by
// the page of each in the Service Authorization Reference.
var otherwise = map[string]bool{"es": true, "events": true, "execute-api": true}

// MayHavePolicy tells whether a resource, or what it lies in, can have a policy of its own, by its ARN: whether the catalogue has an
// action that writes policies or permissions of such a resource.
func MayHavePolicy(arn string) bool {
	fields := strings.SplitN(arn, ":", 6)
	if len(fields) < 6 {
		return false
	}
	if otherwise[fields[2]] {
		return true
	}
	service, ok := catalog.FindService(fields[2])
	switch {
	case !ok:
		return true // nothing is known of it
	case fields[2] == "iam":
		return false // policies there are of principals, but for trust policies, of which no action on a role asks but to assume it
	}
	for action := range service.Actions() {
		if !writesPolicy(action) {
			continue
		}
		for t := range action.ResourceTypes() {
			if glob.Match(filled(t.ARN()), arn) {
				return true
			}
		}
	}
	return false
}

// writesPolicy tells whether an action writes the policy of a resource.
func writesPolicy(a catalog.Action) bool {
	_, name, _ := strings.Cut(a.Name(), ":")
	for _, verb := range []string{"Put", "Set", "Add", "Update"} {
		if rest, ok := strings.CutPrefix(name, verb); ok {
			return strings.HasSuffix(rest, "Policy") || strings.HasSuffix(rest, "Permission") || strings.HasSuffix(rest, "Permissions")
		}
	}
	return false
}
