package expand

import (
	"regexp"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// variableShape is what stands between ${ and }: a condition key, perhaps with a default
// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
var variableShape = regexp.MustCompile(`^[^\s,'"{}$]+(, ?'[^']*')?$`)

// variableFaults finds policy variables that IAM will not fill in.
func variableFaults(s *policy.Statement, element string, v policy.Value) []policy.Fault {
	var faults []policy.Fault
	if strings.HasPrefix(v.Text, "Fn::") {
		return nil // for some other tool to fill in
	}
	for _, part := range v.Parts {
		if part.Kind != policy.Literal {
			continue
		}
		for rest := part.Text; ; {
			_, after, ok := strings.Cut(rest, "${")
			if !ok {
				break
			}
			name, behind, closed := strings.Cut(after, "}")
			if wrong, suggestion := variableFault(s, name, closed); wrong != "" {
				faults = append(faults, policy.Fault{Kind: policy.VariableFault, Element: element, Text: wrong, Suggestion: suggestion, At: v.At})
			}
			rest = behind
		}
	}
	return faults
}

// variableFault says what is wrong with one variable and what to write instead. Outside
// templates, a name without a colon is for some other tool to fill in.
func variableFault(s *policy.Statement, name string, closed bool) (wrong, suggestion string) {
	written := "${" + name + "}"
	switch {
	case !closed:
		return "${" + name, "close it with }"
	case name == "*" || name == "?" || name == "$":
		return "", ""
	case strings.TrimSpace(name) == "":
		return written, "name a condition key in it"
	case !strings.Contains(name, ":") || strings.HasPrefix(name, "AWS::") || strings.HasPrefix(name, "!"):
		if s.Target.Kind == policy.Raw {
			return "", ""
		}
		return written, "wrap the text in Fn::Sub if a value of the template is meant"
	case !variableShape.MatchString(name):
		return written, "write it as ${key} or ${key, 'default'}, without spaces in the key"
	}
	key, _, _ := strings.Cut(name, ",")
	if !strings.HasPrefix(strings.ToLower(key), "aws:") {
		return "", ""
	}
	known, ok := catalog.FindKey(key)
	switch {
	case !ok && catalog.SuggestKey(key) != "":
		return written, "write ${" + catalog.SuggestKey(key) + "}"
	case !ok:
		return written, "name a condition key that exists"
	case known.Multivalued():
		return written, "use a key that has one value"
	}
	return "", ""
}

// conditionVariables finds the faults of variables in a condition, and variables where the operator fills in none.
func conditionVariables(s *policy.Statement, c *policy.Condition, v policy.Value) []policy.Fault {
	faults := variableFaults(s, "Condition", v)
	operator, ok := catalog.FindOperator(c.Base)
	if len(faults) > 0 || !ok || operator.Variables() {
		return faults
	}
	for _, part := range v.Parts {
		if part.Kind == policy.Literal && strings.Contains(part.Text, "${") {
			return []policy.Fault{{Kind: policy.VariableIgnored, Element: c.Operator, Text: v.Text, At: v.At}}
		}
	}
	return nil
}

// principalVariables finds variables in a principal, where IAM fills in none.
func principalVariables(s *policy.Statement, p policy.Principal) []policy.Fault {
	for _, part := range p.Parts {
		if part.Kind != policy.Literal || !strings.Contains(part.Text, "${") {
			continue
		}
		if faults := variableFaults(s, "Principal", p.Value); len(faults) > 0 {
			return faults
		}
		if namesKey(part.Text) {
			return []policy.Fault{{Kind: policy.VariableIgnored, Element: "Principal", Text: p.Text, At: p.At}}
		}
	}
	return nil
}

// namesKey tells whether a variable of some text has the name of a condition key, as in ${aws:username}. Others are of the
// template, or of another tool.
func namesKey(text string) bool {
	for {
		_, after, found := strings.Cut(text, "${")
		if !found {
			return false
		}
		name, rest, _ := strings.Cut(after, "}")
		if strings.Contains(name, ":") {
			return true
		}
		text = rest
	}
}
