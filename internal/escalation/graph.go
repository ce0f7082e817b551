package escalation

import "github.com/iamlint/iamlint/internal/policy"

// Someone is a principal of an artifact as a graph shows it.
type Someone struct {
	Target *policy.Target
	Rules  bool   // it may do everything, or can give itself any permissions
	Reason string // why, in words; "" if it does not rule
}

// Graph is who there is in a model that package expand has written its facts onto, and who surely reaches whom. Of what
// reaches everybody only the ways to the most powerful are there.
func (f *Finder) Graph(m *policy.Model) ([]Someone, []Edge) {
	s := f.search(m)
	s.escalations()
	var all []Someone
	for _, p := range s.all {
		who := Someone{Target: p.target, Rules: p.rules}
		if p.rules {
			who.Reason = "it may do everything"
		} else if rise := p.riseAlone(); rise != nil {
			who.Rules, who.Reason = true, "it may "+rise.May
		}
		all = append(all, who)
	}
	return all, s.edges()
}
