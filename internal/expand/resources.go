package expand

import (
	"cmp"
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

var breadths = []policy.Breadth{policy.UnresolvedBreadth, policy.Exact, policy.Prefix, policy.WholeAccount, policy.WholeType, policy.Everything}

// wider tells whether a covers more than b.
func wider(a, b policy.Breadth) bool { return slices.Index(breadths, a) > slices.Index(breadths, b) }

func resource(r *policy.ResourceARN) {
	arn := splitARN(concrete(r.Value))
	if !glob.HasWildcard(arn.service) && arn.service != someText {
		r.Service = strings.ToLower(arn.service)
	}
	r.Breadth = breadthIn(r.Value, arn)
}

// breadthIn is how much a resource covers, seen from its own service.
func breadthIn(v policy.Value, arn arnFields) policy.Breadth {
	if b, ok := plainBreadth(v, arn); ok {
		return b
	}
	widest := partial(arn)
	service, ok := catalog.FindService(arn.service)
	if !ok {
		return widest
	}
	for t := range service.ResourceTypes() {
		if b := covered(arn, t); wider(b, widest) {
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
func covered(arn arnFields, t catalog.ResourceType) policy.Breadth {
	if arn.service != "" && !glob.HasWildcard(arn.service) && !strings.HasPrefix(t.ARN(), "arn:${Partition}:"+arn.service+":") {
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

// typeGlob is the ARN format of a type as a pattern.
func typeGlob(t catalog.ResourceType, partition, region, account string) string {
	format := strings.NewReplacer("${Partition}", partition, "${Region}", region, "${Account}", account).Replace(t.ARN())
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(format, "${")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		_, format, _ = strings.Cut(rest, "}")
		b.WriteByte('*')
	}
}

// fitKey is a resource and a type that were compared.
type fitKey struct {
	text string
	kind catalog.ResourceType
}

// fit is how much of a type the resource covers, "" when it can't be one of the type.
func (w *work) fit(v policy.Value, t catalog.ResourceType) policy.Breadth {
	key := fitKey{v.Text, t}
	b, ok := w.fits[key]
	if !ok {
		b = fit(v, t)
		w.fits[key] = b
	}
	return b
}

func fit(v policy.Value, t catalog.ResourceType) policy.Breadth {
	arn := splitARN(concrete(v))
	if b, ok := plainBreadth(v, arn); ok && b != policy.Exact {
		return b
	}
	// A * of the partition would run on over the service; which partition it is, is all the same here.
	may := splitARN(possible(v))
	if glob.HasWildcard(may.partition) {
		may.partition = "aws"
	}
	if !glob.Meets(may.String(), typeGlob(t, cmp.Or(may.partition, "*"), "*", "*")) {
		return ""
	}
	if b := covered(arn, t); b != "" {
		return b
	}
	return partial(arn)
}

// reachOf is the widest of the resources that the action can have, "" if none
// of them is, and which it is.
func (w *work) reachOf(a catalog.Action, resources []policy.ResourceARN) (widest policy.Breadth, at source.Location) {
	for i := range resources {
		b := w.fitAction(a, resources[i].Value)
		if b != "" && (widest == "" || wider(b, widest)) {
			widest, at = b, resources[i].At
		}
	}
	return widest, at
}

// fitAction is how much the resource covers of what the action can have, "" for nothing.
func (w *work) fitAction(a catalog.Action, v policy.Value) policy.Breadth {
	if glob.Match(possible(v), "*") {
		if b, ok := plainBreadth(v, splitARN(concrete(v))); ok {
			return b
		}
	}
	var widest policy.Breadth
	for t := range a.ResourceTypes() {
		if b := w.fit(v, t); b != "" && (widest == "" || wider(b, widest)) {
			widest = b
		}
	}
	return widest
}

// misfits lists the actions that none of the resources fits.
func (w *work) misfits(s *policy.Statement) []policy.Misfit {
	if len(s.Resources) == 0 {
		return nil
	}
	var out []policy.Misfit
	for _, a := range s.Actions {
		f := w.actionFacts(a.Value)
		if f.status != policy.ActionKnown || f.wildcard == policy.EveryAction || w.anyFits(f.matches, s.Resources) {
			continue
		}
		misfit := policy.Misfit{Action: a.Text, At: a.At, Unscopable: true}
		for _, m := range f.matches {
			misfit.Unscopable = misfit.Unscopable && m.Scoping() == catalog.Unscopable
		}
		misfit.ARNs = formats(f.matches)
		out = append(out, misfit)
	}
	return out
}

func (w *work) anyFits(actions []catalog.Action, resources []policy.ResourceARN) bool {
	return slices.ContainsFunc(actions, func(a catalog.Action) bool {
		return slices.ContainsFunc(resources, func(r policy.ResourceARN) bool { return w.fitAction(a, r.Value) != "" })
	})
}

// scopable files the actions that the statement allows on a whole type or on
// everything though they could be limited.
func (w *work) scopable(s *policy.Statement) policy.Levels {
	var levels policy.Levels
	if s.Reach != policy.Everything && s.Reach != policy.WholeType {
		return levels
	}
	byLevel := map[*policy.Actions][]catalog.Action{}
	seen := map[catalog.Action]bool{}
	for _, a := range s.Actions {
		for _, m := range w.actionFacts(a.Value).matches {
			if seen[m] || m.Scoping() != catalog.Scopable || w.isWatched(m) {
				continue
			}
			seen[m] = true
			if b, _ := w.reachOf(m, s.Resources); b == policy.Everything || b == policy.WholeType {
				list := w.levelOf(&levels, m)
				byLevel[list] = append(byLevel[list], m)
			}
		}
	}
	for list, actions := range byLevel {
		list.Count = len(actions)
		list.ARNs = formats(actions)
		for _, a := range actions {
			list.Names = append(list.Names, a.Name())
		}
		slices.Sort(list.Names)
		list.Names = list.Names[:min(shown, len(list.Names))]
	}
	return levels
}

func (w *work) levelOf(levels *policy.Levels, a catalog.Action) *policy.Actions {
	if w.data[strings.ToLower(a.Name())] {
		return &levels.Data
	}
	switch a.Level() {
	case catalog.Permissions:
		return &levels.Permissions
	case catalog.Write:
		return &levels.Write
	case catalog.Tagging:
		return &levels.Tagging
	case catalog.Read:
		return &levels.Read
	}
	return &levels.List
}

// formats lists up to three ARN formats of the actions' resource types, as one
// would write them in Fn::Sub.
func formats(actions []catalog.Action) []string {
	const most = 3
	var out []string
	for _, a := range actions {
		for t := range a.ResourceTypes() {
			arn := strings.NewReplacer("${Partition}", "${AWS::Partition}", "${Region}", "${AWS::Region}", "${Account}", "${AWS::AccountId}").Replace(t.ARN())
			if !slices.Contains(out, arn) {
				out = append(out, arn)
			}
			if len(out) == most {
				return out
			}
		}
	}
	return out
}
