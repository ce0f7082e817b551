package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// listed are the lists of a ResourcePolicy of SAM whose members call an API or
// don't. What becomes of them stands in the SAM translator's swagger/swagger.py.
var listed = []struct{ field, effect string }{
	{"AwsAccountWhitelist", "Allow"},
	{"AwsAccountBlacklist", "Deny"},
}

// fenced are those that say from where an API is called: everybody may, except
// for a condition. The prefix says which entries count, "" all.
var fenced = [][]struct{ field, operator, key, prefix string }{
	{{"IpRangeWhitelist", "NotIpAddress", "aws:SourceIp", ""}},
	{{"IpRangeBlacklist", "IpAddress", "aws:SourceIp", ""}},
	{
		{"SourceVpcBlacklist", "StringEquals", "aws:SourceVpc", "vpc-"},
		{"SourceVpcBlacklist", "StringEquals", "aws:SourceVpce", "vpce-"},
		{"IntrinsicVpcBlacklist", "StringEquals", "aws:SourceVpc", ""},
		{"IntrinsicVpceBlacklist", "StringEquals", "aws:SourceVpce", ""},
	},
	{
		{"SourceVpcWhitelist", "StringNotEquals", "aws:SourceVpc", "vpc-"},
		{"SourceVpcWhitelist", "StringNotEquals", "aws:SourceVpce", "vpce-"},
		{"IntrinsicVpcWhitelist", "StringNotEquals", "aws:SourceVpc", ""},
		{"IntrinsicVpceWhitelist", "StringNotEquals", "aws:SourceVpce", ""},
	},
}

// limitRoutes adds the statements that SAM makes of a ResourcePolicy for some routes.
func (t *template) limitRoutes(a *api, limits, routes *node.Node, under parse.Branch) {
	for _, l := range listed {
		if f, ok := telling(limits, l.field); ok {
			t.onAPI(a, invoking(f.Key.At, l.effect, single("AWS", f.Value), routes), under)
		}
	}
	for _, fences := range fenced {
		condition := newMap(source.Location{})
		operator := ""
		for _, fence := range fences {
			if entries := t.fence(limits, fence.field, fence.prefix); entries != nil {
				condition.At, operator = entries.At, fence.operator
				extendList(condition, fence.key, entries)
			}
		}
		if operator == "" {
			continue
		}
		at := condition.At
		t.onAPI(a, invoking(at, "Allow", word("*", at), routes), under)
		denied := invoking(at, "Deny", word("*", at), routes)
		add(denied, "Condition", at, single(operator, condition))
		t.onAPI(a, denied, under)
	}
}

// fence is the entries of a field's list that begin with a prefix, at the field's name.
func (t *template) fence(m *node.Node, name, prefix string) *node.Node {
	f, ok := telling(m, name)
	if !ok {
		return nil
	}
	list := &node.Node{Kind: node.List, At: f.Key.At}
	items := f.Value.Items
	if f.Value.Kind != node.List {
		items = []*node.Node{f.Value}
	}
	for _, item := range items {
		if prefix == "" || strings.HasPrefix(item.Text, prefix) {
			list.Items = append(list.Items, item)
		}
	}
	if len(list.Items) == 0 {
		return nil
	}
	return list
}

// extendList adds to the list under a key.
func extendList(m *node.Node, key string, list *node.Node) {
	for i, f := range m.Fields {
		if f.Key.Text == key {
			m.Fields[i].Value = &node.Node{Kind: node.List, At: f.Value.At, Items: slices.Concat(f.Value.Items, list.Items)}
			return
		}
	}
	add(m, key, list.At, list)
}

// invoking is a statement on who may call routes of an API.
func invoking(at source.Location, effect string, principal, routes *node.Node) *node.Node {
	s := newMap(at)
	add(s, "Effect", at, word(effect, at))
	add(s, "Principal", at, principal)
	add(s, "Action", at, word("execute-api:Invoke", at))
	add(s, "Resource", at, routes)
	return s
}

// onAPI adds a statement to the resource policy that SAM writes for an API,
// unless it allows what is allowed already.
func (t *template) onAPI(a *api, statement *node.Node, under parse.Branch) {
	if a.limits == nil {
		a.limits = &policy.Document{Name: "ResourcePolicy", Kind: policy.ResourceBased, Origin: policy.FromSAM, At: statement.At, Target: a.target.Subject()}
		a.target.Documents = append(a.target.Documents, a.limits)
	}
	before := len(a.limits.Statements)
	t.reader.Statements(a.limits, statement, under)
	for _, s := range a.limits.Statements[before:] {
		if slices.ContainsFunc(a.limits.Statements[:before], func(o *policy.Statement) bool { return everybody(o, s) }) {
			a.limits.Statements = a.limits.Statements[:before]
			return
		}
	}
}

// everybody tells whether two statements both let everybody call the same routes.
func everybody(a, b *policy.Statement) bool {
	open := func(s *policy.Statement) bool {
		return s.Effect == "Allow" && len(s.Conditions) == 0 && len(s.Principals) == 1 && s.Principals[0].Text == "*"
	}
	return open(a) && open(b) && sameGrant(a, b)
}

// customStatements adds what the user wrote out.
func (t *template) customStatements(a *api, limits *node.Node, under parse.Branch) {
	f, ok := telling(limits, "CustomStatements")
	if !ok {
		return
	}
	d := &policy.Document{Name: "CustomStatements", Kind: policy.ResourceBased, At: f.Key.At, Target: a.target.Subject()}
	version := policy.Text("2012-10-17", f.Key.At) // as SAM writes it
	d.Version = &version
	t.reader.Statements(d, f.Value, under)
	a.target.Documents = append(a.target.Documents, d)
}
