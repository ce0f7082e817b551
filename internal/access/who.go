package access

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// reach is how a resource policy speaks of who asks.
type reach uint8

const (
	toAccount reach = iota // through the account, which has to allow it as well
	toRole                 // the role by name
	toThem                 // everybody, the user or the session by name
)

// named tells whether a statement of a resource or trust policy speaks of who asks.
func (q *question) named(s *statement) (truth, reach) {
	if len(s.NotPrincipals) > 0 {
		excluded := no
		for i := range s.NotPrincipals {
			t, _ := q.is(&s.NotPrincipals[i])
			excluded = excluded.or(t)
		}
		return excluded.not(), toThem
	}
	found, how := no, toAccount
	for i := range s.Principals {
		t, h := q.is(&s.Principals[i])
		if t == no {
			continue
		}
		if t > found {
			found, how = t, h
		} else if t == found {
			how = max(how, h)
		}
	}
	return found, how
}

// is tells whether a principal is who asks
// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
func (q *question) is(p *policy.Principal) (truth, reach) {
	t, how := q.isNow(p)
	if p.Branch != "" {
		t = t.and(uncertain)
	}
	return t, how
}

func (q *question) isNow(p *policy.Principal) (truth, reach) {
	text, known := p.Literal()
	switch {
	case known && text == "*" && (p.Type == "AWS" || p.Type == "*"):
		return yes, toThem
	case !known:
		return q.isUnknown(p)
	}
	return q.isText(p.Type, text)
}

func (q *question) isText(kind, text string) (truth, reach) {
	switch {
	case kind != "AWS":
		return truthOf(text == q.Who), toThem
	case q.Who == "" && !account(text):
		return q.maySelf(text), toThem
	case text == q.Who:
		return yes, howNamed(text)
	case account(text):
		return q.ofAccount(text), toAccount
	}
	return truthOf(strings.HasPrefix(text, "arn:") && sameRole(text, principalARN(q.Who))), toRole
}

// isUnknown tells whether a principal of which the template leaves something open is who asks.
func (q *question) isUnknown(p *policy.Principal) (truth, reach) {
	if text, known := q.fill(reading{}, p.Value, plain); known == yes {
		return q.isText(p.Type, text)
	}
	if p.Type == "AWS" && q.account == "" && ownAccount(p.Value) {
		return yes, toAccount // whoever asks is not of another account for all that is known
	}
	for _, own := range q.self {
		if slices.Equal(own.Parts, p.Parts) {
			return yes, howNamed(p.Text)
		}
		mine, isNamed := reading{}.identified(own)
		other, isOther := reading{}.identified(p.Value)
		if isNamed && isOther && !glob.Meets(mine, other) {
			return no, toAccount
		}
	}
	if account(p.Text) {
		return q.mayBe(p), toAccount
	}
	return q.mayBe(p), toThem
}

// maySelf tells whether an ARN may be that of who asks, of whom only the template speaks.
func (q *question) maySelf(arn string) truth {
	for _, own := range q.self {
		if !glob.Match(reading{}.wide(own), principalARN(arn)) {
			return no
		}
	}
	return uncertain
}

// ownAccount tells whether a value is the account that its template is deployed to, or that account's root.
func ownAccount(v policy.Value) bool {
	return v.Text == "${AWS::AccountId}" || strings.HasSuffix(v.Text, ":iam::${AWS::AccountId}:root")
}

// mayBe tells whether a principal that is not known may be who asks.
func (q *question) mayBe(p *policy.Principal) truth {
	if q.Who != "" && !glob.Match(reading{}.wide(p.Value), q.Who) && !account(p.Text) {
		return no
	}
	return uncertain
}

// account tells whether a principal is an account: its number, or the ARN of its root.
func account(text string) bool {
	return len(text) == 12 && strings.Trim(text, "0123456789") == "" || strings.HasSuffix(text, ":root")
}

func (q *question) ofAccount(text string) truth {
	number := text
	if len(text) != 12 {
		number = accountOf(text)
	}
	if q.account == "" {
		return uncertain
	}
	return truthOf(number == q.account)
}

// howNamed is how a principal's own ARN speaks of it.
func howNamed(arn string) reach {
	if strings.Contains(arn, ":role/") {
		return toRole
	}
	return toThem
}

// sameRole tells whether an ARN is of the role that a session's ARN, which has no path, was made of.
func sameRole(named, role string) bool {
	before, path, ok := strings.Cut(named, ":role/")
	return ok && before+":role/"+path[strings.LastIndex(path, "/")+1:] == role
}
