package catalog

import (
	"iter"
	"maps"
	"strings"
)

// Documented is the scoping before the overrides.
func (a Action) Documented() Scoping { return Scoping(tables[a.at()+4] >> 5) }

// UseAnything puts a file in its place that may have less than there can be.
func UseAnything(table, content string) error {
	for i, kind := range kinds {
		if kind.table != table {
			continue
		}
		if err := kind.check(file(content)); err != nil {
			return err
		}
		*[...]*file{&tables, &managed, &sam, &cfn}[i] = file(content)
	}
	return nil
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

// RetiredNames yields the names that the reference lists no more.
func RetiredNames() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, r := range retirements {
			for name := range strings.FieldsSeq(r.actions) {
				if !yield(r.service + ":" + name) {
					return
				}
			}
		}
	}
}

// EndedServices yields the services that AWS has ended, with the day.
func EndedServices() iter.Seq2[string, string] { return maps.All(ended) }

// Unpack reads a part of the gzip block that a file begins with.
func Unpack(content string, skip, length int) ([]byte, error) {
	return file(content).unpack(0, skip, length)
}
