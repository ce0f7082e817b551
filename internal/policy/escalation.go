package policy

import "github.com/iamlint/iamlint/internal/source"

// Escalation is a way by which a principal comes by more than it was given. Package escalation finds them by
// the methods in rules/data; of the methods of one family only the one that reaches furthest is here.
type Escalation struct {
	Target     *Subject   `json:"target"`  // the principal, or the policy or document whose holders it speaks of
	Family     string     `json:"family"`  // of methods, as in rules/data: E01 …; of what is no method E82 to E85
	Method     string     `json:"method"`  // the id of the method, "" if it is none
	Gains      string     `json:"gains"`   // how, as in rules/data; or chain, circle, compute, own-compute
	May        string     `json:"may"`     // what the principal may do, in words
	Needs      string     `json:"needs"`   // what has to be there besides, in words; else ""
	Gravity    string     `json:"gravity"` // of the method, where what it reaches is known
	Likely     string     `json:"likely"`  // the same where it is not, but everything of its kind is in reach
	Confidence Confidence `json:"confidence"`

	Reached     string   `json:"reached"`      // the name of the target or resource that it reaches, "" if that is not known
	ReachedKind string   `json:"reached_kind"` // role, user, group, managed-policy or resource
	Actions     []string `json:"actions"`      // the actions that it takes, the one that names its target first
	Lacks       []string `json:"lacks"`        // of what it opens to itself: the actions that it does not have
	Provisioner bool     `json:"provisioner"`  // the principal is a role that nobody assumes but CloudFormation or Service Catalog
	Named       bool     `json:"named"`        // what it reaches by working for it is named in full by the policy, and does not rule the account

	At    source.Location `json:"at"` // the word that gives the action that tells the method from others
	Steps []Step          `json:"steps"`
}

// Confidence says how sure it is that an escalation reaches something.
type Confidence string

// The confidences, the surest first.
const (
	Proven   Confidence = "proven"   // what it reaches is known and has more, or is the principal itself
	Likely   Confidence = "likely"   // everything of its kind is in reach
	Possible Confidence = "possible" // something that is named but not known is in reach, or a condition narrows it
)

// Step is a part of the evidence for an escalation: one action, by the word that gives it.
type Step struct {
	Target   string          `json:"target"`   // whose it is
	Action   string          `json:"action"`   // "" of a step that needs none, as when a trust policy lets somebody in
	Resource string          `json:"resource"` // the pattern that it is allowed on; "" if NotResource says it
	Document string          `json:"document"` // the document that holds the word
	Origin   Origin          `json:"origin"`   // who wrote that document
	Reaches  string          `json:"reaches"`  // the target that the step leads to, "" if that is not known
	At       source.Location `json:"at"`
}
