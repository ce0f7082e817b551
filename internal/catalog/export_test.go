package catalog

// Documented is the scoping before the overrides.
func (a Action) Documented() Scoping { return Scoping(tables[a.at()+4] >> 5) }

// Tables is the embedded file, and TablesSum what its SHA-256 has to be.
func Tables() (content, sum string) { return tables, tablesSum }

// Aliases are the names that suggestions know, with what they mean.
func Aliases() (operationNames, serviceNames [][2]string) {
	for _, a := range operations {
		operationNames = append(operationNames, [2]string{a.name, a.meant})
	}
	for _, a := range sdkNames {
		serviceNames = append(serviceNames, [2]string{a.name, a.meant})
	}
	return operationNames, serviceNames
}
