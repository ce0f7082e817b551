package live

import (
	"strconv"
	"strings"
	"time"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// tracked is for how many days IAM keeps what was used:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html.
const tracked = 400

// dated are the fields by which a page tells how recent it is.
var dated = map[string]bool{
	readPage: true, "CreateDate": true, "UpdateDate": true, "LastUsedDate": true, "GeneratedTime": true, "UploadDate": true,
	"JobCompletionDate": true, "LastAuthenticated": true, "password_last_used": true, "access_key_1_last_used_date": true, "access_key_2_last_used_date": true,
}

// newest is the last time that pages speak of: what they say of an account was so at that time at the earliest.
// It is zero when they speak of none.
func newest(n *node.Node) (last time.Time) {
	for _, item := range items(n) {
		last = later(last, newest(item))
	}
	if n == nil {
		return last
	}
	for _, f := range n.Fields {
		if dated[f.Key.Text] {
			last = later(last, timeOf(f.Value))
		} else if f.Value.Kind == node.Map || f.Value.Kind == node.List {
			last = later(last, newest(f.Value))
		}
	}
	return last
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// timeOf is a time as the AWS CLI prints it, or zero.
func timeOf(n *node.Node) time.Time {
	if n == nil {
		return time.Time{}
	}
	return instant(n.Text)
}

func instant(text string) time.Time {
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at.UTC()
	}
	if seconds, err := strconv.ParseFloat(text, 64); err == nil { // version 1 of the CLI, with cli_timestamp_format=none
		return time.Unix(int64(seconds), 0).UTC()
	}
	return time.Time{}
}

// days is how long ago something was when the pages were read.
func (r *reader) days(at time.Time) int {
	if at.IsZero() || r.now.IsZero() || at.After(r.now) {
		return policy.Unrecorded
	}
	return int(r.now.Sub(at) / (24 * time.Hour))
}

func day(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Format(time.DateOnly)
}

// record begins what is on record about a target.
func (r *reader) record(n *node.Node, t *policy.Target) *policy.Record {
	record := &policy.Record{
		Name: t.Name, Kind: t.Kind, At: t.At, Target: t, ARN: text(n.Get("Arn")), Stack: stack(n.Get("Tags")),
		Age: r.days(timeOf(n.Get("CreateDate"))), Idle: policy.Unrecorded, Attachments: policy.Unrecorded,
	}
	for _, profile := range items(n.Get("InstanceProfileList")) {
		if name := profile.Get("InstanceProfileName"); name != nil {
			record.Profiles = append(record.Profiles, policy.Profile{Name: name.Text, At: name.At})
		}
	}
	record.Observed = record.Age
	r.records[text(n.Get("Arn"))] = record
	r.model.Records = append(r.model.Records, record)
	return record
}

// used notes when a role was last used. An empty RoleLastUsed says that it was not while IAM kept track.
func (r *reader) used(record *policy.Record, n *node.Node) {
	if n == nil || n.Kind != node.Map {
		return
	}
	last := timeOf(n.Get("LastUsedDate"))
	record.Used, record.Idle = day(last), r.days(last)
	if last.IsZero() && record.Age >= 0 {
		record.Idle = min(record.Age, tracked)
	}
}

// attachments counts to how many a managed policy is attached. Older pages don't count whom it bounds.
func attachments(n *node.Node, bounds bool) int {
	attached, err := strconv.Atoi(text(n.Get("AttachmentCount")))
	if err != nil {
		return policy.Unrecorded
	}
	bounded, err := strconv.Atoi(text(n.Get("PermissionsBoundaryUsageCount")))
	if err != nil && bounds {
		bounded = 1
	}
	return attached + bounded
}

// versions reads the versions of a managed policy that are not in force.
func (r *reader) versions(record *policy.Record, n *node.Node) {
	list := items(n.Get("PolicyVersionList"))
	for _, v := range list {
		if !strings.EqualFold(text(v.Get("IsDefaultVersion")), "false") || v.Get("Document") == nil {
			continue
		}
		document := r.document(v.Get("Document"))
		if document == nil {
			continue
		}
		id := v.Get("VersionId")
		at := v.At
		if id != nil {
			at = id.At
		}
		blank := policy.Document{Name: record.Name, Kind: policy.Identity, Target: record.Target.Subject()}
		for _, d := range r.parse.Documents(document, noBranch, blank) {
			record.Versions = append(record.Versions, &policy.Version{ID: text(id), At: at, Document: d})
		}
	}
	if len(list) > 0 {
		record.Quotas = append(record.Quotas, policy.Quota{Name: "versions", Used: len(list), Limit: 5, At: n.Get("PolicyVersionList").At})
	}
}

// attached counts the managed policies of a target against the quota: ten unless the account says otherwise.
func (r *reader) attached(record *policy.Record, n *node.Node) {
	if len(items(n)) == 0 {
		return
	}
	name := map[policy.TargetKind]string{
		policy.Role: "AttachedPoliciesPerRoleQuota", policy.User: "AttachedPoliciesPerUserQuota", policy.Group: "AttachedPoliciesPerGroupQuota",
	}[record.Kind]
	limit, at := 10, n.At
	if of, ok := r.summary[name]; ok && of > 0 {
		limit = of
	}
	record.Quotas = append(record.Quotas, policy.Quota{Name: "attached managed policies", Used: len(n.Items), Limit: limit, At: at})
}

// placeOf is where a node is, and else somewhere else.
func placeOf(n *node.Node, other source.Location) source.Location {
	if n == nil {
		return other
	}
	return n.At
}
