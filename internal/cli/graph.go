package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/iamlint/iamlint/internal/escalation"
	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/graph"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

var graphFormats = map[string]func(io.Writer, graph.Graph) error{
	"dot":     graph.DOT,
	"mermaid": graph.Mermaid,
	"svg":     graph.SVG,
}

func (a *app) graphCommand() *cobra.Command {
	given := unjudged()
	var format string
	cmd := &cobra.Command{
		Use:   "graph [PATH...]",
		Short: "Draw who can become whom, and who rules the account",
		Long: `Draw the roles, users, groups and policies of templates, policy documents and saved
accounts, and how one reaches another: by assuming it, by passing it to a service, or
by taking it over. Those who may do everything, or can give themselves any
permissions, are marked, and stand on the right.

Only what is sure is drawn: both are known, and the one has more than the other. Of more
than 60 principals only those are drawn that lie on a way to somebody who is marked.

Exit codes: 0 drawn; 2 something could not be read, and what could is drawn.`,
		Example: `  iamlint graph template.yaml > who.svg
  iamlint graph --format mermaid templates/
  aws iam get-account-authorization-details | iamlint graph --format dot - | dot -Tpng -o who.png`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			write, err := formatNamed(graphFormats, format)
			if err != nil {
				return err
			}
			job, err := given.job(paths, cmd.Flags().Changed)
			if err != nil {
				return err
			}
			return a.graph(cmd.Context(), job, write)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&format, "format", "svg", "`FORMAT` of the drawing: dot, mermaid, svg")
	given.addReading(flags)
	given.addConfig(flags)
	return cmd
}

// graph draws everybody that the paths speak of.
func (a *app) graph(ctx context.Context, j *job, write func(io.Writer, graph.Graph) error) error {
	people, notices, err := a.readPeople(ctx, j)
	if err != nil {
		return err
	}
	expander, err := expand.New(rules.FS, a.now)
	if err != nil {
		return err
	}
	finder, err := escalation.New(rules.FS)
	if err != nil {
		return err
	}
	expander.Models(people.models)
	var drawn graph.Graph
	for _, m := range people.models {
		all, edges := finder.Graph(m)
		addTo(&drawn, all, edges)
	}
	if a.sayNotices(notices) {
		a.code = exitIncomplete
	}
	if len(drawn.Nodes) > graph.Crowd {
		drawn = drawn.Paths()
	}
	return writeBuffered(a.stdout, func(w io.Writer) error { return write(w, drawn.Sorted()) })
}

// addTo adds those of one model.
func addTo(g *graph.Graph, all []escalation.Someone, edges []escalation.Edge) {
	place := map[*policy.Target]int{}
	for _, who := range all {
		place[who.Target] = len(g.Nodes)
		g.Nodes = append(g.Nodes, graph.Node{Name: who.Target.Name, Kind: string(who.Target.Kind), Rules: who.Rules, Reason: who.Reason})
	}
	for _, e := range edges {
		g.Edges = append(g.Edges, graph.Edge{From: place[e.From], To: place[e.To], How: string(e.How)})
	}
}
