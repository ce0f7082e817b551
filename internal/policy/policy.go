// Package policy is the common model: what a template, a policy document or an
// account says about who may do what, with the place of every word. Parsers
// build it, package expand writes the catalogue's facts onto it, and rules
// judge it. The json names are the names that rules see.
package policy

import "github.com/iamlint/iamlint/internal/source"

// Model is everything one artifact says.
type Model struct {
	Artifact   string              `json:"artifact"`
	Targets    []*Target           `json:"targets"`
	Parameters []Parameter         `json:"parameters"`
	Resources  []*TemplateResource `json:"resources"` // of a template: those that rules know by their properties
	Secrets    []Secret            `json:"secrets"`   // credentials in plain text
	Own        []OwnResource       `json:"-"`         // of a template: those whose ARN can be written in it
	Accounts   []*Account          `json:"accounts"`  // the account that was read, if any
	Records    []*Record           `json:"records"`   // of the account: its principals and managed policies
	Having     Having              `json:"having"`
	Catalogue  CatalogueState      `json:"catalogue"` // written by package expand
}

// TargetKind tells what a target is, whatever its origin.
type TargetKind string

// The kinds of target.
const (
	Role          TargetKind = "role"
	User          TargetKind = "user"
	Group         TargetKind = "group"
	ManagedPolicy TargetKind = "managed-policy"
	Resource      TargetKind = "resource" // something with a resource policy: a bucket, a key, a function
	Raw           TargetKind = "document" // a policy document that stands alone
)

// Target is what documents are attached to.
type Target struct {
	Name      string          `json:"name"` // the logical id, the name in the account, or of a raw document its artifact
	Kind      TargetKind      `json:"kind"`
	Type      string          `json:"type"` // the CloudFormation type, "" outside templates
	Path      string          `json:"path"` // the construct that it was made from, as the CDK notes it; else ""
	At        source.Location `json:"at"`   // where it is named
	Documents []*Document     `json:"-"`    // rules see documents and statements through Having
	Reaching  []*Document     `json:"-"`    // what other targets' documents apply to it: managed policies, its groups', those that name it, its boundary
	ARNs      []Value         `json:"-"`    // of a template: its own, or of a resource policy those of what it is attached to; nil if they are not known, none of a policy of what passes through
	Groups    []*Target       `json:"-"`    // of a user: those whose documents reach it
	Elsewhere []Value         `json:"-"`    // of a user: the groups that are not in the artifact
	Managed   []Attachment    `json:"managed"`
	// The permissions boundary, one for each way through the template's conditions that gives another one, and the ways
	// on which there is none although there is one on others ("not IsProd").
	Boundaries []Attachment `json:"boundaries"`
	Unbounded  []string     `json:"unbounded"`

	// Facts, written by package expand.
	Inline int      `json:"inline_size"` // characters of all inline policies together, as in Document.Size
	Barred []string `json:"barred"`      // of the actions of Administration those of which its permissions boundary surely leaves nothing
}

// Administration are actions that every administrator has: who surely lacks one of them is none.
func Administration() []string {
	return []string{"iam:PutRolePolicy", "iam:CreateUser", "s3:DeleteBucket", "ec2:RunInstances", "kms:Decrypt"}
}

// Attachment is a managed policy attached by name or ARN.
type Attachment struct {
	Value
	Name   string `json:"name"`   // of an AWS managed policy: its path and name, as in "job-function/SystemAdministrator"; else ""
	Origin Origin `json:"origin"` // who attached it
	Read   bool   `json:"-"`      // its document is at hand, and so among those of the target

	// Facts about an AWS managed policy, written by package parse.
	Exists     bool   `json:"exists"`     // the catalogue has it, under this very path
	Suggestion string `json:"suggestion"` // the ARN that was probably meant, "" if none is near
}

// Origin says who wrote a document or attached a policy.
type Origin string

// The origins.
const (
	FromUser     Origin = ""         // it stands in the artifact
	FromTemplate Origin = "template" // a policy template of SAM that the user named
	FromManaged  Origin = "managed"  // a managed policy of AWS
	FromSAM      Origin = "sam"      // SAM, for something else that the user wrote
)

// Subject is the short form of a target that its documents and statements carry.
type Subject struct {
	Name string          `json:"name"`
	Kind TargetKind      `json:"kind"`
	Type string          `json:"type"`
	At   source.Location `json:"at"`

	Barred []string `json:"barred"` // written by package expand: as of the target
}

// Subject is the target's short form.
func (t *Target) Subject() *Subject {
	return &Subject{Name: t.Name, Kind: t.Kind, Type: t.Type, At: t.At}
}

// Statement is one statement of a document, its lists always lists.
type Statement struct {
	Sid           string          `json:"sid"`
	SidAt         source.Location `json:"sid_at"`
	At            source.Location `json:"at"`
	Branch        string          `json:"branch"` // the template's conditions under which it holds, as in "IsProd and not IsTest"; "" for always
	Effect        string          `json:"effect"` // "Allow", "Deny", or "" when it is missing, wrong or unknown
	EffectAt      source.Location `json:"effect_at"`
	Target        *Subject        `json:"target"`
	Document      Title           `json:"document"`
	Actions       []Action        `json:"actions"`
	NotActions    []Action        `json:"not_actions"`
	Resources     []ResourceARN   `json:"resources"`
	NotResources  []ResourceARN   `json:"not_resources"`
	Principals    []Principal     `json:"principals"`
	NotPrincipals []Principal     `json:"not_principals"`
	Conditions    []Condition     `json:"conditions"`
	Faults        []Fault         `json:"faults"`     // written by packages parse and expand
	Elements      []Element       `json:"-"`          // those that it has, in their only right case
	Unresolved    bool            `json:"unresolved"` // a whole element (Condition, Action …) could not be read: absence proves nothing

	// Facts, written by package expand.
	Scoped    bool                `json:"scoped"`    // a condition limits what, who or from where: see Condition.Limits
	Closed    bool                `json:"closed"`    // a condition, here or of a Deny, keeps strangers out: whoever is not of a named account, organization, network or source
	ClosedBy  []string            `json:"closed_by"` // if that is a Deny beside it: the keys of the Deny's conditions
	Overruled bool                `json:"overruled"` // of a trust or resource policy: a Deny without conditions in it leaves nothing of what this allows
	Reach     Breadth             `json:"reach"`     // the widest of Resources, "" without any
	ReachAt   source.Location     `json:"reach_at"`  // the resource that Reach speaks of
	Scopable  Levels              `json:"scopable"`  // what Allow grants on a whole type or more though it could be limited; without Grants, of which rules speak by name
	Listed    map[string]*Listing `json:"listed"`    // by list of rules/data: its actions that Allow grants on a whole type or more, or that can't be limited
	Retags    []Retag             `json:"retags"`    // the actions by which its holder can tag itself past a condition on tags
	Misfits   []Misfit            `json:"misfits"`
	Redundant []Redundancy        `json:"redundant"` // what in it changes nothing
	Needs     []Need              `json:"needs"`     // what those it names in full need besides, and its target surely does not have
	Grants    map[string]*Grant   `json:"grants"`    // the watched actions (rules/data) that this statement speaks of, by name
}

// Action is one entry of Action or NotAction.
type Action struct {
	Value

	// Facts, written by package expand.
	Wildcard   Wildcard     `json:"wildcard"`
	Service    string       `json:"service"` // the prefix in lower case, "" when it has wildcards
	Status     ActionStatus `json:"status"`
	Suggestion string       `json:"suggestion"` // the nearest name that exists, "" if none is near
	Gone       string       `json:"gone"`       // a day on which what is retired was still there, or the day on which AWS ended the service ("2025-11-13"); else ""
	Matches    int          `json:"matches"`    // actions of the catalogue that it matches
	Level      string       `json:"level"`      // the gravest access level among them: permissions, write, tagging, read or list
	Sensitive  bool         `json:"sensitive"`  // some of them read data or secrets (rules/data)
	Names      []string     `json:"names"`      // up to ten of them, gravest level first
	Scopable   int          `json:"scopable"`   // how many of them can be limited to resources
	Reach      Breadth      `json:"reach"`      // the widest of the resources that they can have, "" if they can have none of them
	Denied     bool         `json:"denied"`     // of what an identity policy allows: Denies without conditions leave nothing of it
}

// Wildcard says how an action pattern is wild.
type Wildcard string

// The ways an action pattern can be wild.
const (
	NoWildcard      Wildcard = "none"
	EveryAction     Wildcard = "every"   // * or *:*
	ServiceWildcard Wildcard = "service" // s3:*
	PartialWildcard Wildcard = "partial" // s3:Get*
	PrefixWildcard  Wildcard = "prefix"  // s*:GetObject
)

// ActionStatus says what the catalogue knows of an action.
type ActionStatus string

// What the catalogue knows of an action.
const (
	ActionKnown      ActionStatus = "known"
	UnknownService   ActionStatus = "unknown-service"
	UnknownAction    ActionStatus = "unknown-action"
	MatchesNothing   ActionStatus = "matches-nothing"
	MalformedAction  ActionStatus = "malformed"
	UnresolvedAction ActionStatus = "unresolved"
	UnlistedAction   ActionStatus = "unlisted" // only managed policies of AWS name it
	RetiredAction    ActionStatus = "retired"  // there was such an action, and the catalogue has it no more
)

// Breadth says how much a resource pattern covers, from one thing to everything.
type Breadth string

// The breadths, narrowest first.
const (
	UnresolvedBreadth Breadth = "unresolved"
	Exact             Breadth = "exact"   // no wildcard, or one that the resource type asks for (bucket/*)
	Prefix            Breadth = "prefix"  // a wildcard after a part that narrows
	WholeAccount      Breadth = "account" // every resource of a type in one account: arn:aws:sqs:*:111122223333:*
	WholeType         Breadth = "type"    // every resource of a type anywhere: arn:aws:dynamodb:*:*:table/*, arn:aws:s3:::*
	Everything        Breadth = "all"     // *
)

// ResourceARN is one entry of Resource or NotResource.
type ResourceARN struct {
	Value

	// Facts, written by package expand.
	Breadth Breadth `json:"breadth"`
	Service string  `json:"service"` // the service field in lower case, "" when it is wild or not known

	Account string   `json:"account,omitempty"` // the account that it has in digits, "" if it has none such or the user trusts it
	Fixed   []string `json:"fixed,omitempty"`   // what of partition and region it has in letters: "partition", "region"

	AnyAccount bool `json:"any_account"` // its account field is * though its types are of one account: arn:aws:sqs:us-east-1:*:orders
}

// Levels holds actions by access level.
type Levels struct {
	Permissions Actions `json:"permissions"` // Permissions management
	Write       Actions `json:"write"`
	Data        Actions `json:"data"` // reads that return data or secrets (rules/data)
	Tagging     Actions `json:"tagging"`
	Read        Actions `json:"read"`
	List        Actions `json:"list"`
}

// Actions is a set of actions, cut short for showing.
type Actions struct {
	Count int      `json:"count"`
	Names []string `json:"names"`         // up to ten, in alphabetical order
	ARNs  []string `json:"arns"`          // up to three ARNs that would limit them: those of the template's own resources, then formats, as one would write them in Fn::Sub or, where there is none, in the policy
	Own   int      `json:"own,omitempty"` // how many of these are of the template's own resources

	ReachAt source.Location `json:"reach_at"` // the widest resource that the first of them is allowed on
}

// Listing is the actions of one list of rules/data that a statement allows: those that it names in full come
// first, in the order written.
type Listing struct {
	Actions
	Named int             `json:"named"` // how many it names in full
	At    source.Location `json:"at"`    // the pattern that gives the first of them
}

// Retag is an action that sets tags without limit, in a statement of a target that another statement limits by
// tags of the same service: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html.
type Retag struct {
	Action string          `json:"action"`
	At     source.Location `json:"at"`  // the pattern that gives it
	Key    string          `json:"key"` // the condition key of the other statement, as written
	KeyAt  source.Location `json:"key_at"`
}

// Need is an action that is of little use without others, as the Service Authorization Reference has it.
type Need struct {
	Action string          `json:"action"`
	At     source.Location `json:"at"`
	Lacks  Actions         `json:"lacks"` // which of the others are nowhere allowed
}

// Misfit is an action that none of the statement's resources fits, so that it grants nothing.
type Misfit struct {
	Action     string          `json:"action"`
	At         source.Location `json:"at"`         // the action
	Unscopable bool            `json:"unscopable"` // it only takes *
	ARNs       []string        `json:"arns"`       // formats that would fit
}

// Grant is how a statement speaks of a watched action.
type Grant struct {
	At      source.Location `json:"at"`       // the pattern that matches it, or the statement when it comes in by NotAction
	Pattern string          `json:"pattern"`  // its text; "" when it comes in by NotAction
	Reach   Breadth         `json:"reach"`    // the widest of the resources that the action can have; "" if it can have none of them
	ReachAt source.Location `json:"reach_at"` // that resource; of NotResource its first entry
}

// Principal is one entry of Principal or NotPrincipal.
type Principal struct {
	Value
	Type string `json:"type"` // AWS, Service, Federated, CanonicalUser, or "*" for the bare star

	// Facts, written by package expand.
	Kind    PrincipalKind `json:"kind"`
	Account string        `json:"account"`           // twelve digits; "self" for this account; "" if it has none or it is not known
	Trusted bool          `json:"trusted,omitempty"` // the user trusts that account
}

// PrincipalKind says who a principal is.
type PrincipalKind string

// The kinds of principal.
const (
	Anyone              PrincipalKind = "anyone"     // *, or any account's root
	AccountPrincipal    PrincipalKind = "account"    // a whole account
	RolePrincipal       PrincipalKind = "role"       // a role or a session of one
	UserPrincipal       PrincipalKind = "user"       // an IAM or federated user
	ServicePrincipal    PrincipalKind = "service"    // lambda.amazonaws.com
	OIDCPrincipal       PrincipalKind = "oidc"       // a provider's ARN or one of AWS's own web identity hosts
	SAMLPrincipal       PrincipalKind = "saml"       // a provider's ARN
	CanonicalPrincipal  PrincipalKind = "canonical"  // an S3 canonical user or access identity
	WildcardPrincipal   PrincipalKind = "wildcard"   // a wildcard inside an ARN, which IAM does not accept
	IDPrincipal         PrincipalKind = "id"         // AIDA… or AROA…: someone who was deleted
	MalformedPrincipal  PrincipalKind = "malformed"  // none of these
	UnresolvedPrincipal PrincipalKind = "unresolved" // not known before deployment
)

// Condition is one key of one operator.
type Condition struct {
	Operator string          `json:"operator"` // as written
	At       source.Location `json:"at"`       // the operator's word
	Key      string          `json:"key"`      // as written
	KeyAt    source.Location `json:"key_at"`
	Values   []Value         `json:"values"`
	Branch   string          `json:"branch"`

	// Facts, written by package expand.
	Base      string          `json:"base"`       // the operator without set and IfExists, in its documented case; "" if there is none such
	Set       string          `json:"set"`        // "ForAllValues", "ForAnyValue" or ""
	IfExists  bool            `json:"if_exists"`  // ends in IfExists
	Negated   bool            `json:"negated"`    // StringNotEquals and the like
	LowerKey  string          `json:"lower_key"`  // key names have no case
	KeyStatus KeyStatus       `json:"key_status"` // what the catalogue knows of the key
	KeyType   string          `json:"key_type"`   // String, ARN, Bool, Numeric, Date or IPAddress; "" if the key is not known
	Multi     bool            `json:"multi"`      // a request may carry several values of the key
	Trivial   bool            `json:"trivial"`    // some value lets everything through
	TrivialAt source.Location `json:"trivial_at"` // that value
	Limits    Limit           `json:"limits"`     // what it narrows in a statement that allows
}

// Limit says what a condition narrows.
type Limit string

// What a condition may narrow. A condition that a missing key, an IfExists, a ForAllValues or a value
// such as * lets pass narrows nothing; nor do keys that the caller chooses, such as aws:UserAgent.
const (
	LimitsNothing   Limit = "nothing"
	LimitsResource  Limit = "resource"  // which resources: tags, accounts, the service's own keys
	LimitsPrincipal Limit = "principal" // who: organization, tags, MFA, external id, token claims
	LimitsNetwork   Limit = "network"   // from where: VPC, endpoint, address
	LimitsService   Limit = "service"   // through which service: kms:ViaService, iam:PassedToService, aws:SourceArn
)

// Parameter is a template parameter that a policy element uses.
type Parameter struct {
	Name        string          `json:"name"`
	At          source.Location `json:"at"`          // its name in Parameters
	Wildcards   []Value         `json:"wildcards"`   // the Default and AllowedValues that hold * or ?
	Constrained bool            `json:"constrained"` // AllowedValues or AllowedPattern limit it, or its type does
	Uses        []Use           `json:"uses"`
}

// Use is a place where a policy takes its text from a parameter.
type Use struct {
	Element string          `json:"element"` // Action, Resource, Principal … as written
	Effect  string          `json:"effect"`  // of the statement
	Whole   bool            `json:"whole"`   // the parameter is all there is: a wildcard in it is a wildcard there
	At      source.Location `json:"at"`
	Target  *Subject        `json:"target"`
}

// Having files each statement under the traits it has, whatever its effect, so that a rule
// looks at its few candidates and at nothing else. Package expand fills it.
type Having struct {
	EveryAction      []*Statement `json:"every_action"`     // an action * or *:*
	ServiceWildcard  []*Statement `json:"service_wildcard"` // an action such as s3:*
	PartialWildcard  []*Statement `json:"partial_wildcard"` // an action such as s3:Get*
	PrefixWildcard   []*Statement `json:"prefix_wildcard"`  // an action such as s*:Get
	UnknownService   []*Statement `json:"unknown_service"`
	UnknownAction    []*Statement `json:"unknown_action"`
	RetiredAction    []*Statement `json:"retired_action"` // an action that is gone, or whose service is
	NotAction        []*Statement `json:"not_action"`
	NotResource      []*Statement `json:"not_resource"`
	NotPrincipal     []*Statement `json:"not_principal"`
	AnyResource      []*Statement `json:"any_resource"`   // reach is all
	BroadResource    []*Statement `json:"broad_resource"` // reach is type
	Misfit           []*Statement `json:"misfit"`
	Watched          []*Statement `json:"watched"` // grants is not empty
	TrivialCondition []*Statement `json:"trivial_condition"`
	Anyone           []*Statement `json:"anyone"`           // a principal of kind anyone
	External         []*Statement `json:"external"`         // a principal in another account, which the user does not trust
	OIDC             []*Statement `json:"oidc"`             // a principal of kind oidc
	Listed           []*Statement `json:"listed"`           // listed is not empty
	Trust            []*Statement `json:"trust"`            // of trust documents
	ResourceBased    []*Statement `json:"resource_based"`   // of resource documents
	Redundant        []*Statement `json:"redundant"`        // redundant is not empty
	Conditioned      []*Statement `json:"conditioned"`      // conditions is not empty
	AccountResource  []*Statement `json:"account_resource"` // reach is account
	AnyAccount       []*Statement `json:"any_account"`      // a resource whose account field is open, and that narrows otherwise
	FixedScope       []*Statement `json:"fixed_scope"`      // a resource whose account, region or partition is written out
	Retagging        []*Statement `json:"retagging"`        // retags is not empty
	Needing          []*Statement `json:"needing"`          // needs is not empty
	MalformedAction  []*Statement `json:"malformed_action"`
	MatchesNothing   []*Statement `json:"matches_nothing"` // an action with wildcards that matches no action
	Faulty           []*Statement `json:"faulty"`          // faults is not empty, and a user wrote it
	FaultyDocuments  []*Document  `json:"faulty_documents"`
	Statements       []*Statement `json:"statements"` // all of them; prefer a trait
	Documents        []*Document  `json:"documents"`  // those that can be read

	Escalations []*Escalation `json:"escalations"` // written by package escalation
}
