// Package graph draws who reaches whom: as SVG, which it lays out itself, and as
// text for Graphviz and Mermaid. Everything that comes from outside is escaped.
package graph

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Graph is who reaches whom.
type Graph struct {
	Nodes []Node
	Edges []Edge
}

// Node is somebody.
type Node struct {
	Name   string
	Kind   string // in one word: role, user …
	Rules  bool   // it is an administrator, or can make itself one
	Reason string // why, in words
}

// Edge is a way from one node to another, by their places in Nodes.
type Edge struct {
	From, To int
	How      string // in one word: assume, pass …
}

// Crowd is how many nodes are drawn at most, beyond which only those are that lie on a way to somebody who rules.
const Crowd = 60

// Paths is the graph without the nodes that are on no way to somebody who rules.
func (g Graph) Paths() Graph {
	far := g.distances()
	place := make([]int, len(g.Nodes))
	var less Graph
	for i, n := range g.Nodes {
		if far[i] >= 0 {
			place[i] = len(less.Nodes)
			less.Nodes = append(less.Nodes, n)
		}
	}
	for _, e := range g.Edges {
		if far[e.From] >= 0 && far[e.To] >= 0 {
			less.Edges = append(less.Edges, Edge{place[e.From], place[e.To], e.How})
		}
	}
	return less
}

// distances are the steps from each node to somebody who rules, -1 if there is no way.
func (g Graph) distances() []int {
	into := make([][]int, len(g.Nodes))
	for _, e := range g.Edges {
		into[e.To] = append(into[e.To], e.From)
	}
	far := make([]int, len(g.Nodes))
	var queue []int
	for i, n := range g.Nodes {
		far[i] = -1
		if n.Rules {
			far[i] = 0
			queue = append(queue, i)
		}
	}
	for at := 0; at < len(queue); at++ {
		for _, from := range into[queue[at]] {
			if far[from] < 0 {
				far[from] = far[queue[at]] + 1
				queue = append(queue, from)
			}
		}
	}
	return far
}

// Sorted is the graph with nodes in order of their kind and name, and edges in that of their ends.
func (g Graph) Sorted() Graph {
	order := make([]int, len(g.Nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(g.Nodes[a].Kind, g.Nodes[b].Kind), cmp.Compare(g.Nodes[a].Name, g.Nodes[b].Name))
	})
	place := make([]int, len(order))
	sorted := Graph{Nodes: make([]Node, len(order))}
	for to, from := range order {
		place[from] = to
		sorted.Nodes[to] = g.Nodes[from]
	}
	for _, e := range g.Edges {
		sorted.Edges = append(sorted.Edges, Edge{place[e.From], place[e.To], e.How})
	}
	slices.SortFunc(sorted.Edges, func(a, b Edge) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.How, b.How))
	})
	sorted.Edges = slices.Compact(sorted.Edges)
	return sorted
}

// DOT writes the graph for Graphviz.
func DOT(w io.Writer, g Graph) error {
	var b strings.Builder
	b.WriteString("digraph access {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n")
	for i, n := range g.Nodes {
		style := ""
		if n.Rules {
			style = ", style=bold, color=\"#b3261e\""
		}
		fmt.Fprintf(&b, "  n%d [label=\"%s\"%s];\n", i, dotText(n.Kind+" "+n.Name), style)
	}
	for _, e := range g.Edges {
		fmt.Fprintf(&b, "  n%d -> n%d [label=\"%s\"];\n", e.From, e.To, dotText(e.How))
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// dotText is a text as it stands between quotes: https://graphviz.org/doc/info/lang.html.
func dotText(text string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ", "\r", " ").Replace(text)
}

// Mermaid writes the graph as a flowchart.
func Mermaid(w io.Writer, g Graph) error {
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	for i, n := range g.Nodes {
		class := ""
		if n.Rules {
			class = ":::rules"
		}
		fmt.Fprintf(&b, "  n%d[\"%s\"]%s\n", i, mermaidText(n.Kind+" "+n.Name), class)
	}
	for _, e := range g.Edges {
		fmt.Fprintf(&b, "  n%d -->|\"%s\"| n%d\n", e.From, mermaidText(e.How), e.To)
	}
	b.WriteString("  classDef rules stroke:#b3261e,stroke-width:3px\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// mermaidText writes all that is no letter, digit, space or dash as an entity of Mermaid:
// https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters.
func mermaidText(text string) string {
	var b strings.Builder
	for _, c := range text {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == ' ', c == '-', c == '_', c == '/', c == '.':
			b.WriteRune(c)
		default:
			fmt.Fprintf(&b, "#%d;", c)
		}
	}
	return b.String()
}
