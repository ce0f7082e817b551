package catalog

import (
	"iter"
	"strings"
)

// Operator is a condition operator without set prefix (ForAllValues:,
// ForAnyValue:) and without IfExists.
type Operator struct{ index uint8 }

// operators are the condition operators with the type of their values and what
// these may hold, in the order of
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html.
var operators = [...]struct {
	name, kind           string
	wildcards, variables bool
}{
	{"StringEquals", "String", false, true},
	{"StringNotEquals", "String", false, true},
	{"StringEqualsIgnoreCase", "String", false, true},
	{"StringNotEqualsIgnoreCase", "String", false, true},
	{"StringLike", "String", true, true},
	{"StringNotLike", "String", true, true},
	{"NumericEquals", "Numeric", false, false},
	{"NumericNotEquals", "Numeric", false, false},
	{"NumericLessThan", "Numeric", false, false},
	{"NumericLessThanEquals", "Numeric", false, false},
	{"NumericGreaterThan", "Numeric", false, false},
	{"NumericGreaterThanEquals", "Numeric", false, false},
	{"DateEquals", "Date", false, false},
	{"DateNotEquals", "Date", false, false},
	{"DateLessThan", "Date", false, false},
	{"DateLessThanEquals", "Date", false, false},
	{"DateGreaterThan", "Date", false, false},
	{"DateGreaterThanEquals", "Date", false, false},
	{"Bool", "Bool", false, false},
	{"BinaryEquals", "Binary", false, false},
	{"IpAddress", "IPAddress", false, false},
	{"NotIpAddress", "IPAddress", false, false},
	{"ArnEquals", "ARN", true, true},
	{"ArnLike", "ARN", true, true},
	{"ArnNotEquals", "ARN", true, true},
	{"ArnNotLike", "ARN", true, true},
	{"Null", "Bool", false, false},
}

// FindOperator finds a condition operator by its name without set prefix and
// IfExists, in any case.
func FindOperator(name string) (Operator, bool) {
	for i, o := range operators {
		if compareFold(o.name, name) == 0 {
			return Operator{index: uint8(i)}, true
		}
	}
	return Operator{}, false
}

// SplitOperator takes an operator as it stands in a policy apart, in any case: its set prefix, ForAllValues,
// ForAnyValue or ""; its documented name, "" if there is no such operator; and whether it ends in IfExists.
func SplitOperator(written string) (set, name string, ifExists bool) {
	if prefix, rest, ok := strings.Cut(written, ":"); ok {
		for _, s := range []string{"ForAllValues", "ForAnyValue"} {
			if strings.EqualFold(prefix, s) {
				set, written = s, rest
			}
		}
	}
	const suffix = "IfExists"
	if n := len(written) - len(suffix); n > 0 && strings.EqualFold(written[n:], suffix) {
		written, ifExists = written[:n], true
	}
	known, ok := FindOperator(written)
	if !ok {
		return set, "", ifExists
	}
	return set, known.Name(), ifExists
}

// Operators yields every condition operator in the order of the documentation.
func Operators() iter.Seq[Operator] {
	return span(0, len(operators), func(i int) Operator { return Operator{index: uint8(i)} })
}

// Name is the documented name: "StringEquals".
func (o Operator) Name() string { return operators[o.index].name }

// Type is the type of the values that the operator takes: String, Numeric, Date,
// Bool, Binary, IPAddress or ARN, the words of Key.Type. Null, which fits keys of
// all types, takes a Bool.
func (o Operator) Type() string { return operators[o.index].kind }

// Negated tells whether the operator holds for a request without the key.
func (o Operator) Negated() bool { return strings.Contains(o.Name(), "Not") }

// Wildcards tells whether * and ? in its values are more than themselves.
func (o Operator) Wildcards() bool { return operators[o.index].wildcards }

// Variables tells whether its values may hold policy variables such as ${aws:username}.
func (o Operator) Variables() bool { return operators[o.index].variables }
