package access

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// Request is one question to IAM.
type Request struct {
	Action   string // its whole name, in any case
	Resource string // the ARN; "*" of an action that takes none. A * or ? in it is only itself
	Who      string // the ARN of who asks, of a role or one of its sessions, of a user, or the name of a service; "" if it is not known
	Owner    string // the account of the resource; "" for that of the ARN, or if that names none, the one of who asks

	// Context has the values of condition keys, by name in any case. A key that it does not have is absent from the
	// request if Complete, else it may have any value or none.
	Context  map[string][]string
	Complete bool

	// What else has a say, all of it empty if it has not. Of SCPs and RCPs each element is one level of an organization
	// (root, unit, account), and every level has to allow.
	SCPs, RCPs []Policies
	Attached   Policies // to the resource, or what a role trusts
	Hidden     bool     // the resource may have a policy that is not among Attached, unless one of these surely is its own
}

// Verdict is what a request comes to.
type Verdict string

// The verdicts.
const (
	Allowed     Verdict = "allowed"
	Denied      Verdict = "denied"
	Conditional Verdict = "conditional" // it depends on keys of the context that were not given
	Unknown     Verdict = "unknown"     // it depends on what is not known before deployment, or not at hand
)

// Layer is a kind of policy that has a say.
type Layer string

// The layers.
const (
	IdentityLayer Layer = "identity"
	BoundaryLayer Layer = "boundary"
	SCPLayer      Layer = "SCP"
	RCPLayer      Layer = "RCP"
	ResourceLayer Layer = "resource"
	TrustLayer    Layer = "trust"
)

// Evidence is a statement that decides, or may.
type Evidence struct {
	Layer     Layer
	Statement *policy.Statement
	Document  *policy.Document
	At        source.Location // the word that matches the action, or the statement
	Holds     Verdict         // Allowed if it applies to the request, else Conditional or Unknown
}

// Decision is the answer to a request.
type Decision struct {
	Verdict  Verdict
	Explicit bool       // of Denied: a statement says so, and not only none that allows it
	Missing  Layer      // of Denied, unless it is explicit: the first layer in which nothing allows it
	Hidden   bool       // a policy of the resource may say more, and is not at hand
	Needed   bool       // a policy of the resource has to allow it, whoever else does
	Evidence []Evidence // the statements that apply or may: first those that deny
}

// Decide answers a request as IAM does: a Deny that applies outweighs all; else identity policies, within the
// boundary, or a resource policy have to allow it, and so has every level of the organization
// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
// Gaps of the principal are not looked at: see Principal.Gaps.
func (p *Principal) Decide(r Request) Decision {
	q := newQuestion(r)
	q.self = p.Target.ARNs
	identity := q.ask(IdentityLayer, p.identity)
	boundary := permitted
	if len(p.Boundary) > 0 {
		boundary = q.ask(BoundaryLayer, p.boundary)
		if !p.Bounded() && boundary.allow != yes {
			boundary.allow = uncertain
		}
	}
	organization := q.organization(p)
	layer := ResourceLayer
	if strings.HasPrefix(q.action, "sts:assumerole") {
		layer = TrustLayer
	}
	resource := q.ask(layer, r.Attached)
	allow := q.allows(layer, identity.allow.and(boundary.allow), boundary.allow, resource).and(organization.allow)
	deny := identity.deny.or(boundary.deny).or(organization.deny).or(resource.deny)
	return q.decision(allow, deny, identity, boundary, organization)
}

// allows tells whether what a principal has of its own and what the resource's policy says come to an Allow.
func (q *question) allows(layer Layer, own, boundary truth, resource said) truth {
	open := no // what a policy may say that is not at hand
	if q.hidden = q.Hidden && q.guarded != yes; q.hidden {
		open = uncertain
	}
	either := own.or(resource.direct).or(resource.role.and(boundary))
	ofItself := layer == TrustLayer || strings.HasPrefix(q.action, "kms:")
	q.needed = q.crossesAccounts() || ofItself && (q.guarded != no || q.hidden)
	switch {
	case q.crossesAccounts():
		return own.and(resource.allow.or(open))
	case q.needed:
		return resource.allow.or(open).and(either.or(open))
	case either == no:
		return open
	}
	return either
}

// Lets lists the statements of resource policies that allow an action to who asks by itself, on whatever they are of. The
// request's resource and context don't count.
func (p *Principal) Lets(r Request) []Evidence {
	q := newQuestion(r)
	q.self, q.layer = p.Target.ARNs, ResourceLayer
	var all []Evidence
	for i := range r.Attached.statements {
		s := &r.Attached.statements[i]
		t, at, _ := s.speaks(q.action)
		if s.Effect != "Allow" || t == no || s.on != nil && s.on.known && len(s.on.arns) == 0 {
			continue
		}
		if named, how := q.named(s); named != no && how != toAccount {
			holds := t.and(named)
			if len(s.Conditions) > 0 {
				holds = holds.and(depends)
			}
			all = append(all, Evidence{Layer: ResourceLayer, Statement: s.Statement, Document: s.document, At: at, Holds: holds.verdict()})
		}
	}
	return all
}

// said is what a layer says to a request.
type said struct {
	allow, deny truth
	// Of a resource policy, how it allows: to everybody, a user or a session by name, which nothing else limits; or to
	// a role by name, which a boundary limits; else it only lets the account decide.
	direct, role truth
}

var permitted = said{allow: yes}

// decision puts an answer together.
func (q *question) decision(allow, deny truth, identity, boundary, organization said) Decision {
	d := Decision{Hidden: q.hidden, Needed: q.needed, Evidence: append(q.denials, q.grants...)}
	switch may := allow.and(deny.not()); {
	case deny == yes:
		may := func(e Evidence) bool { return e.Holds != Allowed }
		d.Verdict, d.Explicit, d.Evidence = Denied, true, slices.DeleteFunc(q.denials, may)
	case may == yes:
		d.Verdict = Allowed
	case may == depends:
		d.Verdict = Conditional
	case may == uncertain:
		d.Verdict = Unknown
	default:
		d.Verdict = Denied
		d.Missing = missing(identity, boundary, organization)
	}
	return d
}

// missing is the layer that keeps a request from being allowed.
func missing(identity, boundary, organization said) Layer {
	switch {
	case organization.allow == no:
		return SCPLayer
	case identity.allow == no:
		return IdentityLayer
	case boundary.allow == no:
		return BoundaryLayer
	default:
		return ResourceLayer
	}
}

func (t truth) verdict() Verdict {
	switch t {
	case yes:
		return Allowed
	case depends:
		return Conditional
	case uncertain:
		return Unknown
	default:
		return Denied
	}
}
