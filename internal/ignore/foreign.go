package ignore

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/source"
)

// place says where another tool's suppression is written.
type place struct {
	resource *resource     // in its Metadata; nil in a comment, or in Metadata of the template
	comment  *node.Comment // nil in Metadata
}

// tool is another tool, and where it looks for suppressions.
type tool struct {
	name  string
	marks []string // an artifact without any of these has none
	read  func(*Set, *tree)
}

func tools() []tool {
	return []tool{
		{"cfn_nag", []string{"rules_to_suppress"}, func(s *Set, t *tree) { s.readNag(t, "cfn_nag") }},
		{"checkov", []string{"checkov"}, (*Set).readCheckov},
		{"cdk_nag", []string{"rules_to_suppress"}, func(s *Set, t *tree) { s.readNag(t, "cdk_nag") }},
		{"guard", []string{"SuppressedRules"}, (*Set).readGuard},
		{"cfn-lint", []string{"ignore_checks"}, (*Set).readCfnLint},
		{"trivy", []string{"trivy:ignore:", "tfsec:ignore:"}, (*Set).readTrivy},
	}
}

// Tools names the tools whose suppressions can be honored.
func Tools() []string {
	var names []string
	for _, t := range tools() {
		names = append(names, t.name)
	}
	return names
}

func (s *Set) mayHonor(content []byte) bool {
	return slices.ContainsFunc(tools(), func(t tool) bool { return s.honors(t.name) && t.marked(content) })
}

func (t tool) marked(content []byte) bool {
	return slices.ContainsFunc(t.marks, func(mark string) bool { return bytes.Contains(content, []byte(mark)) })
}

func (s *Set) honors(name string) bool { return slices.Contains(s.Honor, name) }

func (s *Set) readForeign(t *tree) {
	for _, other := range tools() {
		if s.honors(other.name) {
			other.read(s, t)
		}
	}
}

// packs are the prefixes of ids by which cdk-nag tells from which of its packs a rule comes, that is in several of them.
// Those of AwsSolutions have names of their own. https://github.com/cdklabs/cdk-nag/blob/main/RULES.md
var packs = []string{"HIPAA.Security-", "NIST.800.53.R4-", "NIST.800.53.R5-", "PCI.DSS.321-", "Serverless-"}

// aliasKey is the form in which ids are compared: trivy writes AWS-0057 and AVD-AWS-0057, cdk-nag PCI.DSS.321-IAMNoInlinePolicy.
func aliasKey(id string) string {
	id = strings.TrimPrefix(strings.TrimSpace(id), "AVD-")
	for _, pack := range packs {
		if name, ok := strings.CutPrefix(id, pack); ok {
			return name
		}
	}
	return id
}

// honor adds another tool's suppression if a rule of ours is known by its id. needsReason tells whether the tool has a
// place for a reason, in which case it has to be there.
func (s *Set) honor(e *Entry, needsReason bool) {
	s.learn()
	e.Rules = s.byAlias[aliasKey(e.ID)]
	if len(e.Rules) == 0 {
		return // about something that is no business of ours
	}
	if needsReason && strings.TrimSpace(e.Reason) == "" {
		s.note(e.At, fmt.Sprintf("the suppression of %s gives no reason, so that it is not honored", e.names()))
		return
	}
	s.add(e)
}

// atResource is an entry that holds for a resource; without one, for the template.
func atResource(tool string, at source.Location, r *resource) *Entry {
	e := &Entry{By: tool, At: at, Artifact: at.Artifact, place: &place{resource: r}}
	if r != nil {
		e.hold(r)
	}
	return e
}

// readNag reads rules_to_suppress, which cfn_nag and cdk-nag both have. That of cdk-nag may list what it lets through.
func (s *Set) readNag(t *tree, name string) {
	for i := range t.resources {
		r := &t.resources[i]
		list := r.body.Get("Metadata").Get(name).Get("rules_to_suppress")
		if list == nil {
			continue
		}
		for _, item := range list.Items {
			e := atResource(name, item.At, r)
			e.ID, e.Reason = scalar(item.Get("id")), nagReason(item)
			if name == "cdk_nag" && !narrowNag(e, item.Get("applies_to")) {
				continue
			}
			s.honor(e, true)
		}
	}
}

// nagReason is the reason of an entry, which cdk-nag encodes when it holds more than ASCII.
func nagReason(item *node.Node) string {
	reason := scalar(item.Get("reason"))
	if scalar(item.Get("is_reason_encoded")) == "true" {
		if text, err := base64.StdEncoding.DecodeString(reason); err == nil {
			return string(text)
		}
	}
	return reason
}

// narrowNag reads what cdk-nag lets through: "Action::s3:*", "Resource::<Bucket.Arn>/*". It is false if that is
// something else, as an expression over names of the CDK, which must not be taken for everything.
func narrowNag(e *Entry, list *node.Node) bool {
	items := []string{}
	if id, rest, ok := strings.Cut(e.ID, "["); ok {
		e.ID, items = id, append(items, strings.TrimSuffix(rest, "]"))
	}
	if list != nil {
		for _, item := range list.Items {
			items = append(items, scalar(item))
		}
	}
	for _, item := range items {
		switch kind, text, _ := strings.Cut(item, "::"); kind {
		case "Action":
			e.Narrow.Actions = append(e.Narrow.Actions, text)
		case "Resource":
			e.Narrow.Resources = append(e.Narrow.Resources, reference.ReplaceAllString(text, "$${$1}"))
		}
	}
	e.Narrow.Either = true
	return len(items) == 0 || !e.Narrow.empty()
}

// reference is how cdk-nag writes what Fn::Sub writes as ${Bucket.Arn}.
var reference = regexp.MustCompile(`<([A-Za-z0-9:.]+)>`)

func (s *Set) readCheckov(t *tree) {
	for i := range t.resources {
		list := t.resources[i].body.Get("Metadata").Get("checkov").Get("skip")
		if list == nil {
			continue
		}
		for _, item := range list.Items {
			e := atResource("checkov", item.At, &t.resources[i])
			e.ID, e.Reason = scalar(item.Get("id")), scalar(item.Get("comment"))
			s.honor(e, true)
		}
	}
	for _, c := range t.root.Comments() {
		rest, ok := strings.CutPrefix(strings.TrimSpace(c.Text), "checkov:skip=")
		r := t.around(c)
		if !ok || r == nil {
			continue
		}
		ids, reason, _ := strings.Cut(rest, ":")
		for id := range strings.SplitSeq(ids, ",") {
			e := atResource("checkov", c.At, r)
			e.place.comment = &c
			e.ID, e.Reason = strings.TrimSpace(id), strings.TrimSpace(reason)
			s.honor(e, true)
		}
	}
}

// around is the resource that a comment is written in: the last one that begins above it, if the comment stands in its
// lines or deeper than its name. Nil if there is none.
func (t *tree) around(c node.Comment) *resource {
	var found *resource
	at := c.At.Region.Start
	for i := range t.resources {
		r := &t.resources[i]
		if r.all.Start.Line <= at.Line && (at.Line <= r.all.End.Line || at.Column > r.all.Start.Column) {
			found = r
		}
	}
	return found
}

// readGuard reads SuppressedRules: names, each of which may have a reason.
func (s *Set) readGuard(t *tree) {
	for i := range t.resources {
		list := t.resources[i].body.Get("Metadata").Get("guard").Get("SuppressedRules")
		if list == nil {
			continue
		}
		for _, item := range append([]*node.Node{list}, list.Items...) {
			for _, field := range item.Fields {
				e := atResource("guard", item.At, &t.resources[i])
				e.ID, e.Reason = field.Key.Text, scalar(field.Value)
				s.honor(e, false)
			}
			if item.Kind == node.String {
				e := atResource("guard", item.At, &t.resources[i])
				e.ID = item.Text
				s.honor(e, false)
			}
		}
	}
}

// readCfnLint reads ignore_checks, which has no place for reasons. cfn-lint takes a part of an id for all ids that begin
// so; here only whole ones count.
func (s *Set) readCfnLint(t *tree) {
	read := func(holder *node.Node, r *resource) {
		list := holder.Get("Metadata").Get("cfn-lint").Get("config").Get("ignore_checks")
		if list == nil {
			return
		}
		for _, item := range list.Items {
			e := atResource("cfn-lint", item.At, r)
			e.ID = scalar(item)
			s.honor(e, false)
		}
	}
	read(t.root, nil)
	for i := range t.resources {
		read(t.resources[i].body, &t.resources[i])
	}
}

// trivyComment is one of the suppressions that a comment may hold: an id and, after it, parameters.
var trivyComment = regexp.MustCompile(`(?:trivy|tfsec):ignore:([A-Za-z0-9*_-]+)((?::[a-z]+:[^\s:]+)*)`)

func (s *Set) readTrivy(t *tree) {
	for _, c := range t.root.Comments() {
		for _, match := range trivyComment.FindAllStringSubmatch(c.Text, -1) {
			e := &Entry{
				By: "trivy", ID: match[1], At: c.At, Artifact: c.At.Artifact, Region: t.spokenOf(c),
				place: &place{comment: &c},
			}
			if _, until, ok := strings.Cut(match[2], ":exp:"); ok {
				e.Until, _, _ = strings.Cut(until, ":")
			}
			s.honor(e, false)
		}
	}
}

func scalar(n *node.Node) string {
	if n == nil || n.Kind >= node.List {
		return ""
	}
	return n.Text
}
