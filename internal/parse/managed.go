package parse

import (
	"fmt"
	"sync"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// Managed gives targets the documents of the AWS managed policies that they
// attach. It keeps what it has unpacked, because the same few policies are
// attached again and again. The zero value is ready, also for several goroutines.
type Managed struct {
	unpacked sync.Map // the document of a policy, by its name
}

// Attach looks up every attached AWS managed policy: it notes which do not exist
// and what was meant, and makes each that does a document of its target, every
// word of which stands where the policy is attached. It fails only where the
// embedded documents are broken.
func (m *Managed) Attach(model *policy.Model) error {
	for _, target := range model.Targets {
		for i := range target.Managed {
			if err := m.attach(target, &target.Managed[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *Managed) attach(target *policy.Target, a *policy.Attachment) error {
	if a.Name == "" {
		return nil
	}
	found, ok := catalog.FindManagedPolicy(a.Text)
	if !ok {
		if meant, near := catalog.SuggestManagedPolicy(a.Text); near {
			a.Suggestion = meant.ARN("${AWS::Partition}")
		}
		return nil
	}
	a.Exists = true
	document, err := m.document(found, a.At)
	if err != nil {
		return fmt.Errorf("read managed policy %s: %w", found.Name(), err)
	}
	blank := policy.Document{Name: found.Name(), Kind: policy.Identity, Origin: policy.FromManaged, Target: target.Subject()}
	if a.Origin == policy.FromSAM {
		blank.Origin = policy.FromSAM
	}
	// What AWS wrote is not for the user to mend, so that nobody hears of its oddities.
	target.Documents = append(target.Documents, Plain(&Notices{}).Documents(document, Branch{}, blank)...)
	return nil
}

// document is the policy's document with every word at one place.
func (m *Managed) document(p catalog.ManagedPolicy, at source.Location) (*node.Node, error) {
	content, ok := m.unpacked.Load(p.Name())
	if !ok {
		unpacked, err := p.Document()
		if err != nil {
			return nil, err
		}
		content, _ = m.unpacked.LoadOrStore(p.Name(), unpacked)
	}
	root, err := node.Parse(p.Name(), content.([]byte))
	if err != nil {
		return nil, err
	}
	moveTo(root, at)
	return root, nil
}

func moveTo(n *node.Node, at source.Location) {
	n.At = at
	for _, item := range n.Items {
		moveTo(item, at)
	}
	for _, field := range n.Fields {
		moveTo(field.Key, at)
		moveTo(field.Value, at)
	}
}
