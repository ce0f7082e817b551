package parse

import (
	"errors"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// IsPolicy tells whether a node is a policy document, bare or in the wrapping
// that the AWS command line prints it in, and not a template or something else.
func IsPolicy(root *node.Node) bool {
	return unwrap(root) != nil
}

// Policy reads a policy document that stands alone. With an empty kind it finds
// out the kind from the principals and actions that the document has.
func Policy(artifact string, root *node.Node, kind policy.DocumentKind) (*policy.Model, []finding.Notice) {
	var notices Notices
	model := &policy.Model{Artifact: artifact}
	document := unwrap(root)
	if document == nil {
		document = root
	}
	if document == nil {
		return model, nil
	}
	target, blank := alone(artifact, kind, document.At)
	target.Documents = Plain(&notices).Documents(document, Branch{}, blank)
	for _, d := range target.Documents {
		if kind == "" {
			Settle(d)
		}
	}
	model.Targets = []*policy.Target{target}
	return model, notices.Sorted()
}

// Broken is the model of a policy document that stands alone and can't be parsed, for the reason given.
func Broken(artifact string, err error, kind policy.DocumentKind) *policy.Model {
	at := flaw(err, source.Location{Artifact: artifact})
	target, document := alone(artifact, kind, at)
	document.At, document.Unreadable = at, true
	document.Faults = []policy.Fault{{Kind: policy.NotJSON, Text: reason(err), At: at}}
	target.Documents = []*policy.Document{&document}
	return &policy.Model{Artifact: artifact, Targets: []*policy.Target{target}}
}

// alone is the target of a document that stands alone, and the document with nothing in it.
func alone(artifact string, kind policy.DocumentKind, at source.Location) (*policy.Target, policy.Document) {
	base := path.Base(strings.ReplaceAll(artifact, `\`, "/"))
	target := &policy.Target{Name: base, Kind: policy.Raw, At: at}
	return target, policy.Document{Name: base, Kind: kind, Target: target.Subject()}
}

// unwrap finds the policy document in a node, or nil.
func unwrap(root *node.Node) *node.Node {
	if root == nil || root.Kind != node.Map || root.Get("Resources") != nil || root.Get("AWSTemplateFormatVersion") != nil {
		return nil
	}
	if IsDocument(root) {
		return root
	}
	for _, wrapped := range []*node.Node{
		root.Get("PolicyDocument"),                       // iam get-role-policy and its like
		root.Get("PolicyVersion").Get("Document"),        // iam get-policy-version
		root.Get("Role").Get("AssumeRolePolicyDocument"), // iam get-role
		root.Get("Policy"), root.Get("ResourcePolicy"),   // s3api get-bucket-policy and its like
		root.Get("AssumeRolePolicyDocument"), root.Get("policy"), // an entry of iam list-roles; ecr get-repository-policy
	} {
		if inner := Opened(wrapped); IsDocument(inner) {
			return inner
		}
	}
	return nil
}

// Opened is the tree of the JSON that a string holds. What holds none it returns as it is.
func Opened(n *node.Node) *node.Node {
	if n == nil || n.Kind != node.String || !strings.HasPrefix(strings.TrimSpace(n.Text), "{") {
		return n
	}
	inner, _ := n.Embedded() // a flaw that leaves a tree keeps nobody from judging it
	return inner
}

// IsDocument tells whether a map has statements that look like IAM's, or lacks
// them and is otherwise nothing but a policy.
func IsDocument(n *node.Node) bool {
	if n == nil || n.Kind != node.Map {
		return false
	}
	foreign := 0
	for _, f := range n.Fields {
		switch nearest(f.Key.Text, documentElements) {
		case "Statement":
			return isStatement(f.Value) || isVersion(n.Get("Version"))
		case "":
			foreign++
		}
	}
	version := n.Get("Version")
	return foreign == 0 && version != nil && day.MatchString(version.Text)
}

// day is what a version of IAM's policy language looks like.
var day = regexp.MustCompile(`^20[0-9]{2}-[0-9]{2}-[0-9]{2}$`)

// isVersion tells whether a node is a version of IAM's policy language.
func isVersion(n *node.Node) bool {
	return n != nil && (n.Text == "2012-10-17" || n.Text == "2008-10-17")
}

func isStatement(n *node.Node) bool {
	switch n.Kind {
	case node.List:
		return slices.ContainsFunc(n.Items, isStatement)
	case node.Map:
		return slices.ContainsFunc(n.Fields, func(f node.Field) bool {
			switch nearest(f.Key.Text, statementElements) {
			case "Effect", "Action", "NotAction":
				return true
			default:
				return false
			}
		})
	default:
		return false
	}
}

// Settle gives a document the kind that its statements speak for.
func Settle(d *policy.Document) {
	d.Kind = kindOf(d.Statements)
	for _, s := range d.Statements {
		s.Document = d.Title()
	}
}

func kindOf(statements []*policy.Statement) policy.DocumentKind {
	hasPrincipal := func(s *policy.Statement) bool { return len(s.Principals)+len(s.NotPrincipals) > 0 }
	assumes := func(s *policy.Statement) bool {
		return len(s.Actions) > 0 && !slices.ContainsFunc(s.Actions, func(a policy.Action) bool { return !isAssume(a.Text) })
	}
	switch {
	case !slices.ContainsFunc(statements, hasPrincipal):
		return policy.Identity
	case slices.ContainsFunc(statements, func(s *policy.Statement) bool { return !assumes(s) }):
		return policy.ResourceBased
	case !slices.ContainsFunc(statements, func(s *policy.Statement) bool { return s.Effect != "Deny" || len(s.Resources) == 0 }):
		return policy.RCP // a trust policy that lets in nobody would be none, and has no Resource
	default:
		return policy.Trust
	}
}

// isAssume tells whether an action is one that trust policies have, or a pattern of such.
func isAssume(action string) bool {
	name, ofSTS := strings.CutPrefix(strings.ToLower(action), "sts:")
	return ofSTS && (strings.HasPrefix(name, "assume") || strings.Contains(name, "*") || forSession[name])
}

// forSession are the actions that go along with assuming a role, in lower case.
var forSession = map[string]bool{"setcontext": true, "setsourceidentity": true, "tagsession": true}

// flaw is where in a text at a place an error is, if it says so.
func flaw(err error, at source.Location) source.Location {
	var e *node.Error
	if errors.As(err, &e) && e.At.Artifact == at.Artifact {
		return e.At
	}
	return at
}

// reason is what an error says, without the place if it has one: the notice has its own.
func reason(err error) string {
	var e *node.Error
	if errors.As(err, &e) {
		return e.Message
	}
	return err.Error()
}
