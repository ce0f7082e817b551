package policy

import "github.com/iamlint/iamlint/internal/source"

// DocumentKind is what a policy document is for; it decides what its elements mean.
type DocumentKind string

// The kinds of document.
const (
	Identity      DocumentKind = "identity"
	Trust         DocumentKind = "trust"
	ResourceBased DocumentKind = "resource"
	Boundary      DocumentKind = "boundary"
	SCP           DocumentKind = "scp"
	RCP           DocumentKind = "rcp"
)

// Document is one policy document.
type Document struct {
	Name        string          `json:"name"` // the PolicyName, or the property that holds it
	Kind        DocumentKind    `json:"kind"`
	Origin      Origin          `json:"origin"`
	At          source.Location `json:"at"`
	Target      *Subject        `json:"target"`
	Version     *Value          `json:"version,omitempty"` // absent means 2008-10-17
	Variables   bool            `json:"variables"`         // policy variables such as ${aws:username} are used
	Users       []Value         `json:"users"`             // the users that a policy names itself onto
	Complexity  int             `json:"complexity"`        // written by package expand: the words that have to be read together to understand it
	Twins       []string        `json:"twins"`             // written by package expand: of the first of several equal inline policies, what else has the same
	Administers bool            `json:"administers"`       // written by package expand: its statements together allow nearly every action on everything, though none says so by itself
	Faults      []Fault         `json:"faults"`            // of the document itself; its statements have their own
	Size        int             `json:"size"`              // characters without white space; of what is not known before deployment the fewest that it can have
	Shorter     []Shortening    `json:"shorter"`           // written by package expand: of a large document, what would say the same in fewer characters, the most telling first
	Trusting    []*Statement    `json:"trusting"`          // written by package expand: of a trust policy, its statements, for what takes them together
	Statements  []*Statement    `json:"-"`

	Unreadable bool `json:"-"` // it is no map, so that there is nothing in it but faults
}

// Shortening is a pattern that stands for exactly those actions of the catalogue that several entries of a list name.
type Shortening struct {
	Pattern   string          `json:"pattern"`
	Entries   []string        `json:"entries"`   // that it can take the place of
	Saves     int             `json:"saves"`     // characters, with quotes and commas
	Level     string          `json:"level"`     // the gravest access level of its actions
	Sensitive bool            `json:"sensitive"` // some of them read data or secrets (rules/data)
	At        source.Location `json:"at"`        // the first of the entries
}

// Title is the short form of a document that its statements carry.
type Title struct {
	Name   string       `json:"name"`
	Kind   DocumentKind `json:"kind"`
	Origin Origin       `json:"origin"`
}

// Title is the document's short form.
func (d *Document) Title() Title { return Title{Name: d.Name, Kind: d.Kind, Origin: d.Origin} }

// Bounding is the document as a permissions boundary that is there on a branch of the template; "" is always.
func (d *Document) Bounding(branch string) *Document {
	other := d.As(Boundary)
	for _, s := range other.Statements {
		s.Branch = Both(branch, s.Branch)
	}
	return other
}

// As is the document in another role than its own, as a managed policy that also bounds somebody. Its words are
// the same ones.
func (d *Document) As(kind DocumentKind) *Document {
	other := *d
	other.Kind = kind
	other.Statements = make([]*Statement, len(d.Statements))
	for i, s := range d.Statements {
		statement := *s
		statement.Document = other.Title()
		other.Statements[i] = &statement
	}
	return &other
}
