package catalog

import (
	"fmt"
	"strings"
)

// Origin says where a table comes from and how much is in it.
type Origin struct {
	Table string // "services and actions", "dependent actions", "managed policies", "policy templates" or
	// "types of templates"
	Package   string // npm or Python name
	Version   string // of the package
	Integrity string // of the package's file: "sha512-" (npm) or "sha256-" (Python) and base64
	Licence   string // of the package, as an SPDX identifier
	Date      string // of the data, as YYYY-MM-DD in UTC

	// Counts; 0 for what is not in the table. Actions of the dependent actions
	// are those that have some.
	Services, Actions, ResourceTypes, Keys, ManagedPolicies, PolicyTemplates, TemplateTypes int
}

// String is one line for people: "managed policies: 1485 policies, from moto
// 5.2.1 (Apache-2.0), 2026-05-01".
func (o Origin) String() string {
	var counts []string
	for _, c := range []struct {
		count int
		what  string
	}{
		{o.Services, "services"},
		{o.Actions, "actions"},
		{o.ResourceTypes, "resource types"},
		{o.Keys, "condition keys"},
		{o.ManagedPolicies, "policies"},
		{o.PolicyTemplates, "templates"},
		{o.TemplateTypes, "types"},
	} {
		if c.count > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", c.count, c.what))
		}
	}
	return fmt.Sprintf("%s: %s, from %s %s (%s), %s", o.Table, strings.Join(counts, ", "), o.Package, o.Version, o.Licence, o.Date)
}

// Tables tells the origin of each table in use.
func Tables() []Origin {
	actions, dependents := tables.origin(0), tables.origin(1)
	actions.Table, actions.Licence = "services and actions", "MIT"
	actions.Services, actions.Actions, actions.ResourceTypes, actions.Keys = serviceCount(), actionCount(), typeCount(), keyCount()
	dependents.Table, dependents.Licence, dependents.Actions = "dependent actions", "MIT", dependingCount()
	policies, templates := managed.origin(0), sam.origin(0)
	policies.Table, policies.Licence, policies.ManagedPolicies = "managed policies", "Apache-2.0", managedCount()
	templates.Table, templates.Licence, templates.PolicyTemplates = "policy templates", "Apache-2.0", samCount()
	types := cfn.origin(0)
	types.Table, types.Licence, types.TemplateTypes = "types of templates", "MIT-0", templateTypeCount()
	return []Origin{actions, dependents, policies, templates, types}
}
