package policy

import "github.com/iamlint/iamlint/internal/source"

// Unrecorded stands for a number that an account's records do not give.
const Unrecorded = -1

// Root is the root user of an account, who has a record and is no target: no policy of the account limits it.
const Root TargetKind = "root"

// Account is what is on record about an account as a whole.
type Account struct {
	ID        string          `json:"id"` // twelve digits
	At        source.Location `json:"at"`
	Passwords int             `json:"passwords"` // users that have a password; -1 if that is not known
	Policy    PasswordPolicy  `json:"password_policy"`
	Providers []Provider      `json:"providers"`
	Quotas    []Quota         `json:"quotas"`
	Analyzer  Analyzer        `json:"analyzer"` // whether IAM Access Analyzer has been set up
}

// Analyzer tells whether IAM Access Analyzer has been set up in an account. It makes itself a role when it is, in whatever Region:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-using-service-linked-roles.html.
type Analyzer string

// The answers.
const (
	AnalyzerUnknown Analyzer = ""
	AnalyzerSetUp   Analyzer = "set-up"
	AnalyzerMissing Analyzer = "missing"
)

// Subject lets an account be what a finding is about.
func (a *Account) Subject() *Subject { return &Subject{Name: a.ID, At: a.At} }

// PasswordPolicy is what an account asks of passwords.
type PasswordPolicy struct {
	At     source.Location `json:"at"`
	Read   bool            `json:"read"`   // whether there is one is known
	Set    bool            `json:"set"`    // there is one: else AWS's default counts, which asks for eight characters
	Length int             `json:"length"` // the fewest characters
	Reuse  int             `json:"reuse"`  // how many of the last passwords can't be taken again; 0 for none
	Lacks  []string        `json:"lacks"`  // the kinds of character that it does not ask for
}

// Provider is an identity provider: whoever it signs in may assume the roles that trust it.
type Provider struct {
	Name    string          `json:"name"` // what stands in its ARN after the type
	Type    string          `json:"type"` // "OIDC" or "SAML"
	At      source.Location `json:"at"`
	Trusted bool            `json:"trusted"` // some role's trust names it, or may
}

// Quota is how much is used of what AWS allows.
type Quota struct {
	Name  string          `json:"name"` // "attached managed policies"
	Used  int             `json:"used"`
	Limit int             `json:"limit"` // at least 1
	At    source.Location `json:"at"`
}

// Record is what an account has on record about a role, a user, a group, a managed policy or its root user: when it
// was made and used, and with what one can sign in as it. Ages are in whole days, up to the day when the account was
// read, or to the newest day that what was saved of it speaks of. -1 stands for what is not known.
type Record struct {
	Name        string          `json:"name"` // as the target's
	Kind        TargetKind      `json:"kind"`
	At          source.Location `json:"at"`
	Age         int             `json:"age"`         // since it was made
	Observed    int             `json:"observed"`    // for how long its use can have been seen: its age, or of a group that of its oldest member if that is less
	Idle        int             `json:"idle"`        // for how long it was surely not used, which may be longer than AWS keeps track
	Used        string          `json:"used"`        // the day of the last use, "2026-01-31"; "" if none is on record
	Attachments int             `json:"attachments"` // of a managed policy: how many it is attached to or bounds
	MFA         MFA             `json:"mfa"`         // whether signing in with the password takes a second factor
	Credentials []Credential    `json:"credentials"`
	Versions    []*Version      `json:"versions"` // of a managed policy: those that are not in force
	Profiles    []Profile       `json:"profiles"` // of a role: the instance profiles that hold it
	Quotas      []Quota         `json:"quotas"`

	Target *Target `json:"-"` // nil for the root user
	Usage  *Usage  `json:"-"` // of a group, of all its members together; nil when it was not asked for or is not known
	ARN    string  `json:"-"`
	Stack  *Stack  `json:"-"` // what made it; nil if that was not CloudFormation

	// Facts, written by package expand.
	Administers   bool            `json:"administers"`    // its policies together allow everything, and nothing bounds it
	AdministersAt source.Location `json:"administers_at"` // the policy that does
	Boundless     bool            `json:"boundless"`      // its permissions boundary allows everything
	BoundlessAt   source.Location `json:"boundless_at"`   // that boundary
	Unused        []Unused        `json:"unused"`         // what its policies allow and it did not use, as far as Usage tells

	Excess []Excess `json:"excess"` // written by package live: what its policies allow and those of its template surely do not
}

// Stack is what CloudFormation notes on what it makes, as tags:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html.
type Stack struct {
	Name     string // aws:cloudformation:stack-name
	ID       string // aws:cloudformation:stack-id, an ARN; "" if it is not there
	Resource string // aws:cloudformation:logical-id
	At       source.Location
}

// Excess is what a statement of a principal allows, and its template surely does not.
type Excess struct {
	Actions  Actions         `json:"actions"`
	Resource string          `json:"resource"` // of the statement: what it allows them on
	Lacks    []string        `json:"lacks"`    // keys of the conditions that the template has for them
	Denied   bool            `json:"denied"`   // a statement of the template denies them
	At       source.Location `json:"at"`       // the first pattern that allows them
	Template source.Location `json:"template"` // the statement of the template that comes nearest, or the principal there
}

// Profile is an instance profile: what gives a role to instances.
type Profile struct {
	Name string          `json:"name"`
	At   source.Location `json:"at"`
}

// MFA tells whether a second factor is asked for.
type MFA string

// The answers.
const (
	MFAUnknown MFA = ""
	MFAActive  MFA = "active"
	MFAMissing MFA = "missing"
)

// Credential is something that one signs in with, and that does not end by itself.
type Credential struct {
	Kind   CredentialKind  `json:"kind"`
	Name   string          `json:"name"` // "access key 2"
	At     source.Location `json:"at"`
	Active bool            `json:"active"`
	Age    int             `json:"age"`  // since it was made or changed, as in Record
	Idle   int             `json:"idle"` // as in Record
	Used   string          `json:"used"` // as in Record
}

// CredentialKind says what a credential is.
type CredentialKind string

// The kinds of credential.
const (
	Password    CredentialKind = "password"
	AccessKey   CredentialKind = "access-key"
	Certificate CredentialKind = "certificate" // for signing requests of the SOAP protocol
)

// Version is a version of a managed policy that is not in force. Whoever may set the default version can put it there.
type Version struct {
	ID       string          `json:"id"` // "v3"
	At       source.Location `json:"at"`
	Document *Document       `json:"-"`

	// Facts, written by package expand.
	Everything  bool    `json:"everything"`  // it allows every action on everything, which the default version does not
	Permissions Actions `json:"permissions"` // the actions of access level Permissions management that it allows and the default version does not
}

// Usage is when a principal last used what it may, as IAM tracks it for the last 400 days.
type Usage struct {
	Services map[string]ServiceUsage // by the service's prefix; what is not there was not tracked
}

// ServiceUsage is when a service was last used. Of some services, actions are tracked, too.
type ServiceUsage struct {
	Last    string            // the day; "" for not at all
	Actions map[string]string // the days by names of actions in lower case, as in "getobject"; what is not there was not tracked
}

// Unused is what a pattern in a principal's policies allows, and the principal did not use.
type Unused struct {
	Service string          `json:"service"` // its prefix
	Whole   bool            `json:"whole"`   // nothing of the service was used
	Actions Actions         `json:"actions"` // of a service that was used: those that were not
	At      source.Location `json:"at"`      // the first pattern that allows it
}
