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
	arns = append(arns, formats(rest, wanted)...)
	return arns[:min(shownARNs, len(arns))], own
}

// ownOf are the ARNs of the template's resources that an action takes. What is IAM's is left out: to change one's own
// roles is no smaller thing than to change others', and no target can have its own ARN in its policy.
func (w *work) ownOf(a catalog.Action, target *policy.Subject, wanted func(catalog.ResourceType) bool) []string {
	if a.Service().Prefix() == "iam" {
		return nil
	}
	var mine []string
	for t := range a.ResourceTypes() {
		for _, r := range w.own {
			switch {
			case r.Service != a.Service().Prefix(), target != nil && r.Name == target.Name, !wanted(t):
			case r.Type == t.Name():
				mine = append(mine, r.Write)
			case r.Service == "s3" && r.Type == "bucket" && t.Name() == "object":
				mine = append(mine, fmt.Sprintf("!Sub \"${%s.%s}/*\"", r.Name, r.Attribute))
			}
		}
	}
	return mine
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
