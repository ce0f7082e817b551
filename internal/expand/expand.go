// Package expand writes facts onto the model before rules see it: what the
// catalogue knows of each action, how much each resource covers, what each
// condition narrows, who each principal is. Facts only: whether that is too
// much is for rules to say.
package expand

import (
	"slices"
	"strings"
	"sync"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/parallel"
	"github.com/iamlint/iamlint/internal/policy"
)

// Expander writes facts. It may be used by several goroutines at once.
type Expander struct {
	// Trusted are the accounts that the user trusts like their own, twelve digits each. It is set before the first
	// model, if at all.
	Trusted []string

	watched []watchedAction
	lists   map[catalog.Action][]string // the lists that an action is in
	state   policy.CatalogueState
	actions sync.Map // actionFacts by pattern: models name the same actions again and again
	globs   sync.Map // see resourceGlob

	plainest sync.Map // see format, by action
}

type watchedAction struct {
	name, lower string
	action      catalog.Action
}

// The lists of rules/data that stand for more than themselves.
const (
	watchedList = "watched"
	guardedList = "guarded"
	dataReads   = "data-reads"
	modelUse    = "model-use"
)

// isIn tells whether an action is in a list.
func (e *Expander) isIn(list string, a catalog.Action) bool { return slices.Contains(e.lists[a], list) }

// Model writes the facts of everything in the model and files its statements
// under their traits.
func (e *Expander) Model(m *policy.Model) { e.Models([]*policy.Model{m}) }

// Models does the same for models whose documents reach targets of one another: each kind of facts is there in all of
// them before the next, which may rest on it.
func (e *Expander) Models(models []*policy.Model) {
	all := make([]*common, len(models))
	seen := map[*policy.Document]bool{}
	for i, m := range models {
		all[i] = e.begin(m, seen)
	}
	for _, step := range []func(*common){(*common).words, (*common).reaches, (*common).statements, (*common).targets, (*common).redundancies, (*common).complete} {
		parallel.Each(len(all), func(i int) { step(all[i]) })
	}
}

// common is what the facts of one model rest on besides its words, for all who write them. It is safe for concurrent use.
type common struct {
	*Expander
	model   *policy.Model
	spoken  []*policy.Statement // whose words belong to no model before this one
	account string              // the model's, twelve digits; "" if it is of none
	own     map[ownKind][]policy.OwnResource
	owners  map[string]bool   // see ownersOf
	spelled *strings.Replacer // see spell
}

// begin takes a model with those of its documents that have not been seen.
func (e *Expander) begin(m *policy.Model, seen map[*policy.Document]bool) *common {
	m.Catalogue = e.state
	c := &common{Expander: e, model: m, own: fileOwn(m.Own), owners: ownersOf(m.Own), account: accountOf(m)}
	c.spelled = speller(m, c.account)
	for _, target := range m.Targets {
		for _, document := range slices.Concat(target.Documents, target.Reaching) {
			if !seen[document] {
				seen[document] = true
				c.spoken = append(c.spoken, document.Statements...)
			}
		}
	}
	for _, record := range m.Records {
		for _, version := range record.Versions {
			c.spoken = append(c.spoken, version.Document.Statements...)
		}
	}
	return c
}

// accountOf is the account that a model was read from.
func accountOf(m *policy.Model) string {
	if len(m.Accounts) == 0 {
		return ""
	}
	return m.Accounts[0].ID
}

// words writes the facts of each word.
func (c *common) words() {
	c.each(len(c.spoken), func(w *work, i int) { w.words(c.spoken[i]) })
}

// reaches writes how far actions reach, by the resources beside them.
func (c *common) reaches() {
	var all []*policy.Statement
	for _, target := range c.model.Targets {
		for _, document := range target.Documents {
			all = append(all, document.Statements...)
		}
	}
	c.each(len(all), func(w *work, i int) { w.reachOfActions(all[i]) })
}

// statements writes the facts that rest on several words of a statement, and on what is denied beside it.
func (c *common) statements() {
	var all []*policy.Statement
	var without []taking
	for _, target := range c.model.Targets {
		taken := takingOf(target)
		for _, document := range target.Documents {
			for _, statement := range document.Statements {
				all, without = append(all, statement), append(without, taken)
			}
		}
	}
	c.each(len(all), func(w *work, i int) {
		w.taking = without[i]
		w.statement(all[i])
	})
}

// targets writes the facts that rest on several statements.
func (c *common) targets() {
	c.each(len(c.model.Targets), func(w *work, i int) { w.target(c.model.Targets[i]) })
}

// redundancies writes what changes nothing, as others stand beside it.
func (c *common) redundancies() {
	c.each(len(c.model.Targets), func(_ *work, i int) { redundancies(c.model.Targets[i]) })
}

// complete files the statements and writes what rests on several targets.
func (c *common) complete() {
	m := c.model
	for _, target := range m.Targets {
		for _, document := range target.Documents {
			fileDocument(&m.Having, document)
			for _, statement := range document.Statements {
				file(&m.Having, statement)
			}
		}
	}
	c.each(len(m.Records), func(w *work, i int) { w.record(m.Records[i]) })
	twins(m)
	executions(m)
}

// portion is how many statements, targets or records are worth a goroutine.
const portion = 64

// each does something with every index below n, on all processors where there are many.
func (c *common) each(n int, do func(w *work, i int)) {
	parallel.Workers(n, portion, func() func(int) {
		w := c.work()
		return func(i int) { do(w, i) }
	})
}

// work is what one goroutine remembers while it writes facts: the same actions and resources come again and again.
type work struct {
	*common
	resources map[filing]resourceFacts
	fits      map[fitKey]policy.Breadth
	scopes    map[scopeKey]policy.Levels
	listings  map[saying][]listing
	speaking  map[saying][]granted
	spellings map[filing]spelling

	taking // of the target at hand
}

func (c *common) work() *work {
	return &work{common: c, resources: map[filing]resourceFacts{}, fits: map[fitKey]policy.Breadth{}, scopes: map[scopeKey]policy.Levels{}, listings: map[saying][]listing{}, speaking: map[saying][]granted{}, spellings: map[filing]spelling{}}
}

// target writes the facts that rest on several statements, when those of each are there.
func (w *work) target(target *policy.Target) {
	target.Inline = inlineSize(target)
	w.taking = takingOf(target)
	bar(target, w.barred())
	for _, document := range target.Documents {
		document.Administers = w.administers(document)
		document.Complexity = complexity(document)
		if document.Kind == policy.Trust {
			document.Trusting = document.Statements
		}
		overrule(document)
		shut(document)
		w.shorten(document)
	}
	w.retags(target)
	w.needs(target)
}

// words writes the facts of each word of a statement.
func (w *work) words(s *policy.Statement) {
	for i := range s.Actions {
		w.action(&s.Actions[i])
	}
	for i := range s.NotActions {
		w.action(&s.NotActions[i])
	}
	for i := range s.Resources {
		w.resource(&s.Resources[i])
	}
	for i := range s.NotResources {
		w.resource(&s.NotResources[i])
	}
	for i := range s.Principals {
		w.principal(&s.Principals[i])
	}
	for i := range s.NotPrincipals {
		w.principal(&s.NotPrincipals[i])
	}
	for i := range s.Conditions {
		condition(&s.Conditions[i])
	}
	for i := range s.Conditions {
		insisted(&s.Conditions[i], s.Conditions)
		s.Scoped = s.Scoped || s.Conditions[i].Limits != policy.LimitsNothing
		s.Closed = s.Closed || keepsStrangersOut(&s.Conditions[i])
	}
	w.faults(s)
	reach(s)
}

func (w *work) statement(s *policy.Statement) {
	s.Grants = w.grants(s)
	if s.Effect == "Allow" && s.Document.Kind != policy.Trust && s.Document.Kind != policy.ResourceBased {
		w.deniedActions(s)
		s.Scopable = w.scopable(s)
		s.Listed = w.listed(s)
		s.Misfits = w.misfits(s)
	}
	if s.Effect == "Deny" && s.Document.Kind == policy.Identity {
		s.Misfits = w.misfits(s)
	}
}

// reach notes the widest resource of the statement.
func reach(s *policy.Statement) {
	for _, r := range s.Resources {
		if s.Reach == "" || wider(r.Breadth, s.Reach) {
			s.Reach, s.ReachAt = r.Breadth, r.At
		}
	}
}

// fileDocument puts the document under each trait it has.
func fileDocument(h *policy.Having, d *policy.Document) {
	if !d.Unreadable {
		h.Documents = append(h.Documents, d)
	}
	if len(d.Faults) > 0 && d.Origin == policy.FromUser {
		h.FaultyDocuments = append(h.FaultyDocuments, d)
	}
}

// file puts the statement under each trait it has.
func file(h *policy.Having, s *policy.Statement) {
	h.Statements = append(h.Statements, s)
	wild := func(k policy.Wildcard) bool {
		return slices.ContainsFunc(s.Actions, func(a policy.Action) bool { return a.Wildcard == k })
	}
	status := func(k policy.ActionStatus) bool {
		is := func(a policy.Action) bool { return a.Status == k }
		return slices.ContainsFunc(s.Actions, is) || slices.ContainsFunc(s.NotActions, is)
	}
	who := func(is func(policy.Principal) bool) bool { return slices.ContainsFunc(s.Principals, is) }
	for _, trait := range []struct {
		list *[]*policy.Statement
		has  bool
	}{
		{&h.EveryAction, wild(policy.EveryAction)},
		{&h.ServiceWildcard, wild(policy.ServiceWildcard)},
		{&h.PartialWildcard, wild(policy.PartialWildcard)},
		{&h.PrefixWildcard, wild(policy.PrefixWildcard)},
		{&h.UnknownService, status(policy.UnknownService)},
		{&h.UnknownAction, status(policy.UnknownAction)},
		{&h.RetiredAction, slices.ContainsFunc(slices.Concat(s.Actions, s.NotActions), func(a policy.Action) bool { return a.Gone != "" })},
		{&h.MalformedAction, status(policy.MalformedAction)},
		{&h.MatchesNothing, status(policy.MatchesNothing)},
		{&h.Faulty, len(s.Faults) > 0 && s.Document.Origin == policy.FromUser},
		{&h.NotAction, len(s.NotActions) > 0},
		{&h.NotResource, len(s.NotResources) > 0},
		{&h.NotPrincipal, len(s.NotPrincipals) > 0},
		{&h.AnyResource, s.Reach == policy.Everything},
		{&h.BroadResource, s.Reach == policy.WholeType},
		{&h.Misfit, len(s.Misfits) > 0},
		{&h.Redundant, len(s.Redundant) > 0},
		{&h.Watched, len(s.Grants) > 0},
		{&h.Listed, len(s.Listed) > 0},
		{&h.Conditioned, len(s.Conditions) > 0},
		{&h.AccountResource, s.Reach == policy.WholeAccount},
		{&h.AnyAccount, slices.ContainsFunc(s.Resources, func(r policy.ResourceARN) bool { return r.AnyAccount })},
		{&h.FixedScope, slices.ContainsFunc(s.Resources, func(r policy.ResourceARN) bool { return r.Account != "" || len(r.Fixed) > 0 })},
		{&h.Retagging, len(s.Retags) > 0},
		{&h.Needing, len(s.Needs) > 0},
		{&h.Trust, s.Document.Kind == policy.Trust},
		{&h.ResourceBased, s.Document.Kind == policy.ResourceBased},
		{&h.TrivialCondition, slices.ContainsFunc(s.Conditions, func(c policy.Condition) bool { return c.Trivial })},
		{&h.Anyone, who(func(p policy.Principal) bool { return p.Kind == policy.Anyone })},
		{&h.External, who(external)},
		{&h.OIDC, who(func(p policy.Principal) bool { return p.Kind == policy.OIDCPrincipal })},
	} {
		if trait.has {
			*trait.list = append(*trait.list, s)
		}
	}
}
