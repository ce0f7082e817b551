package expand

import (
	"fmt"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// shownARNs is how many ARNs a message may choose from.
const shownARNs = 3

// arns lists up to three ARNs that would limit a target's actions: those of the template's own resources, if there are
// few of the type, and then the formats of the actions of which it has none. They are of the types that are wanted.
func (w *work) arns(actions []catalog.Action, target *policy.Subject, wanted func(catalog.ResourceType) bool) (arns []string, own int) {
	var rest []catalog.Action
	for _, a := range actions {
		mine := w.ownOf(a, target, wanted)
		if len(mine) == 0 || len(mine) > shownARNs {
			rest = append(rest, a)
			continue
		}
		for _, arn := range mine {
			if !slices.Contains(arns, arn) && len(arns) < shownARNs {
				arns = append(arns, arn)
			}
		}
	}
	own = len(arns)
	arns = append(arns, w.spell(w.formats(rest, wanted))...)
	return arns[:min(shownARNs, len(arns))], own
}

// ownKind is what own resources are filed under: a service and the catalogue's name of what the ARN is of.
type ownKind struct{ service, of string }

func fileOwn(all []policy.OwnResource) map[ownKind][]policy.OwnResource {
	filed := map[ownKind][]policy.OwnResource{}
	for _, r := range all {
		kind := ownKind{r.Service, r.Type}
		filed[kind] = append(filed[kind], r)
	}
	return filed
}

// ownOf are the ARNs of the template's resources that an action takes, or too many of them to show. What is IAM's is
// left out: to change one's own roles is no smaller thing than to change others', and no target can have its own ARN
// in its policy. So are log groups to write to: a function, a task or a flow log writes to the group that its own settings
// name, and one that the template has is mostly that of something else.
func (w *work) ownOf(a catalog.Action, target *policy.Subject, wanted func(catalog.ResourceType) bool) []string {
	service := a.Service().Prefix()
	if len(w.own) == 0 || service == "iam" || service == "logs" && a.Level() == catalog.Write {
		return nil
	}
	var mine []string
	for t := range a.ResourceTypes() {
		if wanted != nil && !wanted(t) {
			continue
		}
		mine = w.addOwn(mine, ownKind{service, t.Name()}, target, func(r policy.OwnResource) string { return r.Write })
		if service == "s3" && t.Name() == "object" {
			mine = w.addOwn(mine, ownKind{service, "bucket"}, target, func(r policy.OwnResource) string {
				return fmt.Sprintf("!Sub \"${%s.%s}/*\"", r.Name, r.Attribute)
			})
		}
	}
	return mine
}

// addOwn adds what the template has of a kind, but for the target itself, until there is too much.
func (w *work) addOwn(mine []string, kind ownKind, target *policy.Subject, write func(policy.OwnResource) string) []string {
	for _, r := range w.own[kind] {
		if len(mine) > shownARNs {
			break
		}
		if target == nil || r.Name != target.Name {
			mine = append(mine, write(r))
		}
	}
	return mine
}

// ownersOf are the names of those resources whose ARNs are shown to others than themselves: see ownOf.
func ownersOf(all []policy.OwnResource) map[string]bool {
	names := map[string]bool{}
	for _, r := range all {
		if r.Service != "iam" {
			names[r.Name] = true
		}
	}
	return names
}

// fixedScope tells what of a resource's scope is written out, where a template could have said it of any account:
// the account, unless the user trusts it, and which of partition and region.
func (w *work) fixedScope(v policy.Value) (account string, fixed []string) {
	var b strings.Builder
	for _, part := range v.Parts {
		if part.Kind == policy.Literal {
			b.WriteString(part.Text)
		} else {
			b.WriteString(someText)
		}
	}
	arn := splitARN(b.String())
	if accountID.MatchString(arn.account) && !slices.Contains(w.Trusted, arn.account) {
		account = arn.account
	}
	if arn.partition == "aws" || strings.HasPrefix(arn.partition, "aws-") {
		fixed = append(fixed, "partition")
	}
	if regionShape.MatchString(arn.region) {
		fixed = append(fixed, "region")
	}
	return account, fixed
}
