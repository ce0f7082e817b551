package expand

import (
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// The forms of values: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html.
var (
	dateShape = regexp.MustCompile(`^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[Tt ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?(?:[Zz]|[+-]([0-9]{2})(?::?([0-9]{2}))?)?)?)?)?$`)
	vpcShape  = regexp.MustCompile(`^vpc-[0-9a-f]+$`)
	vpceShape = regexp.MustCompile(`^vpce-[0-9a-f]+$`)
)

// wants says in words what the values of a type look like.
var wants = map[string]string{
	"Numeric":   "a number",
	"Date":      "a date such as 2026-01-31T12:00:00Z",
	"Bool":      "true or false",
	"IPAddress": "an address or a range such as 203.0.113.0/24",
	"ARN":       "an ARN",
}

// valueFaults tells which values an operator can't read, or never meets.
func valueFaults(c *policy.Condition) []policy.Fault {
	operator, ok := catalog.FindOperator(c.Base)
	if !ok {
		return nil
	}
	if !fits(operator, c) {
		return []policy.Fault{{Kind: policy.OperatorMismatch, Element: c.Key, Text: c.Operator, Suggestion: c.KeyType, At: c.At}}
	}
	faults := slices.Concat(privateFaults(c), literalWildcards(operator, c))
	kind := readAs(operator, c)
	for _, v := range c.Values {
		if fault := valueFault(operator, kind, c, v); fault.Kind != "" {
			fault.Element, fault.Text, fault.At = c.Key, v.Text, v.At
			faults = append(faults, fault)
		}
	}
	if i := contrary(c.Values); operator.Type() == "Bool" && i > 0 {
		faults = append(faults, policy.Fault{Kind: policy.BothBooleans, Element: c.Key, Text: c.Values[i].Text, At: c.Values[i].At})
	}
	return faults
}

// contrary is the index of the first boolean of a list that says the opposite of one before it, 0 if there is none. What
// is not known, or not always there, says nothing.
func contrary(values []policy.Value) int {
	said := map[string]bool{}
	for i, v := range values {
		text, literal := v.Literal()
		if !literal || v.Branch != "" {
			continue
		}
		said[strings.ToLower(text)] = true
		if said["true"] && said["false"] {
			return i
		}
	}
	return 0
}

// valueFault is what is wrong with one value; a fault without kind if nothing is.
func valueFault(operator catalog.Operator, kind string, c *policy.Condition, v policy.Value) policy.Fault {
	if kind == "ARN" && beginsWithName(v) {
		return policy.Fault{Kind: policy.ValueFault, Suggestion: wants[kind]}
	}
	text, literal := v.Literal()
	if !literal || strings.Contains(text, "${") {
		return policy.Fault{}
	}
	switch {
	case !readable(kind, operator.Wildcards(), text):
		return policy.Fault{Kind: policy.ValueFault, Suggestion: wants[kind]}
	case kind == "IPAddress" && hostBits(text) != "":
		return policy.Fault{Kind: policy.HostBits, Suggestion: hostBits(text)}
	case operator.Type() == "String" && wordFault(c.LowerKey, text) != "":
		return policy.Fault{Kind: policy.ValueFault, Suggestion: wordFault(c.LowerKey, text)}
	}
	return policy.Fault{}
}

// privateFaults finds addresses that aws:SourceIp never is: each one, or the first if there are no others.
func privateFaults(c *policy.Condition) []policy.Fault {
	if c.LowerKey != "aws:sourceip" {
		return nil
	}
	var faults []policy.Fault
	for _, v := range c.Values {
		if text, literal := v.Literal(); literal && private(text) {
			faults = append(faults, policy.Fault{Kind: policy.PrivateAddress, Element: c.Key, Text: v.Text, At: v.At})
		}
	}
	if len(faults) > 0 && len(faults) == len(c.Values) {
		faults[0].Kind = policy.OnlyPrivate
		return faults[:1]
	}
	return faults
}

// fits tells whether an operator can compare the key's values. Text operators can
// compare numbers and booleans with what is written like one, and ARNs.
func fits(operator catalog.Operator, c *policy.Condition) bool {
	kind := operator.Type()
	switch {
	case c.KeyType == "" || c.Base == "Null" || kind == c.KeyType || kind == "Binary":
		return true
	case kind == "String":
		return c.KeyType != "Date" && c.KeyType != "IPAddress"
	case kind == "ARN":
		return c.KeyType == "String"
	case kind == "Numeric":
		return c.KeyType == "Date"
	}
	return false
}

// readAs is the type that the values have to have.
func readAs(operator catalog.Operator, c *policy.Condition) string {
	if operator.Type() == "String" && (c.KeyType == "Numeric" || c.KeyType == "Bool") {
		return c.KeyType
	}
	return operator.Type()
}

func readable(kind string, wildcards bool, text string) bool {
	if wildcards && glob.HasWildcard(text) && kind != "ARN" {
		return true
	}
	switch kind {
	case "Numeric":
		_, err := strconv.ParseFloat(text, 64)
		return err == nil
	case "Date":
		_, err := strconv.ParseInt(text, 10, 64)
		return err == nil || isDate(text)
	case "Bool":
		return strings.EqualFold(text, "true") || strings.EqualFold(text, "false")
	case "IPAddress":
		_, ok := addresses(text)
		return ok
	case "ARN":
		fields := strings.Count(text, ":") + 1
		return strings.HasPrefix(text, "arn:") && (fields >= 6 || glob.HasWildcard(text)) || strings.HasPrefix(text, "*")
	}
	return true
}

// isDate tells whether a text is a point in time that there is.
func isDate(text string) bool {
	words := dateShape.FindStringSubmatch(text)
	if words == nil {
		return false
	}
	n := [...]int{0, 1, 1, 0, 0, 0, 0, 0} // year, month, day, hour, minute, second, and hours and minutes off UTC
	for i, word := range words[1:] {
		if word != "" {
			n[i], _ = strconv.Atoi(word) // the shape has digits only
		}
	}
	day := time.Date(n[0], time.Month(n[1]), n[2], 0, 0, 0, 0, time.UTC)
	return n[1] == int(day.Month()) && n[2] == day.Day() && n[3] < 24 && n[4] < 60 && n[5] < 60 && n[6] < 24 && n[7] < 60
}

func addresses(text string) (netip.Prefix, bool) {
	if address, err := netip.ParseAddr(text); err == nil {
		return netip.PrefixFrom(address, address.BitLen()), true
	}
	prefix, err := netip.ParsePrefix(text)
	return prefix, err == nil
}

// hostBits is the range that is meant by one that does not begin where it is written, else "".
func hostBits(text string) string {
	prefix, ok := addresses(text)
	if !ok || prefix.Masked() == prefix {
		return ""
	}
	return prefix.Masked().String()
}

// private tells whether an address is of a network of which AWS never sees the addresses.
func private(text string) bool {
	prefix, ok := addresses(text)
	return ok && prefix.Bits() > 0 && prefix.Addr().IsPrivate()
}

// wordFault says what the text of a key should be that has a certain form.
func wordFault(lower, text string) string {
	if glob.HasWildcard(text) || text == "" {
		return ""
	}
	switch {
	case lower == "aws:sourcevpc" && !vpcShape.MatchString(text):
		return "a VPC such as vpc-1a2b3c4d"
	case lower == "aws:sourcevpce" && !vpceShape.MatchString(text):
		return "a VPC endpoint such as vpce-1a2b3c4d"
	case lower == "aws:requestedregion" && text != "aws-global" && !regionShape.MatchString(text):
		return "a Region such as eu-west-1"
	}
	return ""
}

// literalWildcards finds wildcards that the operator takes for themselves.
func literalWildcards(operator catalog.Operator, c *policy.Condition) []policy.Fault {
	if operator.Type() != "String" || operator.Wildcards() {
		return nil
	}
	like := "StringLike"
	if operator.Negated() {
		like = "StringNotLike"
	}
	var faults []policy.Fault
	for _, v := range c.Values {
		var text strings.Builder
		for _, part := range v.Parts {
			if part.Kind == policy.Literal {
				text.WriteString(part.Text)
			}
		}
		if glob.HasWildcard(insertion.ReplaceAllString(text.String(), "")) {
			faults = append(faults, policy.Fault{Kind: policy.LiteralWildcard, Element: c.Operator, Text: v.Text, Suggestion: like, At: v.At})
		}
	}
	return faults
}
