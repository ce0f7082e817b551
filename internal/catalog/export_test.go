package catalog

// Documented is the scoping before the overrides.
func (a Action) Documented() Scoping { return Scoping(tables[a.at()+4] >> 5) }

// Embeds are the embedded files with what their SHA-256 has to be, by name.
func Embeds() map[string][2]string {
	return map[string][2]string{
		"catalog.bin": {tables, tablesSum},
		"managed.bin": {string(managed), managedSum},
		"sam.bin":     {string(sam), samSum},
	}
}

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

// Unpack reads a part of the gzip block that a file begins with.
func Unpack(content string, skip, length int) ([]byte, error) {
	return file(content).unpack(0, skip, length)
}
