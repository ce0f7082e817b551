package expand

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// someText stands in a pattern for text that is not known but is no wildcard.
// It is a private-use character, which no ARN holds.
const someText = "\uE000"

// concrete is the value as a pattern in which what is not known is one fixed text.
func concrete(v policy.Value) string { return pattern(v, someText) }

// possible is the value as a pattern of all that it may turn out to be.
func possible(v policy.Value) string { return pattern(v, "*") }

func pattern(v policy.Value, unknown string) string {
	var b strings.Builder
	for _, p := range v.Parts {
		if p.Kind == policy.Literal {
			b.WriteString(p.Text)
		} else {
			b.WriteString(unknown)
		}
	}
	return b.String()
}

// filing is what a value is filed by: those of one filing are alike. A text alone is not enough: "${Bucket}" may be what !Sub
// knows nothing of, and these very characters where !Sub was forgotten.
type filing struct {
	text   string
	parts  bool // it is more than literal text
	known  bool
	quoted bool // text is that of the parts, which could not be told apart otherwise
}

func filed(v policy.Value) filing {
	if len(v.Parts) == 1 && v.Parts[0].Kind == policy.Literal {
		return filing{text: v.Text}
	}
	for _, p := range v.Parts {
		if p.Kind == policy.Literal && strings.Contains(p.Text, "${") {
			return filing{text: fmt.Sprintf("%#v", v.Parts), parts: true, known: v.Known, quoted: true}
		}
	}
	return filing{text: v.Text, parts: true, known: v.Known}
}

var breadths = []policy.Breadth{policy.UnresolvedBreadth, policy.Exact, policy.Prefix, policy.WholeAccount, policy.WholeType, policy.Everything}

// wider tells whether a covers more than b.
func wider(a, b policy.Breadth) bool { return slices.Index(breadths, a) > slices.Index(breadths, b) }

func (w *work) resource(r *policy.ResourceARN) {
	key := filed(r.Value)
	facts, ok := w.resources[key]
	if !ok {
		arn := splitARN(concrete(r.Value))
		if !glob.HasWildcard(arn.service) && arn.service != someText {
			facts.service = strings.ToLower(arn.service)
		}
		facts.breadth = w.breadthIn(r.Value, arn)
		narrow := facts.breadth == policy.Exact || facts.breadth == policy.Prefix || facts.breadth == policy.UnresolvedBreadth
		facts.anyAccount = narrow && arn.account != "" && strings.Trim(arn.account, "*") == ""
		facts.account, facts.fixed = w.fixedScope(r.Value)
		w.resources[key] = facts
	}
	r.Service, r.Breadth, r.AnyAccount = facts.service, facts.breadth, facts.anyAccount
	r.Account, r.Fixed = facts.account, facts.fixed
}

// resourceFacts is what a pattern of resources says by itself.
type resourceFacts struct {
	service    string
	breadth    policy.Breadth
	anyAccount bool
	account    string
	fixed      []string
}

// breadthIn is how much a resource covers, seen from its own service.
func (e *Expander) breadthIn(v policy.Value, arn arnFields) policy.Breadth {
	if b, ok := plainBreadth(v, arn); ok {
		return b
	}
	widest := partial(arn)
	service, ok := catalog.FindService(arn.service)
	if !ok {
		return widest
	}
	for t := range service.ResourceTypes() {
		if b := e.covered(arn, t); wider(b, widest) {
			widest = b
		}
	}
	return widest
}

// plainBreadth is the breadth of what needs no look at resource types.
func plainBreadth(v policy.Value, arn arnFields) (policy.Breadth, bool) {
	switch {
	case arn.coversEverything():
		return policy.Everything, true
	case !v.Known:
		return policy.UnresolvedBreadth, true
	case !glob.HasWildcard(arn.String()):
		return policy.Exact, true
	}
	return "", false
}

// partial is the breadth of a pattern that covers no whole type. A wildcard
// that follows a whole id, as in bucket/* and log-group:name:*, is what the
// type asks for; one inside the id is a prefix.
func partial(arn arnFields) policy.Breadth {
	before, _, _ := strings.Cut(arn.resource, "*")
	before, _, _ = strings.Cut(before, "?")
	if before == arn.resource {
		return policy.Exact
	}
	id := strings.FieldsFunc(before, func(c rune) bool { return c == '/' || c == ':' })
	complete := strings.HasSuffix(before, "/") || strings.HasSuffix(before, ":")
	if complete && (len(id) > 1 || len(id) == 1 && (arn.service == "s3" || arn.prefix == "")) {
		return policy.Exact
	}
	return policy.Prefix
}

// covered tells how much of a resource type an ARN covers: WholeType,
// WholeAccount, or "" for less.
func (e *Expander) covered(arn arnFields, t catalog.ResourceType) policy.Breadth {
	if !arn.couldBe(t) {
		return ""
	}
	if arn.service == "ec2" && strings.HasSuffix(t.ARN(), "Id}") {
		arn.resource = idWord.ReplaceAllString(arn.resource, "$1*")
	}
	if arn.byField() && !glob.Covers(arn.resource, e.resourceGlob(t)) {
		return ""
	}
	text := arn.String()
	everywhere := arn.partition
	if everywhere == "" || glob.HasWildcard(everywhere) {
		everywhere = "aws"
	}
	if glob.Covers(text, typeGlob(t, everywhere, "*", "*")) || glob.Covers(text, typeGlob(t, everywhere, arn.region, "*")) {
		return policy.WholeType
	}
	if glob.Covers(text, typeGlob(t, everywhere, arn.region, arn.account)) {
		return policy.WholeAccount
	}
	return ""
}

// resourceGlob is the last field of the ARNs of a type as a pattern. The same types are asked for again and again.
func (e *Expander) resourceGlob(t catalog.ResourceType) string {
	if known, ok := e.globs.Load(t); ok {
		return known.(string)
	}
	g := splitARN(typeGlob(t, "*", "*", "*")).resource
	e.globs.Store(t, g)
	return g
}

// typeGlob is the ARN format of a type as a pattern.
func typeGlob(t catalog.ResourceType, partition, region, account string) string {
	var b strings.Builder
	for rest := t.ARN(); ; {
		before, after, ok := strings.Cut(rest, "${")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		var name string
		name, rest, _ = strings.Cut(after, "}")
		switch name {
		case "Partition":
			b.WriteString(partition)
		case "Region":
			b.WriteString(region)
		case "Account":
			b.WriteString(account)
		default:
			b.WriteByte('*')
		}
	}
}

// fitKey is a resource and a type that were compared.
type fitKey struct {
	filing

	kind catalog.ResourceType
}

// fit is how much of a type the resource covers, "" when it can't be one of the type.
func (w *work) fit(v policy.Value, t catalog.ResourceType) policy.Breadth {
	key := fitKey{filed(v), t}
	b, ok := w.fits[key]
	if !ok {
		b = w.fitOf(v, w.spelling(v, key.filing), t)
		w.fits[key] = b
	}
	return b
}

func (e *Expander) fitOf(v policy.Value, s spelling, t catalog.ResourceType) policy.Breadth {
	switch {
	case s.plain != "":
		return s.plain
	case !s.may.couldBe(t), s.may.byField() && !glob.Meets(s.may.resource, e.resourceGlob(t)):
		return "" // which costs less to tell than what follows
	case !glob.Meets(s.may.String(), typeGlob(t, cmp.Or(s.may.partition, "*"), "*", "*")), notInS3(v, s.arn, t):
		return ""
	}
	if b := e.covered(s.arn, t); b != "" {
		return b
	}
	return partial(s.arn)
}

// spelling is a resource as it is compared with types.
type spelling struct {
	arn   arnFields      // what it surely is
	may   arnFields      // what it may be
	plain policy.Breadth // where it is the same for all types; "" where it is not
}

func (w *work) spelling(v policy.Value, key filing) spelling {
	s, ok := w.spellings[key]
	if ok {
		return s
	}
	s = spelling{arn: splitARN(concrete(v)), may: splitARN(possible(v))}
	// A * of the partition would run on over the service; which partition it is, is all the same here.
	if glob.HasWildcard(s.may.partition) {
		s.may.partition = "aws"
	}
	if b, ok := plainBreadth(v, s.arn); ok && b != policy.Exact {
		s.plain = b
	}
	w.spellings[key] = s
	return s
}

// notInS3 tells S3's resources apart where their patterns meet though no ARN is
// of both: what has a Region is no bucket and no object, a bucket's name has no
// slash, and an object's ARN always has one.
func notInS3(v policy.Value, arn arnFields, t catalog.ResourceType) bool {
	if arn.service != "s3" || !v.Known {
		return false
	}
	slash := strings.Contains(arn.resource, "/")
	switch t.Name() {
	case "bucket":
		return slash
	case "object":
		return !slash && !glob.HasWildcard(arn.resource)
	default:
		return arn.region == "" && strings.Contains(t.ARN(), ":${Region}:") || arn.account == "" && strings.Contains(t.ARN(), ":${Account}:")
	}
}

// reachOf is the widest of the resources that the action can have, "" if none
// of them is, and which it is.
func (w *work) reachOf(a catalog.Action, resources []policy.ResourceARN) (widest policy.Breadth, at source.Location) {
	return w.widest(resources, func(v policy.Value) policy.Breadth { return w.fitAction(a, v, nil) })
}

// reachOfNamable is reachOf without what the action makes: nobody can write an id that does not exist yet.
func (w *work) reachOfNamable(a catalog.Action, resources []policy.ResourceARN) (widest policy.Breadth, at source.Location) {
	namable := func(t catalog.ResourceType) bool { return !makes(a, t) }
	return w.widest(resources, func(v policy.Value) policy.Breadth { return w.fitAction(a, v, namable) })
}

// widest is the widest that a resource comes to, "" if none comes to anything, and which it is.
func (w *work) widest(resources []policy.ResourceARN, of func(policy.Value) policy.Breadth) (widest policy.Breadth, at source.Location) {
	for i := range resources {
		b := of(resources[i].Value)
		if b != "" && (widest == "" || wider(b, widest)) {
			widest, at = b, resources[i].At
		}
	}
	return widest, at
}

// reachOfActions notes for each action of the statement the widest of the
// resources that it can have. Of a pattern, those of its actions count that can have any of them.
func (w *work) reachOfActions(s *policy.Statement) {
	for i := range s.Actions {
		a := &s.Actions[i]
		if s.Reach == policy.Everything || a.Wildcard == policy.EveryAction {
			a.Reach = s.Reach
			continue
		}
		matches := w.actionFacts(a.Value).matches
		fitting := w.fitting(a, matches, s.Resources)
		if len(fitting) > 0 && len(fitting) < len(matches) && len(s.NotResources) == 0 {
			w.narrow(a, fitting)
		}
	}
}

// fitting are the matches of a pattern that can have any of the resources, the widest of which it notes.
func (w *work) fitting(a *policy.Action, matches []catalog.Action, resources []policy.ResourceARN) []catalog.Action {
	var fitting []catalog.Action
	for _, m := range matches {
		b, _ := w.reachOf(m, resources)
		if b == "" {
			continue
		}
		fitting = append(fitting, m)
		if a.Reach == "" || wider(b, a.Reach) {
			a.Reach = b
		}
	}
	return fitting
}

// reachBeyond is the breadth of what an action can have besides the entries of
// NotResource: everything, unless they leave nothing or can't tell.
func (w *work) reachBeyond(a catalog.Action, excluded []policy.ResourceARN) (policy.Breadth, source.Location) {
	if len(excluded) == 0 {
		return "", source.Location{}
	}
	switch b, at := w.reachOf(a, excluded); b {
	case policy.Everything, policy.WholeType, policy.WholeAccount:
		return "", source.Location{}
	case policy.UnresolvedBreadth:
		return b, at
	default:
		return policy.Everything, excluded[0].At
	}
}

// fitAction is how much the resource covers of what the action can have of the types that are wanted, nil for all; "" for nothing.
func (w *work) fitAction(a catalog.Action, v policy.Value, wanted func(catalog.ResourceType) bool) policy.Breadth {
	if glob.Match(possible(v), "*") {
		if b, ok := plainBreadth(v, splitARN(concrete(v))); ok {
			return b
		}
	}
	var widest policy.Breadth
	for t := range a.ResourceTypes() {
		if wanted != nil && !wanted(t) {
			continue
		}
		if b := w.fit(v, t); b != "" && (widest == "" || wider(b, widest)) {
			widest = b
		}
	}
	return widest
}
