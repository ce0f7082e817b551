package parse

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// Managed gives targets the documents of the AWS managed policies that they
// attach or are bounded by. It keeps what it has unpacked, because the same few
// policies are attached again and again. The zero value is ready, also for several
// goroutines.
type Managed struct {
	unpacked sync.Map // *node.Node: the catalogue's document of a policy, by its name
	provided sync.Map // *node.Node: a newer document of it, by path and name
}

// Provide gives the document of a policy, by its path and name, as an account has
// it: it counts instead of the catalogue's.
func (m *Managed) Provide(name string, document *node.Node) { m.provided.Store(name, document) }

// Attach looks up every attached AWS managed policy: it notes which do not exist
// and what was meant, and makes each that does a document of its target, every
// word of which stands where the policy is attached. What a group attaches reaches
// its users. It fails only where the embedded documents are broken.
func (m *Managed) Attach(model *policy.Model) error {
	for _, target := range model.Targets {
		for i := range target.Managed {
			if err := m.attach(target, &target.Managed[i]); err != nil {
				return err
			}
		}
		if err := m.limit(target); err != nil {
			return err
		}
	}
	for _, target := range model.Targets {
		share(target)
	}
	return nil
}

// share makes what AWS wrote for a target's groups reach the target.
func share(target *policy.Target) {
	for _, group := range target.Groups {
		for _, d := range group.Documents {
			if d.Origin == policy.FromManaged && !slices.Contains(target.Reaching, d) {
				target.Reaching = append(target.Reaching, d)
			}
		}
	}
}

func (m *Managed) attach(target *policy.Target, a *policy.Attachment) error {
	if a.Name == "" {
		return nil
	}
	document, name, err := m.document(a.Text, a.Name, a.At)
	if err != nil {
		return err
	}
	if document == nil {
		if meant, near := catalog.SuggestManagedPolicy(a.Text); near {
			a.Suggestion = meant.ARN("${AWS::Partition}")
		}
		return nil
	}
	a.Exists, a.Read = true, true
	blank := policy.Document{Name: name, Kind: policy.Identity, Origin: policy.FromManaged, Target: target.Subject()}
	if a.Origin == policy.FromSAM {
		blank.Origin = policy.FromSAM
	}
	// What AWS wrote is not for the user to mend, so that nobody hears of its oddities.
	target.Documents = append(target.Documents, Plain(&Notices{}).Documents(document, Branch{}, blank)...)
	return nil
}

// limit makes the documents of the AWS managed policies that bound a target reach it.
func (m *Managed) limit(target *policy.Target) error {
	for i := range target.Boundaries {
		b := &target.Boundaries[i]
		path, ok := catalog.ManagedPath(b.Text)
		if !ok {
			continue
		}
		document, name, err := m.document(b.Text, path, b.At)
		if err != nil {
			return err
		}
		if document == nil {
			continue
		}
		b.Exists, b.Read = true, true
		blank := policy.Document{Name: name, Kind: policy.Boundary, Origin: policy.FromManaged, Target: target.Subject()}
		for _, d := range Plain(&Notices{}).Documents(document, Branch{}, blank) {
			target.Reaching = append(target.Reaching, d.Bounding(b.Branch))
		}
	}
	return nil
}

// document is a policy's document with every word at one place, and the policy's
// name; nil if there is no such policy.
func (m *Managed) document(arn, path string, at source.Location) (*node.Node, string, error) {
	if own, ok := m.provided.Load(path); ok {
		return own.(*node.Node).Moved(at), path[strings.LastIndex(path, "/")+1:], nil
	}
	p, ok := catalog.FindManagedPolicy(arn)
	if !ok {
		return nil, "", nil
	}
	if root, ok := m.unpacked.Load(p.Name()); ok {
		return root.(*node.Node).Moved(at), p.Name(), nil
	}
	content, err := p.Document()
	if err != nil {
		return nil, "", fmt.Errorf("read managed policy %s: %w", p.Name(), err)
	}
	root, err := node.Parse(p.Name(), content)
	if err != nil {
		return nil, "", fmt.Errorf("read managed policy %s: %w", p.Name(), err)
	}
	m.unpacked.Store(p.Name(), root)
	return root.Moved(at), p.Name(), nil
}
