package access

import (
	"strings"
	"time"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// longestSession is how long credentials of a token are good at most, those of GetFederationToken:
// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html.
const longestSession = 36 * time.Hour

// passed tells whether a condition asks that it be before a day that has passed, whatever the request: when the catalogue
// was made, no credentials were good any more that had been issued until then. What is later is left open, as what holds
// must not change with the clock.
func passed(c *policy.Condition) bool {
	set, base, ifExists := catalog.SplitOperator(c.Operator)
	operator, _ := catalog.FindOperator(base)
	if operator.Name() != "DateLessThan" && operator.Name() != "DateLessThanEquals" || c.Branch != "" || len(c.Values) == 0 {
		return false
	}
	switch strings.ToLower(c.Key) {
	case "aws:currenttime", "aws:epochtime":
	case "aws:tokenissuetime": // which requests with an access key of a user do not have
		if ifExists || set == "ForAllValues" {
			return false
		}
	default:
		return false
	}
	made, ok := date(catalog.Date())
	if !ok {
		return false
	}
	for _, v := range c.Values {
		text, known := v.Literal()
		until, isDate := date(text)
		if !known || !isDate || until.Add(longestSession).After(made) {
			return false
		}
	}
	return true
}
