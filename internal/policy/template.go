package policy

import "github.com/iamlint/iamlint/internal/source"

// TemplateResource is a resource of a template that rules know by its
// properties, whether or not it holds a policy.
type TemplateResource struct {
	Name       string              `json:"name"` // the logical id
	Kind       TargetKind          `json:"kind"`
	Type       string              `json:"type"`
	Path       string              `json:"path"` // as in Target
	At         source.Location     `json:"at"`   // where it is named
	Branch     string              `json:"branch"`
	Properties map[string]Property `json:"properties"` // those that rules ask for, by name, one inside a map by its dotted path
	References []Reference         `json:"references"` // where the template speaks of it
	Public     []Value             `json:"public"`     // of a function: what lets anybody on the internet call it
	Policies   []SAMPolicy         `json:"policies"`   // of a resource of SAM: the entries of its Policies
	Role       string              `json:"role"`       // of what runs code: the target that is its role, "" if it is not in the template
	ARN        Value               `json:"-"`          // of what runs code: its ARN, without parts if its form is not known

	// Facts about the role, written by package expand.
	Lacks []string `json:"lacks"` // what it needs to write logs and surely does not have
	Power Actions  `json:"power"` // what it has on a whole type or more and should not share with the world
}

// OwnResource is a resource of the template whose ARN can be written in it.
type OwnResource struct {
	Name      string
	Attribute string // that gives the ARN, "" where Ref does
	Service   string // of the ARN
	Type      string // the catalogue's name of what the ARN is of
	Write     string // the ARN: !GetAtt OrdersTable.Arn
	ARN       Value
}

// Property is a property of a resource.
type Property struct {
	At     source.Location `json:"at"`     // its value
	KeyAt  source.Location `json:"key_at"` // its name
	Values []Value         `json:"values"` // its text on each branch, or the items of a list; none of a map
	Always bool            `json:"always"` // it is set whatever the template's conditions
	Own    bool            `json:"own"`    // it is set at the resource, and not in Globals for all of them
}

// Reference is a place where a template speaks of a resource.
type Reference struct {
	By        string          `json:"by"`        // the resource or output that does, or "Transform" for a macro that may
	Type      string          `json:"type"`      // of that resource, "" for an output
	Property  string          `json:"property"`  // the property that it is in, at the top
	Attribute string          `json:"attribute"` // what is asked for, "" with Ref
	Before    string          `json:"before"`    // in Fn::Sub: the text up to it
	At        source.Location `json:"at"`
}

// SAMPolicy is one entry of the Policies of a resource of SAM.
type SAMPolicy struct {
	At         source.Location `json:"at"`
	Shape      SAMShape        `json:"shape"`
	Name       string          `json:"name"`       // of a managed policy or a policy template
	Exists     bool            `json:"exists"`     // SAM knows that name; true of an ARN, and of what is not known before deployment
	Suggestion string          `json:"suggestion"` // the name that was probably meant, "" if none is near
	Missing    []string        `json:"missing"`    // parameters that the template needs
	Extra      []string        `json:"extra"`      // parameters that it does not have
}

// SAMShape says what an entry of Policies looks like.
type SAMShape string

// The shapes of such an entry.
const (
	NameShape     SAMShape = "name"     // the name or the ARN of a managed policy
	DocumentShape SAMShape = "document" // {Version, Statement}
	TemplateShape SAMShape = "template" // {SQSPollerPolicy: {…}}
	WrappedShape  SAMShape = "wrapped"  // {PolicyName, PolicyDocument}, which SAM does not take
	FlatShape     SAMShape = "flat"     // a policy template with its parameters next to it, not below
	OddShape      SAMShape = "odd"      // anything else
)

// Redundancy is a word that changes nothing, and the other one because of which it does not.
type Redundancy struct {
	Kind   RedundancyKind  `json:"kind"`
	Text   string          `json:"text"`
	At     source.Location `json:"at"`
	By     string          `json:"by"`
	ByAt   source.Location `json:"by_at"`
	Holder string          `json:"holder"` // the document that ByAt is in
	Origin Origin          `json:"origin"` // of that document
}

// RedundancyKind says what is redundant, or could be said in fewer words.
type RedundancyKind string

// The kinds of redundancy.
const (
	RedundantAction    RedundancyKind = "action"    // another entry of the list covers it
	RedundantResource  RedundancyKind = "resource"  // so it does
	RedundantValue     RedundancyKind = "value"     // so does another value of the condition
	RedundantStatement RedundancyKind = "statement" // another statement covers all of it
	DeadAction         RedundancyKind = "dead"      // a Deny without conditions covers all that Allow gives of it
	SplitStatement     RedundancyKind = "split"     // another statement differs in its actions, or in its resources, and in nothing else
)

// Secret is a credential that stands in a template in plain text. The model has its place only.
type Secret struct {
	Subject Subject         `json:"subject"` // the resource, parameter or output that holds it
	At      source.Location `json:"at"`
}
