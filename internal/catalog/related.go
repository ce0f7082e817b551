package catalog

import (
	"iter"
	"sort"
	"strings"
)

// Dependents yields the actions that whoever uses this one may need as well, as
// the reference documented them until December 2025: lambda:CreateFunction needs
// iam:PassRole. Which of its resource types a need comes with is not known here.
func (a Action) Dependents() iter.Seq[Action] {
	i, ok := sort.Find(dependingCount(), func(i int) int {
		return int(a.index) - tables.u16(tables.at(dependentsSection, dependentSize, i))
	})
	if !ok {
		return span(0, 0, func(int) Action { return Action{} })
	}
	at := tables.at(dependentsSection, dependentSize, i) + 2
	return span(tables.u16(at), tables.u16(at+dependentSize), func(i int) Action { return Action{index: item(dependentItemsSection, i)} })
}

// RCP tells whether resource control policies apply to the service.
func (s Service) RCP() bool {
	_, ok := sort.Find(tables.count(rcpSection, indexSize), func(i int) int { return int(s.index) - int(item(rcpSection, i)) })
	return ok
}

// RCP tells whether resource control policies apply to the action: those of the services that they apply to, but for
// kms:RetireGrant (https://docs.aws.amazon.com/kms/latest/developerguide/resource-control-policies.html).
func (a Action) RCP() bool { return a.Service().RCP() && a.Name() != "kms:RetireGrant" }

// Service is the service that the key belongs to: the one of its prefix, or the
// one that checks keys of another prefix, as sts does those of identity providers.
// Most global keys belong to none.
func (k Key) Service() (Service, bool) {
	prefix, _, _ := strings.Cut(k.Name(), ":")
	if service, ok := FindService(prefix); ok {
		return service, true
	}
	i, ok := sort.Find(tables.count(foreignSection, foreignSize), func(i int) int {
		return compareFold(prefix, tables.text(tables.at(foreignSection, foreignSize, i)))
	})
	if !ok {
		return Service{}, false
	}
	return Service{index: uint16(tables.u16(tables.at(foreignSection, foreignSize, i) + 4))}, true
}
