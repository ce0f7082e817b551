package access

import (
	"cmp"
	"encoding/base64"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// compare tells whether a value of the context is what a value of the policy says; of a negated operator, what it
// negates.
func (q *question) compare(r reading, operator catalog.Operator, v policy.Value, value string) truth {
	switch operator.Type() {
	case "String":
		return q.compareText(r, operator, v, value)
	case "ARN":
		return q.compareARN(r, v, value)
	}
	text, known := v.Literal()
	if !known {
		return uncertain
	}
	switch operator.Type() {
	case "Numeric":
		return truthOf(compareNumbers(operator.Name(), value, text))
	case "Date":
		return truthOf(compareDates(operator.Name(), value, text))
	case "Bool":
		return truthOf(strings.EqualFold(value, text))
	case "Binary":
		return truthOf(sameBytes(value, text))
	default:
		return truthOf(inNetwork(value, text))
	}
}

func (q *question) compareText(r reading, operator catalog.Operator, v policy.Value, value string) truth {
	f := plain
	if operator.Wildcards() {
		f = like
	}
	r.arn = false
	if strings.HasSuffix(operator.Name(), "IgnoreCase") {
		text, known := q.fill(r, v, f)
		if known == no || !glob.Match(strings.ToLower(text), strings.ToLower(literal(value))) {
			return no
		}
		return known
	}
	return q.matches(r, v, literal(value), f)
}

// compareARN compares field by field, so that no wildcard runs over a colon.
func (q *question) compareARN(r reading, v policy.Value, value string) truth {
	text, known := q.fill(r, v, like)
	if known == no {
		return no
	}
	fields, values := strings.SplitN(text, ":", 6), strings.SplitN(literal(value), ":", 6)
	if len(fields) != 6 && known != yes {
		return known // what is not known may hold colons
	}
	if len(fields) != 6 || len(values) != 6 {
		return truthOf(text == "*" && known == yes)
	}
	for i, field := range fields {
		if !glob.Match(field, values[i]) {
			return no
		}
	}
	return known
}

// compareNumbers tells whether a number is in the relation to another that an operator names; what is no number is not.
func compareNumbers(operator, value, text string) bool {
	a, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return false
	}
	b, err := strconv.ParseFloat(text, 64)
	return err == nil && related(strings.TrimPrefix(operator, "Numeric"), cmp.Compare(a, b))
}

func compareDates(operator, value, text string) bool {
	a, ok := date(value)
	if !ok {
		return false
	}
	b, ok := date(text)
	return ok && related(strings.TrimPrefix(operator, "Date"), a.Compare(b))
}

func related(relation string, order int) bool {
	switch relation {
	case "Equals", "NotEquals":
		return order == 0
	case "LessThan":
		return order < 0
	case "LessThanEquals":
		return order <= 0
	case "GreaterThan":
		return order > 0
	default:
		return order >= 0
	}
}

// dates are the forms that IAM takes besides seconds since 1970: https://www.w3.org/TR/NOTE-datetime.
var dates = []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02", "2006-01", "2006"}

func date(text string) (time.Time, bool) {
	if seconds, err := strconv.ParseInt(text, 10, 64); err == nil && len(text) != 4 {
		return time.Unix(seconds, 0), true
	}
	for _, layout := range dates {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

func sameBytes(a, b string) bool {
	x, err := base64.StdEncoding.DecodeString(a)
	if err != nil {
		return false
	}
	y, err := base64.StdEncoding.DecodeString(b)
	return err == nil && string(x) == string(y)
}

// inNetwork tells whether an address is in a range, or is the one that is named.
func inNetwork(address, network string) bool {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return false
	}
	if !strings.Contains(network, "/") {
		network += "/" + strconv.Itoa(a.BitLen())
	}
	prefix, err := netip.ParsePrefix(network)
	return err == nil && prefix.Contains(a)
}
