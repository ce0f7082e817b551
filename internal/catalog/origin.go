package catalog

import (
	"fmt"
	"strings"
)

// Origin says where an embedded table comes from and how much is in it.
type Origin struct {
	Table     string // "services and actions", "dependent actions", "managed policies" or "policy templates"
	Package   string // npm or Python name
	Version   string // of the package
	Integrity string // of the package's file: "sha512-" (npm) or "sha256-" (Python) and base64
	Licence   string // of the package, as an SPDX identifier
	Date      string // of the data, as YYYY-MM-DD in UTC

	// Counts; 0 for what is not in the table. Actions of the dependent actions
	// are those that have some.
	Services, Actions, ResourceTypes, Keys, ManagedPolicies, PolicyTemplates int
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
	} {
		if c.count > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", c.count, c.what))
		}
	}
	return fmt.Sprintf("%s: %s, from %s %s (%s), %s", o.Table, strings.Join(counts, ", "), o.Package, o.Version, o.Licence, o.Date)
}

// Tables tells the origin of each embedded table.
func Tables() []Origin {
	return []Origin{
		Embedded(),
		{
			Table: "dependent actions", Package: olderPackage, Version: olderVersion, Integrity: olderIntegrity,
			Licence: "MIT", Date: olderDate, Actions: dependingCount,
		},
		{
			Table: "managed policies", Package: managedPackage, Version: managedVersion, Integrity: managedIntegrity,
			Licence: "Apache-2.0", Date: managedDate, ManagedPolicies: managedCount,
		},
		{
			Table: "policy templates", Package: samPackage, Version: samVersion, Integrity: samIntegrity,
			Licence: "Apache-2.0", Date: samDate, PolicyTemplates: samCount,
		},
	}
}

// Embedded tells the origin of the table of services and actions.
func Embedded() Origin {
	return Origin{
		Table: "services and actions", Package: sourcePackage, Version: sourceVersion, Integrity: sourceIntegrity,
		Licence: "MIT", Date: sourceDate,
		Services: serviceCount, Actions: actionCount, ResourceTypes: typeCount, Keys: keyCount,
	}
}
