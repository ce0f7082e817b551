// Package ignore knows which findings somebody accepts, and why: by a comment or
// by Metadata in an artifact, by the configuration, by what was written for another
// tool, or by a baseline. A suppression names its rules and its reason; one that
// is wrong, expired or of no use becomes a notice.
package ignore

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/source"
)

// The ways to suppress, as finding.Suppression.By names them; other tools go by their own names.
const (
	ByComment       = "comment"
	ByMetadata      = "metadata"
	ByConfiguration = "configuration"
	ByBaseline      = "baseline"
)

// Entry is one suppression.
type Entry struct {
	By     string
	Rules  []string // ids
	ID     string   // of another tool's suppression: what that tool calls the rule
	Reason string
	Until  string // as in finding.Suppression
	At     source.Location

	Artifact string            // where it holds; "" for everywhere
	Region   *source.Region    // of the artifact; nil for all of it
	Resource string            // the logical id of the resource that it is written at
	Paths    func(string) bool // the artifacts in which it holds; nil for any
	Target   string            // a pattern of names of targets; "" for any
	Narrow   Narrow

	Partial bool // what it is for may not be part of this run, so that it is not told of when of no use

	place *place // of another tool's: where it is written, for Migration
	found []*finding.Finding
	first []*finding.Finding // those of found that no suppression before this one covers
}

// Rulebook is what suppressions have to know of rules.
type Rulebook struct {
	Known   []finding.Rule // every rule there is
	Applied []finding.Rule // those of this run
}

// Set is the suppressions of one run.
type Set struct {
	Now   time.Time
	Honor []string // the other tools that are listened to, among Tools
	Rules Rulebook

	entries  []*Entry
	trees    map[string]*tree
	notices  []finding.Notice
	byID     map[string]bool
	byAlias  map[string][]string
	reported map[string]bool
	narrow   bool // a suppression outside of artifacts speaks of statements in them
	drafts   bool // those whose reason has yet to be written count
}

// tree is an artifact that has suppressions, or findings that narrow ones may be about.
type tree struct {
	root      *node.Node
	resources []resource
}

// resource is one resource of a template.
type resource struct {
	name string
	key  *node.Node
	body *node.Node
	all  source.Region
}

// Add adds a suppression that does not stand in an artifact. It is to come before artifacts are read.
func (s *Set) Add(e *Entry) {
	s.narrow = s.narrow || !e.Narrow.empty()
	s.add(e)
}

// Narrows tells whether a suppression outside of artifacts speaks of statements in them, so that they have to be read.
func (s *Set) Narrows() bool { return s.narrow }

// Read looks for suppressions in an artifact. Content that can't be parsed has none.
func (s *Set) Read(artifact string, content []byte) {
	own := bytes.Contains(content, []byte(word))
	if !own && !s.mayHonor(content) && !s.narrow {
		return
	}
	root, _ := node.Parse(artifact, content) // what is wrong with it is told by whoever judges it
	if root == nil {
		return
	}
	t := newTree(root)
	if s.trees == nil {
		s.trees = map[string]*tree{}
	}
	s.trees[artifact] = t
	if own {
		s.readComments(t)
		s.readMetadata(t)
	}
	s.readForeign(t)
}

func newTree(root *node.Node) *tree {
	t := &tree{root: root}
	resources := root.Get("Resources")
	if resources == nil || resources.Kind != node.Map {
		return t
	}
	for _, field := range resources.Fields {
		if field.Value.Kind == node.Map {
			all := source.Region{Start: field.Key.At.Region.Start, End: field.Value.At.Region.End}
			t.resources = append(t.resources, resource{name: field.Key.Text, key: field.Key, body: field.Value, all: all})
		}
	}
	return t
}

// hold lets a suppression hold for a resource.
func (e *Entry) hold(r *resource) {
	region := r.all
	e.Resource, e.Region = r.name, &region
}

// at is the resource that a position stands in, nil if none.
func (t *tree) at(p source.Position) *resource {
	for i := range t.resources {
		if within(t.resources[i].all, p) {
			return &t.resources[i]
		}
	}
	return nil
}

func within(r source.Region, p source.Position) bool {
	return p.Compare(r.Start) >= 0 && p.Compare(r.End) < 0
}

// add keeps a suppression if it is a whole one, and says so if it is not.
func (s *Set) add(e *Entry) {
	if e.ID == "" && !s.checked(e) {
		return
	}
	if e.Until != "" && s.expired(e) {
		return
	}
	s.entries = append(s.entries, e)
}

// checked tells of what is wrong with a suppression of ours. Rules that it names rightly are suppressed all the same,
// but without a reason it is none.
func (s *Set) checked(e *Entry) bool {
	if len(e.Rules) == 0 {
		s.note(e.At, "this suppression names no rule: name the ids of those that it is for")
		return false
	}
	s.learn()
	e.Rules = slices.DeleteFunc(slices.Clone(e.Rules), func(id string) bool {
		if !s.byID[id] {
			s.note(e.At, fmt.Sprintf("this suppression is for the rule %q, which does not exist%s", id, s.nearest(id)))
		}
		return !s.byID[id]
	})
	if strings.TrimSpace(e.Reason) == Placeholder && !s.drafts {
		s.note(e.At, fmt.Sprintf("the suppression of %s has no reason yet, so that it does not count: write one in the place of %q", strings.Join(e.Rules, ", "), Placeholder))
		return false
	}
	if strings.TrimSpace(e.Reason) == "" {
		s.note(e.At, fmt.Sprintf("the suppression of %s gives no reason, so that it does not count: add one", strings.Join(e.Rules, ", ")))
		return false
	}
	return len(e.Rules) > 0
}

const (
	day     = 24 * time.Hour
	warning = 14 * day // how long before its end a suppression is told of
)

// expired tells whether a suppression no longer holds, and says so, or that it soon will not. It holds up to the end of
// its last day, by UTC.
func (s *Set) expired(e *Entry) bool {
	end, err := time.Parse(time.DateOnly, e.Until)
	what := "suppression of " + e.names()
	if err != nil {
		s.note(e.At, fmt.Sprintf("the %s ends on %q, which is no day like %s: it does not count", what, e.Until, time.DateOnly))
		return true
	}
	left := end.Add(day).Sub(s.Now)
	switch {
	case left <= 0:
		s.note(e.At, fmt.Sprintf("the %s ended on %s: what it was for counts again", what, e.Until))
		return true
	case left <= warning:
		s.note(e.At, fmt.Sprintf("the %s ends on %s", what, e.Until))
	}
	return false
}

// names are the rules as whoever wrote the suppression calls them.
func (e *Entry) names() string {
	if e.ID != "" {
		return e.By + " " + e.ID
	}
	return strings.Join(e.Rules, ", ")
}

func (s *Set) note(at source.Location, message string) {
	s.notices = append(s.notices, finding.Notice{Message: message, At: at})
}

// learn makes the lookups of the rulebook.
func (s *Set) learn() {
	if s.byID != nil {
		return
	}
	s.byID, s.byAlias, s.reported = map[string]bool{}, map[string][]string{}, map[string]bool{}
	for _, rule := range s.Rules.Known {
		s.byID[rule.ID] = true
		for _, alias := range rule.Aliases {
			s.byAlias[aliasKey(alias)] = append(s.byAlias[aliasKey(alias)], rule.ID)
		}
	}
	for _, rule := range s.Rules.Applied {
		s.reported[rule.ID] = true
	}
}

// nearest is the end of a message about a rule that does not exist: the one that was probably meant.
func (s *Set) nearest(id string) string {
	var candidates []string
	for known := range s.byID {
		if strings.HasPrefix(known, id) || strings.HasPrefix(id, known) || strings.EqualFold(strings.ReplaceAll(id, "_", "-"), known) {
			candidates = append(candidates, known)
		}
	}
	candidates = append(candidates, s.byAlias[aliasKey(id)]...)
	if len(candidates) == 0 {
		return " (iamlint rules lists what there is)"
	}
	return fmt.Sprintf(" (did you mean %q?)", slices.Min(candidates))
}
