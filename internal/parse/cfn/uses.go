package cfn

import (
	"strings"

	"github.com/iamlint/iamlint/internal/policy"
)

// parameterUses are the parameters that end up in what statements are about:
// actions, resources and principals.
func (t *template) parameterUses() []policy.Parameter {
	uses := uses{}
	for _, target := range t.model.Targets {
		for _, d := range target.Documents {
			if d.Origin == policy.FromSAM && d.Kind == policy.ResourceBased {
				continue // who calls a function for an event is not the user's to say
			}
			for _, s := range d.Statements {
				uses.gather(s)
			}
		}
	}
	if len(uses) == 0 {
		return nil
	}
	var parameters []policy.Parameter
	for _, f := range t.root.Get("Parameters").Fields {
		p := t.parameters[f.Key.Text]
		used := uses[p.name]
		if used == nil {
			continue
		}
		parameters = append(parameters, policy.Parameter{
			Name:        p.name,
			At:          p.at,
			Wildcards:   p.wildcards(),
			Constrained: p.constrained(),
			Uses:        used.list,
		})
	}
	return parameters
}

// uses are the places that take text from a parameter, by its name, each once:
// what stands on several branches is there several times.
type uses map[string]*places

type places struct {
	list []policy.Use
	seen map[policy.Use]bool
}

// gather files the parameters that a statement's elements take text from.
func (u uses) gather(s *policy.Statement) {
	for _, a := range s.Actions {
		u.add("Action", s, a.Value)
	}
	for _, a := range s.NotActions {
		u.add("NotAction", s, a.Value)
	}
	for _, r := range s.Resources {
		u.add("Resource", s, r.Value)
	}
	for _, r := range s.NotResources {
		u.add("NotResource", s, r.Value)
	}
	for _, p := range s.Principals {
		u.add("Principal", s, p.Value)
	}
	for _, p := range s.NotPrincipals {
		u.add("NotPrincipal", s, p.Value)
	}
}

func (u uses) add(element string, s *policy.Statement, v policy.Value) {
	for _, part := range v.Parts {
		if part.Parameter == "" {
			continue
		}
		p := u[part.Parameter]
		if p == nil {
			p = &places{seen: map[policy.Use]bool{}}
			u[part.Parameter] = p
		}
		use := policy.Use{Element: element, Effect: s.Effect, Whole: len(v.Parts) == 1 && !amid(part), At: v.At, Target: s.Target}
		if !p.seen[use] {
			p.seen[use] = true
			p.list = append(p.list, use)
		}
	}
}

// amid tells whether a part is a piece of text in which there is more than its parameter.
func amid(p policy.Part) bool {
	of, piece := strings.CutPrefix(p.Text, pieceOf)
	return piece && of != "${"+p.Parameter+"}"
}
