package live

import (
	"maps"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// usages reads when principals last used what they may.
func (r *reader) usages(list *node.Node) {
	for _, n := range items(list) {
		record := r.records[text(n.Get("Arn"))]
		if record == nil || !strings.EqualFold(text(n.Get("JobStatus")), "COMPLETED") || strings.EqualFold(text(n.Get("IsTruncated")), "true") {
			continue
		}
		usage := &policy.Usage{Services: map[string]policy.ServiceUsage{}}
		for _, s := range items(n.Get("ServicesLastAccessed")) {
			service := policy.ServiceUsage{Last: day(timeOf(s.Get("LastAuthenticated"))), Actions: map[string]string{}}
			for _, a := range items(s.Get("TrackedActionsLastAccessed")) {
				service.Actions[strings.ToLower(text(a.Get("ActionName")))] = day(timeOf(a.Get("LastAccessedTime")))
			}
			usage.Services[strings.ToLower(text(s.Get("ServiceNamespace")))] = service
		}
		record.Usage = usage
	}
	r.shared()
}

// shared gives each group the use of all its members together: whether a member used what the group allows by the group or by
// something else does not matter, as long as nobody used it at all. Where one of them is not known, nothing is.
func (r *reader) shared() {
	if r.partial || r.summary["Users"] > r.count(policy.User) {
		return
	}
	members := map[*policy.Target][]*policy.Record{}
	for _, record := range r.model.Records {
		if record.Target == nil {
			continue
		}
		for _, group := range record.Target.Groups {
			members[group] = append(members[group], record)
		}
	}
	for _, record := range r.model.Records {
		if record.Kind != policy.Group || len(members[record.Target]) == 0 {
			continue
		}
		oldest := policy.Unrecorded
		usages := []*policy.Usage{}
		for _, member := range members[record.Target] {
			oldest, usages = max(oldest, member.Age), append(usages, member.Usage)
		}
		record.Observed, record.Usage = min(record.Age, oldest), together(usages)
	}
}

func (r *reader) count(kind policy.TargetKind) (n int) {
	for _, t := range r.model.Targets {
		if t.Kind == kind {
			n++
		}
	}
	return n
}

// together is when several principals last used something, of what was tracked of each of them; nil if that is not known of one.
func together(all []*policy.Usage) *policy.Usage {
	if slices.Contains(all, nil) {
		return nil
	}
	sum := &policy.Usage{Services: maps.Clone(all[0].Services)}
	for _, u := range all[1:] {
		for prefix, service := range sum.Services {
			other, tracked := u.Services[prefix]
			if !tracked {
				delete(sum.Services, prefix)
				continue
			}
			sum.Services[prefix] = both(service, other)
		}
	}
	return sum
}

// both is when somebody of two last used a service, and of its actions those that were tracked of each of the two that used it.
func both(a, b policy.ServiceUsage) policy.ServiceUsage {
	switch {
	case a.Last == "":
		return b
	case b.Last == "":
		return a
	}
	sum := policy.ServiceUsage{Last: max(a.Last, b.Last), Actions: map[string]string{}}
	for action, last := range a.Actions {
		if other, tracked := b.Actions[action]; tracked {
			sum.Actions[action] = max(last, other)
		}
	}
	return sum
}
