package gen

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
)

// joiner finds the resource type of the catalogue that an ARN of CloudFormation's is of.
type joiner struct {
	prefixes map[string]string // of services, by what a template calls them
}

// newJoiner finds the prefix of each service that templates know: by the prefix,
// by AWS's name for the service, or by the reviewed spellings.
func newJoiner(reviewed map[string]string, schemas *Schemas) (*joiner, error) {
	j := &joiner{prefixes: map[string]string{}}
	for name := range schemas.Types {
		service := strings.Split(name, "::")[1]
		if found := byName(service); found != "" {
			j.prefixes[service] = found
		}
	}
	for service, prefix := range reviewed {
		if j.prefixes[service] == prefix {
			return nil, fmt.Errorf("spelling %s: it is found by name now; take it out", service)
		}
		if _, ok := catalog.FindService(prefix); !ok {
			return nil, fmt.Errorf("spelling %s: there is no service %s", service, prefix)
		}
		j.prefixes[service] = prefix
	}
	return j, nil
}

// byName is the prefix of the service that a template calls so.
func byName(service string) string {
	wanted := plain(service)
	for _, spelt := range []string{wanted, strings.TrimSuffix(wanted, "v2"), strings.TrimSuffix(wanted, "2")} {
		named := ""
		for s := range catalog.Services() {
			name := plain(s.Name())
			switch {
			case plain(s.Prefix()) == spelt:
				return s.Prefix()
			case name == spelt || name == "aws"+spelt || name == "amazon"+spelt:
				named = s.Prefix()
			}
		}
		if named != "" {
			return named
		}
	}
	return ""
}

// givesARN tells whether a property is an ARN: by its name, or by what its schema says.
func givesARN(name string, shape *Shape) bool {
	if shape == nil || len(shape.Type) > 0 && !slices.Equal(shape.Type, Words{"string"}) || shape.Properties != nil {
		return false
	}
	return strings.HasSuffix(strings.ToLower(name), "arn") || strings.HasSuffix(shape.Format, ".Arn") || strings.HasPrefix(shape.Pattern, "^arn")
}

// join says of which resource type the ARN is that an attribute gives.
func (j *joiner) join(s *Schema, attribute string, shape *Shape) templateARN {
	arn := templateARN{attribute: attribute}
	words := strings.Split(s.TypeName, "::")
	prefix := j.prefixes[words[1]]
	if said := patternService(shape.Pattern); said != "" {
		prefix = said
	}
	service, ok := catalog.FindService(prefix)
	if !ok {
		return arn
	}
	for _, stem := range stems(attribute, words[2]) {
		if found := match(service, stem); found != "" {
			arn.service, arn.resource = prefix, found
			return arn
		}
	}
	return arn
}

// stems are the names of what an attribute may be the ARN of, the likelier first.
func stems(attribute, kind string) []string {
	last := plain(attribute[strings.LastIndexByte(attribute, '.')+1:])
	stem := strings.TrimSuffix(last, "arn")
	switch kind = plain(kind); {
	case stem == "" || stem == kind:
		return []string{kind}
	case strings.HasSuffix(kind, stem):
		return []string{kind, stem}
	default:
		return []string{stem}
	}
}

// match is the one resource type of a service that goes by a name, by the word
// before the last placeholder of its ARN, or by that placeholder.
func match(service catalog.Service, name string) string {
	for _, spell := range []func(catalog.ResourceType) string{
		func(r catalog.ResourceType) string { return r.Name() },
		func(r catalog.ResourceType) string { return ending(r.ARN(), 1) },
		func(r catalog.ResourceType) string {
			last := plain(ending(r.ARN(), 2))
			for _, suffix := range []string{"name", "resourceid", "id"} {
				last = strings.TrimSuffix(last, suffix)
			}
			return last
		},
	} {
		var found []string
		for r := range service.ResourceTypes() {
			if plain(spell(r)) == name && formatOf(service.Prefix(), r.Name()) != "" {
				found = append(found, r.Name())
			}
		}
		if len(found) == 1 {
			return found[0]
		}
	}
	return ""
}

var (
	lastWords = regexp.MustCompile(`([A-Za-z0-9_-]+)[/:]\$\{([^}]*)\}$`)
	class     = regexp.MustCompile(`\[[^\]]*\]`)
	word      = regexp.MustCompile(`^[a-z0-9-]+$`)
	holder    = regexp.MustCompile(`\$\{([^}]*)\}`)
)

// ending is the word before the last placeholder of an ARN's form, or that placeholder.
func ending(format string, which int) string {
	words := lastWords.FindStringSubmatch(format)
	if words == nil {
		return ""
	}
	return words[which]
}

// patternService is the service in a pattern of ARNs, "" if it leaves that open.
func patternService(pattern string) string {
	parts := strings.Split(class.ReplaceAllString(pattern, ""), ":")
	if len(parts) < 6 || !strings.HasPrefix(pattern, "^arn:") || !word.MatchString(parts[2]) {
		return ""
	}
	return parts[2]
}

// formatOf is the form of the ARNs of a resource type. It is "" where there is no
// such type, or where the form is none to fill in.
func formatOf(prefix, resource string) string {
	service, ok := catalog.FindService(prefix)
	if !ok {
		return ""
	}
	for r := range service.ResourceTypes() {
		if format := r.ARN(); r.Name() == resource && strings.HasPrefix(format, "arn:${Partition}:") && !strings.ContainsAny(format, "*,") {
			return format
		}
	}
	return ""
}

// names are the placeholders of an ARN's form that are not the same in a whole stack.
func names(format string) []string {
	var found []string
	for _, placeholder := range holder.FindAllStringSubmatch(format, -1) {
		if !slices.Contains([]string{"Partition", "Region", "Account"}, placeholder[1]) {
			found = append(found, placeholder[1])
		}
	}
	return found
}

// own tells whether an ARN is that of the resource itself.
func (a templateARN) own(kind string) bool {
	words := strings.Split(kind, "::")
	last := plain(a.attribute[strings.LastIndexByte(a.attribute, '.')+1:])
	stem := strings.TrimSuffix(last, "arn")
	return !strings.Contains(a.attribute, ".") && (stem == "" || stem == "resource" || stem == "id" || strings.HasSuffix(plain(words[2]), stem))
}

// plain is a name without case and signs.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(name))
}
