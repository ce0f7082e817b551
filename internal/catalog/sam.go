package catalog

import (
	_ "embed" // for the policy templates
	"fmt"
	"iter"
	"sort"
	"strings"
)

// The sections of sam.bin.
//
//	templates   name text, first parameter u16, offset in the unpacked block u32;
//	            in order of names; one more ends the last
//	parameters  name text
//	statements  the statements of all templates, gzip
const (
	samSection = iota
	parametersSection
	statementsSection
)

// Sizes of the records in bytes.
const (
	samSize       = 10
	parameterSize = 4
)

//go:embed sam.bin
var embeddedSAM file

// PolicyTemplate is a policy template of SAM: statements with parameters, which
// a template names among the Policies of a function.
type PolicyTemplate struct{ index uint16 }

func (t PolicyTemplate) at() int { return sam.at(samSection, samSize, int(t.index)) }

// Name is the name of the template: "S3ReadPolicy".
func (t PolicyTemplate) Name() string { return sam.text(t.at()) }

// Parameters are the names of the parameters, all of which have to be given.
func (t PolicyTemplate) Parameters() []string {
	var names []string
	for i := sam.u16(t.at() + 4); i < sam.u16(t.at()+samSize+4); i++ {
		names = append(names, sam.text(sam.at(parametersSection, parameterSize, i)))
	}
	return names
}

// Statements is the list of statements as compact JSON, with the intrinsic
// functions in their long form: a parameter stands in it as {"Ref": "BucketName"}.
// Each call unpacks it anew. It fails only where the data is broken.
func (t PolicyTemplate) Statements() ([]byte, error) {
	from, end := sam.u32(t.at()+6), sam.u32(t.at()+samSize+6)
	statements, err := sam.unpack(sam.start(statementsSection), from, end-from)
	if err != nil {
		return nil, fmt.Errorf("unpack policy template %s: %w", t.Name(), err)
	}
	return statements, nil
}

func samCount() int { return sam.count(samSection, samSize) - 1 }

// PolicyTemplates yields every policy template in order of names.
func PolicyTemplates() iter.Seq[PolicyTemplate] {
	return span(0, samCount(), func(i int) PolicyTemplate { return PolicyTemplate{index: uint16(i)} })
}

// FindPolicyTemplate finds a policy template by its name, in its case.
func FindPolicyTemplate(name string) (PolicyTemplate, bool) {
	i, ok := sort.Find(samCount(), func(i int) int {
		return strings.Compare(name, PolicyTemplate{index: uint16(i)}.Name())
	})
	return PolicyTemplate{index: uint16(i)}, ok
}

// SuggestPolicyTemplate returns the name of the policy template that was probably
// meant: the only one of that name in other case or a slip of the pen away. It
// returns "" where nothing is really near.
func SuggestPolicyTemplate(name string) string {
	return Nearest(name, each(PolicyTemplates(), PolicyTemplate.Name))
}
