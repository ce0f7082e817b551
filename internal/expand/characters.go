package expand

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// characterFaults finds the characters that IAM does not take in a policy, each word's first. Of actions, ids and
// operators other faults tell, as these are ASCII: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html.
func characterFaults(s *policy.Statement) []policy.Fault {
	if !keptByIAM(s) {
		return nil
	}
	var faults []policy.Fault
	add := func(element, text string, at source.Location) {
		i := strings.IndexFunc(text, refused)
		if i < 0 || s.Target != nil && s.Target.Kind == policy.Raw && escaped(text, at) {
			return
		}
		r, _ := utf8.DecodeRuneInString(text[i:])
		faults = append(faults, policy.Fault{Kind: policy.RefusedCharacter, Element: element, Text: fmt.Sprintf("%U", r), At: at})
	}
	for _, r := range s.Resources {
		add("Resource", literals(r.Value), r.At)
	}
	for _, r := range s.NotResources {
		add("NotResource", literals(r.Value), r.At)
	}
	for _, p := range slices.Concat(s.Principals, s.NotPrincipals) {
		if len(principalFaults(s, p)) == 0 {
			add("Principal", literals(p.Value), p.At)
		}
	}
	for _, c := range s.Conditions {
		add("Condition", c.Key, c.KeyAt)
		for _, v := range c.Values {
			add("Condition", literals(v), v.At)
		}
	}
	return faults
}

// keptByIAM tells whether a statement goes through the API of IAM, as the policies of resources, organizations and devices don't.
func keptByIAM(s *policy.Statement) bool {
	switch s.Document.Kind {
	case policy.Identity, policy.Trust, policy.Boundary:
		if s.Target == nil {
			return true
		}
		t := s.Target.Type
		return t == "" || strings.HasPrefix(t, "AWS::IAM::") || strings.HasPrefix(t, "AWS::Serverless::")
	default:
		return false
	}
}

// refused tells whether IAM does not take a character.
func refused(r rune) bool {
	return r > 0xFF || r < 0x20 && r != '\t' && r != '\n' && r != '\r'
}

// literals is what of a value stands in the template.
func literals(v policy.Value) string {
	var b strings.Builder
	for _, p := range v.Parts {
		if p.Kind == policy.Literal {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// escaped tells whether a word of a document that IAM gets as it is may be written with escapes, which are ASCII: it is then
// longer than what it says in quotes.
func escaped(text string, at source.Location) bool {
	start, end := at.Region.Start, at.Region.End
	return start.Line != end.Line || end.Column-start.Column > utf8.RuneCountInString(text)+2
}
