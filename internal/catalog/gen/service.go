package gen

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
)

// The files of the package, as far as they matter here.
type (
	rawAction struct {
		Name          string
		AccessLevel   string
		ResourceTypes []struct {
			Name          string
			Required      bool
			ConditionKeys []string
		}
		ConditionKeys []string
	}
	rawType struct {
		Key, ARN      string
		ConditionKeys []string
	}
	rawKey struct{ Key, Type string }
)

func (a archive) service(prefix, name string) (*service, error) {
	if name == "" {
		return nil, fmt.Errorf("it has no name in serviceNames.json")
	}
	var actions map[string]rawAction
	var types map[string]rawType
	var keys map[string]rawKey
	for folder, into := range map[string]any{"actions": &actions, "resourceTypes": &types, "conditionKeys": &keys} {
		if err := a.decode("data/"+folder+"/"+prefix+".json", into); err != nil {
			return nil, err
		}
	}
	s := &service{prefix: prefix, name: name, keys: map[string]key{}}
	for _, k := range keys {
		known := key{name: normal(k.Key), kind: k.Type}
		s.keys[strings.ToLower(known.name)] = known
	}
	for _, t := range types {
		s.types = append(s.types, &resourceType{name: t.Key, arn: t.ARN, keys: normals(t.ConditionKeys)})
	}
	slices.SortFunc(s.types, func(a, b *resourceType) int { return byLower(a.name, b.name) })
	for _, raw := range actions {
		known, err := s.action(raw)
		if err != nil {
			return nil, fmt.Errorf("action %s: %w", raw.Name, err)
		}
		s.actions = append(s.actions, known)
	}
	slices.SortFunc(s.actions, func(a, b *action) int { return byLower(a.name, b.name) })
	return s, s.check()
}

func (s *service) action(raw rawAction) (*action, error) {
	level, err := level(raw.AccessLevel)
	if err != nil {
		return nil, err
	}
	a := &action{name: raw.Name, level: Plain(raw.Name, level)}
	keys := normals(raw.ConditionKeys)
	required := false
	for _, t := range raw.ResourceTypes {
		name := strings.ToLower(t.Name)
		i := slices.IndexFunc(s.types, func(r *resourceType) bool { return strings.ToLower(r.name) == name })
		if i < 0 {
			return nil, fmt.Errorf("resource type %q is not defined", t.Name)
		}
		a.types = append(a.types, name)
		keys = append(keys, normals(t.ConditionKeys)...)
		keys = append(keys, s.types[i].keys...)
		required = required || t.Required
	}
	a.types, a.keys = set(a.types), set(keys)
	for _, k := range a.keys {
		if _, ok := s.keys[k]; !ok {
			return nil, fmt.Errorf("condition key %q is not defined", k)
		}
	}
	a.documented = scoping(len(a.types), required)
	a.scoping = a.documented
	return a, nil
}

// scoping judges an action by its resource types. Several types that are all
// optional are alternatives, of which a call names one (a bucket or an access
// point): it can be limited. A single optional type often is a mere filter.
func scoping(types int, required bool) catalog.Scoping {
	switch {
	case types == 0:
		return catalog.Unscopable
	case required || types > 1:
		return catalog.Scopable
	}
	return catalog.Optional
}

// levels are the words for access levels, from the strongest claim to the
// weakest. Since 0.21 the package joins what AWS's flags say, which is less than
// exclusive: "Tagging, Write" is an action that writes nothing but tags, which
// AWS's documentation, and the package before 0.21, calls Tagging.
var levels = []struct {
	word  string
	level catalog.Level
}{
	{"permissions management", catalog.Permissions},
	{"tagging", catalog.Tagging},
	{"write", catalog.Write},
	{"read", catalog.Read},
	{"list", catalog.List},
}

func level(words string) (catalog.Level, error) {
	rank := len(levels)
	for word := range strings.SplitSeq(words, ",") {
		word = strings.ToLower(strings.TrimSpace(word))
		i := 0
		for i < len(levels) && levels[i].word != word {
			i++
		}
		if i == len(levels) {
			return 0, fmt.Errorf("unknown access level %q", words)
		}
		rank = min(rank, i)
	}
	return levels[rank].level, nil
}

// Plain is the level of an action that says itself that it only looks. AWS flags
// some as more: many that list or get in backup and glue manage permissions by
// the reference, so that ReadOnlyAccess would.
func Plain(name string, level catalog.Level) catalog.Level {
	if level < catalog.Tagging {
		return level
	}
	for _, looking := range []struct {
		prefix string
		level  catalog.Level
	}{{"List", catalog.List}, {"Describe", catalog.Read}, {"Get", catalog.Read}, {"BatchGet", catalog.Read}} {
		rest, ok := strings.CutPrefix(name, looking.prefix)
		if ok && (rest == "" || rest[0] >= 'A' && rest[0] <= 'Z') {
			return looking.level
		}
	}
	return level
}

// check refuses what the tables cannot hold.
func (s *service) check() error {
	names := []string{s.prefix}
	for i, a := range s.actions {
		names = append(names, a.name)
		if i > 0 && byLower(s.actions[i-1].name, a.name) == 0 {
			return fmt.Errorf("action %s is there twice", a.name)
		}
	}
	for _, k := range s.keys {
		names = append(names, k.name)
		if strings.Count(k.name, "$")+strings.Count(k.name, "<") > 1 {
			return fmt.Errorf("condition key %q has more than one placeholder", k.name)
		}
	}
	for _, name := range names {
		if name == "" || strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r > '~' }) {
			return fmt.Errorf("name %q is not of visible ASCII characters", name)
		}
	}
	return nil
}

// normals gives the normal names of keys, in lower case.
func normals(names []string) []string {
	lower := make([]string, 0, len(names))
	for _, name := range names {
		lower = append(lower, strings.ToLower(normal(name)))
	}
	return lower
}

func set(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}

func byLower(a, b string) int { return cmp.Compare(strings.ToLower(a), strings.ToLower(b)) }

// distinctKeys joins the services' keys and the global ones into one list by
// lower-case name. Where services disagree about a type, the service that the
// key is named for is right, then the list of global keys, then the first
// service; the spelling is theirs too.
func (r *Reference) distinctKeys() []key {
	joined := map[string]key{}
	for _, s := range slices.Backward(r.services) {
		maps.Copy(joined, s.keys)
	}
	for _, k := range r.globals {
		joined[strings.ToLower(k.name)] = k
	}
	for _, s := range r.services {
		for lower, k := range s.keys {
			if strings.HasPrefix(lower, strings.ToLower(s.prefix)+":") {
				joined[lower] = k
			}
		}
	}
	keys := slices.Collect(maps.Values(joined))
	slices.SortFunc(keys, func(a, b key) int { return byLower(a.name, b.name) })
	return keys
}
