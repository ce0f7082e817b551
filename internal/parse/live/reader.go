package live

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
)

// reader makes the model of one account.
type reader struct {
	model    *policy.Model
	managed  *parse.Managed
	parse    *parse.Reader
	notices  parse.Notices
	policies map[string]*policy.Target // the customer's managed policies, by ARN
	groups   map[string]*policy.Target // by name
	seen     map[string]bool           // ARNs

	now     time.Time                 // when the pages were read, at the earliest
	records map[string]*policy.Record // by ARN
	summary map[string]int            // of the account
	partial bool                      // more pages follow, which were not given
	bounds  map[string]bool           // ARNs of policies that bound somebody
	linked  []string                  // names of service-linked roles
}

var noBranch = parse.Branch{}

// target begins what an entry describes. It is false for an entry that was read
// before, and for one that is no map.
func (r *reader) target(n *node.Node, kind policy.TargetKind) (*policy.Target, bool) {
	arn := n.Get("Arn")
	if arn == nil || arn.Kind != node.String {
		r.notices.Fail(n.At, "an entry without an Arn can't be read: give the file as get-account-authorization-details prints it")
		return nil, false
	}
	if r.seen[arn.Text] {
		return nil, false
	}
	r.seen[arn.Text] = true
	fields := strings.SplitN(arn.Text, ":", 6)
	_, name, _ := strings.Cut(fields[len(fields)-1], "/") // without role, user …
	t := &policy.Target{Name: name, Kind: kind, At: arn.At}
	if r.model.Artifact == "" && len(fields) == 6 {
		r.model.Artifact = fields[4]
	}
	return t, true
}

// policy reads a managed policy. Those of AWS are nobody's to mend: they count where they are attached.
func (r *reader) policy(n *node.Node) {
	version := defaultVersion(n)
	arn := n.Get("Arn")
	if name, ok := catalog.ManagedPath(text(arn)); ok {
		if document := r.document(version.Get("Document")); document != nil {
			r.managed.Provide(name, document)
		}
		return
	}
	t, ok := r.target(n, policy.ManagedPolicy)
	if !ok {
		return
	}
	document := r.document(version.Get("Document"))
	if document == nil {
		r.notices.Fail(arn.At, "the default version of %s has no document here: its permissions were not judged", t.Name)
	}
	r.policies[arn.Text] = t
	kind := policy.Identity
	if text(n.Get("AttachmentCount")) == "0" && text(n.Get("PermissionsBoundaryUsageCount")) > "0" {
		kind = policy.Boundary
	}
	r.read(t, document, t.Name[strings.LastIndex(t.Name, "/")+1:], kind)
	r.model.Targets = append(r.model.Targets, t)
	record := r.record(n, t)
	record.Attachments = attachments(n, r.bounds[arn.Text])
	r.versions(record, n)
}

// defaultVersion is the version of a managed policy that is in force.
func defaultVersion(n *node.Node) *node.Node {
	for _, v := range items(n.Get("PolicyVersionList")) {
		if strings.EqualFold(text(v.Get("IsDefaultVersion")), "true") {
			return v
		}
	}
	return nil
}

func (r *reader) group(n *node.Node) {
	t, ok := r.target(n, policy.Group)
	if !ok {
		return
	}
	r.inline(t, n.Get("GroupPolicyList"))
	r.attach(t, n.Get("AttachedManagedPolicies"))
	r.groups[text(n.Get("GroupName"))] = t
	r.model.Targets = append(r.model.Targets, t)
	r.attached(r.record(n, t), n.Get("AttachedManagedPolicies"))
}

func (r *reader) user(n *node.Node) {
	t, ok := r.target(n, policy.User)
	if !ok {
		return
	}
	r.inline(t, n.Get("UserPolicyList"))
	r.attach(t, n.Get("AttachedManagedPolicies"))
	r.bound(t, n.Get("PermissionsBoundary"))
	for _, name := range items(n.Get("GroupList")) {
		group := r.groups[name.Text]
		if group == nil {
			t.Elsewhere = append(t.Elsewhere, policy.Text(name.Text, name.At))
			r.notices.Fail(name.At, "group %q is not among what was given: what it allows %s was not judged", name.Text, t.Name)
			continue
		}
		t.Groups = append(t.Groups, group)
		t.Reaching = append(t.Reaching, slices.Concat(group.Documents, group.Reaching)...)
	}
	r.model.Targets = append(r.model.Targets, t)
	r.attached(r.record(n, t), n.Get("AttachedManagedPolicies"))
}

// role reads a role. Service-linked roles are AWS's own: nobody can change them.
func (r *reader) role(n *node.Node) {
	if isLinked(text(n.Get("Path"))) {
		r.linked = append(r.linked, text(n.Get("RoleName")))
		return
	}
	t, ok := r.target(n, policy.Role)
	if !ok {
		return
	}
	trust := n.Get("AssumeRolePolicyDocument")
	r.read(t, r.document(trust), "AssumeRolePolicyDocument", policy.Trust)
	r.inline(t, n.Get("RolePolicyList"))
	r.attach(t, n.Get("AttachedManagedPolicies"))
	r.bound(t, n.Get("PermissionsBoundary"))
	r.model.Targets = append(r.model.Targets, t)
	record := r.record(n, t)
	r.attached(record, n.Get("AttachedManagedPolicies"))
	r.used(record, n.Get("RoleLastUsed"))
}

func (r *reader) inline(t *policy.Target, list *node.Node) {
	for _, n := range items(list) {
		name := n.Get("PolicyName")
		document := r.document(n.Get("PolicyDocument"))
		if document == nil {
			r.notices.Fail(n.At, "inline policy %q of %s has no document here: its permissions were not judged", text(name), t.Name)
		}
		r.read(t, document, text(name), policy.Identity)
	}
}

// attach gives a target the managed policies that it has.
func (r *reader) attach(t *policy.Target, list *node.Node) {
	for _, n := range items(list) {
		arn := n.Get("PolicyArn")
		if arn == nil {
			r.notices.Fail(n.At, "an attached policy of %s has no PolicyArn here: its permissions were not judged", t.Name)
			continue
		}
		a := policy.Attachment{Value: policy.Text(arn.Text, arn.At)}
		if name, ok := catalog.ManagedPath(arn.Text); ok {
			a.Name = name
		} else if own := r.policies[arn.Text]; own != nil {
			t.Reaching = append(t.Reaching, own.Documents...)
			a.Read = len(own.Documents) > 0
		} else {
			r.notices.Fail(arn.At, "policy %s, which %s has, is not among what was given: its permissions were not judged", arn.Text, t.Name)
		}
		t.Managed = append(t.Managed, a)
	}
}

// bound sets the permissions boundary, whose document limits the target.
func (r *reader) bound(t *policy.Target, n *node.Node) {
	arn := n.Get("PermissionsBoundaryArn")
	if arn == nil {
		return
	}
	t.Boundaries = []policy.Attachment{{Value: policy.Text(arn.Text, arn.At)}}
	if _, ok := catalog.ManagedPath(arn.Text); ok {
		return
	}
	own := r.policies[arn.Text]
	if own == nil {
		r.notices.Fail(arn.At, "policy %s, which bounds %s, is not among what was given: %[2]s was judged as if nothing bounded it", arn.Text, t.Name)
		return
	}
	t.Boundaries[0].Read = len(own.Documents) > 0
	for _, d := range own.Documents {
		t.Reaching = append(t.Reaching, d.As(policy.Boundary))
	}
}

func (r *reader) read(t *policy.Target, document *node.Node, name string, kind policy.DocumentKind) {
	if document == nil {
		return
	}
	blank := policy.Document{Name: name, Kind: kind, Target: t.Subject()}
	t.Documents = append(t.Documents, r.parse.Documents(document, noBranch, blank)...)
}

// document is a policy document as the AWS CLI prints it, a map, or as IAM itself
// answers, percent-encoded text. It is nil when there is none or it can't be read,
// which is noted.
func (r *reader) document(n *node.Node) *node.Node {
	if n == nil || n.Kind != node.String {
		return n
	}
	if strings.HasPrefix(strings.TrimSpace(n.Text), "{") {
		document, err := n.Embedded()
		if err != nil {
			r.notices.Fail(n.At, "%v", err)
		}
		return document
	}
	decoded, err := url.PathUnescape(n.Text) // + is a plus here, and no space
	if err != nil {
		r.notices.Fail(n.At, "a policy document is neither JSON nor percent-encoded JSON: %v", err)
		return nil
	}
	document, err := node.Parse(n.At.Artifact, []byte(decoded))
	if err != nil {
		r.notices.Fail(n.At, "a percent-encoded policy document can't be read: %v", err)
	}
	return document.Moved(n.At)
}

func text(n *node.Node) string {
	if n == nil {
		return ""
	}
	return n.Text
}
