package graph_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/graph"
)

// three is a chain, with somebody aside, and names that try to be more than names.
func three() graph.Graph {
	return graph.Graph{
		Nodes: []graph.Node{
			{Name: "A", Kind: "role"},
			{Name: `B"]<script>&\`, Kind: "role"},
			{Name: "C", Kind: "role", Rules: true, Reason: "it may do everything"},
			{Name: "D", Kind: "user"},
		},
		Edges: []graph.Edge{{From: 1, To: 2, How: "pass"}, {From: 0, To: 1, How: "assume"}},
	}
}

func TestPathsLeaveOutWhoReachesNobody(t *testing.T) {
	got := three().Paths()
	if len(got.Nodes) != 3 || len(got.Edges) != 2 {
		t.Errorf("got %v, want A, B and C with their edges", got)
	}
}

func TestFormats(t *testing.T) {
	for _, c := range []struct {
		name  string
		write func(io.Writer, graph.Graph) error
		want  string
	}{
		{"DOT", graph.DOT, `digraph access {
  rankdir=LR;
  node [shape=box, fontname="sans-serif"];
  n0 [label="role A"];
  n1 [label="role B\"]<script>&\\"];
  n2 [label="role C", style=bold, color="#b3261e"];
  n3 [label="user D"];
  n0 -> n1 [label="assume"];
  n1 -> n2 [label="pass"];
}
`},
		{"Mermaid", graph.Mermaid, `flowchart LR
  n0["role A"]
  n1["role B#34;#93;#60;script#62;#38;#92;"]
  n2["role C"]:::rules
  n3["user D"]
  n0 -->|"assume"| n1
  n1 -->|"pass"| n2
  classDef rules stroke:#b3261e,stroke-width:3px
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			if err := c.write(&b, three().Sorted()); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, b.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSVGIsXMLWhateverTheNames(t *testing.T) {
	crowd := graph.Graph{}
	for i := range graph.Crowd {
		crowd.Nodes = append(crowd.Nodes, graph.Node{Name: fmt.Sprintf("role with a long name \x00<%d>", i), Kind: "role", Rules: i == 0})
		crowd.Edges = append(crowd.Edges, graph.Edge{From: i, To: i / 2, How: "assume"})
	}
	for name, g := range map[string]graph.Graph{"none": {}, "few": three(), "many": crowd} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			if err := graph.SVG(&b, g); err != nil {
				t.Fatal(err)
			}
			boxes := 0
			for d := xml.NewDecoder(strings.NewReader(b.String())); ; {
				token, err := d.Token()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				if start, ok := token.(xml.StartElement); ok && start.Name.Local == "title" {
					boxes++
				}
			}
			if boxes != len(g.Nodes) {
				t.Errorf("got %d boxes, want %d", boxes, len(g.Nodes))
			}
		})
	}
}
