// Package live reads an account: its roles, users, groups and policies, as the
// operation GetAccountAuthorizationDetails of IAM gives them, become the same
// model as templates do.
package live

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
)

// lists are the four parts of an account, as the operation names them. A page has
// those of them that it has entries of.
var lists = []string{"UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"}

// IsDetails tells whether a node is what `aws iam get-account-authorization-details`
// prints, a page or a list of pages, or what another read of an account gives.
func IsDetails(root *node.Node) bool {
	if root == nil {
		return false
	}
	if root.Kind == node.List {
		return len(root.Items) > 0 && IsDetails(root.Items[0])
	}
	if root.Get("Resources") != nil || root.Get("Statement") != nil {
		return false
	}
	if isEvidence(root) {
		return true
	}
	for _, list := range lists[:3] {
		if n := root.Get(list); n != nil && n.Kind == node.List {
			return true
		}
	}
	policies := root.Get("Policies")
	return root.Get("IsTruncated") != nil && policies != nil || len(items(policies)) > 0 && policies.Items[0].Get("PolicyVersionList") != nil
}

// AccountOf is the number of the account that a page is about: that in the first ARN of its entries or, as of pages that have
// only what is AWS's, of the folder that an audit saved it to. It is "" if the page does not say.
func AccountOf(page *node.Node) string {
	for _, p := range flat([]*node.Node{page}) {
		for _, list := range append(lists, usagePage) {
			for _, n := range items(p.Get(list)) {
				if fields := strings.Split(text(n.Get("Arn")), ":"); len(fields) > 5 && isNumber(fields[4]) {
					return fields[4]
				}
			}
		}
	}
	for _, folder := range slices.Backward(strings.Split(page.At.Artifact, "/")) {
		if isNumber(folder) {
			return folder
		}
	}
	return ""
}

// isNumber tells whether a text is the number of an account.
func isNumber(text string) bool { return len(text) == 12 && strings.Trim(text, "0123456789") == "" }

// Details makes a model of an account from its pages, in any order. The model is
// named after the account. What is missing from the pages though they speak of it
// is a notice of a failure. The documents of AWS managed policies that the pages
// have are given to managed, as they are newer than the catalogue's.
func Details(pages []*node.Node, managed *parse.Managed) (*policy.Model, []finding.Notice) {
	r := &reader{
		model:    &policy.Model{},
		managed:  managed,
		policies: map[string]*policy.Target{},
		groups:   map[string]*policy.Target{},
		seen:     map[string]bool{},
		records:  map[string]*policy.Record{},
		bounds:   map[string]bool{},
	}
	r.parse = parse.Plain(&r.notices)
	pages = flat(pages)
	r.complete(pages)
	r.summarize(pages)
	r.survey(pages)
	for _, p := range pages {
		for _, n := range items(p.Get("Policies")) {
			r.policy(n)
		}
	}
	for _, p := range pages {
		for _, n := range items(p.Get("GroupDetailList")) {
			r.group(n)
		}
	}
	for _, p := range pages {
		for _, n := range items(p.Get("UserDetailList")) {
			r.user(n)
		}
		for _, n := range items(p.Get("RoleDetailList")) {
			r.role(n)
		}
	}
	r.evidence(pages)
	return r.model, r.notices.Sorted()
}

// survey finds out what has to be known before anything is read: how recent the pages are, and which policies bound somebody.
func (r *reader) survey(pages []*node.Node) {
	for _, p := range pages {
		r.now = later(r.now, newest(p))
		for _, list := range lists[:3] {
			for _, n := range items(p.Get(list)) {
				r.bounds[text(n.Get("PermissionsBoundary").Get("PermissionsBoundaryArn"))] = true
			}
		}
	}
}

func flat(roots []*node.Node) (pages []*node.Node) {
	for _, root := range roots {
		if root != nil && root.Kind == node.List {
			pages = append(pages, flat(root.Items)...)
		} else if root != nil {
			pages = append(pages, root)
		}
	}
	return pages
}

// complete checks that the pages are all there are: each that says that more
// follow must be followed.
func (r *reader) complete(pages []*node.Node) {
	var more []*node.Node
	markers := map[string]bool{}
	count := 0
	for _, p := range pages {
		if !slices.ContainsFunc(lists, func(list string) bool { return p.Get(list) != nil }) {
			continue
		}
		count++
		marker := marker(p)
		if marker == nil {
			continue
		}
		if markers[marker.Text] {
			r.notices.Fail(marker.At, "the marker %q comes twice: a page was saved twice, or the service repeated itself; read the account again", marker.Text)
		}
		markers[marker.Text] = true
		more = append(more, marker)
	}
	if len(more) > 0 && len(more) >= count {
		r.partial = true
		last := more[len(more)-1]
		r.notices.Fail(last.At, "more pages follow, which were not given: whatever they hold was not judged; save all of them, as the AWS CLI does without --no-paginate and --max-items")
	}
}

// marker is where a page says that another one follows, or nil.
func marker(page *node.Node) *node.Node {
	if n := page.Get("NextToken"); n != nil && n.Kind == node.String {
		return n
	}
	truncated := page.Get("IsTruncated")
	if truncated == nil || !strings.EqualFold(truncated.Text, "true") {
		return nil
	}
	if n := page.Get("Marker"); n != nil && n.Kind == node.String {
		return n
	}
	return truncated
}

func items(n *node.Node) []*node.Node {
	if n == nil {
		return nil
	}
	return n.Items
}
