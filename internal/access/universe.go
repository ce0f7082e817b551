package access

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
)

// universe is all resources that an action can have: formats of ARNs, or anything if the catalogue does not know it.
type universe struct {
	anything bool
	star     bool // it can't be limited to resources, or is also called without an ARN: it is asked for *
	formats  []format
}

// format is the form of the ARNs of a resource type.
type format struct {
	service, region, account string // the latter two as documented, with a placeholder
	resource                 string // a pattern
}

// Fields that nobody has named stand as these, so that no * of a pattern runs over into the next field: an ARN of an
// instance is none of a volume, though arn:aws:ec2:*:*:instance/* and arn:aws:ec2:*:*:volume/* meet as text.
const (
	otherPartition = "aws-\uE004"
	someRegion     = "\uE005"
	someAccount    = "\uE006"
)

func universeOf(action string) universe {
	known, ok := catalog.FindAction(action)
	if !ok {
		return universe{anything: true}
	}
	u := universe{star: known.Scoping() != catalog.Scopable}
	for t := range known.ResourceTypes() {
		if f := formatOf(t); !slices.Contains(u.formats, f) {
			u.formats = append(u.formats, f)
		}
	}
	return u
}

func formatOf(t catalog.ResourceType) format {
	fields := append(strings.SplitN(t.ARN(), ":", 6), "", "", "", "", "")
	return format{fields[2], fields[3], fields[4], filled(fields[5])}
}

// filled is a format with * for each placeholder.
func filled(text string) string {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(text, "${")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		b.WriteByte('*')
		_, text, _ = strings.Cut(after, "}")
	}
}

// has tells whether a resource of the universe may match all of some patterns and none of others.
func (u universe) has(all, except []string) bool {
	if everyStar := !slices.ContainsFunc(all, func(p string) bool { return p != "*" }); everyStar && len(except) == 0 {
		return true // most wide grants end here, without patterns being made of formats
	}
	some := func(pattern string) bool { return glob.Possible(append(slices.Clone(all), pattern), except) }
	if u.anything && some("*") || u.star && some(literalStar) {
		return true
	}
	for _, f := range u.formats {
		if slices.ContainsFunc(f.patterns(all), some) {
			return true
		}
	}
	return false
}

// patterns are what the ARNs of a format look like that some patterns may match. Partition, Region and account are
// those that the patterns name.
func (f format) patterns(all []string) []string {
	region, account := f.region, f.account
	if strings.Contains(region, "${") {
		region = field(all, 3, someRegion)
	}
	if strings.Contains(account, "${") {
		account = field(all, 4, someAccount)
	}
	rest := ":" + filled(f.service) + ":" + region + ":" + account + ":" + f.resource
	partition := field(all, 1, "")
	switch {
	case partition == "":
		return []string{"arn:aws" + rest, "arn:" + otherPartition + rest}
	case !glob.HasWildcard(partition):
		return []string{"arn:" + partition + rest}
	}
	return []string{"arn:aws" + rest, "arn:aws-cn" + rest, "arn:aws-us-gov" + rest, "arn:" + partition + rest}
}

// field is what a field of ARNs is that some patterns match: the text that one of them has there, the wildcards in it
// replaced by one that nobody has named; * if they have different ones or it is not sure what they have; and the given text if
// none says anything.
func field(all []string, number int, unnamed string) string {
	found, open := "", false
	for _, p := range all {
		text, sure := fieldOf(p, number)
		switch {
		case !sure:
			open = true
		case text == "" || text == "*":
		case !glob.HasWildcard(text):
			return text
		default:
			open, found = open || found != "" && found != text, text
		}
	}
	switch {
	case open:
		return "*"
	case found == "":
		return unnamed
	case unnamed == "":
		return found
	}
	return strings.NewReplacer("*", unnamed, "?", unnamed).Replace(found)
}

// fieldOf is what a pattern has in a field of ARNs, "" if it says nothing of it. That is not sure behind a * that may run over
// into other fields: one besides other text or, as the pattern lacks fields that an ARN has, any. Where the account would
// stand, arn:aws:lambda:*:function:f has letters: it lacks one, too.
func fieldOf(pattern string, number int) (text string, sure bool) {
	fields := strings.SplitN(pattern, ":", 6)
	before := fields[:min(number, len(fields)-1)]
	incomplete := len(fields) < 6 || strings.ContainsAny(fields[4], "abcdefghijklmnopqrstuvwxyz")
	switch {
	case slices.ContainsFunc(before, runsOver), incomplete && slices.Contains(before, "*"):
		return "", false
	case number >= len(fields):
		return "", true
	case incomplete:
		start, _, wild := strings.Cut(fields[number], "*")
		if wild {
			start += "*"
		}
		return start, true
	}
	return fields[number], true
}

// runsOver tells whether a field has a wildcard besides others, so that it is not sure where the next one begins.
func runsOver(field string) bool { return field != "*" && strings.Contains(field, "*") }
