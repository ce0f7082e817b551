package catalog

import (
	"errors"
	"fmt"
	"strings"
)

// sound tells the first error of checks, each of which relies on those before it.
func sound(checks ...func() error) error {
	for _, check := range checks {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// checkCatalog checks the sections of catalog.bin.
func checkCatalog(f file) error {
	return sound(f.checkServices, f.checkTypes, f.checkKeys, f.checkSets, f.checkActions, f.checkRelated)
}

func (f file) checkServices() error {
	name := func(i int) string { return f.text(f.at(servicesSection, serviceSize, i)) }
	services := f.count(servicesSection, serviceSize) - 1
	return sound(
		func() error { return f.checkTexts(servicesSection, serviceSize, 0, 4) },
		func() error {
			return f.checkRanges(servicesSection, serviceSize, 8, f.count(actionsSection, actionSize))
		},
		func() error { return f.checkRanges(servicesSection, serviceSize, 10, f.count(typesSection, typeSize)) },
		func() error { return checkOrder("service", services, name, compareFold) },
		func() error {
			for i := range services {
				if name(i) == "" || strings.Contains(name(i), ":") {
					return fmt.Errorf("service %q has a colon, or no name", name(i))
				}
			}
			return nil
		},
	)
}

func (f file) checkTypes() error {
	if err := f.checkTexts(typesSection, typeSize, 0, 4); err != nil {
		return err
	}
	for i := range f.count(typesSection, typeSize) {
		if err := checkFormat(f.text(f.at(typesSection, typeSize, i) + 4)); err != nil {
			return err
		}
	}
	return nil
}

func (f file) checkKeys() error {
	keys := f.count(keysSection, keySize)
	templates := f.count(templatesSection, indexSize)
	name := func(i int) string { return f.text(f.at(keysSection, keySize, i)) }
	return sound(
		func() error { return f.checkTexts(keysSection, keySize, 0, 4) },
		func() error { return checkOrder("key", keys, name, compareFold) },
		func() error { return f.checkIndexes(templatesSection, indexSize, 0, templates, keys) },
		func() error {
			for i := range templates {
				key := name(f.u16(f.at(templatesSection, indexSize, i)))
				if start := strings.IndexAny(key, "$<"); start < 0 || strings.IndexAny(key, "}>") < start {
					return fmt.Errorf("key %q has no placeholder", key)
				}
			}
			return nil
		},
	)
}

// checkSets checks the sets of keys and of resource types.
func (f file) checkSets() error {
	for _, set := range []struct{ starts, items, limit int }{
		{keySetsSection, keyItemsSection, f.count(keysSection, keySize)},
		{typeSetsSection, typeItemsSection, f.count(typesSection, typeSize)},
	} {
		items := f.count(set.items, indexSize)
		if err := f.checkRanges(set.starts, indexSize, 0, items); err != nil {
			return err
		}
		if err := f.checkIndexes(set.items, indexSize, 0, items, set.limit); err != nil {
			return err
		}
	}
	return nil
}

func (f file) checkActions() error {
	actions := f.count(actionsSection, actionSize)
	return sound(
		func() error { return f.checkTexts(actionsSection, actionSize, 0) },
		func() error {
			return f.checkIndexes(actionsSection, actionSize, 5, actions, f.count(keySetsSection, indexSize)-1)
		},
		func() error {
			return f.checkIndexes(actionsSection, actionSize, 7, actions, f.count(typeSetsSection, indexSize)-1)
		},
		f.checkActionNames,
		func() error {
			for i := range actions {
				class := f[f.at(actionsSection, actionSize, i)+4]
				if Level(class&7) > Permissions || Scoping(class>>3&3) > Scopable || Scoping(class>>5) > Scopable {
					return fmt.Errorf("action %d has class %#x", i, class)
				}
			}
			return nil
		},
	)
}

// checkActionNames checks that actions begin with the prefix of their service, and stand in order.
func (f file) checkActionNames() error {
	for i := range f.count(servicesSection, serviceSize) - 1 {
		at := f.at(servicesSection, serviceSize, i)
		prefix, first := f.text(at)+":", f.u16(at+8)
		count := f.u16(at+serviceSize+8) - first
		name := func(i int) string { return f.text(f.at(actionsSection, actionSize, first+i)) }
		for i := range count {
			if local, ok := strings.CutPrefix(name(i), prefix); !ok || local == "" {
				return fmt.Errorf("action %q is not of %s", name(i), prefix)
			}
		}
		if err := checkOrder("action", count, name, compareFold); err != nil {
			return err
		}
	}
	return nil
}

// checkRelated checks what services and actions have to do with others.
func (f file) checkRelated() error {
	services, actions := f.count(servicesSection, serviceSize)-1, f.count(actionsSection, actionSize)
	rcp, foreign := f.count(rcpSection, indexSize), f.count(foreignSection, foreignSize)
	depending, needed := f.count(dependentsSection, dependentSize)-1, f.count(dependentItemsSection, indexSize)
	prefix := func(i int) string { return f.text(f.at(foreignSection, foreignSize, i)) }
	return sound(
		func() error { return f.checkIndexes(rcpSection, indexSize, 0, rcp, services) },
		func() error { return f.checkGrowing(rcpSection, indexSize, rcp) },
		func() error { return f.checkTexts(foreignSection, foreignSize, 0) },
		func() error { return f.checkIndexes(foreignSection, foreignSize, 4, foreign, services) },
		func() error { return checkOrder("prefix of keys", foreign, prefix, compareFold) },
		func() error { return f.checkRanges(dependentsSection, dependentSize, 2, needed) },
		func() error { return f.checkIndexes(dependentsSection, dependentSize, 0, depending, actions) },
		func() error { return f.checkGrowing(dependentsSection, dependentSize, depending) },
		func() error { return f.checkIndexes(dependentItemsSection, indexSize, 0, needed, actions) },
	)
}

// checkGrowing checks that the numbers that so many records begin with stand in order.
func (f file) checkGrowing(section, size, records int) error {
	for i := 1; i < records; i++ {
		if f.u16(f.at(section, size, i)) <= f.u16(f.at(section, size, i-1)) {
			return fmt.Errorf("section %d, record %d is out of order", section, i)
		}
	}
	return nil
}

// The largest documents and blocks of them that are unpacked, in bytes: in 2026
// the largest document had 30 kB, and no block more than 200 kB.
const (
	largestDocument = 1 << 20
	largestBlock    = 1 << 24
)

// checkManaged checks the sections of managed.bin but not that each block can be
// unpacked: what asks for a document hears of that.
func checkManaged(f file) error {
	policies, starts := f.count(policiesSection, managedSize), f.count(startsSection, startSize)
	name := func(i int) string { return f.text(f.at(policiesSection, managedSize, i)) }
	return sound(
		func() error { return f.checkTexts(policiesSection, managedSize, 0, 4) },
		func() error { return f.checkIndexes(policiesSection, managedSize, 12, policies, starts-1) },
		func() error { return f.checkBlocks(starts) },
		func() error { return checkOrder("managed policy", policies, name, strings.Compare) },
		func() error {
			for i := range policies {
				if err := f.checkPolicy(f.at(policiesSection, managedSize, i)); err != nil {
					return fmt.Errorf("managed policy %q: %w", name(i), err)
				}
			}
			return nil
		},
	)
}

// checkBlocks checks that each block begins where the blocks are.
func (f file) checkBlocks(starts int) error {
	for i := range starts {
		if start := f.u32(f.at(startsSection, startSize, i)); beyond(start, f.count(blocksSection, 1)) {
			return fmt.Errorf("block %d begins at %d, behind the file", i, start)
		}
	}
	return nil
}

func (f file) checkPolicy(at int) error {
	if path := f.text(at + 4); !strings.HasPrefix(path, "/") || !strings.HasSuffix(path, "/") {
		return fmt.Errorf("path %q has no slash on either side", path)
	}
	if skip, length := f.u32(at+14), f.u32(at+18); beyond(skip, largestBlock) || beyond(length, largestDocument) {
		return fmt.Errorf("a document of %d bytes behind %d others", length, skip)
	}
	return nil
}

// checkSAM checks the sections of sam.bin but not that the statements can be unpacked.
func checkSAM(f file) error {
	templates := f.count(samSection, samSize) - 1
	name := func(i int) string { return f.text(f.at(samSection, samSize, i)) }
	return sound(
		func() error { return f.checkTexts(samSection, samSize, 0) },
		func() error { return f.checkTexts(parametersSection, parameterSize, 0) },
		func() error {
			return f.checkRanges(samSection, samSize, 4, f.count(parametersSection, parameterSize))
		},
		func() error { return checkOrder("policy template", templates, name, strings.Compare) },
		func() error {
			for i := range templates {
				from, end := f.u32(f.at(samSection, samSize, i)+6), f.u32(f.at(samSection, samSize, i+1)+6)
				if beyond(from, end) || end > largestBlock || end-from > largestDocument {
					return errors.New("statements that overlap, or are too many")
				}
			}
			return nil
		},
	)
}

// checkCFN checks the sections of cfn.bin.
func checkCFN(f file) error {
	types := f.count(templateTypesSection, templateTypeSize) - 1
	name := func(i int) string { return f.text(f.at(templateTypesSection, templateTypeSize, i)) }
	return sound(
		func() error { return f.checkTexts(templateTypesSection, templateTypeSize, 0, 4, 8) },
		func() error { return f.checkTexts(templateARNsSection, templateARNSize, 0, 4, 8, 12, 16) },
		func() error {
			return f.checkRanges(templateTypesSection, templateTypeSize, 12, f.count(templateARNsSection, templateARNSize))
		},
		func() error { return checkOrder("type", types, name, strings.Compare) },
		func() error {
			for i := range types {
				first := f.u16(f.at(templateTypesSection, templateTypeSize, i) + 12)
				count := f.u16(f.at(templateTypesSection, templateTypeSize, i+1)+12) - first
				attribute := func(k int) string { return f.text(f.at(templateARNsSection, templateARNSize, first+k)) }
				if err := checkOrder("attribute of "+name(i), count, attribute, strings.Compare); err != nil {
					return err
				}
			}
			return nil
		},
	)
}
