package live

import (
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
}
