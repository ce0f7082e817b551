package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// readOtherTemplates reads the templates inside of this one, and notes those that it has resources made from and that are elsewhere.
func (t *template) readOtherTemplates() {
	for _, r := range t.order {
		switch {
		case r.kind == "AWS::CloudFormation::StackSet":
			t.readStackSet(r)
		case strings.HasSuffix(r.kind, "::MODULE"):
			t.notices.Add(r.at, "what the module %s of %q makes is not in the template; it was not judged", r.kind, r.id)
		case r.kind == "AWS::ServiceCatalog::CloudFormationProduct", r.kind == "AWS::ServiceCatalog::CloudFormationProvisionedProduct":
			t.notices.Add(r.at, "the template of the product %q is not in this one; what it makes was not judged", r.id)
		}
	}
}

// readStackSet reads the template that stands in a stack set, as a text. It is deployed elsewhere, in accounts of its
// own, so that it is a template by itself: it gets the stack set's parameters, and knows nothing else of this one.
func (t *template) readStackSet(r *resource) {
	body := r.properties.Get("TemplateBody")
	if body == nil {
		t.notices.Add(r.at, "the template of the stack set %q is not in this one; what it holds was not judged", r.id)
		return
	}
	if body.Kind != node.String {
		t.notices.Add(body.At, "the template of the stack set %q is not known before deployment; what it holds was not judged", r.id)
		return
	}
	root, err := body.EmbeddedFile()
	if err != nil || !IsTemplate(root) {
		t.notices.Add(body.At, "the template of the stack set %q cannot be read; what it holds was not judged (run it through check as a file of its own)", r.id)
		return
	}
	values, passed := t.stackSetParameters(r)
	inner, notices := Parse(t.model.Artifact, root, values)
	free := slices.DeleteFunc(inner.Parameters, func(p policy.Parameter) bool { return passed[p.Name] })
	t.model.Targets = append(t.model.Targets, inner.Targets...)
	t.model.Parameters = append(t.model.Parameters, free...)
	t.model.Resources = append(t.model.Resources, inner.Resources...)
	t.model.Secrets = append(t.model.Secrets, inner.Secrets...)
	t.notices.Take(notices)
}

// stackSetParameters are the values that a stack set passes, those that are known, and for which parameters it passes one.
func (t *template) stackSetParameters(r *resource) (values map[string]string, passed map[string]bool) {
	values, passed = map[string]string{}, map[string]bool{}
	list := r.properties.Get("Parameters")
	if list == nil {
		return values, passed
	}
	for _, a := range t.reader.Items(list, r.under) {
		if a.Node == nil {
			continue
		}
		name, value := a.Node.Get("ParameterKey"), a.Node.Get("ParameterValue")
		if name == nil || value == nil {
			continue
		}
		passed[name.Text] = true
		if text, ok := t.literal(value, a.Branch); ok {
			values[name.Text] = text
		}
	}
	return values, passed
}
