package catalog

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Fewer than these are not what AWS has but an accident. On 2026-09-26 there were
// 456 services with 22,091 actions, of which the last package with dependent
// actions had some for 1,584; on 2026-05-01 there were 1,485 managed policies; and
// of the 81 policy templates of May 2026 none has ever gone. There were 1,600 types
// of templates in May 2026.
const (
	LeastServices        = 400
	LeastActions         = 20_000
	LeastDependents      = 1_300
	LeastManagedPolicies = 1_300
	LeastPolicyTemplates = 81
	LeastTemplateTypes   = 1_500
)

// kind is one of the files, with what has to hold for it.
type kind struct {
	table    string // its name without .bin
	sizes    []int  // of the records, by section
	sections func(file) error
	counts   func(file) error
}

// kinds are the files, in the order of the variables in which they are used.
var kinds = [...]kind{
	{
		"catalog", []int{
			servicesSection: serviceSize, actionsSection: actionSize, typesSection: typeSize, keysSection: keySize,
			templatesSection: indexSize, keySetsSection: indexSize, keyItemsSection: indexSize,
			typeSetsSection: indexSize, typeItemsSection: indexSize, rcpSection: indexSize, foreignSection: foreignSize,
			dependentsSection: dependentSize, dependentItemsSection: indexSize,
		}, checkCatalog, enoughCatalog,
	},
	{"managed", []int{policiesSection: managedSize, startsSection: startSize, blocksSection: 1}, checkManaged, enoughManaged},
	{"sam", []int{samSection: samSize, parametersSection: parameterSize, statementsSection: 1}, checkSAM, enoughSAM},
	{"cfn", []int{templateTypesSection: templateTypeSize, templateARNsSection: templateARNSize}, checkCFN, enoughCFN},
}

func enoughCatalog(f file) error {
	return errors.Join(
		enough("services", f.count(servicesSection, serviceSize)-1, LeastServices),
		enough("actions", f.count(actionsSection, actionSize), LeastActions),
		enough("actions with dependent ones", f.count(dependentsSection, dependentSize)-1, LeastDependents),
	)
}

func enoughManaged(f file) error {
	return enough("managed policies", f.count(policiesSection, managedSize), LeastManagedPolicies)
}

func enoughSAM(f file) error {
	return enough("policy templates", f.count(samSection, samSize)-1, LeastPolicyTemplates)
}

func enoughCFN(f file) error {
	return enough("types of templates", f.count(templateTypesSection, templateTypeSize)-1, LeastTemplateTypes)
}

func enough(what string, count, least int) error {
	if count < least {
		return fmt.Errorf("%d %s are too few, want %d at least", count, what, least)
	}
	return nil
}

// check refuses a file from which something could not be read, or in which
// something could not be found.
func (k kind) check(f file) error {
	if err := f.checkHeader(k); err != nil {
		return err
	}
	if err := k.sections(f); err != nil {
		return fmt.Errorf("its tables are broken: %w", err)
	}
	return nil
}

// checkHeader checks what every file begins with, and the texts.
func (f file) checkHeader(k kind) error {
	if len(f) < heapAt || string(f[:formatAt]) != fmt.Sprintf("%-16s", "iamlint "+k.table) {
		return fmt.Errorf("it is no file of iamlint named %s.bin", k.table)
	}
	if format := f.u32(formatAt); format != Format {
		return fmt.Errorf("it is of format %d, and this version of iamlint reads format %d", format, Format)
	}
	if sum := sha256.Sum256([]byte(f[originsAt:])); string(f[sumAt:originsAt]) != string(sum[:]) {
		return errors.New("it is damaged: its checksum is wrong")
	}
	if err := f.checkSections(k.sizes); err != nil {
		return err
	}
	for _, c := range []byte(f[heapAt:f.start(0)]) {
		if c < ' ' || c > '~' {
			return fmt.Errorf("text with the character %#x, want visible ASCII", c)
		}
	}
	return f.checkOrigins()
}

// checkSections checks that the sections follow one another up to the end of the file.
func (f file) checkSections(sizes []int) error {
	const most = 1<<16 - 1 // an index has two bytes
	if sectionsAt+4*(len(sizes)+1) > heapAt || f.start(0) < heapAt || f.start(len(sizes)) != len(f) {
		return errors.New("sections that are not those of the file")
	}
	for i, size := range sizes {
		length := f.start(i+1) - f.start(i)
		if length < 0 || length%size != 0 || size > 1 && length/size > most {
			return fmt.Errorf("section %d has %d bytes, want up to %d records of %d", i, length, most, size)
		}
	}
	return nil
}

// checkOrigins checks what the header says of its sources, the second of which may be nothing.
func (f file) checkOrigins() error {
	for source := range 2 {
		at := originsAt + originSize*source
		for field := 0; field < originSize; field += 4 {
			if err := f.checkText(at + field); err != nil {
				return fmt.Errorf("origin %d: %w", source, err)
			}
		}
		origin := f.origin(source)
		if source > 0 && origin == (Origin{}) {
			continue
		}
		if _, err := time.Parse(time.DateOnly, origin.Date); err != nil || origin.Package == "" || origin.Version == "" {
			return fmt.Errorf("origin %d is package %q, version %q, date %q", source, origin.Package, origin.Version, origin.Date)
		}
	}
	return nil
}

// checkText checks that the text whose reference stands at an offset lies in the heap.
func (f file) checkText(at int) error {
	ref := f.u32(at)
	if end := heapAt + ref>>10 + ref&1023; beyond(ref>>10, f.start(0)) || end > f.start(0) {
		return fmt.Errorf("a text ends at %d, behind the texts", end)
	}
	return nil
}

// checkTexts checks the texts at some offsets of all records of a section.
func (f file) checkTexts(section, size int, fields ...int) error {
	for i := range f.count(section, size) {
		for _, field := range fields {
			if err := f.checkText(f.at(section, size, i) + field); err != nil {
				return fmt.Errorf("section %d, record %d: %w", section, i, err)
			}
		}
	}
	return nil
}

// checkIndexes checks that the number at an offset of so many records of a section is below a limit.
func (f file) checkIndexes(section, size, field, records, limit int) error {
	for i := range records {
		if index := f.u16(f.at(section, size, i) + field); index >= limit {
			return fmt.Errorf("section %d, record %d: index %d, want below %d", section, i, index, limit)
		}
	}
	return nil
}

// checkRanges checks that the number at an offset of the records of a section,
// where each record's range begins and the last one's ends, grows from 0 to an end.
func (f file) checkRanges(section, size, field, end int) error {
	n, before := f.count(section, size), 0
	for i := range n {
		first := f.u16(f.at(section, size, i) + field)
		if first < before || i == 0 && first != 0 {
			return fmt.Errorf("section %d, record %d: range begins at %d, after %d", section, i, first, before)
		}
		before = first
	}
	if n == 0 || before != end {
		return fmt.Errorf("section %d: ranges end at %d, want %d", section, before, end)
	}
	return nil
}

// checkOrder checks that so many names stand in order, with no two alike, so that they can be found.
func checkOrder(what string, count int, name func(int) string, compare func(a, b string) int) error {
	for i := 1; i < count; i++ {
		if compare(name(i-1), name(i)) >= 0 {
			return fmt.Errorf("%s %q stands after %q", what, name(i), name(i-1))
		}
	}
	return nil
}

// checkFormat checks that each placeholder of an ARN's format begins with ${ and ends.
func checkFormat(format string) error {
	for rest := format; ; {
		_, after, ok := strings.Cut(rest, "$")
		if !ok {
			return nil
		}
		if !strings.HasPrefix(after, "{") || !strings.Contains(after, "}") {
			return fmt.Errorf("format %q has a placeholder that does not end", format)
		}
		_, rest, _ = strings.Cut(after, "}")
	}
}

// beyond tells whether a number is above a limit, or is negative, as large ones
// of four bytes are where an int has no more.
func beyond(number, limit int) bool { return number < 0 || number > limit }
